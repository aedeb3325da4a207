import { type Node, resolved, valueAt } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import { argumentsOf, callOf } from '../../template/evaluation/intrinsic.ts';
import type { Template } from '../../template/template.ts';

/** Resources that run on another one or through its interfaces, and the property that names it. `*` is every item of a list. */
const RUNS_ON: Readonly<Record<string, string>> = table({
  // https://docs.aws.amazon.com/glue/latest/dg/setup-vpc-for-glue-access.html
  'AWS::Glue::Job': 'Connections.Connections.*',
  // https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.html
  'AWS::DMS::ReplicationTask': 'ReplicationInstanceArn',
  // https://docs.aws.amazon.com/batch/latest/userguide/job_queues.html
  'AWS::Batch::JobQueue': 'ComputeEnvironmentOrder.*.ComputeEnvironment',
  // https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-work-with-steps.html
  'AWS::EMR::Step': 'JobFlowId',
  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html
  'AWS::Lambda::Alias': 'FunctionName',
  'AWS::Lambda::Version': 'FunctionName',
  // Its pollers are in the subnets and groups of the cluster or broker: https://docs.aws.amazon.com/lambda/latest/dg/msk-esm-create.html,
  // https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html, https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html
  'AWS::Lambda::EventSourceMapping': 'EventSourceArn',
});

/** The only resource that another one runs on or sends by; undefined if there is none, or several. */
export function runsOn(name: string, template: Template | undefined): string | undefined {
  const { type = '', properties } = template?.resources.get(name) ?? {};
  if (type === 'AWS::ApiGatewayV2::Api') return linkOf(name, template!);
  const path = RUNS_ON[type];
  if (path === undefined) return undefined;
  const [only, ...others] = nodesAt([properties], path.split('.')).map(nameIn);
  return others.length === 0 ? only : undefined;
}

/**
 * The only ECS service that registers its tasks with a service of Cloud Map, whose name has their addresses:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
 */
export function registeredAt(name: string, template: Template | undefined): string | undefined {
  if (template?.resources.get(name)?.type !== 'AWS::ServiceDiscovery::Service') return undefined;
  const [only, ...others] = [...template.resources.values()].filter(
    ({ type, properties }) =>
      type === 'AWS::ECS::Service' &&
      nodesAt([properties], ['ServiceRegistries', '*', 'RegistryArn']).some((node) => nameIn(node) === name),
  );
  return others.length === 0 ? only?.id : undefined;
}

/**
 * The VPC link of all integrations of an HTTP API that have one:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
 */
function linkOf(api: string, { resources }: Template): string | undefined {
  const own = [...resources.values()].filter(
    ({ type, properties }) =>
      type === 'AWS::ApiGatewayV2::Integration' && nameIn(valueAt(properties, 'ApiId')) === api,
  );
  const links = new Set(own.map(({ properties }) => nameIn(valueAt(properties, 'ConnectionId'))));
  return links.size === 1 ? [...links][0] : undefined;
}

type Found = readonly (Node | undefined)[];

function nodesAt(nodes: Found, path: readonly string[]): Found {
  const below = (found: Found, key: string): Found =>
    found.flatMap<Node | undefined>((node) => (key === '*' ? itemsIn(node) : [valueAt(node, key)]));
  return path.reduce(below, nodes);
}

function itemsIn(node: Node | undefined): readonly Node[] {
  const list = resolved(node);
  return list?.kind === 'sequence' ? list.items : [];
}

/** The resource of a `Ref` or `Fn::GetAtt`. */
function nameIn(node: Node | undefined): string | undefined {
  const call = callOf(node);
  const [first] = call && /^(?:Ref|Fn::GetAtt)$/.test(call.name) ? argumentsOf(call) : [];
  return first?.kind === 'scalar' ? first.text.split('.')[0] : undefined;
}
