import { formatCidr } from '../cidr/format.ts';
import type { Peer, SecurityGroupRule } from '../network/model.ts';
import { ALL_PORTS, type PortRange, type Protocol } from '../network/protocol.ts';

/** The traffic of a rule, for messages. */
export function trafficOfRule({ protocol, ports }: SecurityGroupRule): string {
  if (protocol.kind !== 'known') return 'traffic';
  return trafficText(protocol.value, ports.kind === 'known' ? ports.value : ALL_PORTS);
}

/** "tcp 443", "udp 5000–5010", "tcp" for every port of it, "all traffic". */
export function trafficText(protocol: Protocol, { from, to }: PortRange): string {
  if (protocol === 'all') return 'all traffic';
  if (typeof protocol === 'object') return `protocol ${protocol.number}`;
  const hasAll = from === ALL_PORTS.from && to === ALL_PORTS.to;
  return hasAll ? protocol : `${protocol} ${from === to ? from : `${from}–${to}`}`;
}

/** The peer of a rule, for messages. */
export function peerName(peer: Peer): string {
  switch (peer.kind) {
    case 'cidr':
      return peer.cidr.kind === 'known' ? formatCidr(peer.cidr.value) : 'an unknown block';
    case 'group':
      return peer.group.kind === 'known' ? peer.group.value.id : 'an unknown group';
    case 'prefix-list':
      return peer.list.kind === 'known' ? peer.list.value.id : 'an unknown prefix list';
    case 'unknown':
      return 'an unknown source';
  }
}

const DEFAULT_GROUP = '.DefaultSecurityGroup';

/** A group by its key: its id, or "the default group of Vpc". */
export function groupText(key: string, naming: (id: string) => string = (id) => id): string {
  return key.endsWith(DEFAULT_GROUP)
    ? `the default group of ${naming(key.slice(0, -DEFAULT_GROUP.length))}`
    : naming(key);
}

/** The name of the rule's group, or of the resource that contains the rule. */
export function groupName({ group, resource }: SecurityGroupRule): string {
  return group.kind === 'known' ? group.value.id : resource;
}
