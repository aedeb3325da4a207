import { freeBlocks, split, totalSize } from '../cidr/blocks.ts';
import { type Cidr, compareCidrs, contains, equals, overlaps, sizeOf } from '../cidr/cidr.ts';
import { type Block, freeBlock, holderOf, isLabelled, type Root, type SubnetPlan } from './model.ts';

/** The plan with a root replaced by the given one with the same id. */
export function withRoot(plan: SubnetPlan, root: Root): SubnetPlan {
  return { ...plan, roots: plan.roots.map((one) => (one.id === root.id ? root : one)) };
}

/**
 * The blocks with the block of that CIDR, at any depth, replaced by the result of `change`, which must cover the same
 * addresses.
 */
export function replaced(
  blocks: readonly Block[],
  cidr: Cidr,
  change: (block: Block) => readonly Block[],
): readonly Block[] {
  const holder = holderOf(blocks, cidr);
  if (!holder) return blocks;
  const parts = equals(holder.cidr, cidr)
    ? change(holder)
    : [{ ...holder, blocks: replaced(holder.blocks, cidr, change) }];
  const at = blocks.indexOf(holder);
  return [...blocks.slice(0, at), ...parts, ...blocks.slice(at + 1)];
}

/** The block split into equal free parts. */
export function partsOf(cidr: Cidr, prefix: number): readonly Block[] {
  return Array.from(split(cidr, prefix), freeBlock);
}

/** The blocks and the free space around them, lowest first, so that they cover `cidr` exactly. */
export function fillGaps(cidr: Cidr, blocks: readonly Block[]): readonly Block[] {
  const sorted = [...blocks].sort((a, b) => compareCidrs(a.cidr, b.cidr));
  // The usual case: a plan read from a file.
  if (totalSize(sorted.map((block) => block.cidr)) === sizeOf(cidr)) return sorted;
  const rest = freeBlocks(
    cidr,
    blocks.map((block) => block.cidr),
  );
  return [...blocks, ...rest.map(freeBlock)].sort((a, b) => compareCidrs(a.cidr, b.cidr));
}

/**
 * Adds a block in place of the blocks that it covers, labelled or not. It must lie within `blocks`; a labelled block
 * that contains it becomes the group around it.
 */
export function put(blocks: readonly Block[], wanted: Block): readonly Block[] {
  const holder = holderOf(blocks, wanted.cidr);
  if (!holder) {
    const rest = blocks.filter(({ cidr }) => !overlaps(cidr, wanted.cidr));
    return [...rest, wanted].sort((a, b) => compareCidrs(a.cidr, b.cidr));
  }
  const at = blocks.indexOf(holder);
  const instead = (...parts: readonly Block[]) => [...blocks.slice(0, at), ...parts, ...blocks.slice(at + 1)];
  if (equals(holder.cidr, wanted.cidr)) return instead(wanted);
  if (holder.blocks.length > 0) return instead({ ...holder, blocks: put(holder.blocks, wanted) });
  const parts = fillGaps(holder.cidr, [wanted]);
  return isLabelled(holder) ? instead({ ...holder, blocks: parts }) : instead(...parts);
}

/** The blocks shifted by a number of addresses; sizes and labels stay. */
export function moved(blocks: readonly Block[], by: bigint): readonly Block[] {
  return blocks.map((block) => ({
    ...block,
    cidr: { ...block.cidr, base: block.cidr.base + by },
    blocks: moved(block.blocks, by),
  }));
}

/** The blocks, or their parts, that are within `cidr`. */
export function within(blocks: readonly Block[], cidr: Cidr): readonly Block[] {
  return blocks.flatMap((block) => {
    if (contains(cidr, block.cidr)) return [block];
    return overlaps(cidr, block.cidr) ? within(block.blocks, cidr) : [];
  });
}
