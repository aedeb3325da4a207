import type { Family } from '../../cidr/cidr.ts';
import { type Group, keyOfGroup, nameOfGroup, rulesOfGroup } from '../../network/analysis/groupRules.ts';
import { keyOf, perNetwork } from '../../network/lookup.ts';
import type { Network, Peer, SecurityGroupRule } from '../../network/model.ts';
import type { Direction, IcmpType } from '../../network/protocol.ts';
import { type Truth, truth } from '../../network/truth.ts';
import type { SecurityGroupSet, Traffic } from '../locations/party.ts';
import type { Mode } from '../packets/flow.ts';
import { allAddresses, EMPTY, type Ranges, rangesOf, unite } from '../packets/ranges.ts';
import { serviceOfList } from '../routing/services/gatewayEndpoint.ts';

/** Whom a set of groups lets through in one direction, for one kind of traffic. */
export interface Allowed {
  readonly addresses: Ranges;
  /** The rules that count, for words and for the defaults that they rest on. */
  readonly rules: readonly SecurityGroupRule[];
  /** What AWS lets through without a rule of the file. */
  readonly lets: 'everything' | 'itself' | undefined;
  /** What is not known and may let more through. */
  readonly doubts: readonly string[];
}

/**
 * The addresses of the other side that the groups let in or out. Rules of all groups add up (fact SG-01). `peer` is what the
 * other side is behind: a rule that names one of its groups lets all of it through.
 */
export function allowedByGroups(
  behind: SecurityGroupSet,
  direction: Direction,
  peer: SecurityGroupSet | undefined,
  traffic: Traffic,
  network: Network,
  mode: Mode,
): Allowed {
  const made = allowedMade(network);
  const byPeer = made.get(behind) ?? new Map<SecurityGroupSet | undefined, Map<string, Allowed>>();
  made.set(behind, byPeer);
  const known = byPeer.get(peer) ?? new Map<string, Allowed>();
  byPeer.set(peer, known);
  const key = `${direction} ${traffic.protocol} ${traffic.port} ${traffic.family} ${mode}`;
  let allowed = known.get(key);
  if (!allowed) {
    allowed = findAllowed(behind, direction, peer, traffic, network, mode);
    known.set(key, allowed);
  }
  return allowed;
}

const allowedMade = perNetwork(
  () => new Map<SecurityGroupSet, Map<SecurityGroupSet | undefined, Map<string, Allowed>>>(),
);

function findAllowed(
  behind: SecurityGroupSet,
  direction: Direction,
  peer: SecurityGroupSet | undefined,
  traffic: Traffic,
  network: Network,
  mode: Mode,
): Allowed {
  if (behind.isUnfiltered)
    return { addresses: allAddresses(traffic.family), rules: [], lets: undefined, doubts: [] };
  let lets: Allowed['lets'];
  const sets: Ranges[] = [];
  const rules: SecurityGroupRule[] = [];
  const doubts: string[] = [];
  const doubt = (why: string) => {
    doubts.push(why);
    if (mode === 'possible') sets.push(allAddresses(traffic.family));
  };
  for (const group of behind.groups) {
    const effective = rulesOfGroup(group, network);
    if (direction === 'egress' && effective.allowAllOut === 'yes') {
      sets.push(allAddresses(traffic.family));
      lets = 'everything';
    }
    if (direction === 'egress' && effective.allowAllOut === 'unknown')
      doubt(`whether ${nameOfGroup(group)} keeps AWS's rule that lets everything out is said nowhere`);
    if (direction === 'ingress' && effective.allowsItself && peer?.groups.some((one) => isSame(one, group))) {
      sets.push(allAddresses(traffic.family));
      lets = 'itself';
    }
    const more = effective.mayHaveMore[direction];
    if (more !== undefined) doubt(more);
    for (const rule of effective[direction]) {
      const matched = matches(rule, traffic);
      if (matched === 'no') continue;
      const whom = peerOf(rule.peer, peer, traffic.family, network, mode);
      if (whom.addresses.length > 0 || whom.doubt !== undefined) {
        if (whom.doubt !== undefined) doubts.push(whom.doubt);
        if (matched === 'unknown')
          doubts.push(`the ports of a rule of ${nameOfGroup(group)} are known only after deployment`);
        if (matched === 'yes' || mode === 'possible') {
          sets.push(whom.addresses);
          rules.push(rule);
        }
      }
    }
  }
  if (behind.otherGroups !== undefined) doubt(behind.otherGroups);
  return { addresses: unite(...sets), rules, lets, doubts };
}

