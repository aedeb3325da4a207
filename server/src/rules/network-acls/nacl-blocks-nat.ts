import { keyOfChange } from '../../changes/changeKey.ts';
import { aclOf } from '../../network/analysis/subnets/subnetAcl.ts';
import { classOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import type { NatGateway, Network, Subnet } from '../../network/model.ts';
import type { Blocker } from '../../reach/question.ts';
import { clauseOf } from '../../wording/blockers.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { failingAnswer, fixesOfBlockers, INTERNET, relatedOf } from '../reaching.ts';

/** The ACL of a NAT gateway's subnet drops what goes through the gateway. */
export default defineRule({
  id: 'nacl-blocks-nat',
  area: 'network-acls',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: "The network ACL of the NAT gateway's subnet drops its traffic",
  why: 'Traffic through a NAT gateway crosses the network ACL of its subnet four times: in from the private subnet, out to the internet, back in to a port of 1024–65535, and back to the private subnet on the original source port. If the ACL does not allow all four, everything behind the NAT gateway times out.',
  whenToIgnore: 'If nothing behind the NAT gateway needs the blocked traffic.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html',
    'NAT-03',
    'ACL-05',
    'G51',
  ],

  *check(file) {
    const { network } = file;
    for (const nat of network.natGateways.values()) {
      const home = find(network.subnets, nat.subnet);
      const acl = home && aclOf(home, network);
      if (acl?.kind !== 'acl') continue;
      const blockers = new Map<string, Blocker>();
      const sufferers: Subnet[] = [];
      for (const subnet of subnetsBehind(nat, network)) {
        const own = subnet === home ? [] : blockersOf(subnet, acl.acl.id, network);
        if (own.length > 0) sufferers.push(subnet);
        for (const blocker of own) blockers.set(keyOfChange(blocker.change), blocker);
      }
      const [first, ...others] = blockers.values();
      if (!first) continue;
      const more = others.length > 0 ? ` (and ${others.length} more)` : '';
      yield {
        at: acl.acl.at,
        resource: acl.acl.id,
        message: `${clauseOf(first.reason)}${more}, so traffic from ${listed(sufferers.map(({ id }) => id))} through ${nat.id} times out.`,
        related: [
          { at: nat.at, message: `${nat.id} is in a subnet with ${acl.acl.id}` },
          ...relatedOf(others),
        ],
        fixes: fixesOfBlockers([first, ...others], acl.acl.id, file),
      };
    }
  },
});

/** The blockers of an ACL for traffic of a subnet to the internet. */
function blockersOf({ ipv4 }: Subnet, acl: string, network: Network): readonly Blocker[] {
  const answer =
    ipv4.kind === 'known' && failingAnswer(network, { kind: 'address', cidr: ipv4.value }, INTERNET);
  if (!answer) return [];
  return answer.blockedBy.filter(({ resource }) => resource === acl);
}

function subnetsBehind(nat: NatGateway, network: Network): readonly Subnet[] {
  return [...network.subnets.values()].filter((subnet) => {
    const found = classOf(subnet, network);
    return found.kind === 'nat' && keyOfField(found.by.targets[0]!.target) === nat.id;
  });
}
