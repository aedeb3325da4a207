import { existsWherever, isConditional } from '../../changes/resources.ts';
import type { NetworkObject } from '../../network/field.ts';
import { itemsOf } from '../../network/template/fieldOfValue.ts';
import { entryAt } from '../../syntax/tree.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

/** A private integration of API Gateway with something that it does not accept. */
export default defineRule({
  id: 'api-integration-target',
  area: 'listeners',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'API Gateway does not accept the target of the private integration',
  why: 'TargetArns of AWS::ApiGateway::VpcLink names a Network Load Balancer; API Gateway rejects another load balancer with "NLB ARN is malformed". The private integration of an HTTP API names the listener of a load balancer or a service of Cloud Map; API Gateway rejects the load balancer itself.',
  howToFix: 'Name a Network Load Balancer in the VPC link of a REST API, and the listener in an HTTP API.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-vpclink.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html',
    'https://github.com/hashicorp/terraform-provider-aws/issues/45230',
    'https://github.com/anomalyco/sst/issues/5510',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    for (const { object, property } of resourcesOfTypes(file, ['AWS::ApiGateway::VpcLink'])) {
      for (const target of itemsOf(property('TargetArns'))) {
        if (target.kind !== 'reference') continue;
        const balancer = network.workloads.get(target.resource);
        if (balancer?.kind !== 'load-balancer' || balancer.balances.kind === 'unknown') continue;
        const { balances } = balancer;
        const kind = balances.kind === 'known' ? balances.value : 'application';
        if (kind === 'network') continue;
        yield {
          at: target.at,
          resource: object.id,
          defaults: balances.kind === 'known' ? balances.defaults : [],
          message: `${balancer.id} is no Network Load Balancer. API Gateway rejects ${object.id}.`,
          related: [{ at: balancer.at, message: `${balancer.id} is of type ${kind}` }],
        };
      }
    }
    for (const { object, property, typeOf } of resourcesOfTypes(file, ['AWS::ApiGatewayV2::Integration'])) {
      const [connection, uri] = [property('ConnectionType'), property('IntegrationUri')];
      if (connection.kind !== 'known' || connection.text !== 'VPC_LINK' || uri.kind !== 'reference') continue;
      if (uri.attribute !== undefined && uri.attribute !== 'LoadBalancerArn') continue;
      const type = typeOf(uri.resource);
      if (type !== BALANCER && type !== 'AWS::ElasticLoadBalancingV2::TargetGroup') continue;
      const [listener, other] = [...network.listeners.values()].filter(
        (one) =>
          one.loadBalancer.kind === 'known' &&
          one.loadBalancer.value.id === uri.resource &&
          typeOf(one.id) === 'AWS::ElasticLoadBalancingV2::Listener',
      );
      yield {
        at: uri.at,
        resource: object.id,
        defaults: connection.defaults,
        message: `IntegrationUri of ${object.id} names ${uri.resource}, a ${type === BALANCER ? 'load balancer' : 'target group'}. API Gateway accepts only a listener or a service of Cloud Map there.`,
        related:
          listener && !other
            ? [{ at: listener.at, message: `${listener.id} is the listener of ${uri.resource}` }]
            : [],
        fixes: listener && !other ? nameListener(object, listener.id, file) : [],
      };
    }
  },
});

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
