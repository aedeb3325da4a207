import { split, subtract, totalSize } from '../cidr/blocks.ts';
import { type Cidr, compare, contains, equals, overlaps, sizeOf } from '../cidr/cidr.ts';
import { type Block, freeBlock, holderOf, isLabelled, type Root, type SubnetPlan } from './model.ts';

/** The plan with another root in place of the one of the same id. */
export function withRoot(plan: SubnetPlan, root: Root): SubnetPlan {
  return { ...plan, roots: plan.roots.map((one) => (one.id === root.id ? root : one)) };
}

/**
 * The blocks with other ones in place of the block of that CIDR, wherever it stands below them. `change` must give
 * blocks that cover the same addresses.
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

/** The block cut into equal free parts. */
export function partsOf(cidr: Cidr, prefix: number): readonly Block[] {
  return Array.from(split(cidr, prefix), freeBlock);
}

/** Blocks and the free space around them, lowest first, so that they cover `cidr` exactly. */
export function tiled(cidr: Cidr, blocks: readonly Block[]): readonly Block[] {
  const sorted = [...blocks].sort((a, b) => compare(a.cidr, b.cidr));
  // The usual case of a plan that comes back from a file.
  if (totalSize(sorted.map((block) => block.cidr)) === sizeOf(cidr)) return sorted;
  const rest = subtract(
    cidr,
    blocks.map((block) => block.cidr),
  );
  return [...blocks, ...rest.map(freeBlock)].sort((a, b) => compare(a.cidr, b.cidr));
}

/**
 * The blocks with one more among them, which takes the place of what it covers. It must lie within them, and what it
 * covers or lies in is taken to be free; a block with labels that it lies in becomes what is around it.
 */
export function put(blocks: readonly Block[], wanted: Block): readonly Block[] {
  const holder = holderOf(blocks, wanted.cidr);
  if (!holder) {
    const rest = blocks.filter(({ cidr }) => !overlaps(cidr, wanted.cidr));
    return [...rest, wanted].sort((a, b) => compare(a.cidr, b.cidr));
  }
  const at = blocks.indexOf(holder);
  const instead = (...parts: readonly Block[]) => [...blocks.slice(0, at), ...parts, ...blocks.slice(at + 1)];
  if (equals(holder.cidr, wanted.cidr)) return instead(wanted);
  if (holder.blocks.length > 0) return instead({ ...holder, blocks: put(holder.blocks, wanted) });
  const parts = tiled(holder.cidr, [wanted]);
  return isLabelled(holder) ? instead({ ...holder, blocks: parts }) : instead(...parts);
}

/** The blocks of a list moved by some addresses, sizes and labels as they are. */
export function moved(blocks: readonly Block[], by: bigint): readonly Block[] {
  return blocks.map((block) => ({
    ...block,
    cidr: { ...block.cidr, base: block.cidr.base + by },
    blocks: moved(block.blocks, by),
  }));
}

/** The blocks, or the parts of them, that lie within a block. */
export function within(blocks: readonly Block[], cidr: Cidr): readonly Block[] {
  return blocks.flatMap((block) => {
    if (contains(cidr, block.cidr)) return [block];
    return overlaps(cidr, block.cidr) ? within(block.blocks, cidr) : [];
  });
}
