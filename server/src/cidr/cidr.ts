/** 4 or 6, as in IPv4 and IPv6. */
export type Family = 4 | 6;

/** One address. `value` is 0 to 2^32 − 1 in IPv4, 0 to 2^128 − 1 in IPv6. */
export interface Address {
  readonly kind: 'address';
  readonly family: Family;
  readonly value: bigint;
}

/**
 * A block as somebody wrote it. `base` is the written address and may have host bits (10.0.1.5/24), so that a
 * message can quote it; every question about blocks takes the network and ignores them, as AWS does (CIDR-06).
 */
export interface Cidr {
  readonly kind: 'cidr';
  readonly family: Family;
  readonly base: bigint;
  /** Prefix length in bits: 0–32 for IPv4, 0–128 for IPv6. */
  readonly prefix: number;
}

/** Width of an address in bits: 32 or 128. */
export function bitsOf(family: Family): number {
  return family === 4 ? 32 : 128;
}

/** How many addresses the block holds, the reserved ones included: 1 to 2^128. */
export function sizeOf(cidr: Cidr): bigint {
  return 1n << BigInt(bitsOf(cidr.family) - cidr.prefix);
}

/** True for 10.0.1.5/24, whose network is 10.0.1.0/24. */
export function hasHostBits(cidr: Cidr): boolean {
  return networkOf(cidr) !== cidr.base;
}

/** The block as AWS stores it: 10.0.1.5/24 becomes 10.0.1.0/24 (CIDR-06). The same object where nothing changes. */
export function withoutHostBits(cidr: Cidr): Cidr {
  return hasHostBits(cidr) ? { ...cidr, base: networkOf(cidr) } : cidr;
}

/** The lowest address of the block, which in IPv4 is the network's own. */
export function firstAddress(cidr: Cidr): Address {
  return { kind: 'address', family: cidr.family, value: networkOf(cidr) };
}

/** The highest address of the block. */
export function lastAddress(cidr: Cidr): Address {
  return { kind: 'address', family: cidr.family, value: endOf(cidr) - 1n };
}

/** 255.255.255.0 for a /24. Undefined for IPv6, which has no netmasks. */
export function netmaskOf(cidr: Cidr): Address | undefined {
  if (cidr.family === 6) return undefined;
  return { kind: 'address', family: 4, value: (1n << 32n) - sizeOf(cidr) };
}

/** True where both are the same network: 10.0.1.5/24 equals 10.0.1.0/24. `hasHostBits` tells those apart. */
export function equals(a: Cidr, b: Cidr): boolean {
  return a.family === b.family && a.prefix === b.prefix && networkOf(a) === networkOf(b);
}

/** True where every address of `inner` lies in `outer`; a block contains itself, never one of the other family. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return inner.prefix >= outer.prefix && overlaps(outer, inner);
}

/** True where the address lies in the block; never across families. */
export function containsAddress(cidr: Cidr, address: Address): boolean {
  if (cidr.family !== address.family) return false;
  const shift = BigInt(bitsOf(cidr.family) - cidr.prefix);
  return cidr.base >> shift === address.value >> shift;
}

/** True where the blocks share an address. Two blocks overlap only when one contains the other. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  if (a.family !== b.family) return false;
  const shift = BigInt(bitsOf(a.family) - Math.min(a.prefix, b.prefix));
  return a.base >> shift === b.base >> shift;
}

/** Lowest address first, the larger block first where both start alike; IPv4 before IPv6. For `sort`. */
export function compare(a: Cidr, b: Cidr): number {
  if (a.family !== b.family) return a.family - b.family;
  const [first, second] = [networkOf(a), networkOf(b)];
  if (first !== second) return first < second ? -1 : 1;
  return a.prefix - b.prefix;
}

/** The first address as a number. */
export function networkOf(cidr: Cidr): bigint {
  const hostBits = BigInt(bitsOf(cidr.family) - cidr.prefix);
  return (cidr.base >> hostBits) << hostBits;
}

/** The number after the last address: 2^32 for 0.0.0.0/0. */
export function endOf(cidr: Cidr): bigint {
  return networkOf(cidr) + sizeOf(cidr);
}
