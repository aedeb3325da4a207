import { classOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import type { Network, Subnet } from '../../network/model.ts';
import { listed } from '../../wording/listed.ts';
import { functionsIn } from '../clients.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { ask, fixesOfBlockers, INTERNET, workload } from '../reaching.ts';

/** A function in subnets that all have a route to an internet gateway. */
export default defineRule({
  id: 'lambda-in-public-subnet',
  area: 'lambda',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The function runs in public subnets, where it has no public address',
  why: 'An internet gateway forwards packets only for public addresses, and a Lambda function never has one, whatever the subnet assigns to instances. In a public subnet its calls to the internet, and to AWS services without an endpoint, time out. From a private subnet with a route to a NAT gateway it reaches both.',
  whenToIgnore: 'If the function calls nothing outside its VPC.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html',
    'LAM-02',
    'NET-02',
    'G1',
  ],

  *check(file) {
    const { network } = file;
    for (const { id, at, ipv6 } of functionsIn(network)) {
      const { subnets, otherSubnets } = placements(network).get(id)!;
      if (subnets.length === 0 || otherSubnets !== undefined) continue;
      if (!subnets.every((subnet) => classOf(subnet, network).kind === 'public')) continue;
      const answer = ask(network, workload(id), INTERNET);
      if (answer?.verdict !== 'blocked') continue;
      // Over IPv6 it may get out of a public subnet (fact LAM-09).
      const family = ipv6.kind === 'absent' || (ipv6.kind === 'known' && !ipv6.value) ? '' : 'IPv4 ';
      yield {
        at,
        resource: id,
        defaults: answer.defaults,
        message: `${id} runs in ${listed(subnets.map(({ id }) => id))}, ${subnets.length === 1 ? 'a public subnet' : 'public subnets'}. A Lambda function has no public ${family}address there, so its ${family}calls to the internet time out.`,
        related: subnets.flatMap((subnet) => {
          const found = classOf(subnet, network);
          return found.kind === 'public'
            ? [{ at: found.by.at, message: `${found.by.id} routes ${subnet.id} to an internet gateway` }]
            : [];
        }),
        fixes: fixesOfBlockers(
          answer.blockedBy.filter(({ change }) => change.kind !== 'use-subnets' || change.subnets.length > 0),
          id,
          file,
        ),
        ...routeCause(subnets, network),
      };
    }
  },
});

/** AWS rejects a route with two targets, and the internet gateway may not be the one that the user meant. */
function routeCause(subnets: readonly Subnet[], network: Network): Pick<Report, 'cause'> {
  const seconds = subnets.map((subnet) => {
    const found = classOf(subnet, network);
    return found.kind === 'public' ? found.by.targets[1] : undefined;
  });
  const [first] = seconds;
  if (!first || !seconds.every((second) => second !== undefined)) return {};
  const { target } = first;
  return target.kind === 'known' ? { cause: { rule: 'route-two-targets', at: target.at } } : {};
}