function isSame(a: Group, b: Group): boolean {
  return keyOfGroup(a) === keyOfGroup(b);
}

function matches({ protocol, ports, icmp }: SecurityGroupRule, traffic: Traffic): Truth<'unknown'> {
  if (protocol.kind === 'absent') return 'no';
  if (protocol.kind === 'unknown') return 'unknown';
  if (protocol.value === 'all') return 'yes';
  const wanted = traffic.protocol === 'icmp' && traffic.family === 6 ? 'icmpv6' : traffic.protocol;
  if (protocol.value !== wanted) return 'no';
  if (icmp.kind === 'unknown') return 'unknown';
  if (icmp.kind === 'known') return truth(isPing(icmp.value, traffic.port));
  if (ports.kind !== 'known') return ports.kind === 'unknown' ? 'unknown' : 'no';
  return truth(ports.value.from <= traffic.port && traffic.port <= ports.value.to);
}

/** Both codes of a ping are 0. */
export function isPing({ type, code }: IcmpType, wanted: number): boolean {
  return type === -1 || (type === wanted && (code === -1 || code === 0));
}

function peerOf(
  rulePeer: Peer,
  peer: SecurityGroupSet | undefined,
  family: Family,
  network: Network,
  mode: Mode,
): { readonly addresses: Ranges; readonly doubt?: string } {
  const everyAddress = allAddresses(family);
  const open = (doubt: string) => ({ addresses: mode === 'possible' ? everyAddress : EMPTY, doubt });
  switch (rulePeer.kind) {
    case 'cidr': {
      const { cidr } = rulePeer;
      if (cidr.kind === 'unknown') return open('the block of a rule is known only after deployment');
      if (cidr.kind === 'absent' || cidr.value.family !== family) return { addresses: EMPTY };
      return { addresses: rangesOf(cidr.value) };
    }
    case 'group': {
      if (!peer) return { addresses: EMPTY };
      if (rulePeer.group.kind !== 'known') {
        return rulePeer.group.kind === 'unknown'
          ? open('a rule names a group that is known only after deployment')
          : { addresses: EMPTY };
      }
      const { value } = rulePeer.group;
      const key = keyOf(value);
      if (peer.keys.includes(key)) return { addresses: everyAddress };
      // Something decided outside may be any group, also one of these; and the peer may have a group that is decided outside.
      if (value.kind === 'outside' && (peer.keys.length > 0 || peer.otherGroups !== undefined))
        return open(`${key} may be one of the groups`);
      if (peer.otherGroups !== undefined) return open(peer.otherGroups);
      return { addresses: EMPTY };
    }
    case 'prefix-list': {
      if (rulePeer.list.kind !== 'known')
        return open('a rule names a prefix list that is known only after deployment');
      const key = keyOf(rulePeer.list.value);
      const list = network.prefixLists.get(key);
      const served = serviceOfList(list);
      // Which of its addresses a service answers with nobody knows, and its own list has them all.
      if (served !== undefined && peer?.service !== undefined)
        return { addresses: served === peer.service ? everyAddress : EMPTY };
      if (!list?.entries) return open(`the file does not say what the prefix list ${key} holds`);
      const known = list.entries.flatMap((entry) =>
        entry.kind === 'known' && entry.value.family === family ? [rangesOf(entry.value)] : [],
      );
      if (list.entries.some(({ kind }) => kind === 'unknown'))
        return open(`${key} has entries that are known only after deployment`);
      return { addresses: unite(...known) };
    }
    case 'unknown':
      return { addresses: EMPTY };
  }
}
