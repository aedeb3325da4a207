import { contains, withoutHostBits } from '../cidr/cidr.ts';
import { formatCidr } from '../cidr/format.ts';
import { replaced, withRoot } from './change.ts';
import {
  type Block,
  findBlock,
  freeBlock,
  isLabelled,
  leavesOf,
  NO_LABELS,
  type Root,
  rowKey,
  type SubnetPlan,
  stepOf,
} from './model.ts';
import { type OperationResult, refused } from './operations.ts';

/**
 * Joins a block with its neighbour into the next larger block; joins all parts of a group or root. Labels that all
 * parts share are kept; labels of a group are restored.
 */
export function join(plan: SubnetPlan, key: string): OperationResult {
  const found = findBlock(plan, key);
  if (!found) return refused('This block is no longer in the plan.');
  const { root } = found;
  if (found.kind === 'root') return joinRoot(plan, root);
  const { block, parent } = found;
  if (block.blocks.length > 0) return joinParts(plan, root, block);
  const siblings = parent?.blocks ?? root.blocks;
  const outer = parent?.cidr ?? root.cidr;
  const step = stepOf(block.cidr.family);
  const prefix = Math.ceil(block.cidr.prefix / step) * step - step;
  if (siblings.length === 1)
    return refused(`${formatCidr(block.cidr)} is not split, so there is nothing to join.`);
  if (parent && prefix <= outer.prefix) return joinParts(plan, root, parent);
  if (prefix <= outer.prefix) return joinRoot(plan, root);
  const joint = withoutHostBits({ ...block.cidr, prefix });
  const parts = siblings.filter(({ cidr }) => contains(joint, cidr));
  const kept = isKept(parts);
  if (kept) return kept;
  const whole = joined(freeBlock(joint), parts);
  const blocks = [...siblings.filter((one) => !parts.includes(one)), whole].sort((a, b) =>
    a.cidr.base < b.cidr.base ? -1 : 1,
  );
  const all = parent ? replaced(root.blocks, parent.cidr, (one) => [{ ...one, blocks }]) : blocks;
  return done(withRoot(plan, { ...root, blocks: all }), root, whole, parts);
}

function joinParts(plan: SubnetPlan, root: Root, block: Block): OperationResult {
  const kept = isKept(block.blocks);
  if (kept) return kept;
  const isNamed = isLabelled(block) && resourcesIn(block.blocks).length === 0;
  const whole = isNamed ? { ...block, blocks: [] } : joined(block, block.blocks);
  const blocks = replaced(root.blocks, block.cidr, () => [whole]);
  return done(withRoot(plan, { ...root, blocks }), root, whole, block.blocks);
}

function joinRoot(plan: SubnetPlan, root: Root): OperationResult {
  const [only, ...more] = root.blocks;
  if (only && more.length === 0 && only.blocks.length === 0)
    return refused(`${formatCidr(root.cidr)} is not split, so there is nothing to join.`);
  const kept = isKept(root.blocks);
  if (kept) return kept;
  const whole = joined(freeBlock(root.cidr), root.blocks);
  return done(withRoot(plan, { ...root, blocks: [whole] }), root, whole, root.blocks);
}

/** Refuses to join two subnets of the template into one. */
function isKept(parts: readonly Block[]): OperationResult | undefined {
  const [first, second] = resourcesIn(parts);
  if (!first || !second) return undefined;
  return refused(
    `${first.name} and ${second.name} are both in the template, so their blocks cannot be joined.`,
  );
}

function resourcesIn(parts: readonly Block[]): readonly Block[] {
  return leavesOf(parts).filter(({ resource }) => resource !== null);
}

/** The joined block with the labels that all parts share; a subnet of the template becomes the whole block. */
function joined(whole: Block, parts: readonly Block[]): Block {
  const [survivor] = resourcesIn(parts);
  if (survivor) return { ...survivor, cidr: whole.cidr };
  const leaves = leavesOf(parts);
  const shared = (read: (block: Block) => string) => {
    const texts = new Set(leaves.map(read));
    return texts.size === 1 ? read(leaves[0]!) : '';
  };
  return {
    ...whole,
    ...NO_LABELS,
    name: shared(({ name }) => name),
    tier: shared(({ tier }) => tier),
    note: shared(({ note }) => note),
    blocks: [],
  };
}

function done(plan: SubnetPlan, root: Root, whole: Block, parts: readonly Block[]): OperationResult {
  const lost = leavesOf(parts).filter(({ name }) => name !== '' && name !== whole.name);
  const names = lost.slice(0, 3).map(({ name }) => name);
  if (lost.length > 3) names.push('…');
  const gone = lost.length > 0 ? `; ${names.join(', ')} removed` : '';
  return {
    kind: 'done',
    plan,
    message: `Joined into ${formatCidr(whole.cidr)}${gone}.`,
    key: rowKey(root, whole),
    ...(lost.length > 0 && { removes: true }),
  };
}
