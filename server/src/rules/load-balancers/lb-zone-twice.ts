import { workloadsOf } from '../../network/workload.ts';
import { defineRule } from '../defineRule.ts';
import { subnetsInOneZone } from '../shared/placement/zoneTwice.ts';

/** A Network, Gateway or Classic Load Balancer with two subnets in one Availability Zone. */
export default defineRule({
  id: 'lb-zone-twice',
  area: 'load-balancers',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Two subnets of the load balancer are in one zone',
  why: 'A load balancer has one subnet in each of its Availability Zones. AWS rejects a second subnet in a zone, and with it the stack. For Application Load Balancers alb-one-az says so.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-manage-subnets.html',
    'https://github.com/terraform-aws-modules/terraform-aws-elb/issues/48',
  ],

  *check(file) {
    for (const balancer of workloadsOf(file.network, 'load-balancer')) {
      const { balances } = balancer;
      if (balances.kind !== 'known' || balances.value === 'application') continue;
      for (const report of subnetsInOneZone(
        balancer,
        balancer.subnets,
        'Subnets',
        'AWS accepts only one subnet in a zone.',
        file,
      ))
        yield { ...report, defaults: [...(report.defaults ?? []), ...balances.defaults] };
    }
  },
});
