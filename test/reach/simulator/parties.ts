// Who a question is about: the addresses of a party, and where they are.

import { type Block, block, type Family, holds, type Range } from '../world/addresses.ts';
import {
  named,
  type Question,
  SERVICES,
  type Subnet,
  type Vpc,
  type Workload,
  type World,
} from '../world/world.ts';
import type { Header } from './filters.ts';
import type { End } from './walk.ts';

/** Addresses that are at one place. */
export interface Placed {
  readonly end: End;
  readonly ranges: readonly Range[];
}

const NOT_PUBLIC = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/4',
  '240.0.0.0/4',
].map(block);
const PUBLIC_6 = block('2000::/3');
const EVERYTHING = { 4: block('0.0.0.0/0'), 6: PUBLIC_6 };

/** On the internet: neither reserved nor in a VPC of the world. */
export function isPublic(world: World, family: Family, address: bigint): boolean {
  if (family === 4 && NOT_PUBLIC.some((range) => holds(range, address))) return false;
  if (family === 6 && !holds(PUBLIC_6, address)) return false;
  return !world.vpcs.some(({ blocks }) => blocks.some((one) => one.family === family && holds(one, address)));
}

/** Neither on the internet nor told by its number to be in a VPC. */
export const isPrivate = ({ family, destination }: Header): boolean =>
  family === 4 && NOT_PUBLIC.some((range) => holds(range, destination));

/** A block of which no address is on the internet. */
export const isForPrivate = (own: Block | undefined): boolean =>
  NOT_PUBLIC.some((range) => own !== undefined && holds(range, own.first) && holds(range, own.last));

export const workloadOf = (world: World, party: string): Workload | undefined =>
  world.workloads.find(({ name }) => name === party);

export const isService = (party: string): boolean => SERVICES.includes(party);

/** A party that is an address or a block. */
export const blockOf = (party: string): Block | undefined => (/[./:]/.test(party) ? block(party) : undefined);

/** As an address says; else IPv6 where it is asked for, or a party has nothing else. */
export function familyOf(world: World, { from, to, ipv6 }: Question): Family {
  const written = blockOf(from)?.family ?? blockOf(to)?.family;
  if (written !== undefined) return written;
  return ipv6 || [from, to].some((party) => isIpv6Only(world, party)) ? 6 : 4;
}

function isIpv6Only(world: World, party: string): boolean {
  const subnets = workloadOf(world, party)?.subnets ?? [];
  return subnets.length > 0 && subnets.every((name) => !has(named(world.subnets, name), 4));
}

const has = ({ blocks }: Subnet, wanted: Family): boolean => blocks.some(({ family }) => family === wanted);

/**
 * Whether a workload has an address of the family in a subnet. Everything has an IPv4 address where the subnet has a block. Of
 * IPv6 a function has one only beside IPv4 and where it is allowed to (LAM-09), everything else wherever there is no IPv4 and
 * else where it asks for one; an instance takes it from its subnet too.
 */
function hasAddress(workload: Workload, subnet: Subnet, family: Family): boolean {
  if (!has(subnet, family)) return false;
  if (family === 4) return true;
  if (!has(subnet, 4)) return workload.kind !== 'function';
  if (workload.kind === 'instance' && subnet.assignsIpv6) return true;
  return workload.ipv6 ?? false;
}

/** The places of a party that is no service, with its addresses at each; a workload may have none at one. */
export function placesOf(world: World, family: Family, party: string): Placed[] {
  const workload = workloadOf(world, party);
  if (workload !== undefined) {
    return workload.subnets.flatMap((name) => {
      const subnet = named(world.subnets, name);
      const own = subnet.blocks.find((one) => one.family === family);
      // AWS keeps the first four and the last (SUB-02).
      const usable =
        own === undefined || !hasAddress(workload, subnet, family)
          ? []
          : [{ first: own.first + 4n, last: own.last - 1n }];
      return { end: { kind: 'interface', subnet, workload }, ranges: usable };
    });
  }
  if (party !== 'internet' && blockOf(party) === undefined) throw new Error(`Who is ${party}?`);
  const whole = blockOf(party) ?? EVERYTHING[family];
  const places: Placed[] = [];
  let rest: Range[] = [whole];
  if (blockOf(party) !== undefined) {
    for (const subnet of world.subnets) {
      const own = subnet.blocks.find((one) => one.family === family);
      const ranges = own === undefined ? [] : common(rest, own);
      if (own !== undefined) rest = without(rest, own);
      if (ranges.length > 0) places.push({ end: { kind: 'interface', subnet, workload: undefined }, ranges });
    }
    for (const vpc of world.vpcs) {
      const inside = blocksOf(vpc, family).flatMap((own) => common(rest, own));
      if (inside.length > 0) places.push({ end: { kind: 'nowhere' }, ranges: inside });
    }
  }
  for (const vpc of world.vpcs) for (const own of blocksOf(vpc, family)) rest = without(rest, own);
  let onInternet = rest;
  const unreal = family === 4 ? NOT_PUBLIC : [];
  for (const range of unreal) onInternet = without(onInternet, range);
  const isNamed = blockOf(party) !== undefined;
  if (onInternet.length > 0) places.push({ end: { kind: 'internet', isNamed }, ranges: onInternet });
  if (isNamed) {
    const beyond = unreal.flatMap((range) => common(rest, range));
    if (beyond.length > 0) places.push({ end: { kind: 'on premises' }, ranges: beyond });
  }
  return places;
}

const blocksOf = (vpc: Vpc, family: Family) => vpc.blocks.filter((own) => own.family === family);

function common(ranges: readonly Range[], other: Range): Range[] {
  return ranges
    .map(({ first, last }) => ({ first: larger(first, other.first), last: smaller(last, other.last) }))
    .filter(({ first, last }) => first <= last);
}

function without(ranges: readonly Range[], other: Range): Range[] {
  return ranges
    .flatMap(({ first, last }) => [
      { first, last: smaller(last, other.first - 1n) },
      { first: larger(first, other.last + 1n), last },
    ])
    .filter(({ first, last }) => first <= last);
}

const larger = (one: bigint, other: bigint): bigint => (one > other ? one : other);
const smaller = (one: bigint, other: bigint): bigint => (one < other ? one : other);
