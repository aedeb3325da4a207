import { addTo } from '../../multimap.ts';
import { aclOf } from '../../network/analysis/subnets/subnetAcl.ts';
import type { InVpc } from '../../network/field.ts';
import { entriesByAcl } from '../../network/lookup.ts';
import type { Network, NetworkAclEntry, Subnet } from '../../network/model.ts';
import type { Direction } from '../../network/protocol.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';

/** A network ACL in use that allows nothing in one direction. */
export default defineRule({
  id: 'nacl-empty-direction',
  area: 'network-acls',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The network ACL allows no traffic in one direction',
  why: 'A network ACL drops all packets that no entry allows, and an ACL from a template starts without entries. If no entry allows inbound traffic, or none allows outbound traffic, no connection works: requests and answers need one direction each.',
  howToFix: 'Add an entry that allows traffic in the missing direction: for return traffic, TCP 1024–65535.',
  whenToIgnore: 'If the subnet is meant to be cut off.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
    'ACL-01',
    'ACL-02',
    'G50',
  ],

  *check({ network }) {
    for (const [acl, subnets] of usedAcls(network)) {
      const { of, unowned } = entriesByAcl(network);
      if (network.exportedIds.has(acl.id) || network.incomplete.has(acl.id) || unowned.length > 0) continue;
      const entries = of.get(acl.id) ?? [];
      const closed = DIRECTIONS.filter((direction) => !entries.some((entry) => mayAllow(entry, direction)));
      if (closed.length === 0) continue;
      const names = listed(subnets.map(({ id }) => id));
      const [what, effect] =
        closed.length === 2
          ? ['inbound or outbound', 'reaches or leaves']
          : closed[0] === 'ingress'
            ? ['inbound', 'reaches']
            : ['outbound', 'leaves'];
      yield {
        at: acl.at,
        resource: acl.id,
        message: `${acl.id} has no entry that allows ${what} traffic, so nothing ${effect} ${names}.`,
        related: subnets.map(({ id, at }) => ({ at, message: `${id} uses ${acl.id}` })),
      };
    }
  },
});

const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/** The ACLs of the template that are associated with subnets of it, with these subnets. */
function usedAcls(network: Network): ReadonlyMap<InVpc, readonly Subnet[]> {
  const used = new Map<InVpc, Subnet[]>();
  for (const subnet of network.subnets.values()) {
    const acl = aclOf(subnet, network);
    if (acl.kind === 'acl') addTo(used, acl.acl, subnet);
  }
  return used;
}

function mayAllow({ direction, action }: NetworkAclEntry, wanted: Direction): boolean {
  const isOther =
    direction.kind === 'absent'
      ? wanted !== 'ingress'
      : direction.kind === 'known' && direction.value !== wanted;
  return !isOther && !(action.kind === 'known' && action.value === 'deny');
}
