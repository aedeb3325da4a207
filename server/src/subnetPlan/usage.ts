import { usableInAws } from '../cidr/awsSubnet.ts';
import { freeBlocks, largestOf, totalSize } from '../cidr/blocks.ts';
import { type Cidr, sizeOf } from '../cidr/cidr.ts';
import { type Block, isLabelled, isSubnet, leavesOf, type Root } from './model.ts';

/** How the addresses of a root are used. The three parts add up to its size. */
export interface Usage {
  readonly subnets: bigint;
  /** Reserved blocks, and blocks with a tier, zone or note that are no subnet. */
  readonly reserved: bigint;
  readonly free: bigint;
  readonly largestFree: Cidr | undefined;
}

/** How much of a root is planned and how much is free. */
export function usageOf(root: Root): Usage {
  const taken = leavesOf(root.blocks).filter(isLabelled);
  const subnets = totalSize(taken.filter(isSubnet).map(({ cidr }) => cidr));
  const all = totalSize(taken.map(({ cidr }) => cidr));
  const free = freeBlocks(
    root.cidr,
    taken.map(({ cidr }) => cidr),
  );
  return {
    subnets,
    reserved: all - subnets,
    free: sizeOf(root.cidr) - all,
    largestFree: largestOf(free),
  };
}

/**
 * The usable addresses of the subnets of a root or block. Spare and free parts of a split block do not count: no subnet
 * has them. For a block that is not split, what a subnet of its size has; undefined if it is reserved.
 */
export function usableIn(one: Root | Block): bigint | undefined {
  if (one.blocks.length === 0) return 'isGap' in one && one.isGap ? undefined : usableInAws(one.cidr);
  const subnets = leavesOf(one.blocks).filter(isSubnet);
  if (subnets.length === 0) return undefined;
  return subnets.reduce((sum, { cidr }) => sum + usableInAws(cidr), 0n);
}

/**
 * The parts of a whole in percent with one decimal. They add up to exactly 100, and no part that is not 0 is shown as
 * 0: the largest part takes the difference.
 */
export function percentagesOf(parts: readonly bigint[]): readonly number[] {
  const whole = parts.reduce((sum, part) => sum + part, 0n);
  if (whole === 0n) return parts.map(() => 0);
  const tenths = parts.map((part) => {
    const rounded = Number((part * 2000n + whole) / (2n * whole));
    return part > 0n ? Math.max(1, rounded) : 0;
  });
  const largest = parts.reduce((best, part, index) => (part > parts[best]! ? index : best), 0);
  tenths[largest]! += 1000 - tenths.reduce((sum, part) => sum + part, 0);
  return tenths.map((part) => part / 10);
}
