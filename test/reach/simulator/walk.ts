// Carries one packet hop by hop, and its answer back. What each hop asks is said in docs/reachability.md.

import { asIpv4, type Block, type Family, holds, overlap } from '../world/addresses.ts';
import {
  type Attachment,
  blocksOf,
  type Nat,
  named,
  type Route,
  type Subnet,
  type Transit,
  type Vpc,
  type Workload,
  type World,
} from '../world/world.ts';
import { aclLets, answerTo, groupsLet, type Header } from './filters.ts';
import { isForPrivate, isPrivate, isPublic } from './parties.ts';

/** One packet. */
export interface Packet {
  readonly header: Header;
  /** The port that a NAT gateway sends it on from. */
  readonly natPort: number;
  readonly from: End;
  readonly to: End;
}

/** Where a packet starts or is to arrive: an interface in a subnet, of a workload or of nothing known, or beyond a gateway. */
export type End =
  | { readonly kind: 'interface'; readonly subnet: Subnet; readonly workload: Workload | undefined }
  /** A block that somebody names may as well be a part of the network behind a virtual private gateway. */
  | { readonly kind: 'internet'; readonly isNamed: boolean }
  | { readonly kind: 'on premises' }
  /** An address of a VPC in none of its subnets. */
  | { readonly kind: 'nowhere' };

export interface Journey {
  /** The packet arrived, and so did its answer. */
  readonly arrives: boolean;
  /** `natPort` was read. */
  readonly usedNat: boolean;
}

/** Where a packet came to: at an interface of the subnet, or out of the VPC by a door. */
type Place = { readonly subnet: Subnet } | { readonly door: Door; readonly vpc: Vpc };
type Door = 'internet gateway' | 'egress-only gateway' | 'vpn gateway' | 'gateway endpoint' | 'regional nat';

/** What is remembered of a packet while it travels. */
interface Trip {
  readonly world: World;
  readonly natPort: number;
  readonly hops: string[] | undefined;
  readonly from: End;
  readonly to: End;
  /** The door by which it left a VPC for another one over the internet; none before it did. */
  left: { readonly door: Door; readonly vpc: Vpc } | undefined;
  isAnswer: boolean;
  isUnseen: boolean;
  /** It came out of a transit gateway. */
  isOverTransit?: boolean;
  /** The NAT gateway that it went through, and what it is from there on. */
  nat: { readonly nat: Nat; readonly from: Subnet; sent: Header; isPeered?: boolean } | undefined;
}

/** Whether the packet and its answer get through. What happened at each hop is added to `hops`. */
export function walk(world: World, packet: Packet, hops?: string[]): Journey {
  const trip: Trip = {
    world,
    natPort: packet.natPort,
    hops,
    from: packet.from,
    to: packet.to,
    left: undefined,
    isAnswer: false,
    isUnseen: false,
    nat: undefined,
  };
  const got = thereAndBack(trip, packet);
  const arrives = trip.isUnseen ? world.unseenArrive === true : got;
  const { from } = packet;
  if (!arrives && from.kind === 'internet' && from.isNamed) {
    hops?.push('or from behind a virtual private gateway:');
    return walk(world, { ...packet, from: { kind: 'on premises' } }, hops);
  }
  return { arrives, usedNat: trip.nat !== undefined };
}

