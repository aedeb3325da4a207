import { formatCidr } from '../../cidr/format.ts';
import { type Group, keyOfGroup, nameOfGroup, rulesOfGroup } from '../../network/analysis/groupRules.ts';
import { keyOf, keyOfField } from '../../network/lookup.ts';
import type { Network, NetworkAclEntry, Route, SecurityGroupRule } from '../../network/model.ts';
import type { Direction } from '../../network/protocol.ts';
import type { Reason, TrafficName } from '../../wording/reason.ts';
import { peerName, trafficOfRule, trafficText } from '../../wording/ruleWords.ts';
import type { By } from '../filters/filter.ts';
import { type Allowed, ruleMatches } from '../filters/groupAllows.ts';
import type { Location, Traffic } from '../locations/location.ts';
import { isWithin, rangesOf } from '../packets/ranges.ts';

/** The same as a reason names it. */
export function trafficNameOf({ protocol, port }: Traffic): TrafficName {
  return { protocol, port };
}

/** What the groups of a side allow instead of the requested traffic. */
export function groupReason(
  own: Pick<Location, 'securityGroups'>,
  peer: Pick<Location, 'id' | 'securityGroups'> & Partial<Pick<Location, 'preservesClients'>>,
  direction: Direction,
  traffic: Traffic,
  network: Network,
): Reason {
  const { groups } = own.securityGroups;
  const rules = groups.map((group) => ({ group, rules: rulesOfGroup(group, network) }));
  const named = rules
    .flatMap((one) => one.rules[direction])
    // A rule that names no peer allows nobody.
    .filter((rule) => rule.peer.kind !== 'unknown' && ruleMatches(rule, traffic) === 'yes')
    .map(({ peer: whom }) =>
      whom.kind === 'group' && whom.group.kind === 'known' ? keyOf(whom.group.value) : peerName(whom),
    );
  const itself =
    direction === 'ingress'
      ? rules.filter((one) => one.rules.allowsItself).map(({ group }) => wordOf(group))
      : [];
  const [behind] = peer.securityGroups.groups;
  return {
    kind: 'group-rules',
    groups: groups.map(wordOf),
    direction,
    traffic: trafficNameOf(traffic),
    whom: [...new Set([...itself, ...named])],
    other: peer.preservesClients?.of ?? (peer.id === 'internet' ? INTERNET[traffic.family] : peer.id),
    ...(peer.preservesClients && { keptBy: peer.id }),
    otherGroup: behind?.kind === 'default' ? keyOfGroup(behind) : undefined,
  };
}

/** A cluster's group has the cluster’s key, so the words distinguish the two. */
function wordOf(group: Group): string {
  return group.kind === 'group' && group.group.createdFor !== undefined
    ? nameOfGroup(group)
    : keyOfGroup(group);
}

/** Rules for IPv4 do not allow IPv6, so the text says which family is meant. */
const INTERNET = { 4: 'the internet', 6: 'the internet over IPv6' } as const;

/** Whether the rule covers the whole other side: a rule for another block is not the reason why it is allowed. */
function isAbout({ peer: whom }: SecurityGroupRule, peer: Location): boolean {
  if (whom.kind !== 'cidr') return true;
  return whom.cidr.kind === 'known' && isWithin(peer.addresses, rangesOf(whom.cidr.value));
}

/**
 * The rule or default of a side's groups that allows the traffic: "allows inbound tcp 5432 from AppGroup", "allows all
 * outbound traffic".
 */
export function allowedBy(
  { rules, allows }: Allowed,
  direction: Direction,
  traffic: Traffic,
  peer: Location,
): By | undefined {
  const adjective = direction === 'ingress' ? 'inbound' : 'outbound';
  const all = `allows all ${adjective} traffic`;
  if (allows !== undefined) return { text: `${all}${allows === 'itself' ? ' from itself' : ''}` };
  const fitting = rules.filter((one) => ruleMatches(one, traffic) === 'yes');
  const rule = fitting.find((one) => isAbout(one, peer)) ?? fitting[0] ?? rules[0];
  if (!rule) return undefined;
  const whom = peerName(rule.peer);
  const isAnyone = /^(0\.0\.0\.0|::)\/0$/.test(whom);
  const isAll = rule.protocol.kind === 'known' && rule.protocol.value === 'all';
  if (isAnyone && isAll) return { text: all, at: rule.at };
  const what = isAll ? all : `allows ${adjective} ${trafficOfRule(rule)}`;
  return { text: `${what} ${direction === 'ingress' ? 'from' : 'to'} ${whom}`, at: rule.at };
}

/** "entry 100 allows inbound tcp 443 from 0.0.0.0/0". */
export function entryText(
  { ruleNumber, protocol, ports, cidr }: NetworkAclEntry,
  direction: Direction,
): string {
  const number = ruleNumber.kind === 'known' ? `entry ${ruleNumber.value}` : 'an entry';
  const what =
    protocol.kind === 'known'
      ? trafficText(protocol.value, ports.kind === 'known' ? ports.value : { from: 0, to: 65_535 })
      : 'traffic';
  const whom =
    cidr.kind === 'known' ? ` ${direction === 'ingress' ? 'from' : 'to'} ${formatCidr(cidr.value)}` : '';
  return `${number} allows ${direction === 'ingress' ? 'inbound' : 'outbound'} ${what}${whom}`;
}

/** "0.0.0.0/0 → NatA". */
export function routeText({ destination, targets, id }: Route): string {
  const what =
    destination.kind === 'cidr' && destination.cidr.kind === 'known'
      ? formatCidr(destination.cidr.value)
      : id;
  const target = targets[0] && keyOfField(targets[0].target);
  return `${what} → ${target ?? 'its target'}`;
}
