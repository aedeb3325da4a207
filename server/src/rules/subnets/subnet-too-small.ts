import { formatCidr } from '../../cidr/format.ts';
import { subnetUses } from '../../network/analysis/subnets/subnetUse.ts';
import { defaultsOf } from '../../network/field.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';

/** A subnet with fewer addresses than its workloads need. */
export default defineRule({
  id: 'subnet-too-small',
  area: 'subnets',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnet has fewer addresses than what runs in it needs',
  why: 'AWS keeps five addresses of each subnet. Each NAT gateway, endpoint, mount target and instance uses one of the rest, functions one for each set of security groups, and an Application Load Balancer wants eight. What comes last gets none, and its creation fails.',
  howToFix: 'Use a larger block, or put some of it into another subnet.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/foundation-networking.html',
    'SUB-02',
    'LAM-03',
    'G10',
  ],

  *check({ network }) {
    for (const [id, { users, needed, usable }] of subnetUses(network)) {
      const subnet = network.subnets.get(id);
      if (usable === undefined || BigInt(needed) <= usable || subnet?.ipv4.kind !== 'known') continue;
      // alb-subnet-small reports a load balancer alone.
      if (users.every(({ what }) => what === 'load-balancer')) continue;
      yield {
        at: subnet.ipv4.at,
        cause: { rule: 'subnet-size', at: subnet.ipv4.at },
        resource: id,
        defaults: defaultsOf(subnet.ipv4),
        message: `${id} (${formatCidr(subnet.ipv4.value)}) has ${usable} usable addresses, but ${listed(
          users.map((user) => user.id),
          4,
        )} ${users.length === 1 ? 'needs' : 'need'} at least ${needed}.`,
      };
    }
  },
});