function thereAndBack(trip: Trip, { header, from, to }: Packet): boolean {
  const { hops } = trip;
  const sender = from.kind === 'interface' ? from.workload : undefined;
  const receiver = to.kind === 'interface' ? to.workload : undefined;

  if (receiver?.kind === 'function')
    return no(trip, `${receiver.name} is a function: it takes no connections`);
  if (sender?.kind === 'function' && header.protocol === 'icmp') {
    return no(trip, `${sender.name} is a function: it sends TCP and UDP only`);
  }
  if (sender && !asked(trip, sender, 'out', header, receiver)) return false;

  const place = start(trip, header, from, to);
  if (place === undefined) return false;
  if (to.kind === 'nowhere') return no(trip, 'nothing is at the destination');
  if (to.kind === 'interface') {
    if (!('subnet' in place)) return no(trip, `it left ${place.vpc.name} by its ${place.door}`);
    if (place.subnet !== to.subnet) return no(trip, `it came to ${place.subnet.name} instead`);
    const arriving = trip.nat === undefined ? sender : undefined;
    if (receiver && !asked(trip, receiver, 'in', trip.nat?.sent ?? header, arriving)) return false;
  } else if ('subnet' in place) return no(trip, `it came to ${place.subnet.name} instead`);

  hops?.push('the answer:');
  trip.isAnswer = true;
  const back = answerTo(header);
  if (!('door' in place) && trip.nat !== undefined && from.kind === 'interface')
    return answerByNat(trip, trip.nat, place.subnet, receiver, back, from.subnet);
  if ('door' in place) return answerFromOutside(trip, place, from, back);
  const end = leave(trip, place.subnet, back, receiver);
  if (end === undefined) return false;
  if (from.kind === 'interface') {
    if ('subnet' in end && end.subnet === from.subnet) return true;
    return no(trip, 'the answer came elsewhere');
  }
  const door: Door = from.kind === 'internet' ? 'internet gateway' : 'vpn gateway';
  if (trip.nat !== undefined)
    return no(trip, 'the answer went through a NAT gateway that knows of no packet');
  if ('door' in end && end.door === door) return true;
  return no(trip, 'the answer left by another way than the packet came');
}

/** Back from another network to the NAT gateway that sent the packet there, and from there to who sent it first. */
function answerByNat(
  trip: Trip,
  taken: NonNullable<Trip['nat']>,
  start: Subnet,
  receiver: Workload | undefined,
  back: Header,
  source: Subnet,
): boolean {
  const { world } = trip;
  if (taken.nat.kind === 'regional') return no(trip, 'a regional NAT gateway sends to the internet only');
  const subnet = named(world.subnets, taken.nat.subnet);
  const toNat = answerTo(taken.sent);
  // Over a peering the answer finds back by itself:
  // https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
  const place = taken.isPeered
    ? passes(trip, start, 'out', toNat)
      ? enter(trip, named(world.vpcs, subnet.vpc), toNat)
      : undefined
    : leave(trip, start, toNat, receiver);
  if (place === undefined) return false;
  if (trip.nat !== taken) return no(trip, 'the answer went through a NAT gateway that knows of no packet');
  if (!('subnet' in place) || place.subnet !== subnet) return no(trip, 'the answer came elsewhere');
  const end = leave(trip, subnet, { ...back, service: undefined }, undefined);
  return end !== undefined && 'subnet' in end && end.subnet === source;
}

/** Brings the packet from where it starts to where it ends up; nothing where it is refused on the way. */
function start(trip: Trip, header: Header, from: End, to: End): Place | undefined {
  const { world } = trip;
  if (from.kind === 'interface') return leave(trip, from.subnet, header, from.workload);
  if (from.kind === 'nowhere') return refuse(trip, 'nothing is at the source');
  if (to.kind !== 'interface') return refuse(trip, 'neither end is in a VPC');
  const vpc = named(world.vpcs, to.subnet.vpc);
  if (from.kind === 'on premises') {
    if (vpc.vpnGateway !== 'attached') return refuse(trip, `${vpc.name} has no virtual private gateway`);
    if (header.family === 6) return refuse(trip, 'a virtual private gateway carries no IPv6 (VPN-01)');
    return enter(trip, vpc, header);
  }
  if (vpc.internetGateway !== 'attached') return refuse(trip, `${vpc.name} has no internet gateway`);
  if (!hasPublicAddress(to.workload, to.subnet, header.family)) {
    return refuse(trip, `${to.workload?.name ?? 'it'} has no public address in ${to.subnet.name}`);
  }
  if (!publicAccess(trip, 'in', to.subnet, vpc)) return undefined;
  if (!pastAppliances(trip, vpc, header.destination, header.family)) return undefined;
  return enter(trip, vpc, header);
}

