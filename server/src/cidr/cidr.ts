/** 4 for IPv4, 6 for IPv6. */
export type Family = 4 | 6;

/** One address. `value` is 0 to 2^32 − 1 in IPv4, 0 to 2^128 − 1 in IPv6. */
export interface Address {
  readonly kind: 'address';
  readonly family: Family;
  readonly value: bigint;
}

/**
 * A CIDR block as written. `base` is the written address and may have host bits (10.0.1.5/24), so that a message can
 * quote it; all functions on blocks ignore host bits, as AWS does (CIDR-06).
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

/** The number of addresses in the block, including reserved ones: 1 to 2^128. */
export function sizeOf(cidr: Cidr): bigint {
  return 1n << BigInt(bitsOf(cidr.family) - cidr.prefix);
}

/** True for 10.0.1.5/24, whose network address is 10.0.1.0. */
export function hasHostBits(cidr: Cidr): boolean {
  return networkOf(cidr) !== cidr.base;
}

/**
 * The block as AWS stores it: 10.0.1.5/24 becomes 10.0.1.0/24 (CIDR-06). Returns the same object if there are no host
 * bits.
 */
export function withoutHostBits(cidr: Cidr): Cidr {
  return hasHostBits(cidr) ? { ...cidr, base: networkOf(cidr) } : cidr;
}

/** The lowest address of the block; in IPv4 this is the network address. */
export function firstAddress(cidr: Cidr): Address {
  return { kind: 'address', family: cidr.family, value: networkOf(cidr) };
}

/** The highest address of the block. */
export function lastAddress(cidr: Cidr): Address {
  return { kind: 'address', family: cidr.family, value: endOf(cidr) - 1n };
}

/** 255.255.255.0 for a /24; undefined for IPv6, which has no netmasks. */
export function netmaskOf(cidr: Cidr): Address | undefined {
  if (cidr.family === 6) return undefined;
  return { kind: 'address', family: 4, value: (1n << 32n) - sizeOf(cidr) };
}

/** True if both are the same network. Host bits are ignored: 10.0.1.5/24 equals 10.0.1.0/24. */
export function equals(a: Cidr, b: Cidr): boolean {
  return a.family === b.family && a.prefix === b.prefix && networkOf(a) === networkOf(b);
}

/** True if every address of `inner` is in `outer`. A block contains itself. False if the families differ. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return inner.prefix >= outer.prefix && overlaps(outer, inner);
}

/** True if the blocks share an address. Two CIDR blocks overlap only if one contains the other. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  if (a.family !== b.family) return false;
  const shift = BigInt(bitsOf(a.family) - Math.min(a.prefix, b.prefix));
  return a.base >> shift === b.base >> shift;
}

/** Comparator for `sort`: IPv4 before IPv6, then by lowest address, then the larger block first. */
export function compareCidrs(a: Cidr, b: Cidr): number {
  if (a.family !== b.family) return a.family - b.family;
  const [first, second] = [networkOf(a), networkOf(b)];
  if (first !== second) return first < second ? -1 : 1;
  return a.prefix - b.prefix;
}

/** The network address as a number. */
export function networkOf(cidr: Cidr): bigint {
  const hostBits = BigInt(bitsOf(cidr.family) - cidr.prefix);
  return (cidr.base >> hostBits) << hostBits;
}

/** The number after the last address: 2^32 for 0.0.0.0/0. */
export function endOf(cidr: Cidr): bigint {
  return networkOf(cidr) + sizeOf(cidr);
}
