import { freeBlocks, largestOf, split, splitCount } from '../../cidr/blocks.ts';
import { bitsOf, type Cidr, sizeOf, withoutHostBits } from '../../cidr/cidr.ts';
import { formatCidr, formatCount } from '../../cidr/format.ts';
import {
  type Allocation,
  allocationOf,
  missingText,
  type PlanError,
  type PlannedBlock,
  requestError,
} from './allocate.ts';

/** A /8 in /24 blocks, or an IPv6 /48 in /64 blocks. A larger request is a slip and would fill the memory. */
const MOST_BLOCKS = 65_536n;

/** Every free block of that prefix length in `block`, lowest first, named subnet-1, subnet-2, … */
export function planSplit(block: Cidr, prefix: number, used: readonly Cidr[] = []): Allocation | PlanError {
  const root = withoutHostBits(block);
  const bits = bitsOf(root.family);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > bits) {
    return requestError(`An IPv${root.family} prefix must be a whole number from 0 to ${bits}.`);
  }
  if (prefix < root.prefix) {
    return requestError(
      `A /${prefix} is larger than ${formatCidr(root)}, which can be split into /${root.prefix} or smaller.`,
    );
  }
  const homes = freeBlocks(root, used).filter((free) => free.prefix <= prefix);
  const count = homes.reduce((sum, home) => sum + splitCount(home, prefix), 0n);
  if (count > MOST_BLOCKS) {
    const message = `${formatCidr(root)} has ${formatCount(count)} blocks of /${prefix}; at most ${formatCount(MOST_BLOCKS)} are listed.`;
    return { kind: 'error', reason: 'too-many-blocks', missing: 0n, message };
  }
  if (count === 0n) return noneFree(root, prefix, used);
  const blocks: PlannedBlock[] = [];
  for (const home of homes) {
    for (const cidr of split(home, prefix)) blocks.push({ name: `subnet-${blocks.length + 1}`, cidr });
  }
  return allocationOf(root, blocks, used);
}

function noneFree(root: Cidr, prefix: number, used: readonly Cidr[]): PlanError {
  const size = 1n << BigInt(bitsOf(root.family) - prefix);
  const best = largestOf(freeBlocks(root, used));
  const largest = best ? sizeOf(best) : 0n;
  const missing = size - largest;
  const message =
    `No /${prefix} (${formatCount(size)} addresses) is free in ${formatCidr(root)}: the largest free block has ` +
    `${formatCount(largest)}, so ${missingText(missing)}.`;
  return { kind: 'error', reason: largest === 0n ? 'too-little-space' : 'scattered', missing, message };
}