/** A packet comes out of an interface in a subnet. `owner` is whose interface it is. */
function leave(trip: Trip, subnet: Subnet, header: Header, owner: Workload | undefined): Place | undefined {
  const { world, hops } = trip;
  if (subnet.blocks.some((block) => holds(block, header.destination))) {
    hops?.push(`inside ${subnet.name}`);
    return { subnet };
  }
  const vpc = named(world.vpcs, subnet.vpc);
  const by = lookUp(trip, subnet, vpc, header);
  if (by === undefined) return undefined;
  if (!passes(trip, subnet, 'out', header)) return undefined;
  switch (by.kind) {
    case 'local':
      return enter(trip, vpc, header);
    case 'gateway endpoint':
      return { door: 'gateway endpoint', vpc };
    case 'internet gateway':
      if (vpc.internetGateway !== 'attached')
        return refuse(trip, `${vpc.name} has no internet gateway attached`);
      if (!hasPublicAddress(owner, subnet, header.family)) {
        return refuse(trip, `${owner?.name ?? 'it'} has no public address in ${subnet.name}`);
      }
      if (!publicAccess(trip, 'out', subnet, vpc)) return undefined;
      return toTheInternet(trip, 'internet gateway', vpc, header);
    case 'egress-only gateway':
      if (!publicAccess(trip, 'egress-only', subnet, vpc)) return undefined;
      return toTheInternet(trip, 'egress-only gateway', vpc, header);
    case 'vpn gateway':
      if (vpc.vpnGateway !== 'attached')
        return refuse(trip, `${vpc.name} has no virtual private gateway attached`);
      return { door: 'vpn gateway', vpc };
    case 'nat':
      return throughNat(trip, named(world.nats, by.nat), subnet, header);
    case 'peering':
      return throughPeering(trip, by.peering, vpc, header);
    case 'transit gateway':
      return throughTransit(trip, subnet, header);
  }
}

/** A packet reaches the router of a VPC, which brings it into the subnet of its destination. */
function enter(trip: Trip, vpc: Vpc, header: Header): Place | undefined {
  for (const subnet of trip.world.subnets) {
    if (subnet.vpc !== vpc.name) continue;
    if (!subnet.blocks.some((block) => holds(block, header.destination))) continue;
    return passes(trip, subnet, 'in', header) ? { subnet } : undefined;
  }
  return refuse(trip, `no subnet of ${vpc.name} has the destination`);
}

function toTheInternet(trip: Trip, door: Door, vpc: Vpc, header: Header): Place | undefined {
  if (!isPublic(trip.world, header.family, header.destination)) {
    const other = trip.world.vpcs.find(
      (one) => one !== vpc && one.blocks.some((own) => own.family === 6 && holds(own, header.destination)),
    );
    if (trip.world.ipv6OverInternet && header.family === 6 && other)
      return intoOtherVpc(trip, door, vpc, other, header);
    return refuse(trip, 'the destination is not on the internet');
  }
  trip.hops?.push(`leaves ${vpc.name} by its ${door}`);
  return { door, vpc };
}

/** From the door of one VPC to the internet gateway of another. An egress-only gateway takes the answers to what it let out. */
function intoOtherVpc(trip: Trip, door: Door, vpc: Vpc, other: Vpc, header: Header): Place | undefined {
  trip.hops?.push(`leaves ${vpc.name} by its ${door} for ${other.name}`);
  const { left, isAnswer } = trip;
  if (!isAnswer) trip.left = { door, vpc };
  const isAwaited = isAnswer && left?.vpc === other && left.door === 'egress-only gateway';
  if (!isAwaited) {
    const end = isAnswer ? trip.from : trip.to;
    if (other.internetGateway !== 'attached') return refuse(trip, `${other.name} has no internet gateway`);
    if (end.kind === 'interface' && !hasPublicAddress(end.workload, end.subnet, 6))
      return refuse(trip, 'the destination is closed to internet gateways');
    if (!isAnswer && end.kind === 'interface' && !publicAccess(trip, 'in', end.subnet, other))
      return undefined;
  }
  return enter(trip, other, header);
}

