import { subnetSizes } from '../cidr/awsSubnet.ts';
import { splitCount } from '../cidr/blocks.ts';
import { type Cidr, equals } from '../cidr/cidr.ts';
import { formatCidr, formatCount } from '../cidr/format.ts';
import { fillGaps, partsOf, replaced, withRoot } from './change.ts';
import {
  type Block,
  findBlock,
  isLabelled,
  type Labels,
  longestPrefix,
  NO_LABELS,
  type Root,
  rowKey,
  type SubnetPlan,
  stepOf,
} from './model.ts';

/**
 * The result of an operation: the new plan with a sentence that says what happened, or the reason why it was refused.
 */
export type OperationResult =
  | {
      readonly kind: 'done';
      readonly plan: SubnetPlan;
      readonly message: string;
      /** The key of the block to select next. */
      readonly key?: string;
      /** Something that the user had named or planned is no longer in the plan. */
      readonly removes?: true;
    }
  | { readonly kind: 'refused'; readonly message: string };

/** An upper limit against slips: nobody reads more parts, and a VPC holds 200 subnets (SUB-06). */
export const MOST_PARTS = 4096;

/** The result of an operation that is not possible, with the reason as a sentence. */
export function refused(message: string): OperationResult {
  return { kind: 'refused', message };
}

/** The block to split: a free or planned block, or the only block of an empty root. */
function splittable(plan: SubnetPlan, key: string): { root: Root; block: Block } | { refused: string } {
  const found = findBlock(plan, key);
  if (!found) return { refused: 'This block is no longer in the plan.' };
  if (found.kind === 'block') {
    if (found.block.blocks.length === 0) return found;
    return { refused: `${formatCidr(found.block.cidr)} is split already; its parts can be split further.` };
  }
  const [only, ...more] = found.root.blocks;
  if (only && more.length === 0 && only.blocks.length === 0) return { root: found.root, block: only };
  return { refused: `${formatCidr(found.root.cidr)} is split already; its parts can be split further.` };
}

/** The prefix length after one split: one bit longer in IPv4, four bits (a nibble) longer in IPv6. */
export function nextPrefix({ family, prefix }: Cidr): number {
  const step = stepOf(family);
  return Math.floor(prefix / step) * step + step;
}

/**
 * Splits a block into equal parts of that prefix length, or by one step without one. The block's labels stay on the
 * group above the parts.
 */
export function splitTo(plan: SubnetPlan, key: string, wanted?: number): OperationResult {
  const target = splittable(plan, key);
  if ('refused' in target) return refused(target.refused);
  const { cidr } = target.block;
  const prefix = wanted ?? nextPrefix(cidr);
  const name = formatCidr(cidr);
  const longest = longestPrefix(cidr.family);
  if (prefix > longest || cidr.prefix >= longest) {
    return refused(`${name} cannot be split: AWS accepts ${subnetSizes(cidr.family)}.`);
  }
  const count = splitCount(cidr, prefix);
  if (count < 2n) return refused(`${name} can be split into /${cidr.prefix + 1} to /${longest}.`);
  if (count > BigInt(MOST_PARTS)) {
    return refused(
      `${name} has ${formatCount(count)} blocks of /${prefix}; the maximum is ${formatCount(BigInt(MOST_PARTS))} at once.`,
    );
  }
  const parts = partsOf(cidr, prefix);
  return splitDone(
    plan,
    target,
    parts,
    `${name} split into ${formatCount(BigInt(parts.length))} blocks of /${prefix}.`,
  );
}

