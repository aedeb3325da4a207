import { defaultsOf, type NetworkObject, valueOr } from '../../network/field.ts';
import { itemsOf } from '../../network/template/fieldOfValue.ts';
import { table } from '../../table.ts';
import type { Value } from '../../template/evaluation/value.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** An endpoint service with a load balancer of a type that PrivateLink does not accept. */
export default defineRule({
  id: 'endpoint-service-balancer',
  area: 'endpoints',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The load balancer cannot be behind an endpoint service',
  why: 'An endpoint service has Network Load Balancers, or Gateway Load Balancers, in the list of that name. EC2 rejects a service with a load balancer of another type, and one without any, and the stack fails. An Application Load Balancer can be the target of a Network Load Balancer.',
  howToFix: 'Name a Network Load Balancer, which may forward to the Application Load Balancer.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpointServiceConfiguration.html',
    'https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/1859',
  ],

  *check(file) {
    for (const { object, property } of existingResources(file, ['AWS::EC2::VPCEndpointService'])) {
      const lists = Object.keys(LISTS).map((name) => ({ name, value: property(name) }));
      if (lists.every(({ value }) => value.kind === 'absent' || isEmpty(value))) {
        yield {
          at: object.at,
          resource: object.id,
          message: `${object.id} has no load balancer. AWS rejects it.`,
        };
      }
      for (const { name, value } of lists)
        for (const item of itemsOf(value)) yield* otherTypes(item, name, object, file);
    }
  },
});

const LISTS: Readonly<Record<string, string>> = table({
  NetworkLoadBalancerArns: 'network',
  GatewayLoadBalancerArns: 'gateway',
});

/** A load balancer of another type than the list accepts. */
function* otherTypes(
  item: Value,
  name: string,
  { id }: NetworkObject,
  { network }: CheckedFile,
): Generator<Report> {
  if (item.kind !== 'reference') return;
  const balancer = network.workloads.get(item.resource);
  if (balancer?.kind !== 'load-balancer') return;
  const { balances } = balancer;
  const type = valueOr(balances, 'application');
  if (type === undefined || type === LISTS[name]) return;
  yield {
    at: item.at,
    resource: id,
    defaults: defaultsOf(balances),
    message: `${balancer.id} is of type ${type}, and ${name} of ${id} accepts only type ${LISTS[name]}. AWS rejects ${id}.`,
    related: [{ at: balancer.at, message: `${balancer.id} is of type ${type}` }],
  };
}

function isEmpty(value: Value): boolean {
  return value.kind === 'list' && value.items.length === 0 && !value.hasGaps;
}
