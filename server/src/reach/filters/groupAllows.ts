import type { Family } from '../../cidr/cidr.ts';
import {
  type Group,
  type GroupRules,
  keyOfGroup,
  nameOfGroup,
  rulesOfGroup,
} from '../../network/analysis/groupRules.ts';
import { type Field, type Target, unknownOf } from '../../network/field.ts';
import { keyOf, perNetwork } from '../../network/lookup.ts';
import type { Network, Peer, SecurityGroupRule } from '../../network/model.ts';
import { type Direction, type IcmpType, protocolOverFamily } from '../../network/protocol.ts';
import { type Truth, truth } from '../../network/truth.ts';
import { reasonOf, type UnknownReason } from '../../network/unknownReason.ts';
import type { SecurityGroupSet, Traffic } from '../locations/location.ts';
import type { Mode } from '../packets/flow.ts';
import { allAddresses, EMPTY, type Ranges, rangesOf, unite } from '../packets/ranges.ts';
import { serviceOfList } from '../routing/services/gatewayEndpoint.ts';

/** The peers that a set of groups allows in one direction, for one kind of traffic. */
export interface Allowed {
  readonly addresses: Ranges;
  /** The rules that match, for messages and for the defaults that they depend on. */
  readonly rules: readonly SecurityGroupRule[];
  /** What AWS allows without a rule in the file. */
  readonly allows: 'everything' | 'itself' | undefined;
  /** What is unknown and may allow more. */
  readonly unknownReasons: readonly UnknownReason[];
}

/**
 * The peer addresses that the groups allow. The rules of all groups are combined (fact SG-01). `peer` has the groups of
 * the other side: a rule that refers to one of them allows the whole other side.
 */
export function allowedByGroups(
  securityGroups: SecurityGroupSet,
  direction: Direction,
  peer: SecurityGroupSet | undefined,
  traffic: Traffic,
  network: Network,
  mode: Mode,
): Allowed {
  const cache = allowedCache(network);
  const byPeer = cache.get(securityGroups) ?? new Map<SecurityGroupSet | undefined, Map<string, Allowed>>();
  cache.set(securityGroups, byPeer);
  const known = byPeer.get(peer) ?? new Map<string, Allowed>();
  byPeer.set(peer, known);
  const key = `${direction} ${traffic.protocol} ${traffic.port} ${traffic.family} ${mode}`;
  let allowed = known.get(key);
  if (!allowed) {
    allowed = findAllowed(securityGroups, direction, peer, traffic, network, mode);
    known.set(key, allowed);
  }
  return allowed;
}

const allowedCache = perNetwork(
  () => new Map<SecurityGroupSet, Map<SecurityGroupSet | undefined, Map<string, Allowed>>>(),
);

function unknownReasonOfDefaultRule(group: Group, { allowAllOut }: GroupRules): UnknownReason | undefined {
  if (allowAllOut !== 'unknown') return undefined;
  return {
    why: `the file does not say whether ${nameOfGroup(group)} keeps AWS's rule that allows all outbound traffic`,
  };
}

function findAllowed(
  securityGroups: SecurityGroupSet,
  direction: Direction,
  peer: SecurityGroupSet | undefined,
  traffic: Traffic,
  network: Network,
  mode: Mode,
): Allowed {
  const everyAddress = allAddresses(traffic.family);
  if (securityGroups.isUnfiltered)
    return { addresses: everyAddress, rules: [], allows: undefined, unknownReasons: [] };
  let allows: Allowed['allows'];
  const sets: Ranges[] = [];
  const rules: SecurityGroupRule[] = [];
  const unknownReasons: UnknownReason[] = [];
  const mayAllowMore = (reason: UnknownReason | undefined) => {
    if (!reason) return;
    unknownReasons.push(reason);
    if (mode === 'possible') sets.push(everyAddress);
  };
  for (const group of securityGroups.groups) {
    const effective = rulesOfGroup(group, network);
    const withoutRule = allowedWithoutRule(group, direction, peer, network);
    if (withoutRule) {
      sets.push(everyAddress);
      allows = withoutRule;
    }
    if (direction === 'egress') mayAllowMore(unknownReasonOfDefaultRule(group, effective));
    mayAllowMore(reasonOf(effective.mayHaveMore[direction]));
    for (const rule of effective[direction]) {
      const allowed = allowedByRule(rule, group, peer, traffic, network, mode);
      unknownReasons.push(...allowed.unknownReasons);
      if (!allowed.addresses) continue;
      sets.push(allowed.addresses);
      rules.push(rule);
    }
  }
  mayAllowMore(securityGroups.otherGroups);
  return { addresses: unite(...sets), rules, allows, unknownReasons };
}

/**
 * The addresses that a rule of a group allows; undefined if it allows nobody or, in mode `certain`, if it may allow
 * nobody.
 */
function allowedByRule(
  rule: SecurityGroupRule,
  group: Group,
  peer: SecurityGroupSet | undefined,
  traffic: Traffic,
  network: Network,
  mode: Mode,
): { readonly addresses: Ranges | undefined; readonly unknownReasons: readonly UnknownReason[] } {
  const nobody = { addresses: undefined, unknownReasons: [] };
  const matched = ruleMatches(rule, traffic);
  if (matched === 'no') return nobody;
  const whom = peerOf(rule.peer, peer, traffic.family, network, mode);
  if (whom.addresses.length === 0 && whom.unknownReason === undefined) return nobody;
  const unknownReasons = whom.unknownReason === undefined ? [] : [whom.unknownReason];
  if (matched === 'unknown')
    unknownReasons.push(
      unknownOf(
        `the ports of a rule of ${nameOfGroup(group)} are known only after deployment`,
        ...[rule.protocol, rule.ports, rule.icmp].filter((field) => field.kind === 'unknown'),
      ),
    );
  return { addresses: matched === 'yes' || mode === 'possible' ? whom.addresses : undefined, unknownReasons };
}

