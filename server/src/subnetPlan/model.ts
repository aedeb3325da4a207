import { bitsOf, type Cidr, compare, contains, equals, type Family } from '../cidr/cidr.ts';
import { formatCidr } from '../cidr/format.ts';
import { parseCidr } from '../cidr/parse.ts';

/**
 * What the subnet calculator works on: blocks of addresses and what is meant to be in them. Every operation takes a
 * plan and gives another, so that a history of plans is all that undo needs.
 */
export interface SubnetPlan {
  /** How many Availability Zones the plan is for: 1 to 26. */
  readonly zones: number;
  readonly roots: readonly Root[];
}

/** A block of a VPC: its primary one, a secondary one, or one of another VPC. */
export interface Root {
  /** Unique within the plan, and the same as long as the root is there. */
  readonly id: string;
  readonly cidr: Cidr;
  /** The VPC's name; roots of one name are blocks of one VPC, the primary first. */
  readonly vpc: string;
  readonly note: string;
  /** The VPC's IPv6 block, of which each subnet gets a /64; `amazon` is a /56 that is known after the deployment. */
  readonly ipv6: Cidr | 'amazon' | null;
  /** True where the block is a template's, and `vpc` the logical id there. */
  readonly isBound: boolean;
  /** They cover the root exactly, lowest first. Never empty: an unused root has one free block of its own size. */
  readonly blocks: readonly Block[];
}

export interface Block {
  readonly cidr: Cidr;
  /** Of a subnet, or of what its parts have in common; empty for free space. */
  readonly name: string;
  readonly tier: string;
  /** Which of the zones, from 0; null for none. */
  readonly zone: number | null;
  readonly note: string;
  /** Kept free on purpose: no subnet is planned here, whatever its name says. */
  readonly isGap: boolean;
  /** Which /64 of the VPC's IPv6 block, from 0; null for none. */
  readonly ipv6: number | null;
  /** The subnet of the template that this is, as it was read last. */
  readonly resource: Resource | null;
  /** They cover the block exactly, lowest first. Empty for a block that is not split. */
  readonly blocks: readonly Block[];
}

/** A subnet as a template has it. What differs from it is a change that is not written yet. */
export interface Resource {
  /** The logical id. */
  readonly id: string;
  readonly cidr: string;
  readonly zone: number | null;
  /** Its name while it was only planned, which it is again when the template loses it; null for none. */
  readonly planned: string | null;
}

/** The labels that a person gives a block. */
export type Labels = Pick<Block, 'name' | 'tier' | 'zone' | 'note' | 'isGap' | 'ipv6'>;

export const NO_LABELS: Labels = { name: '', tier: '', zone: null, note: '', isGap: false, ipv6: null };

export const EMPTY_PLAN: SubnetPlan = { zones: 3, roots: [] };

export function freeBlock(cidr: Cidr): Block {
  return { cidr, ...NO_LABELS, resource: null, blocks: [] };
}

/** True for a block that says nothing: neither a subnet nor a gap, and not split. */
export function isFree(block: Block): boolean {
  return block.blocks.length === 0 && !isLabelled(block);
}

export function isLabelled({ name, tier, zone, note, isGap, resource }: Block): boolean {
  return name !== '' || tier !== '' || zone !== null || note !== '' || isGap || resource !== null;
}

/** True for a block that is, or is to become, a subnet. */
export function isSubnet({ name, isGap, resource, blocks }: Block): boolean {
  return blocks.length === 0 && !isGap && (name !== '' || resource !== null);
}

/** A block or a root, by its key. */
export type Found =
  | { readonly kind: 'root'; readonly root: Root }
  | {
      readonly kind: 'block';
      readonly root: Root;
      readonly block: Block;
      readonly parent: Block | undefined;
    };

/** `r1` for a root, `r1 10.0.0.0/24` for a block: the same as long as the block is there. */
export function keyOf(root: Root, block?: Block): string {
  return block ? `${root.id} ${formatCidr(block.cidr)}` : root.id;
}

/** What a key stands for; undefined where the plan has no such block. */
export function find(plan: SubnetPlan, key: string): Found | undefined {
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

/** The block of a list that holds another, itself included. The list is sorted, so this takes few steps. */
export function holderOf(blocks: readonly Block[], cidr: Cidr): Block | undefined {
  let low = 0;
  let high = blocks.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const block = blocks[middle]!;
    if (contains(block.cidr, cidr)) return block;
    if (compare(block.cidr, cidr) < 0) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** Every block that is not split, lowest first. */
export function leavesOf(blocks: readonly Block[]): readonly Block[] {
  if (blocks.every((block) => block.blocks.length === 0)) return blocks;
  return blocks.flatMap((block) => (block.blocks.length === 0 ? block : leavesOf(block.blocks)));
}

/** Every subnet of the plan with its root, in the order of the roots and their addresses. */
export function* subnetsOf(plan: SubnetPlan): Generator<{ readonly root: Root; readonly block: Block }> {
  for (const root of plan.roots) {
    for (const block of leavesOf(root.blocks)) if (isSubnet(block)) yield { root, block };
  }
}

/** How many bits one step down takes: IPv6 is split in nibbles, as AWS sizes its blocks (SUB-03). */
export function stepOf(family: Family): number {
  return family === 4 ? 1 : 4;
}

/** The longest prefix that a block can be split into: /32 in IPv4, and /64, one subnet, in IPv6. */
export function longestPrefix(family: Family): number {
  return family === 4 ? bitsOf(4) : 64;
}