/** An answer of the outside comes back through the door that the packet took. */
function answerFromOutside(
  trip: Trip,
  { door, vpc }: { readonly door: Door; readonly vpc: Vpc },
  from: End,
  back: Header,
): boolean {
  if (from.kind !== 'interface') return no(trip, 'it only passed through');
  const { nat: taken, world } = trip;
  if (taken !== undefined && door !== 'regional nat' && taken.nat.kind !== 'regional') {
    const subnet = named(world.subnets, taken.nat.subnet);
    const toNat = answerTo(taken.sent);
    if (door === 'internet gateway' && !pastAppliances(trip, vpc, toNat.destination, 4)) return false;
    if (!passes(trip, subnet, 'in', toNat)) return false;
    const place = leave(trip, subnet, { ...back, service: undefined }, undefined);
    return place !== undefined && 'subnet' in place && place.subnet === from.subnet;
  }
  if (door === 'internet gateway' && !pastAppliances(trip, vpc, back.destination, back.family)) return false;
  const end = enter(trip, vpc, back);
  return end !== undefined && 'subnet' in end && end.subnet === from.subnet;
}

function throughNat(trip: Trip, nat: Nat, from: Subnet, header: Header): Place | undefined {
  const { world, hops } = trip;
  const beyond = beyondNat(trip, header);
  trip.nat = { nat, from, sent: beyond ?? header };
  if (nat.kind === 'regional') {
    const vpc = named(world.vpcs, nat.vpc);
    if (vpc.internetGateway !== 'attached')
      return refuse(trip, `${vpc.name} has no internet gateway attached`);
    if (!publicAccess(trip, 'nat', undefined, vpc)) return undefined;
    hops?.push(`through ${nat.name}`);
    return beyond && toTheInternet(trip, 'regional nat', vpc, beyond);
  }
  const subnet = named(world.subnets, nat.subnet);
  if (subnet !== from && !passes(trip, subnet, 'in', header)) return undefined;
  hops?.push(`through ${nat.name}`);
  if (beyond === undefined) return undefined;
  const sent = { ...beyond, source: natAddress(subnet, world), sourcePort: trip.natPort, service: undefined };
  trip.nat.sent = sent;
  const vpc = named(world.vpcs, subnet.vpc);
  const by = lookUp(trip, subnet, vpc, sent);
  if (by === undefined) return undefined;
  const isElsewhere = by.kind === 'transit gateway' || by.kind === 'peering' || by.kind === 'vpn gateway';
  if (isElsewhere && header.family === 4 && !trip.isAnswer && !trip.isOverTransit) {
    if (!passes(trip, subnet, 'out', sent)) return undefined;
    trip.nat.isPeered = by.kind === 'peering';
    if (by.kind === 'peering') return throughPeering(trip, by.peering, vpc, sent);
    if (by.kind === 'transit gateway') return throughTransit(trip, subnet, sent);
    if (vpc.vpnGateway !== 'attached')
      return refuse(trip, `${vpc.name} has no virtual private gateway attached`);
    return { door: 'vpn gateway', vpc };
  }
  if (nat.kind === 'private') return refuse(trip, `${nat.name} is private (NAT-01)`);
  if (by.kind !== 'internet gateway')
    return refuse(trip, `the table of ${subnet.name} leads to a ${by.kind}`);
  if (vpc.internetGateway !== 'attached') return refuse(trip, `${vpc.name} has no internet gateway attached`);
  if (!publicAccess(trip, 'nat', subnet, vpc)) return undefined;
  if (!passes(trip, subnet, 'out', sent)) return undefined;
  return toTheInternet(trip, 'internet gateway', vpc, sent);
}

