import { existsWherever, isConditional } from '../../changes/resources.ts';
import { defaultsOf, type NetworkObject, valueOr } from '../../network/field.ts';
import type { Network } from '../../network/model.ts';
import { itemsOf } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import type { Listener } from '../../network/workload.ts';
import { entryAt, resolved } from '../../syntax/tree.ts';
import {
  defaultsOfValue,
  hasText,
  type Known,
  textOrPartial,
  type Value,
} from '../../template/evaluation/value.ts';
import { type CheckedFile, defineRule, type Fix, type Report } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';
import { resourceOfTypes, resourcesOfTypes } from '../shared/resources/typedResources.ts';

const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';

/** Attributes that name the load balancer itself. */
const OF_BALANCER = ['DNSName', 'LoadBalancerArn'];

/** A private integration of API Gateway with something that it does not accept. */
export default defineRule({
  id: 'api-integration-target',
  area: 'listeners',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'API Gateway does not accept the target of the private integration',
  why: 'TargetArns of AWS::ApiGateway::VpcLink names a Network Load Balancer; API Gateway rejects another load balancer with "NLB ARN is malformed" and a second one with "More than one target arn specified for vpc link". The private integration of an HTTP API names the listener of a load balancer or a service of Cloud Map; API Gateway rejects the load balancer itself and an address. A VPC link V2 names no target, so a REST API that uses one names the load balancer or its listener in IntegrationTarget. The Uri of an integration of type AWS or AWS_PROXY is the ARN of an action of AWS, and a private integration has an address there and the type HTTP or HTTP_PROXY.',
  howToFix:
    'Name one Network Load Balancer in each VPC link of a REST API, and the listener in an HTTP API. With a VPC link V2, add IntegrationTarget to the integration.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-vpclink.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html',
    'https://github.com/hashicorp/terraform-provider-aws/issues/45230',
    'https://github.com/anomalyco/sst/issues/5510',
    'https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html',
    'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateVpcLink.html',
    'https://github.com/hashicorp/terraform-provider-aws/pull/2512',
  ],

  *check(file) {
    if (file.template?.hasMacros) return;
    for (const reader of resourcesOfTypes(file, ['AWS::ApiGateway::VpcLink']))
      yield* linkReports(file, reader);
    for (const reader of resourcesOfTypes(file, ['AWS::ApiGatewayV2::Integration']))
      yield* integrationReports(file, reader);
    for (const reader of resourcesOfTypes(file, ['AWS::ApiGateway::Method'])) yield* methodReports(reader);
  },
});

function* linkReports({ network }: CheckedFile, { object, property }: ResourceReader): Generator<Report> {
  const targets = itemsOf(property('TargetArns'));
  const [first, second] = targets;
  if (second && 'at' in second && first && 'at' in first && targets.every(isOne))
    yield {
      at: second.at,
      resource: object.id,
      defaults: targets.flatMap(defaultsOfValue),
      message: `${object.id} has ${targets.length} targets. API Gateway accepts one in a VPC link and rejects ${object.id}.`,
      related: [{ at: first.at, message: 'This is the first target' }],
    };
  for (const target of targets) {
    if (target.kind !== 'reference') continue;
    const balancer = network.workloads.get(target.resource);
    if (balancer?.kind !== 'load-balancer') continue;
    const { balances } = balancer;
    const kind = valueOr(balances, 'application');
    if (kind === undefined || kind === 'network') continue;
    yield {
      at: target.at,
      resource: object.id,
      defaults: defaultsOf(balances),
      message: `${balancer.id} is no Network Load Balancer. API Gateway rejects ${object.id}.`,
      related: [{ at: balancer.at, message: `${balancer.id} is of type ${kind}` }],
    };
  }
}

/** An item that is one target for certain: what is known only at deployment may be none. */
function isOne({ kind }: Value): boolean {
  return kind === 'known' || kind === 'reference';
}

function* integrationReports(file: CheckedFile, reader: ResourceReader): Generator<Report> {
  const { object, property, typeOf } = reader;
  const [connection, uri] = [property('ConnectionType'), property('IntegrationUri')];
  if (hasText(connection, 'VPC_LINK')) yield* addressReports(file, reader, connection, uri);
  if (uri.kind !== 'reference') return;
  const type = typeOf(uri.resource);
  if (connection.kind === 'absent' && type === LISTENER && property('ConnectionId').kind !== 'absent')
    yield {
      at: uri.at,
      resource: object.id,
      message: `IntegrationUri of ${object.id} is a listener, and without ConnectionType the connection is INTERNET, which needs a URL. API Gateway rejects ${object.id}.`,
      fixes: settingFix(object.properties, 'ConnectionType', 'VPC_LINK', 'Add ConnectionType: VPC_LINK'),
    };
  if (!hasText(connection, 'VPC_LINK')) return;
  if (uri.attribute !== undefined && !OF_BALANCER.includes(uri.attribute)) return;
  if (type !== BALANCER && type !== 'AWS::ElasticLoadBalancingV2::TargetGroup') return;
  const listener = onlyListenerOf(uri.resource, file.network, typeOf);
  yield {
    at: uri.at,
    resource: object.id,
    defaults: connection.defaults,
    message: `IntegrationUri of ${object.id} names ${uri.resource}, a ${type === BALANCER ? 'load balancer' : 'target group'}. API Gateway accepts only a listener or a service of Cloud Map there.`,
    related: listener
      ? [{ at: listener.at, message: `${listener.id} is the listener of ${uri.resource}` }]
      : [],
    fixes: listener ? nameListener(object, listener.id, file) : [],
  };
}

