import { subnetSizes } from '../awsSubnet.ts';
import { splitCount } from '../blocks.ts';
import { type Cidr, contains, equals, withoutHostBits } from '../cidr.ts';
import { formatCidr } from '../format.ts';
import { formatCount } from '../placement.ts';
import { partsOf, replaced, tiled, withRoot } from './change.ts';
import {
  type Block,
  find,
  freeBlock,
  isLabelled,
  keyOf,
  type Labels,
  leavesOf,
  longestPrefix,
  NO_LABELS,
  type Root,
  type SubnetPlan,
  stepOf,
} from './model.ts';

/** What an operation gives: another plan with a sentence on what happened, or why there is none. */
export type Outcome =
  | {
      readonly kind: 'done';
      readonly plan: SubnetPlan;
      readonly says: string;
      /** The block to go on with. */
      readonly key?: string;
    }
  | { readonly kind: 'refused'; readonly says: string };

/** More parts than that are a slip: nobody reads them, and a VPC holds 200 subnets (SUB-06). */
export const MOST_PARTS = 4096;

export function refused(says: string): Outcome {
  return { kind: 'refused', says };
}

/** What there is to split: a free or a planned block, or a root that nothing is planned in. */
function splittable(plan: SubnetPlan, key: string): { root: Root; block: Block } | { refused: string } {
  const found = find(plan, key);
  if (!found) return { refused: 'This block is no longer in the plan.' };
  if (found.kind === 'block') {
    if (found.block.blocks.length === 0) return found;
    return { refused: `${formatCidr(found.block.cidr)} is split already; its parts can be split further.` };
  }
  const [only, ...more] = found.root.blocks;
  if (only && more.length === 0 && only.blocks.length === 0) return { root: found.root, block: only };
  return { refused: `${formatCidr(found.root.cidr)} is split already; its parts can be split further.` };
}

/** The prefix of the parts when a block is split once: the next bit of IPv4, the next nibble of IPv6. */
export function nextPrefix({ family, prefix }: Cidr): number {
  const step = stepOf(family);
  return Math.floor(prefix / step) * step + step;
}

/** Cuts a block into equal parts of that prefix length; without one, once. What it was called stays above them. */
export function splitTo(plan: SubnetPlan, key: string, wanted?: number): Outcome {
  const target = splittable(plan, key);
  if ('refused' in target) return refused(target.refused);
  const { cidr } = target.block;
  const prefix = wanted ?? nextPrefix(cidr);
  const name = formatCidr(cidr);
  const longest = longestPrefix(cidr.family);
  if (prefix > longest || cidr.prefix >= longest) {
    return refused(`${name} cannot be split: AWS makes ${subnetSizes(cidr.family)}.`);
  }
  const count = splitCount(cidr, prefix);
  if (count < 2n) return refused(`${name} can be split into /${cidr.prefix + 1} to /${longest}.`);
  if (count > BigInt(MOST_PARTS)) {
    return refused(
      `${name} has ${formatCount(count)} blocks of /${prefix}; at most ${formatCount(BigInt(MOST_PARTS))} are made at once.`,
    );
  }
  const parts = partsOf(cidr, prefix);
  return splitDone(plan, target, parts, `${name} is split into ${parts.length} blocks of /${prefix}.`);
}

/** Cuts a block into at least two equal parts, as many as asked for; what is left over stays free behind them. */
export function splitInto(plan: SubnetPlan, key: string, count: number): Outcome {
  const target = splittable(plan, key);
  if ('refused' in target) return refused(target.refused);
  const { cidr } = target.block;
  if (!Number.isInteger(count) || count < 2 || count > MOST_PARTS) {
    return refused(`The number of parts is a whole number from 2 to ${formatCount(BigInt(MOST_PARTS))}.`);
  }
  const step = stepOf(cidr.family);
  const bits = Math.ceil(Math.ceil(Math.log2(count)) / step) * step;
  const prefix = nextPrefix(cidr) - step + bits;
  if (prefix > longestPrefix(cidr.family)) {
    return refused(`${formatCidr(cidr)} is too small for ${formatCount(BigInt(count))} parts.`);
  }
  const parts = partsOf(cidr, prefix).slice(0, count);
  const all = tiled(cidr, parts);
  const rest = all.length > count ? ', and the rest stays free' : '';
  return splitDone(
    plan,
    target,
    all,
    `${formatCidr(cidr)} is split into ${count} blocks of /${prefix}${rest}.`,
  );
}

function splitDone(
  plan: SubnetPlan,
  { root, block }: { root: Root; block: Block },
  parts: readonly Block[],
  says: string,
): Outcome {
  const isPlain = !isLabelled(block) && equals(root.cidr, block.cidr);
  const blocks = replaced(root.blocks, block.cidr, (one) => {
    // What covers the whole root needs no row of its own above its parts, unless it has something to say.
    if (isPlain) return parts;
    // A subnet of the template lives on, smaller, as the first part.
    if (one.resource) return [{ ...one, cidr: parts[0]!.cidr }, ...parts.slice(1)];
    return [{ ...one, ipv6: null, blocks: parts }];
  });
  return { kind: 'done', plan: withRoot(plan, { ...root, blocks }), says, key: keyOf(root, parts[0]) };
}