/** One of the addresses that AWS leaves to interfaces. */
const natAddress = ({ blocks }: Subnet, { natAt }: World): bigint => {
  const own = blocks.find(({ family }) => family === 4);
  if (own === undefined) return 0n;
  return natAt === 'last' ? own.last - 1n : own.first + (natAt === 'tenth' ? 9n : 4n);
};

/** A NAT gateway sends IPv4 on, and makes IPv4 of what is meant for an address of 64:ff9b::/96 (NAT-07). */
function beyondNat(trip: Trip, header: Header): Header | undefined {
  if (header.family === 4) return header;
  const destination = asIpv4(header.destination);
  if (destination === undefined) return refuse(trip, 'a NAT gateway carries no IPv6 (NAT-07)');
  return { ...header, family: 4, destination, icmpType: 8 };
}

function throughPeering(trip: Trip, name: string, vpc: Vpc, header: Header): Place | undefined {
  const { requester, accepter } = named(trip.world.peerings, name);
  if (vpc.name !== requester && vpc.name !== accepter) return refuse(trip, `${name} is not of ${vpc.name}`);
  const other = named(trip.world.vpcs, vpc.name === requester ? accepter : requester);
  // "You cannot create a VPC peering connection between VPCs that have matching or overlapping IPv4 or IPv6 CIDR blocks."
  // https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations
  if (vpc.blocks.some((own) => other.blocks.some((one) => overlap(own, one))))
    return refuse(trip, `${name} cannot be made: blocks of ${vpc.name} and ${other.name} overlap`);
  trip.hops?.push(`over ${name} to ${other.name}`);
  // No transit (PCX-01).
  if (!other.blocks.some((block) => holds(block, header.destination))) {
    return refuse(trip, `the destination is not in ${other.name}`);
  }
  if (!vpc.blocks.some((block) => holds(block, header.source))) {
    return refuse(trip, `the source is not in ${vpc.name}`);
  }
  return enter(trip, other, header);
}

/**
 * By the attachment in the zone of the subnet, and out of that of another VPC in the same zone, or in any where it has none. The
 * network ACL of an attachment's subnet is asked at its border: for what comes in on the way to the gateway, and for what goes
 * out coming from it. https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html, read 2026-11-25.
 */
function throughTransit(trip: Trip, from: Subnet, header: Header): Place | undefined {
  const { world } = trip;
  const { transit } = world;
  if (transit === undefined) return refuse(trip, 'there is no transit gateway');
  const inZone = (attachment: Attachment | undefined) =>
    attachment?.subnets.map((name) => named(world.subnets, name)).find(({ zone }) => zone === from.zone);
  const own = transit.attachments.find(({ vpc }) => vpc === from.vpc);
  const up = inZone(own);
  if (own === undefined || up === undefined)
    return refuse(trip, `${from.vpc} has no attachment in the zone of ${from.name}`);
  // In one subnet AWS asks the ACL in both directions on the way up, and not at all on the way down.
  if (!passes(trip, up, 'in', header)) return undefined;

  const attached = nextAttachment(trip, transit, own, header);
  if (attached === undefined) return undefined;
  const other = named(world.vpcs, attached.vpc);
  const choice = world.exits?.[trip.isAnswer ? 1 : 0] ?? 0;
  const any = attached.subnets[choice % attached.subnets.length] ?? '';
  const down = inZone(attached) ?? named(world.subnets, any);
  trip.isOverTransit = true;
  trip.hops?.push(`over the transit gateway to ${other.name}`);
  if (down.blocks.some((block) => holds(block, header.destination))) return { subnet: down };
  const by = lookUp(trip, down, other, header);
  if (by === undefined) return undefined;
  const nat = by.kind === 'nat' ? named(world.nats, by.nat) : undefined;
  if (nat !== undefined && nat.kind !== 'regional' && !trip.isAnswer && isUnseen(trip, nat, header))
    return undefined;
  const isNatHere = by.kind === 'nat' && isIn(named(world.nats, by.nat), down);
  if (!isNatHere && !passes(trip, down, 'out', header)) return undefined;
  if (by.kind === 'local') return enter(trip, other, header);
  // https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html
  if (by.kind === 'nat') return throughNat(trip, named(world.nats, by.nat), down, header);
  return refuse(trip, `${down.name} leads what comes from the transit gateway to a ${by.kind}`);
}