/** Splits a block into `count` (at least 2) equal parts; the rest stays free after them. */
export function splitInto(plan: SubnetPlan, key: string, count: number): OperationResult {
  const target = splittable(plan, key);
  if ('refused' in target) return refused(target.refused);
  const { cidr } = target.block;
  if (!Number.isInteger(count) || count < 2 || count > MOST_PARTS) {
    return refused(`The number of parts must be from 2 to ${formatCount(BigInt(MOST_PARTS))}.`);
  }
  const step = stepOf(cidr.family);
  const bits = Math.ceil(Math.ceil(Math.log2(count)) / step) * step;
  const prefix = nextPrefix(cidr) - step + bits;
  if (prefix > longestPrefix(cidr.family)) {
    return refused(`${formatCidr(cidr)} is too small for ${formatCount(BigInt(count))} parts.`);
  }
  const parts = partsOf(cidr, prefix).slice(0, count);
  const all = fillGaps(cidr, parts);
  const rest = all.length > count ? '; the rest stays free' : '';
  return splitDone(
    plan,
    target,
    all,
    `${formatCidr(cidr)} split into ${formatCount(BigInt(count))} blocks of /${prefix}${rest}.`,
  );
}

function splitDone(
  plan: SubnetPlan,
  { root, block }: { root: Root; block: Block },
  parts: readonly Block[],
  message: string,
): OperationResult {
  const isPlain = !isLabelled(block) && equals(root.cidr, block.cidr);
  const blocks = replaced(root.blocks, block.cidr, (one) => {
    // A root's only block needs no group of its own above its parts, unless it has labels.
    if (isPlain) return parts;
    // A subnet of the template stays, smaller, as the first part.
    if (one.resource) return [{ ...one, cidr: parts[0]!.cidr }, ...parts.slice(1)];
    return [{ ...one, ipv6: null, blocks: parts }];
  });
  return { kind: 'done', plan: withRoot(plan, { ...root, blocks }), message, key: rowKey(root, parts[0]) };
}

/** Changes labels of a block; labels that are not given stay as they are. A name of spaces only counts as empty. */
export function label(plan: SubnetPlan, key: string, labels: Partial<Labels>): OperationResult {
  const found = findBlock(plan, key);
  if (!found) return refused('This block is no longer in the plan.');
  const { root } = found;
  const clean = Object.fromEntries(
    Object.entries(labels).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]),
  ) as Partial<Labels>;
  if (clean.zone !== undefined && clean.zone !== null && !(clean.zone >= 0 && clean.zone < plan.zones)) {
    return refused(`The plan has ${plan.zones} zones.`);
  }
  if (found.kind === 'root') {
    const { name, note } = clean;
    if (name !== undefined && root.isBound)
      return refused(`${root.vpc} is the name in the template; change it there.`);
    const changed = {
      ...root,
      ...(name !== undefined && name !== '' && { vpc: name }),
      ...(note !== undefined && { note }),
    };
    return { kind: 'done', plan: withRoot(plan, changed), message: `${formatCidr(root.cidr)} changed.`, key };
  }
  const { resource } = found.block;
  if (resource && clean.name !== undefined && clean.name !== resource.id) {
    return refused(`${resource.id} is the name in the template; change it there.`);
  }
  if (resource && clean.isGap)
    return refused(`${resource.id} is a subnet of the template, so its block cannot be reserved.`);
  const blocks = replaced(root.blocks, found.block.cidr, (block) => [{ ...block, ...clean }]);
  const message = clean.name
    ? `${formatCidr(found.block.cidr)} is ${clean.name}.`
    : `${formatCidr(found.block.cidr)} changed.`;
  return { kind: 'done', plan: withRoot(plan, { ...root, blocks }), message, key };
}

/** Removes all labels from a block, which becomes free. A subnet of the template stays. */
export function clear(plan: SubnetPlan, key: string): OperationResult {
  const found = findBlock(plan, key);
  if (found?.kind !== 'block') return refused('This block is no longer in the plan.');
  const { root, block } = found;
  if (block.resource)
    return refused(
      `${block.resource.id} is in the template. Delete it there; the next deployment then deletes the subnet.`,
    );
  const blocks = replaced(root.blocks, block.cidr, (one) => [{ ...one, ...NO_LABELS }]);
  const message =
    block.blocks.length > 0
      ? `${formatCidr(block.cidr)} has no name now.`
      : `${formatCidr(block.cidr)} is free now.`;
  return { kind: 'done', plan: withRoot(plan, { ...root, blocks }), message, key, removes: true };
}
