import { formatCidr } from '../../cidr/format.ts';
import { nameOfGroup, rulesOfGroup } from '../../network/analysis/groupRules.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { Direction, Network, NetworkAclEntry, Route, SecurityGroupRule } from '../../network/model.ts';
import { listed } from '../../wording/listed.ts';
import { peerName, trafficOf, trafficText } from '../../wording/ruleWords.ts';
import type { By } from '../filters/flowFilters.ts';
import type { Allowed } from '../filters/groupFilter.ts';
import type { Location, Traffic } from '../locations/party.ts';

/** "tcp 5432", or "pings". */
export function trafficWords({ protocol, port }: Traffic): string {
  return protocol === 'icmp' ? 'pings' : `${protocol} ${port}`;
}

/** What the groups of a side let through instead of what was asked for, as a sentence. */
export function groupWords(
  own: Location,
  peer: Location,
  direction: Direction,
  traffic: Traffic,
  network: Network,
): string {
  const names = own.securityGroups.groups.map(nameOfGroup);
  const who = listed(names) || 'A group of no rules';
  const verb = names.length > 1 ? 'let' : 'lets';
  const on = traffic.protocol === 'icmp' ? 'by ping' : `on ${trafficWords(traffic)}`;
  const rules = own.securityGroups.groups.flatMap((group) => rulesOfGroup(group, network)[direction]);
  const onPort = rules.filter((rule) => isFor(rule, traffic));
  const whom = [...new Set(onPort.map(({ peer }) => peerName(peer)))];
  const way = direction === 'ingress' ? 'in' : 'out';
  const [behind] = peer.securityGroups.groups;
  // Who forgot to name a group is behind this one, which no rule names.
  const aside = behind?.kind === 'default' ? `, which is behind ${nameOfGroup(behind)}` : '';
  const other = `${peer.id === 'internet' ? 'the internet' : peer.id}${aside}`;
  if (whom.length === 0) return `${who} ${verb} nothing ${way} ${on}.`;
  return direction === 'ingress'
    ? `${who} ${verb} in only ${listed(whom, MOST_PEERS)} ${on}, not ${other}.`
    : `${who} ${verb} out only to ${listed(whom, MOST_PEERS)} ${on}, not to ${other}.`;
}

/** More peers than this say less. */
const MOST_PEERS = 3;

function isFor({ protocol, ports }: SecurityGroupRule, traffic: Traffic): boolean {
  if (protocol.kind !== 'known') return false;
  if (protocol.value === 'all') return true;
  if (protocol.value !== traffic.protocol || ports.kind !== 'known') return false;
  return ports.value.from <= traffic.port && traffic.port <= ports.value.to;
}

/** What of a side's groups lets it through: "lets in tcp 5432 from AppGroup", "lets out everything". */
export function letsThrough(
  { rules, lets }: Allowed,
  direction: Direction,
  traffic: Traffic,
): By | undefined {
  const verb = direction === 'ingress' ? 'lets in' : 'lets out';
  if (lets !== undefined) return { text: `${verb} everything${lets === 'itself' ? ' from itself' : ''}` };
  const rule = rules.find((one) => isFor(one, traffic)) ?? rules[0];
  if (!rule) return undefined;
  const whom = peerName(rule.peer);
  const isAnyone = /^(0\.0\.0\.0|::)\/0$/.test(whom);
  const what = trafficOf(rule);
  if (isAnyone && what === 'everything') return { text: `${verb} everything`, at: rule.at };
  return { text: `${verb} ${what} ${direction === 'ingress' ? 'from' : 'to'} ${whom}`, at: rule.at };
}

/** "entry 100 lets in tcp 443 from 0.0.0.0/0". */
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
  return `${number} lets ${direction === 'ingress' ? 'in' : 'out'} ${what}${whom}`;
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
