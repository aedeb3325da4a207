import { bitsOf, type Cidr, compareCidrs, endOf, type Family, networkOf, overlaps, sizeOf } from './cidr.ts';

/** A range of addresses; `end` is excluded. */
export interface AddressRange {
  readonly start: bigint;
  readonly end: bigint;
}

/**
 * All subnets of the block with that prefix length, lowest first, generated lazily: ::/0 has 2^64 of /64, so check
 * `splitCount` before collecting them. Empty if the prefix is shorter than the block's or too long for the family.
 */
export function* split(cidr: Cidr, prefix: number): Generator<Cidr> {
  if (splitCount(cidr, prefix) === 0n) return;
  const step = 1n << BigInt(bitsOf(cidr.family) - prefix);
  for (let base = networkOf(cidr); base < endOf(cidr); base += step) yield block(cidr.family, base, prefix);
}

/** The number of blocks that `split` yields: 0 if the prefix does not fit the block. */
export function splitCount(cidr: Cidr, prefix: number): bigint {
  if (!Number.isInteger(prefix) || prefix < cidr.prefix || prefix > bitsOf(cidr.family)) return 0n;
  return 1n << BigInt(prefix - cidr.prefix);
}

/**
 * The part of a block that none of those taken covers: the largest aligned blocks, lowest first, and as few as possible.
 * Blocks outside of it or of the other family are ignored.
 */
export function freeBlocks(root: Cidr, taken: readonly Cidr[]): readonly Cidr[] {
  return gapsIn(root, taken).flatMap((gap) => alignedBlocks(root.family, gap));
}

/** The lowest block of that prefix length that is free in `root`; undefined if there is none. */
export function nextFree(root: Cidr, taken: readonly Cidr[], prefix: number): Cidr | undefined {
  if (splitCount(root, prefix) === 0n) return undefined;
  const size = 1n << BigInt(bitsOf(root.family) - prefix);
  for (const gap of gapsIn(root, taken)) {
    const base = ((gap.start + size - 1n) / size) * size;
    if (base + size <= gap.end) return block(root.family, base, prefix);
  }
  return undefined;
}

function gapsIn(root: Cidr, taken: readonly Cidr[]): readonly AddressRange[] {
  const gaps: AddressRange[] = [];
  let start = networkOf(root);
  for (const one of taken.filter((other) => overlaps(root, other)).sort(compareCidrs)) {
    const base = networkOf(one);
    if (base > start) gaps.push({ start, end: base });
    // A nested block ends before the block that contains it.
    if (endOf(one) > start) start = endOf(one);
  }
  if (start < endOf(root)) gaps.push({ start, end: endOf(root) });
  return gaps;
}

/** The fewest aligned blocks that cover a range: at each address the largest block that starts there. */
export function alignedBlocks(family: Family, range: AddressRange): Cidr[] {
  const blocks: Cidr[] = [];
  let base = range.start;
  while (base < range.end) {
    let prefix = bitsOf(family);
    let size = 1n;
    while (base % (size * 2n) === 0n && base + size * 2n <= range.end) {
      size *= 2n;
      prefix--;
    }
    blocks.push(block(family, base, prefix));
    base += size;
  }
  return blocks;
}

function block(family: Family, base: bigint, prefix: number): Cidr {
  return { kind: 'cidr', family, base, prefix };
}

/** The sum of the blocks' sizes in addresses; overlaps count twice. */
export function totalSize(blocks: readonly Cidr[]): bigint {
  return blocks.reduce((sum, one) => sum + sizeOf(one), 0n);
}

/** The block with the most addresses, the first of equals; undefined for an empty list. */
export function largestOf(blocks: readonly Cidr[]): Cidr | undefined {
  return blocks.reduce<Cidr | undefined>(
    (best, one) => (best && best.prefix <= one.prefix ? best : one),
    undefined,
  );
}