/** What a NAT gateway sends into a third network of what came over a transit gateway nobody has looked at. */
function isUnseen(trip: Trip, nat: Exclude<Nat, { kind: 'regional' }>, header: Header): boolean {
  const { world } = trip;
  if (nat.kind === 'public' && isPublic(world, header.family, header.destination)) return false;
  const subnet = named(world.subnets, nat.subnet);
  const by = lookUp(trip, subnet, named(world.vpcs, subnet.vpc), { ...header, service: undefined });
  trip.isUnseen =
    by?.kind === 'transit gateway' || by?.kind === 'peering' || by?.kind === 'vpn gateway' || trip.isUnseen;
  return trip.isUnseen;
}

const isIn = (nat: Nat, subnet: Subnet): boolean => nat.kind !== 'regional' && nat.subnet === subnet.name;

/**
 * The table of an attachment: the longest prefix, and a static route before one that is learnt.
 * https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-evaluation-overview
 */
function nextAttachment(
  trip: Trip,
  { attachments, tables }: Transit,
  own: Attachment,
  header: Header,
): Attachment | undefined {
  if (tables !== undefined && own.table === undefined)
    return refuse(trip, `${own.name} is associated with no table`);
  const table = tables && named(tables, own.table ?? '');
  let longest = -1;
  let name: string | undefined;
  for (const { to, attachment } of table?.routes ?? []) {
    if (to.family !== header.family || to.prefix <= longest || !holds(to, header.destination)) continue;
    longest = to.prefix;
    name = attachment;
  }
  for (const learnt of table?.learns ?? attachments.map((one) => one.name)) {
    const { vpc } = named(attachments, learnt);
    for (const block of named(trip.world.vpcs, vpc).blocks) {
      if (block.family !== header.family || block.prefix <= longest || !holds(block, header.destination))
        continue;
      longest = block.prefix;
      name = learnt;
    }
  }
  if (longest < 0) return refuse(trip, 'the transit gateway knows no way to the destination');
  if (name === undefined) return refuse(trip, 'a blackhole of the transit gateway takes it');
  return named(attachments, name);
}

/**
 * Whether Block Public Access lets it pass an internet gateway.
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-example.html
 */
function publicAccess(
  trip: Trip,
  passage: 'in' | 'out' | 'nat' | 'egress-only',
  subnet: Subnet | undefined,
  vpc: Vpc,
): boolean {
  const options = trip.world.blockPublicAccess;
  if (options === undefined) return true;
  const isQuiet = passage === 'nat' || passage === 'egress-only';
  if (options.mode === 'block-ingress' && isQuiet) return true;
  for (const { of, mode } of options.exclusions) {
    if (of !== vpc.name && of !== subnet?.name) continue;
    if (mode === 'allow-bidirectional') return true;
    if (options.mode === 'block-ingress' || passage === 'in') continue;
    if (isQuiet || options.egressIsForAll) return true;
  }
  return no(trip, `Block Public Access closes ${subnet?.name ?? vpc.name}`);
}

/** What comes in by an internet gateway with a table of its own may have to get past an appliance. */
function pastAppliances(trip: Trip, vpc: Vpc, destination: bigint, family: Family): boolean {
  const inspected = (trip.world.ingressTables ?? []).some(
    (table) =>
      table.vpc === vpc.name &&
      table.inspected.some((one) => one.family === family && holds(one, destination)),
  );
  return !inspected || trip.world.appliancesLet === true || no(trip, 'an appliance drops it');
}

