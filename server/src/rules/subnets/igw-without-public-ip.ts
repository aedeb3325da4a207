import { classOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { workloadsOf } from '../../network/workload.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { blockedAnswer, INTERNET, relatedOf, workload } from '../reaching.ts';

/** An instance in a public subnet without a public address. */
export default defineRule({
  id: 'igw-without-public-ip',
  area: 'subnets',
  severity: 'info',
  // It may need no path out.
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The instance is in a public subnet and has no public address',
  why: 'An internet gateway carries packets of public addresses alone. Without one an instance in a public subnet reaches neither the internet nor services of AWS without an endpoint, though it has a route there.',
  howToFix: 'Give it a public address, or move it to a private subnet with a route to a NAT gateway.',
  whenToIgnore: 'If the instance needs no internet.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html', 'NET-02', 'G38'],

  *check({ network }) {
    for (const { id, at } of workloadsOf(network, 'instance')) {
      const { subnets, otherSubnets } = placements(network).get(id)!;
      if (subnets.length === 0 || otherSubnets !== undefined) continue;
      if (!subnets.every((subnet) => classOf(subnet, network).kind === 'public')) continue;
      const answer = blockedAnswer(network, workload(id), INTERNET);
      if (!answer) continue;
      if (answer.blockedBy[0]?.change.kind !== 'public-address') continue;
      yield {
        at,
        resource: id,
        defaults: answer.defaults,
        message: `${id} is in ${listed(subnets.map((subnet) => subnet.id))} and has no public address, so it does not reach the internet.`,
        related: relatedOf(answer.blockedBy),
      };
    }
  },
});
