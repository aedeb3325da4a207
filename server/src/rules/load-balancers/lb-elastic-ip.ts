import { defaultsOf, valueOr } from '../../network/field.ts';
import { fieldIn, itemsOf } from '../../network/template/fieldOfValue.ts';
import type { Workload } from '../../network/workload.ts';
import { valueAt } from '../../syntax/tree.ts';
import { defineRule } from '../defineRule.ts';
import { removalInItems } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** Elastic IP addresses for a load balancer that cannot have any. */
export default defineRule({
  id: 'lb-elastic-ip',
  area: 'load-balancers',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The load balancer cannot have Elastic IP addresses',
  why: 'Only internet-facing Network Load Balancers accept an Elastic IP address for a subnet. Elastic Load Balancing rejects AllocationId for Application and Gateway Load Balancers and for internal ones ("Elastic IPs are not supported for load balancers with scheme \'internal\'"), and the stack fails. An internal Network Load Balancer has fixed addresses by PrivateIPv4Address.',
  howToFix: 'Remove AllocationId, or use an internet-facing Network Load Balancer.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SubnetMapping.html',
    'https://github.com/terraform-aws-modules/terraform-aws-alb/issues/285',
  ],

  check: eachResource(['AWS::ElasticLoadBalancingV2::LoadBalancer'], function* ({ object, property }, file) {
    const balancer = file.network.workloads.get(object.id);
    if (balancer?.kind !== 'load-balancer' || balancer.balances.kind === 'unknown') return;
    const reason = whyRefused(balancer);
    if (!reason) return;
    const { what, statedBy } = reason;
    for (const mapping of itemsOf(property('SubnetMappings'))) {
      const address = fieldIn(mapping, 'AllocationId');
      if (address.kind !== 'known' && address.kind !== 'reference') continue;
      yield {
        at: address.at,
        resource: object.id,
        defaults: defaultsOf(statedBy),
        message: `${object.id} is ${what} and has an Elastic IP address. AWS rejects it.`,
        related: statedBy.kind === 'known' ? [{ at: statedBy.at, message: `${object.id} is ${what}` }] : [],
        fixes: removalInItems(valueAt(object.properties, 'SubnetMappings'), 'AllocationId'),
      };
      return;
    }
  }),
});

/** What a load balancer is that has no Elastic IP addresses, and the property that says so; undefined for one that may have them. */
function whyRefused({ balances, scheme }: Extract<Workload, { kind: 'load-balancer' }>) {
  const kind = valueOr(balances, 'application');
  if (kind === 'application') return { what: 'an Application Load Balancer', statedBy: balances };
  if (kind === 'gateway') return { what: 'a Gateway Load Balancer', statedBy: balances };
  const isInternal = scheme.kind === 'known' && scheme.value === 'internal';
  return isInternal ? { what: 'internal', statedBy: scheme } : undefined;
}
