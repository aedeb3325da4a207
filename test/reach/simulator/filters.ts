// Groups and network ACLs, asked about one packet: plain loops over their rules.

import { type Family, holds } from '../world/addresses.ts';
import {
  blocksOf,
  type Direction,
  type GroupRule,
  named,
  type Protocol,
  type RuleProtocol,
  type Subnet,
  type Workload,
  type World,
} from '../world/world.ts';

/** What a router or a filter sees of a packet. */
export interface Header {
  readonly family: Family;
  readonly protocol: Protocol;
  readonly source: bigint;
  readonly destination: bigint;
  /** Where the packet comes from and goes to; without meaning for icmp. */
  readonly sourcePort: number;
  readonly port: number;
  readonly icmpType: number;
  /** The AWS service that the destination belongs to. */
  readonly service: string | undefined;
}

/** The header of the answer. A ping is type 8 and its answer type 0; in IPv6 128 and 129. */
export function answerTo(header: Header): Header {
  return {
    ...header,
    source: header.destination,
    destination: header.source,
    sourcePort: header.port,
    port: header.sourcePort,
    icmpType: header.family === 4 ? 0 : 129,
  };
}

/** Lowest number first, the first match decides, what nothing matches is denied (ACL-01); the default ACL lets all through. */
export function aclLets(world: World, subnet: Subnet, direction: Direction, header: Header): boolean {
  if (subnet.acl === undefined) return true;
  let lowest = 32768;
  let allows = false;
  const peer = direction === 'out' ? header.destination : header.source;
  for (const entry of named(world.acls, subnet.acl).entries) {
    if (entry.direction !== direction || entry.number >= lowest) continue;
    if (entry.block.family !== header.family || !holds(entry.block, peer)) continue;
    if (!matches(entry.protocol, entry.from, entry.to, header)) continue;
    lowest = entry.number;
    allows = entry.allows;
  }
  return allows;
}

/** Whether a group of the workload lets the packet in or out. `other` is the workload at the packet's other end. */
export function groupsLet(
  world: World,
  workload: Workload,
  direction: Direction,
  header: Header,
  other: Workload | undefined,
): boolean {
  const peer = direction === 'out' ? header.destination : header.source;
  const vpc = vpcOf(world, workload);
  if (workload.groups.length === 0) {
    // The default group of the VPC (SG-03).
    return direction === 'out' || (other?.groups.length === 0 && vpcOf(world, other) === vpc);
  }
  for (const name of workload.groups) {
    const group = named(world.groups, name);
    const rules = direction === 'out' ? group.egress : group.ingress;
    if (rules === undefined) return true;
    for (const rule of rules) {
      if (!matches(rule.protocol, rule.from, rule.to, header)) continue;
      if (names(world, rule, header.family, peer, vpc, other)) return true;
      if (direction === 'in' && namesOverTransit(world, rule, workload, other)) return true;
    }
  }
  return false;
}

function names(
  world: World,
  { peer }: GroupRule,
  family: Family,
  address: bigint,
  vpc: string,
  other: Workload | undefined,
): boolean {
  if (!('group' in peer))
    return blocksOf(world, peer).some((one) => one.family === family && holds(one, address));
  if (!other?.groups.includes(peer.group)) return false;
  const others = named(world.groups, peer.group).vpc;
  return others === vpc || arePeered(world, others, vpc);
}

/** Over a transit gateway rules that let in may name groups: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html */
function namesOverTransit(
  { transit, groups }: World,
  { peer }: GroupRule,
  workload: Workload,
  other: Workload | undefined,
): boolean {
  if (!('group' in peer) || !other?.groups.includes(peer.group)) return false;
  if (!transit?.groupReferences || workload.kind === 'endpoint') return false;
  const joins = (vpc: string) =>
    transit.attachments.some((one) => one.vpc === vpc && one.groupReferences !== false);
  return (
    joins(named(groups, peer.group).vpc) && workload.groups.some((name) => joins(named(groups, name).vpc))
  );
}

export function arePeered(world: World, one: string, other: string): boolean {
  return world.peerings.some(
    ({ requester, accepter }) =>
      (requester === one && accepter === other) || (requester === other && accepter === one),
  );
}

/** A workload is in one VPC: that of its subnets. */
export const vpcOf = (world: World, workload: Workload): string =>
  named(world.subnets, workload.subnets[0] ?? '').vpc;

function matches(protocol: RuleProtocol, from: number, to: number, header: Header): boolean {
  if (protocol === 'all') return true;
  if (header.protocol === 'icmp') {
    if (protocol !== (header.family === 4 ? 'icmp' : 'icmpv6')) return false;
    // Type and code; both codes of a ping are 0.
    return from === -1 || (from === header.icmpType && (to === -1 || to === 0));
  }
  return protocol === header.protocol && from <= header.port && header.port <= to;
}