/**
 * What AWS allows without a rule in the file: all outbound traffic, or traffic of the default group to itself (fact
 * SG-03).
 */
function allowedWithoutRule(
  group: Group,
  direction: Direction,
  peer: SecurityGroupSet | undefined,
  network: Network,
): Allowed['allows'] {
  const { allowAllOut, allowsItself } = rulesOfGroup(group, network);
  if (direction === 'egress') return allowAllOut === 'yes' ? 'everything' : undefined;
  return allowsItself && peer?.groups.some((one) => isSame(one, group)) ? 'itself' : undefined;
}

function isSame(a: Group, b: Group): boolean {
  return keyOfGroup(a) === keyOfGroup(b);
}

export function ruleMatches(
  { protocol, ports, icmp }: SecurityGroupRule,
  traffic: Traffic,
): Truth<'unknown'> {
  if (protocol.kind === 'absent') return 'no';
  if (protocol.kind === 'unknown') return 'unknown';
  if (protocol.value === 'all') return 'yes';
  if (protocol.value !== protocolOverFamily(traffic.protocol, traffic.family)) return 'no';
  if (icmp.kind === 'unknown') return 'unknown';
  if (icmp.kind === 'known') return truth(isPing(icmp.value, traffic.port));
  if (ports.kind !== 'known') return ports.kind === 'unknown' ? 'unknown' : 'no';
  return truth(ports.value.from <= traffic.port && traffic.port <= ports.value.to);
}

/** Both ICMP codes of a ping are 0. */
function isPing({ type, code }: IcmpType, wanted: number): boolean {
  return type === -1 || (type === wanted && (code === -1 || code === 0));
}

/** The peer addresses of a rule, and what is unknown about them. */
interface Whom {
  readonly addresses: Ranges;
  readonly unknownReason?: UnknownReason;
}

const NOBODY: Whom = { addresses: EMPTY };

function peerOf(
  rulePeer: Peer,
  peer: SecurityGroupSet | undefined,
  family: Family,
  network: Network,
  mode: Mode,
): Whom {
  const open: Open = (unknownReason) => ({
    addresses: mode === 'possible' ? allAddresses(family) : EMPTY,
    unknownReason,
  });
  switch (rulePeer.kind) {
    case 'cidr': {
      const { cidr } = rulePeer;
      if (rulePeer.family !== undefined && rulePeer.family !== family) return NOBODY;
      if (cidr.kind === 'unknown')
        return open(unknownOf('the block of a rule is known only after deployment', cidr));
      if (cidr.kind === 'absent' || cidr.value.family !== family) return NOBODY;
      return { addresses: rangesOf(cidr.value) };
    }
    case 'group':
      return peer ? membersOf(rulePeer.group, peer, family, open) : NOBODY;
    case 'prefix-list':
      return addressesOfList(rulePeer.list, peer, family, network, open);
    case 'unknown':
      return { addresses: EMPTY };
  }
}

/** The peers of an unknown value: everybody in mode `possible`, nobody in mode `certain`. */
type Open = (unknownReason: UnknownReason) => Whom;

/** The other side, if it has the group that a rule refers to. */
function membersOf(group: Field<Target>, peer: SecurityGroupSet, family: Family, open: Open): Whom {
  if (group.kind === 'unknown')
    return open(unknownOf('a rule names a group that is known only after deployment', group));
  if (group.kind === 'absent') return NOBODY;
  const key = keyOf(group.value);
  if (peer.keys.includes(key)) return { addresses: allAddresses(family) };
  // A group from outside of the file may be any group, including one of these; and the peer may have a group from
  // outside.
  if (group.value.kind === 'outside' && (peer.keys.length > 0 || peer.otherGroups !== undefined))
    return open(unknownOf(`${key} may be one of the groups`, group));
  return peer.otherGroups === undefined ? NOBODY : open(peer.otherGroups);
}

function addressesOfList(
  field: Field<Target>,
  peer: SecurityGroupSet | undefined,
  family: Family,
  network: Network,
  open: Open,
): Whom {
  if (field.kind !== 'known')
    return open(unknownOf('a rule names a prefix list that is known only after deployment', field));
  const key = keyOf(field.value);
  const list = network.prefixLists.get(key);
  const served = serviceOfList(list);
  // A service may answer from any address of its own prefix list.
  if (served !== undefined && peer?.service !== undefined)
    return served === peer.service ? { addresses: allAddresses(family) } : NOBODY;
  if (!list?.entries)
    return open(unknownOf(`the file does not say what the prefix list ${key} holds`, field));
  const unread = list.entries.filter((entry) => entry.kind === 'unknown');
  if (unread.length > 0)
    return open(unknownOf(`${key} has entries that are known only after deployment`, ...unread));
  const known = list.entries.flatMap((entry) =>
    entry.kind === 'known' && entry.value.family === family ? [rangesOf(entry.value)] : [],
  );
  return { addresses: unite(...known) };
}
