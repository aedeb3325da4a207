import { withoutHostBits } from '../cidr/cidr.ts';
import { formatCidr } from '../cidr/format.ts';
import { parseCidr } from '../cidr/parse.ts';
import { withRoot } from './change.ts';
import { ipv6Room } from './limits.ts';
import { type Block, isSubnet, leavesOf, type Root, type SubnetPlan } from './model.ts';
import { type OperationResult, refused } from './operations.ts';

/**
 * Sets the IPv6 block of a VPC, from a text such as 2001:db8::/56 or `amazon`, and gives each of its subnets a /64 of
 * it. An empty text removes the block and the /64s.
 */
export function setIpv6(plan: SubnetPlan, id: string, text: string): OperationResult {
  const root = plan.roots.find((one) => one.id === id);
  if (!root) return refused('This block is no longer in the plan.');
  if (root.cidr.family === 6) return refused(`${formatCidr(root.cidr)} is IPv6 already.`);
  const wanted = text.trim().toLowerCase();
  if (wanted === '') {
    const without = { ...root, ipv6: null, blocks: numbered(root.blocks, () => null) };
    return {
      kind: 'done',
      plan: withRoot(plan, without),
      message: `${root.vpc} has no IPv6 block now.`,
      key: id,
    };
  }
  const block = wanted === 'amazon' ? wanted : readBlock(wanted);
  if (typeof block === 'object' && 'refused' in block) return refused(block.refused);
  return pair(withRoot(plan, { ...root, ipv6: block }), id);
}

function readBlock(text: string): Exclude<Root['ipv6'], null> | { refused: string } {
  const cidr = parseCidr(text);
  if (cidr.kind === 'error') return { refused: cidr.message };
  // a VPC's IPv6 block is /44 to /60 in steps of 4.
  const fits = cidr.family === 6 && cidr.prefix >= 44 && cidr.prefix <= 60 && cidr.prefix % 4 === 0;
  return fits
    ? withoutHostBits(cidr)
    : { refused: "A VPC's IPv6 block is /44, /48, /52, /56 or /60; Amazon provides a /56." };
}

/** Gives every subnet of the root without a /64 the lowest free one. */
export function pair(plan: SubnetPlan, id: string): OperationResult {
  const root = plan.roots.find((one) => one.id === id);
  if (!root) return refused('This block is no longer in the plan.');
  if (root.ipv6 === null) return refused(`${root.vpc} has no IPv6 block.`);
  const taken = new Set(leavesOf(root.blocks).map(({ ipv6 }) => ipv6));
  const room = ipv6Room(root.ipv6);
  let next = 0;
  let given = 0;
  const blocks = numbered(root.blocks, (block) => {
    if (block.ipv6 !== null || !isSubnet(block)) return block.ipv6;
    while (taken.has(next)) next++;
    if (next >= room) return null;
    given++;
    return next++;
  });
  return {
    kind: 'done',
    plan: withRoot(plan, { ...root, blocks }),
    message: given === 1 ? '1 subnet got a /64.' : `${given} subnets got a /64.`,
  };
}

function numbered(blocks: readonly Block[], number: (block: Block) => number | null): readonly Block[] {
  return blocks.map((block) =>
    block.blocks.length > 0
      ? { ...block, blocks: numbered(block.blocks, number) }
      : { ...block, ipv6: number(block) },
  );
}

/** The /64 of a block as text, or its index if the VPC's block is not known yet; empty if the block has none. */
export function ipv6Text(root: Root, { ipv6 }: Block): string {
  if (root.ipv6 === null || ipv6 === null) return '';
  if (root.ipv6 === 'amazon') return `/64 number ${ipv6}`;
  return formatCidr({ ...root.ipv6, base: root.ipv6.base + (BigInt(ipv6) << 64n), prefix: 64 });
}