type Way = Route['by'] | { readonly kind: 'local' } | { readonly kind: 'gateway endpoint' };

/** The longest prefix that holds the destination (RT-01). */
function lookUp(trip: Trip, subnet: Subnet, vpc: Vpc, header: Header): Way | undefined {
  const { world, hops } = trip;
  const table = subnet.table === undefined ? undefined : named(world.tables, subnet.table);
  const { service } = header;
  if (service !== undefined && table !== undefined) {
    // Its prefixes are longer than those of the routes that lead to the internet (EP-02).
    for (const endpoint of world.gatewayEndpoints) {
      if (endpoint.service !== service || !endpoint.tables.includes(table.name)) continue;
      hops?.push(`${table.name}: ${endpoint.name}`);
      return { kind: 'gateway endpoint' };
    }
  }
  let best: Way | undefined;
  let longest = -1;
  let block: Block | undefined;
  for (const one of vpc.blocks) {
    if (one.family !== header.family || !holds(one, header.destination)) continue;
    best = { kind: 'local' };
    longest = one.prefix;
    block = one;
  }
  // At equal length a route of its own goes before one of a prefix list:
  // https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html, read 2026-11-25.
  const isListed = ({ to }: Route) => 'list' in to;
  const all = table?.routes ?? [];
  for (const { to, by } of [...all.filter((one) => !isListed(one)), ...all.filter(isListed)]) {
    for (const one of blocksOf(world, to)) {
      if (one.family !== header.family || one.prefix <= longest || !holds(one, header.destination)) continue;
      best = by;
      longest = one.prefix;
      block = one;
    }
  }
  // What the gateway tells is not in the file: any private address may be (RT-02), unless the table has a route to a private
  // block. A default route is shorter than anything that a gateway tells.
  if (table?.learns && isPrivate(header) && !isForPrivate(block)) best = { kind: 'vpn gateway' };
  if (best === undefined)
    return refuse(trip, `${table?.name ?? `the main table of ${vpc.name}`} has no route`);
  hops?.push(`${table?.name ?? `the main table of ${vpc.name}`}: /${longest} ${best.kind}`);
  return best;
}

/**
 * Every IPv6 address is public, but those of internal load balancers and of private databases are closed to internet gateways.
 */
function hasPublicAddress(owner: Workload | undefined, subnet: Subnet, family: Family): boolean {
  if (family === 6) {
    if (owner?.kind === 'balancer') return owner.internetFacing;
    return owner?.kind !== 'database' || owner.publiclyAccessible;
  }
  switch (owner?.kind) {
    case undefined:
    case 'function': // LAM-02
    case 'endpoint':
    case 'mount target':
      return false;
    case 'instance':
      if (owner.publicAddress === 'as the subnet says') return subnet.mapPublicIp;
      return owner.publicAddress !== 'refused';
    case 'service':
      return owner.publicAddress;
    case 'database':
      return owner.publiclyAccessible;
    case 'balancer':
      return owner.internetFacing;
  }
}

function passes(trip: Trip, subnet: Subnet, direction: 'in' | 'out', header: Header): boolean {
  const lets = aclLets(trip.world, subnet, direction, header);
  trip.hops?.push(
    `${lets ? '' : 'NOT '}${direction} of ${subnet.name} by ${subnet.acl ?? 'the default ACL'}`,
  );
  return lets;
}

function asked(
  trip: Trip,
  workload: Workload,
  direction: 'in' | 'out',
  header: Header,
  other: Workload | undefined,
): boolean {
  const lets = groupsLet(trip.world, workload, direction, header, other);
  trip.hops?.push(`${lets ? '' : 'NOT '}${direction} of ${workload.name} by its groups`);
  return lets;
}

function refuse(trip: Trip, why: string): undefined {
  trip.hops?.push(`NOT: ${why}`);
}

function no(trip: Trip, why: string): false {
  refuse(trip, why);
  return false;
}
