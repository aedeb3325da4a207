import { usableInAws } from '../../cidr/awsSubnet.ts';
import { formatCidr } from '../../cidr/format.ts';
import { listedSubnets } from '../../network/analysis/subnets/zones.ts';
import { defaultsOf } from '../../network/field.ts';
import { workloadsOf } from '../../network/workload.ts';
import { defineRule } from '../defineRule.ts';
import { wholeNetwork } from '../shared/resources/wholeNetwork.ts';

/** Fact G73. */
const LONGEST_PREFIX = 27;

/** An Application Load Balancer in a subnet smaller than /27. */
export default defineRule({
  id: 'alb-subnet-small',
  area: 'load-balancers',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnet is too small for an Application Load Balancer',
  why: 'An Application Load Balancer adds and replaces nodes as traffic grows. AWS asks for subnets of /27 or larger with at least eight free addresses; in a smaller one it may be unable to scale or to replace a node.',
  howToFix: 'Use a subnet of /27 or larger.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
    'G73',
  ],

  *check(file) {
    const whole = wholeNetwork(file);
    for (const { id, balances, subnets } of workloadsOf(file.network, 'load-balancer')) {
      // A load balancer without Type is an Application Load Balancer.
      if (balances.kind === 'unknown' || (balances.kind === 'known' && balances.value !== 'application'))
        continue;
      for (const { target, subnet } of listedSubnets(subnets, whole) ?? []) {
        if (subnet?.ipv4.kind !== 'known' || subnet.ipv4.value.prefix <= LONGEST_PREFIX) continue;
        yield {
          at: target.at,
          resource: id,
          defaults: defaultsOf(balances, target, subnet.ipv4),
          message: `${subnet.id} (${formatCidr(subnet.ipv4.value)}) has ${usableInAws(subnet.ipv4.value)} addresses, and an Application Load Balancer such as ${id} needs a /${LONGEST_PREFIX} or larger.`,
        };
      }
    }
  },
});
