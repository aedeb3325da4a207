import { nameOfGroup, rulesOfGroup } from '../network/groupRules.ts';
import { listed } from '../network/listed.ts';
import type { Direction, Network, SecurityGroupRule } from '../network/model.ts';
import { peerName } from '../network/ruleWords.ts';
import type { Place, Traffic } from './party.ts';

/** "tcp 5432", or "pings". */
export function trafficWords({ protocol, port }: Traffic): string {
  return protocol === 'icmp' ? 'pings' : `${protocol} ${port}`;
}

/** What the groups of a side let through instead of what was asked for, as a sentence. */
export function groupWords(
  own: Place,
  peer: Place,
  direction: Direction,
  traffic: Traffic,
  network: Network,
): string {
  const names = own.behind.groups.map(nameOfGroup);
  const who = listed(names) || 'A group of no rules';
  const verb = names.length > 1 ? 'let' : 'lets';
  const on = traffic.protocol === 'icmp' ? 'by ping' : `on ${trafficWords(traffic)}`;
  const rules = own.behind.groups.flatMap((group) => rulesOfGroup(group, network)[direction]);
  const onPort = rules.filter((rule) => isFor(rule, traffic));
  const whom = [...new Set(onPort.map(({ peer }) => peerName(peer)))];
  const way = direction === 'ingress' ? 'in' : 'out';
  const other = peer.id === 'internet' ? 'the internet' : peer.id;
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
