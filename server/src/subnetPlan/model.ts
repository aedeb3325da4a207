import { bitsOf, type Cidr, compareCidrs, contains, equals, type Family } from '../cidr/cidr.ts';
import { formatCidr } from '../cidr/format.ts';
import { parseCidr } from '../cidr/parse.ts';

/**
 * A subnet plan: blocks of addresses and their intended use. Operations take a plan and return a new one, so that a
 * list of plans is enough for undo.
 */
export interface SubnetPlan {
  /** The number of Availability Zones of the plan: 1 to `MOST_PLAN_ZONES`. */
  readonly zones: number;
  readonly roots: readonly Root[];
}

/** A block of a VPC: the primary or a secondary one. A plan may have blocks of several VPCs. */
export interface Root {
  /** Unique within the plan and stable for the life of the root. */
  readonly id: string;
  readonly cidr: Cidr;
  /** The VPC's name. Roots with the same name are blocks of one VPC, the primary first. */
  readonly vpc: string;
  readonly note: string;
  /** The VPC's IPv6 block, of which each subnet gets a /64. `amazon` is a /56 that is known only after deployment. */
  readonly ipv6: Cidr | 'amazon' | null;
  /** True if the block comes from a template; `vpc` is then a logical id. */
  readonly isBound: boolean;
  /** The blocks cover the root exactly, lowest first. Never empty: an empty root has one free block of its own size. */
  readonly blocks: readonly Block[];
}

export interface Block {
  readonly cidr: Cidr;
  /** The name of a subnet or group; empty for free space. */
  readonly name: string;
  readonly tier: string;
  /** The index of the zone, from 0; null if none is chosen. */
  readonly zone: number | null;
  readonly note: string;
  /** Reserved: no subnet is planned here, whatever the name is. */
  readonly isGap: boolean;
  /** The index of its /64 in the VPC's IPv6 block, from 0; null for none. */
  readonly ipv6: number | null;
  /** The template's subnet at this block, as last read. */
  readonly resource: BoundSubnet | null;
  /** The parts cover the block exactly, lowest first. Empty for a leaf. */
  readonly blocks: readonly Block[];
}

/** A subnet as the template has it. Differences between it and its block are changes that are not written yet. */
export interface BoundSubnet {
  /** The logical id. */
  readonly id: string;
  readonly cidr: string;
  readonly zone: number | null;
  /** Its name as a planned subnet, restored when the template no longer has it; null for none. */
  readonly planned: string | null;
}

/** The fields of a block that users can set. */
export type Labels = Pick<Block, 'name' | 'tier' | 'zone' | 'note' | 'isGap' | 'ipv6'>;

export const NO_LABELS: Labels = { name: '', tier: '', zone: null, note: '', isGap: false, ipv6: null };

export const EMPTY_PLAN: SubnetPlan = { zones: 3, roots: [] };

export function freeBlock(cidr: Cidr): Block {
  return { cidr, ...NO_LABELS, resource: null, blocks: [] };
}

/** True for a block that is neither a subnet nor a gap and is not split. */
export function isFree(block: Block): boolean {
  return block.blocks.length === 0 && !isLabelled(block);
}

/** True if the user or the template has said anything of the block itself; its parts do not count. */
export function isLabelled({ name, tier, zone, note, isGap, resource }: Block): boolean {
  return name !== '' || tier !== '' || zone !== null || note !== '' || isGap || resource !== null;
}

/** True for a block that is, or will become, a subnet. */
export function isSubnet({ name, isGap, resource, blocks }: Block): boolean {
  return blocks.length === 0 && !isGap && (name !== '' || resource !== null);
}

/** A block or a root, found by its key. */
export type Found =
  | { readonly kind: 'root'; readonly root: Root }
  | {
      readonly kind: 'block';
      readonly root: Root;
      readonly block: Block;
      readonly parent: Block | undefined;
    };

/** `r1` for a root, `r1 10.0.0.0/24` for a block. Stable while the block exists. */
export function rowKey(root: Root, block?: Block): string {
  return block ? `${root.id} ${formatCidr(block.cidr)}` : root.id;
}

/** The block or root with that key; undefined if the plan has none. */
export function findBlock(plan: SubnetPlan, key: string): Found | undefined {
  const [id, text] = key.split(' ');
  const root = plan.roots.find((one) => one.id === id);
  if (!root) return undefined;
  if (text === undefined) return { kind: 'root', root };
  const cidr = parseCidr(text);
  if (cidr.kind === 'error') return undefined;
  let parent: Block | undefined;
  let block = holderOf(root.blocks, cidr);
  while (block && !equals(block.cidr, cidr)) {
    parent = block;
    block = holderOf(block.blocks, cidr);
  }
  return block && { kind: 'block', root, block, parent };
}

/** The block of a list that contains `cidr` or equals it. Binary search: the list is sorted. */
export function holderOf(blocks: readonly Block[], cidr: Cidr): Block | undefined {
  let low = 0;
  let high = blocks.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const block = blocks[middle]!;
    if (contains(block.cidr, cidr)) return block;
    if (compareCidrs(block.cidr, cidr) < 0) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** Every leaf block, lowest first. */
export function leavesOf(blocks: readonly Block[]): readonly Block[] {
  if (blocks.every((block) => block.blocks.length === 0)) return blocks;
  return blocks.flatMap((block) => (block.blocks.length === 0 ? block : leavesOf(block.blocks)));
}

/** The tiers of a plan, including those of groups, in order of first occurrence. */
export function tierNames(plan: SubnetPlan): readonly string[] {
  const tiers = new Set<string>();
  const visit = (blocks: readonly Block[]) => {
    for (const { tier, blocks: parts } of blocks) {
      if (tier !== '') tiers.add(tier);
      visit(parts);
    }
  };
  for (const { blocks } of plan.roots) visit(blocks);
  return [...tiers];
}

/** Every subnet of the plan with its root, by root and then by address. */
export function* subnetsOf(plan: SubnetPlan): Generator<{ readonly root: Root; readonly block: Block }> {
  for (const root of plan.roots) {
    for (const block of leavesOf(root.blocks)) if (isSubnet(block)) yield { root, block };
  }
}

/** The number of bits per split: 1 in IPv4, 4 in IPv6, as AWS sizes its blocks (SUB-03). */
export function stepOf(family: Family): number {
  return family === 4 ? 1 : 4;
}

/** The longest prefix that a block can be split into: /32 in IPv4; in IPv6 /64, the size of a subnet. */
export function longestPrefix(family: Family): number {
  return family === 4 ? bitsOf(4) : 64;
}
