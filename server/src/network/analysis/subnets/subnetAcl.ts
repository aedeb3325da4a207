import { type InVpc, unknownOf } from '../../field.ts';
import { aclAssociationsBySubnet, entriesByAcl, find, keyOfField, perParts } from '../../lookup.ts';
import type { Network, NetworkAclEntry, Subnet } from '../../model.ts';
import type { Direction } from '../../protocol.ts';
import type { UnknownReason } from '../../unknownReason.ts';

/** The network ACL of a subnet (fact ACL-03). */
export type EffectiveAcl =
  | {
      readonly kind: 'acl';
      readonly acl: InVpc;
      readonly entries: readonly NetworkAclEntry[];
      /** Why the ACL may have further entries, whose ACL is unknown; undefined if there are none. */
      readonly mayHaveMore: string | undefined;
    }
  /** The one that AWS makes with a VPC: it lets everything through, ahead of which `entries` may stand. */
  | {
      readonly kind: 'default';
      readonly entries: readonly NetworkAclEntry[];
      readonly mayHaveMore: string | undefined;
    }
  | (UnknownReason & { readonly kind: 'unknown' });

/**
 * Without an association it is the default ACL of the VPC; the entries of an existing VPC's default ACL are unknown.
 */
export function aclOf(subnet: Subnet, network: Network): EffectiveAcl {
  const known = aclCache(network);
  const acl = known.get(subnet.id) ?? findAcl(subnet, network);
  known.set(subnet.id, acl);
  return acl;
}

const PARTS = [
  'subnets',
  'vpcs',
  'networkAcls',
  'networkAclEntries',
  'networkAclAssociations',
  'incomplete',
] as const;

const aclCache = perParts([...PARTS], () => new Map<string, EffectiveAcl>());

function findAcl(subnet: Subnet, network: Pick<Network, (typeof PARTS)[number]>): EffectiveAcl {
  const { of, unowned } = aclAssociationsBySubnet(network);
  const association = of.get(subnet.id)?.at(-1);
  const entries = entriesByAcl(network);
  const stray = entries.unowned[0];
  const strayText = stray && `${stray.id} may be an entry of its network ACL`;
  if (association) {
    const key = keyOfField(association.acl);
    const acl = find(network.networkAcls, association.acl);
    if (acl) {
      const mayHaveMore = strayText ?? network.incomplete.get(acl.id);
      return { kind: 'acl', acl, entries: entries.of.get(acl.id) ?? [], mayHaveMore };
    }
    if (key?.endsWith('.DefaultNetworkAcl'))
      return { kind: 'default', entries: entries.of.get(key) ?? [], mayHaveMore: strayText };
    return {
      kind: 'unknown',
      ...unknownOf(`the network ACL of ${subnet.id} is not in this file`, association.acl),
    };
  }
  if (unowned.length > 0) {
    return { kind: 'unknown', why: `${unowned[0]!.id} may give ${subnet.id} another network ACL` };
  }
  const vpc = find(network.vpcs, subnet.vpc);
  if (!vpc)
    return {
      kind: 'unknown',
      ...unknownOf(
        `the VPC of ${subnet.id} is not in this file, so its network ACL may not be either`,
        subnet.vpc,
      ),
    };
  if (network.incomplete.has(vpc.id)) {
    const why = network.incomplete.get('networkAcls') ?? network.incomplete.get(vpc.id);
    return { kind: 'unknown', why: `the network ACL of ${subnet.id} is unknown: ${why}` };
  }
  return {
    kind: 'default',
    entries: entries.of.get(`${vpc.id}.DefaultNetworkAcl`) ?? [],
    mayHaveMore: strayText,
  };
}

/** The direction of an entry: ingress if it is not written (fact ACL-06); undefined if unknown. */
export function directionOfEntry({ direction }: NetworkAclEntry): Direction | undefined {
  if (direction.kind === 'absent') return 'ingress';
  return direction.kind === 'known' ? direction.value : undefined;
}
