import { type Cidr, type Family, firstAddress, lastAddress, withoutHostBits } from '../../cidr/cidr.ts';

/**
 * A set of integers (addresses or ports) as ranges with both ends included: disjoint, not adjacent, in ascending order.
 */
export type Ranges = readonly (readonly [low: bigint, high: bigint])[];

export const EMPTY: Ranges = [];

export function isEmpty(set: Ranges): boolean {
  return set.length === 0;
}

/** The addresses of a block. The family is not part of the set. */
export function rangesOf(cidr: Cidr): Ranges {
  const block = withoutHostBits(cidr);
  return [[firstAddress(block).value, lastAddress(block).value]];
}

/** Every address of a family. */
export function allAddresses(family: Family): Ranges {
  return family === 4 ? ALL_IPV4 : ALL_IPV6;
}

const ALL_IPV4: Ranges = [[0n, (1n << 32n) - 1n]];
const ALL_IPV6: Ranges = [[0n, (1n << 128n) - 1n]];

export function portRanges(from: number, to: number): Ranges {
  return from > to ? EMPTY : [[BigInt(from), BigInt(to)]];
}

export function unite(...sets: readonly Ranges[]): Ranges {
  const [first, ...others] = sets.filter((set) => set.length > 0);
  if (!first) return EMPTY;
  if (others.length === 0) return first;
  const sorted = [first, ...others].flat().sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
  const result: [bigint, bigint][] = [];
  for (const [low, high] of sorted) {
    const last = result.at(-1);
    if (last && low <= last[1] + 1n) {
      if (high > last[1]) last[1] = high;
    } else result.push([low, high]);
  }
  return result;
}

/** Returns `a` itself if `b` contains all of it. */
export function intersect(a: Ranges, b: Ranges): Ranges {
  if (a === b || a.length === 0) return a;
  const [only] = b;
  // In most calls `b` is a single range that contains all of `a`.
  if (b.length === 1 && only![0] <= a[0]![0] && a.at(-1)![1] <= only![1]) return a;
  const result: [bigint, bigint][] = [];
  let j = 0;
  for (const [low, high] of a) {
    while (j < b.length && b[j]![1] < low) j++;
    for (let k = j; k < b.length && b[k]![0] <= high; k++) {
      result.push([largerOf(b[k]![0], low), smallerOf(b[k]![1], high)]);
    }
  }
  return isSame(result, a) ? a : result;
}

function smallerOf(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

function largerOf(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

/** Returns `a` itself if `b` contains nothing of it. */
export function subtract(a: Ranges, b: Ranges): Ranges {
  if (a.length === 0 || b.length === 0) return a;
  const result: [bigint, bigint][] = [];
  for (const [low, high] of a) {
    let from = low;
    for (const [start, end] of b) {
      if (end < from) continue;
      if (start > high) break;
      if (start > from) result.push([from, start - 1n]);
      from = end + 1n;
    }
    if (from <= high) result.push([from, high]);
  }
  return isSame(result, a) ? a : result;
}

export function isSame(a: Ranges, b: Ranges): boolean {
  return (
    a === b || (a.length === b.length && a.every(([low, high], i) => low === b[i]![0] && high === b[i]![1]))
  );
}

/** True if `b` contains all of `a`. */
export function isWithin(a: Ranges, b: Ranges): boolean {
  return intersect(a, b) === a;
}

/** The IPv4 addresses that are not public, that is, that no internet gateway and no NAT gateway leads to. */
const NOT_PUBLIC: Ranges = (
  [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const
).map(([address, prefix]) => {
  const base = address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  return [base, base + (1n << BigInt(32 - prefix)) - 1n] as const;
});

/** Every public address (RFC 6890 lists the others). In IPv6 the global unicast addresses, 2000::/3. */
export function publicAddresses(family: Family): Ranges {
  return family === 4 ? PUBLIC_IPV4 : PUBLIC_IPV6;
}

const PUBLIC_IPV4: Ranges = subtract(ALL_IPV4, unite(NOT_PUBLIC));
const PUBLIC_IPV6: Ranges = [[0x2000n << 112n, (0x4000n << 112n) - 1n]];

/** The addresses of IPv4 that are not on the internet. */
export const PRIVATE_IPV4: Ranges = unite(NOT_PUBLIC);