/**
 * Joins a block with the one beside it, to the next larger block; a split block, or a root, with all its parts.
 * Labels that all of them share stay; those of a split block come back.
 */
export function join(plan: SubnetPlan, key: string): Outcome {
  const found = find(plan, key);
  if (!found) return refused('This block is no longer in the plan.');
  const { root } = found;
  if (found.kind === 'root') return joinRoot(plan, root);
  const { block, parent } = found;
  if (block.blocks.length > 0) return joinParts(plan, root, block);
  const siblings = parent?.blocks ?? root.blocks;
  const outer = parent?.cidr ?? root.cidr;
  const step = stepOf(block.cidr.family);
  const prefix = Math.ceil(block.cidr.prefix / step) * step - step;
  if (siblings.length === 1) return refused(`${formatCidr(block.cidr)} is whole; there is nothing to join.`);
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

function joinParts(plan: SubnetPlan, root: Root, block: Block): Outcome {
  const kept = isKept(block.blocks);
  if (kept) return kept;
  const isNamed = isLabelled(block) && resourcesIn(block.blocks).length === 0;
  const whole = isNamed ? { ...block, blocks: [] } : joined(block, block.blocks);
  const blocks = replaced(root.blocks, block.cidr, () => [whole]);
  return done(withRoot(plan, { ...root, blocks }), root, whole, block.blocks);
}

function joinRoot(plan: SubnetPlan, root: Root): Outcome {
  const [only, ...more] = root.blocks;
  if (only && more.length === 0 && only.blocks.length === 0)
    return refused(`${formatCidr(root.cidr)} is whole; there is nothing to join.`);
  const kept = isKept(root.blocks);
  if (kept) return kept;
  const whole = joined(freeBlock(root.cidr), root.blocks);
  return done(withRoot(plan, { ...root, blocks: [whole] }), root, whole, root.blocks);
}

/** Two subnets of the template cannot become one. */
function isKept(parts: readonly Block[]): Outcome | undefined {
  const [first, second] = resourcesIn(parts);
  if (!first || !second) return undefined;
  return refused(`${first.name} and ${second.name} are both in the template; two subnets cannot become one.`);
}

function resourcesIn(parts: readonly Block[]): readonly Block[] {
  return leavesOf(parts).filter(({ resource }) => resource !== null);
}

/** The whole with the labels that all its parts share; a subnet of the template lives on in it. */
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

function done(plan: SubnetPlan, root: Root, whole: Block, parts: readonly Block[]): Outcome {
  const lost = leavesOf(parts).filter(({ name }) => name !== '' && name !== whole.name);
  const names = lost.slice(0, 3).map(({ name }) => name);
  if (lost.length > 3) names.push('…');
  const gone = lost.length > 0 ? ` ${names.join(', ')} ${lost.length === 1 ? 'is' : 'are'} gone.` : '';
  return {
    kind: 'done',
    plan,
    says: `${formatCidr(whole.cidr)} is one block.${gone}`,
    key: keyOf(root, whole),
  };
}

/** Gives a block other labels; those not named stay. A name of spaces is none. */
export function label(plan: SubnetPlan, key: string, labels: Partial<Labels>): Outcome {
  const found = find(plan, key);
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
      return refused(`${root.vpc} is the template's name; it changes there.`);
    const changed = {
      ...root,
      ...(name !== undefined && name !== '' && { vpc: name }),
      ...(note !== undefined && { note }),
    };
    return { kind: 'done', plan: withRoot(plan, changed), says: `${formatCidr(root.cidr)} is changed.`, key };
  }
  const { resource } = found.block;
  if (resource && clean.name !== undefined && clean.name !== resource.id) {
    return refused(`${resource.id} is its name in the template; it changes there.`);
  }
  if (resource && clean.isGap) return refused(`${resource.id} is in the template, so its block is not free.`);
  const blocks = replaced(root.blocks, found.block.cidr, (block) => [{ ...block, ...clean }]);
  const says = clean.name
    ? `${formatCidr(found.block.cidr)} is ${clean.name}.`
    : `${formatCidr(found.block.cidr)} is changed.`;
  return { kind: 'done', plan: withRoot(plan, { ...root, blocks }), says, key };
}

/** Takes all labels off a block, which is then free. A subnet of the template stays. */
export function clear(plan: SubnetPlan, key: string): Outcome {
  const found = find(plan, key);
  if (found?.kind !== 'block') return refused('This block is no longer in the plan.');
  const { root, block } = found;
  if (block.resource)
    return refused(
      `${block.resource.id} is in the template. Deleting it there deletes the subnet at the next deployment.`,
    );
  const blocks = replaced(root.blocks, block.cidr, (one) => [{ ...one, ...NO_LABELS }]);
  const says =
    block.blocks.length > 0 ? `${formatCidr(block.cidr)} has no name.` : `${formatCidr(block.cidr)} is free.`;
  return { kind: 'done', plan: withRoot(plan, { ...root, blocks }), says, key };
}