/** An HTTP API that has an address where a private integration has an ARN; a WebSocket API has one there. */
function* addressReports(
  file: CheckedFile,
  { object, property, typeOf }: ResourceReader,
  connection: Known,
  uri: Value,
): Generator<Report> {
  const text = textOrPartial(uri);
  if (text === undefined || !('at' in uri) || !/^https?:\/\//.test(text)) return;
  const api = property('ApiId');
  const protocol =
    api.kind === 'reference'
      ? resourceOfTypes(file, api.resource, ['AWS::ApiGatewayV2::Api'])?.property('ProtocolType')
      : undefined;
  if (!hasText(protocol, 'HTTP')) return;
  const balancer = /\$\{(\w+)\.DNSName\}/.exec(text)?.[1];
  const listener = balancer === undefined ? undefined : onlyListenerOf(balancer, file.network, typeOf);
  yield {
    at: uri.at,
    resource: object.id,
    defaults: [connection, protocol, uri].flatMap(defaultsOfValue),
    message: `IntegrationUri of ${object.id} is an address. A private integration of an HTTP API needs the ARN of a listener or of a service of Cloud Map, and API Gateway rejects ${object.id}.`,
    related: listener ? [{ at: listener.at, message: `${listener.id} is the listener of ${balancer}` }] : [],
    fixes: listener ? nameListener(object, listener.id, file) : [],
  };
}

/** A method of a REST API that goes through a VPC link of the second version, which does not name its target itself. */
function* methodReports({ object, property, typeOf }: ResourceReader): Generator<Report> {
  const integration = property('Integration');
  if (integration.kind !== 'fields') return;
  const part = (name: string) => integration.fields.get(name) ?? { kind: 'absent' as const };
  const [connection, link, target] = [
    part('ConnectionType'),
    part('ConnectionId'),
    part('IntegrationTarget'),
  ];
  if (!hasText(connection, 'VPC_LINK') || target.kind !== 'absent') return;
  const [type, uri] = [part('Type'), part('Uri')];
  const address = uri.kind === 'known' ? uri.text : uri.kind === 'unknown' ? uri.partial : undefined;
  if (type.kind === 'known' && /^AWS(?:_PROXY)?$/.test(type.text) && /^https?:/.test(address ?? '')) {
    yield {
      at: type.at,
      resource: object.id,
      defaults: type.defaults,
      message: `The integration of ${object.id} is of type ${type.text}, which calls a service of AWS by an ARN, and its Uri is an address. API Gateway rejects it.`,
      fixes: httpProxy(object),
    };
    return;
  }
  if (link.kind !== 'reference' || typeOf(link.resource) !== 'AWS::ApiGatewayV2::VpcLink') return;
  yield {
    at: link.at,
    resource: object.id,
    defaults: connection.defaults,
    message: `${object.id} goes through ${link.resource}, a VPC link V2, and has no IntegrationTarget. API Gateway rejects it.`,
  };
}

function httpProxy({ properties }: NetworkObject): readonly Fix[] {
  const node = entryAt(resolved(entryAt(properties, 'Integration')?.value), 'Type')?.value;
  if (node?.kind !== 'scalar') return [];
  return [
    {
      title: 'Change to HTTP_PROXY',
      preferred: true,
      edits: [{ op: 'replace', node, value: 'HTTP_PROXY' }],
    },
  ];
}

/** The listener of a load balancer that has exactly one. */
function onlyListenerOf(
  balancer: string,
  network: Network,
  typeOf: ResourceReader['typeOf'],
): Listener | undefined {
  const listeners = [...network.listeners.values()].filter(
    ({ id, loadBalancer }) =>
      loadBalancer.kind === 'known' &&
      loadBalancer.value.id === balancer &&
      typeOf(id) === 'AWS::ElasticLoadBalancingV2::Listener',
  );
  return listeners.length === 1 ? listeners[0] : undefined;
}

function nameListener(object: NetworkObject, listener: string, file: CheckedFile): readonly Fix[] {
  const node = entryAt(object.properties, 'IntegrationUri')?.value;
  if (!node || isConditional(node) || !existsWherever(file, listener, object.id)) return [];
  return [
    {
      title: `Change to ${listener}`,
      preferred: true,
      edits: [{ op: 'replace', node, value: { Ref: listener } }],
    },
  ];
}
