import { freeBlocks, largestOf, totalSize } from '../../cidr/blocks.ts';
import { bitsOf, type Cidr, compareCidrs, sizeOf, withoutHostBits } from '../../cidr/cidr.ts';
import { formatCidr, formatCount } from '../../cidr/format.ts';

/** An allocated block, which becomes one subnet. */
export interface PlannedBlock {
  readonly name: string;
  readonly cidr: Cidr;
  /** Only in a tier plan. */
  readonly tier?: string;
  /** The index of the zone, from 0. Only in a tier plan. */
  readonly zone?: number;
}

export interface Allocation {
  readonly kind: 'plan';
  /** In the order requested. They do not overlap each other or the space in use. */
  readonly blocks: readonly PlannedBlock[];
  /** The largest aligned blocks that cover exactly what is neither planned nor in use, lowest first. */
  readonly free: readonly Cidr[];
}

/**
 * Why there is no plan.
 * - `too-little-space`: the blocks together are larger than the free space.
 * - `scattered`: enough addresses are free, but no aligned block of that size is.
 * - `too-many-hosts`: more than AWS's largest subnet holds.
 * - `request`: the request makes no sense, such as zero zones.
 * - `too-many-blocks`: more blocks than anybody can use.
 */
export interface PlanError {
  readonly kind: 'error';
  readonly reason: 'too-little-space' | 'scattered' | 'too-many-hosts' | 'request' | 'too-many-blocks';
  /** The number of missing addresses; 0 for `request` and `too-many-blocks`. */
  readonly missing: bigint;
  /** One sentence, with the number of missing addresses if there is one. */
  readonly message: string;
}

/** A block to allocate. `prefix` is in bits, as in `Cidr`. */
export interface BlockRequest {
  readonly name: string;
  readonly prefix: number;
  /** Why it is that large, for messages: "3 zones of /26 in 4 equal parts". */
  readonly detail?: string;
}

/**
 * Allocates blocks in `root` around `taken`; returns them in the order requested. Larger blocks are placed first, each
 * in the smallest free block that holds it, the lowest of equals. This leaves the largest possible free block, and
 * succeeds whenever any arrangement does (a property test compares with all arrangements).
 */
export function allocate(
  root: Cidr,
  wanted: readonly BlockRequest[],
  taken: readonly Cidr[],
): readonly Cidr[] | PlanError {
  const free = [...freeBlocks(root, taken)];
  const placed: Cidr[] = [];
  const order = [...wanted.keys()].sort((a, b) => wanted[a]!.prefix - wanted[b]!.prefix || a - b);
  for (const index of order) {
    const { prefix } = wanted[index]!;
    const at = bestFit(free, prefix);
    if (at === undefined) return shortage(root, wanted, taken, wanted[index]!, free);
    const [home] = free.splice(at, 1);
    placed[index] = { ...home!, prefix };
    free.push(...upperHalves(home!, prefix));
  }
  return placed;
}

/** The plan with these blocks, and the free space around them. */
export function allocationOf(
  root: Cidr,
  blocks: readonly PlannedBlock[],
  taken: readonly Cidr[],
): Allocation {
  return { kind: 'plan', blocks, free: freeBlocks(root, [...taken, ...blocks.map(({ cidr }) => cidr)]) };
}

/** An error for a request that makes no sense. */
export function requestError(message: string): PlanError {
  return { kind: 'error', reason: 'request', missing: 0n, message };
}

/** "64 are missing", for the end of a message. */
export function missingText(missing: bigint): string {
  return `${formatCount(missing)} ${missing === 1n ? 'is' : 'are'} missing`;
}

function bestFit(free: readonly Cidr[], prefix: number): number | undefined {
  let best: number | undefined;
  for (const [index, candidate] of free.entries()) {
    if (candidate.prefix > prefix) continue;
    const current = best === undefined ? undefined : free[best]!;
    if (!current || candidate.prefix > current.prefix) best = index;
    else if (candidate.prefix === current.prefix && compareCidrs(candidate, current) < 0) best = index;
  }
  return best;
}

/** The rest of a block after its first part of that prefix length is taken: one block of each size in between. */
function upperHalves(home: Cidr, prefix: number): Cidr[] {
  const halves: Cidr[] = [];
  for (let length = home.prefix + 1; length <= prefix; length++) {
    const size = 1n << BigInt(bitsOf(home.family) - length);
    halves.push({ ...home, base: home.base + size, prefix: length });
  }
  return halves;
}

/** The number of blocks that a message names before "and so on". */
const NAMED = 6;

function shortage(
  root: Cidr,
  wanted: readonly BlockRequest[],
  taken: readonly Cidr[],
  unplaced: BlockRequest,
  left: readonly Cidr[],
): PlanError {
  const name = formatCidr(withoutHostBits(root));
  const sizeAt = (prefix: number) => 1n << BigInt(bitsOf(root.family) - prefix);
  const needed = wanted.reduce((sum, { prefix }) => sum + sizeAt(prefix), 0n);
  const free = totalSize(freeBlocks(root, taken));
  if (needed > free) {
    const named = wanted.slice(0, NAMED).map(labelOf);
    const list = named.join(', ') + (wanted.length > NAMED ? ', …' : '');
    const missing = needed - free;
    const message =
      `The plan needs ${addresses(needed)} (${list}) and ${name} has ${formatCount(free)} free: ` +
      `${missingText(missing)}.`;
    return { kind: 'error', reason: 'too-little-space', missing, message };
  }
  const largest = largestOf(left);
  const missing = sizeAt(unplaced.prefix) - (largest ? sizeOf(largest) : 0n);
  const rest = largest ? `the largest free block is ${formatCidr(largest)}` : 'nothing is left';
  const message =
    `${unplaced.name} needs a /${unplaced.prefix} (${addresses(sizeAt(unplaced.prefix))}), but what is free in ` +
    `${name} is scattered and ${rest}: ${missingText(missing)}.`;
  return { kind: 'error', reason: 'scattered', missing, message };
}

function labelOf({ name, prefix, detail }: BlockRequest): string {
  return `${name} /${prefix}${detail ? ` for ${detail}` : ''}`;
}

function addresses(count: bigint): string {
  return `${formatCount(count)} address${count === 1n ? '' : 'es'}`;
}
