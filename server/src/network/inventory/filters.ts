import type { InventoryPart } from '../../inventory/inventory.ts';
import type { InventoryEntry } from '../../inventory/parts.ts';
import type { Peer } from '../model.ts';
import type { Direction } from '../protocol.ts';
import {
  cidrField,
  fieldOf,
  icmpOf,
  integerField,
  oneOfField,
  portRangeOf,
  readProtocol,
} from '../template/fieldOfValue.ts';
import type { Draft } from '../template/readResource.ts';
import { markIncomplete, memberValue, objectOf, targetOf, unknownIfAbsent } from './fieldOfAnswer.ts';

export function readAcls(part: InventoryPart<'NetworkAcls'>, draft: Draft): void {
  for (const [id, acl] of part.entries) {
    const { at, Associations, Entries } = acl;
    markIncomplete(draft, part, id, [Associations, Entries], 'entries and associations');
    draft.networkAcls.set(id, { ...objectOf(id, at), vpc: targetOf(acl.VpcId, at) });
    for (const { SubnetId, NetworkAclAssociationId, at } of Associations ?? []) {
      if (SubnetId === undefined) continue;
      draft.networkAclAssociations.push({
        ...objectOf(NetworkAclAssociationId ?? `${id} of ${SubnetId}`, at),
        subnet: targetOf(SubnetId, at),
        acl: targetOf(id, at),
      });
    }
    for (const entry of Entries ?? []) readEntry(id, entry, draft);
  }
}

type DescribedEntry = NonNullable<InventoryEntry<'NetworkAcls'>['Entries']>[number];

function readEntry(acl: string, entry: DescribedEntry, draft: Draft): void {
  const { at, RuleNumber, Egress, CidrBlock, Ipv6CidrBlock, PortRange } = entry;
  const protocol = unknownIfAbsent(fieldOf(memberValue(entry.Protocol, at), readProtocol), at);
  const ends = { From: PortRange?.From, To: PortRange?.To };
  draft.networkAclEntries.push({
    ...objectOf(`rule ${RuleNumber ?? '?'} of ${acl}`, at),
    acl: targetOf(acl, at),
    ruleNumber: unknownIfAbsent(integerField(memberValue(RuleNumber, at)), at),
    direction: unknownIfAbsent(
      fieldOf<Direction>(memberValue(Egress, at), (text) => (text === 'true' ? 'egress' : 'ingress')),
      at,
    ),
    action: unknownIfAbsent(oneOfField(memberValue(entry.RuleAction, at), ['allow', 'deny']), at),
    protocol,
    ports: portRangeOf(protocol, (end) => memberValue(ends[end as 'From' | 'To'], at), ['From', 'To']),
    icmp: icmpOf(
      protocol,
      memberValue(entry.IcmpTypeCode?.Type, at),
      memberValue(entry.IcmpTypeCode?.Code, at),
    ),
    cidr: unknownIfAbsent(
      CidrBlock === undefined
        ? cidrField(memberValue(Ipv6CidrBlock, at), 6)
        : cidrField(memberValue(CidrBlock, at), 4),
      at,
    ),
  });
}

export function readGroups(part: InventoryPart<'SecurityGroups'>, draft: Draft): void {
  for (const [id, group] of part.entries) {
    const { at, IpPermissions, IpPermissionsEgress } = group;
    markIncomplete(draft, part, id, [IpPermissions, IpPermissionsEgress], 'rules');
    // The answer contains every rule, including the default rule that allows all outbound traffic.
    draft.securityGroups.set(id, {
      ...objectOf(id, at),
      vpc: targetOf(group.VpcId, at),
      inlineEgress: 'stated',
      unknownRules: [],
    });
    for (const permission of IpPermissions ?? []) readPermission(id, permission, 'ingress', draft);
    for (const permission of IpPermissionsEgress ?? []) readPermission(id, permission, 'egress', draft);
  }
}

type Permission = NonNullable<InventoryEntry<'SecurityGroups'>['IpPermissions']>[number];

/** A permission becomes one rule for each of its sources or destinations. */
function readPermission(group: string, permission: Permission, direction: Direction, draft: Draft): void {
  const { at, IpProtocol, FromPort, ToPort } = permission;
  const protocol = unknownIfAbsent(fieldOf(memberValue(IpProtocol, at), readProtocol), at);
  const ends = { FromPort, ToPort };
  const ports = portRangeOf(protocol, (end) => memberValue(ends[end as 'FromPort' | 'ToPort'], at), [
    'FromPort',
    'ToPort',
  ]);
  for (const peer of peersOf(permission)) {
    draft.securityGroupRules.push({
      group: targetOf(group, at),
      resource: group,
      at,
      list: undefined,
      node: undefined,
      direction,
      protocol,
      ports,
      icmp: icmpOf(protocol, memberValue(FromPort, at), memberValue(ToPort, at)),
      peer,
    });
  }
}

function peersOf({ at, IpRanges, Ipv6Ranges, PrefixListIds, UserIdGroupPairs }: Permission): readonly Peer[] {
  return [
    ...(IpRanges ?? []).map(
      ({ CidrIp }): Peer => ({
        kind: 'cidr',
        cidr: unknownIfAbsent(cidrField(memberValue(CidrIp, at), 4), at),
      }),
    ),
    ...(Ipv6Ranges ?? []).map(
      ({ CidrIpv6 }): Peer => ({
        kind: 'cidr',
        cidr: unknownIfAbsent(cidrField(memberValue(CidrIpv6, at), 6), at),
      }),
    ),
    ...(PrefixListIds ?? []).map(
      ({ PrefixListId }): Peer => ({
        kind: 'prefix-list',
        list: targetOf(PrefixListId, at),
      }),
    ),
    ...(UserIdGroupPairs ?? []).map(({ GroupId }): Peer => ({ kind: 'group', group: targetOf(GroupId, at) })),
  ];
}
