import {
  type Address,
  bitsOf,
  type Cidr,
  contains,
  type Family,
  firstAddress,
  lastAddress,
  overlaps,
  sizeOf,
} from './cidr.ts';
import { parseCidr } from './parse.ts';

/**
 * The subnet sizes that AWS accepts: IPv4 /16 to /28 (SUB-01), IPv6 /44 to /64 in steps of 4 (SUB-03, X-07).
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html, read 2026-11-23.
 */
export const SUBNET_PREFIXES: Readonly<Record<Family, { largest: number; smallest: number; step: number }>> =
  {
    4: { largest: 16, smallest: 28, step: 1 },
    6: { largest: 44, smallest: 64, step: 4 },
  };

/** The number of addresses that AWS reserves in every subnet, in either family (SUB-02, SUB-03). */
export const RESERVED_COUNT = 5;

/** True if AWS accepts a subnet with this prefix length. */
export function isSubnetPrefix(family: Family, prefix: number): boolean {
  const { largest, smallest, step } = SUBNET_PREFIXES[family];
  return prefix >= largest && prefix <= smallest && (prefix - largest) % step === 0;
}

/** "subnets from /16 to /28", for messages. */
export function subnetSizes(family: Family): string {
  const { largest, smallest, step } = SUBNET_PREFIXES[family];
  return `subnets from /${largest} to /${smallest}${step === 1 ? '' : ` in steps of ${step}`}`;
}

/**
 * The number of addresses for network interfaces in a subnet with that block: its size minus five, at least 0 (SUB-01,
 * SUB-03). Defined for every block; use `isSubnetPrefix` to check whether AWS accepts the size.
 */
export function usableInAws(cidr: Cidr): bigint {
  const left = sizeOf(cidr) - BigInt(RESERVED_COUNT);
  return left > 0n ? left : 0n;
}

export interface ReservedAddress {
  readonly address: Address;
  readonly role: 'network' | 'router' | 'dns' | 'future' | 'broadcast' | 'reserved';
  /** What AWS uses the address for, worded to follow it: "the VPC router". */
  readonly purpose: string;
}

const IPV4_RESERVED = [
  ['network', "the subnet's own network address"],
  ['router', 'the VPC router'],
  ['dns', "DNS; the resolver itself answers on the third address of the VPC's primary block"],
  ['future', 'future use'],
  ['broadcast', 'broadcast, which a VPC does not support'],
] as const;

const IPV6_RESERVED = [
  ['reserved', 'reserved; AWS names no purpose'],
  ['router', 'the VPC router'],
  ['reserved', 'reserved; AWS names no purpose'],
  ['reserved', 'reserved; AWS names no purpose'],
  ['reserved', 'reserved; AWS names no purpose'],
] as const;

/**
 * The first four addresses and the last one, which AWS reserves in every subnet, with the use of each (SUB-02; the
 * resolver's address DNS-01; IPv6 SUB-03). Empty for a block of fewer than 8 addresses, which cannot be a subnet.
 */
export function reservedInAws(cidr: Cidr): readonly ReservedAddress[] {
  if (sizeOf(cidr) < 8n) return [];
  const first = firstAddress(cidr);
  return (cidr.family === 4 ? IPV4_RESERVED : IPV6_RESERVED).map(([role, purpose], index) => ({
    address: index === 4 ? lastAddress(cidr) : { ...first, value: first.value + BigInt(index) },
    role,
    purpose,
  }));
}

/**
 * The prefix length of the smallest subnet with at least that many usable addresses: /28 to /16 for IPv4 (SUB-01), /64
 * for IPv6. Undefined if no subnet is large enough (more than 65,531 hosts in IPv4) or `hosts` is not a whole number of
 * at least 0.
 */
export function smallestPrefixForHosts(hosts: number, family: Family = 4): number | undefined {
  if (!Number.isSafeInteger(hosts) || hosts < 0) return undefined;
  const { largest, smallest, step } = SUBNET_PREFIXES[family];
  for (let prefix = smallest; prefix >= largest; prefix -= step) {
    const size = 1n << BigInt(bitsOf(family) - prefix);
    if (size - BigInt(RESERVED_COUNT) >= BigInt(hosts)) return prefix;
  }
  return undefined;
}

/** Ranges of which no VPC has an address (fact CIDR-02; CIDR-14 says the same of link-local addresses). */
export const NEVER_IN_A_VPC: readonly Cidr[] = [
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/4',
].map((text) => parseCidr(text) as Cidr);

/** IPv6 addresses of the internet, and unique local ones, which IPAM gives to VPCs. */
const IPV6_OF_VPCS: readonly Cidr[] = ['2000::/3', 'fc00::/7'].map((text) => parseCidr(text) as Cidr);

/** False for a block that no VPC and so no subnet can have, whatever its size. */
export function mayBeInVpc(cidr: Cidr): boolean {
  return cidr.family === 4
    ? !NEVER_IN_A_VPC.some((never) => overlaps(never, cidr))
    : IPV6_OF_VPCS.some((range) => contains(range, cidr));
}
