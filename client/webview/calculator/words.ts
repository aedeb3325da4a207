import { reservedInAws } from '../../../server/src/cidr/awsSubnet.ts';
import { netmaskOf, sizeOf } from '../../../server/src/cidr/cidr.ts';
import { formatAddress, formatCidr, formatCount } from '../../../server/src/cidr/format.ts';
import { zoneLetter } from '../../../server/src/subnetPlan/allocate/tiers.ts';
import {
  type Block,
  ipv6Text,
  percentagesOf,
  type Root,
  type Row,
  type RowKind,
  rangeText,
  usableIn,
  usageOf,
} from '../../../server/src/subnetPlan/index.ts';
import type { ColumnId } from './grid/columns.ts';
import { once } from './once.ts';

function ipv6OfRoot({ ipv6 }: Root): string {
  if (ipv6 === 'amazon') return 'Amazon-provided /56';
  return ipv6 ? formatCidr(ipv6) : '';
}

/** The text of a row in a column. */
export function cellText({ root, block, kind }: Row, column: ColumnId): string {
  const one = block ?? root;
  switch (column) {
    case 'name':
      return block ? block.name || nameless(block, kind) : root.vpc;
    case 'block':
      return formatCidr(one.cidr);
    case 'range':
      return rangeText(one);
    case 'usable':
      return usableText(one);
    case 'netmask': {
      const netmask = netmaskOf(one.cidr);
      return netmask ? formatAddress(netmask) : '';
    }
    case 'ipv6':
      return block ? ipv6Text(root, block) : ipv6OfRoot(root);
    case 'zone':
      return block && block.zone !== null ? zoneLetter(block.zone) : '';
    case 'tier':
      return block?.tier ?? '';
    case 'note':
      return one.note;
  }
}

/** Shown in place of the name of a block without one. */
function nameless({ blocks }: Block, kind: RowKind): string {
  if (kind === 'group') return count(blocks.length, 'block');
  return kind === 'free' ? 'free' : kind === 'gap' ? 'reserved' : '';
}

/** Cached, because it sums up thousands of blocks. */
const usableText = once((one: Root | Block) => {
  const usable = usableIn(one);
  return usable === undefined ? '' : shortCount(usable);
});

/** 4,091; or 1.8 × 10^19 for IPv6 counts with too many digits to read. */
export function shortCount(count: bigint): string {
  if (count < 10n ** 12n) return formatCount(count);
  const digits = count.toString();
  return `${digits[0]}.${digits[1]} × 10^${digits.length - 1}`;
}

/** "10.0.0.0 network, 10.0.0.1 the VPC router, …": the addresses that AWS reserves in a subnet, for a tooltip. */
export function reservedText(block: Block): string {
  const kept = reservedInAws(block.cidr);
  if (kept.length === 0) return '';
  const list = kept.map(({ address, purpose }) => `${formatAddress(address)} ${purpose}`);
  return `AWS keeps ${kept.length} of ${formatCount(sizeOf(block.cidr))}:\n${list.join('\n')}`;
}

const usage = once(usageOf);

/** "21.1 % in subnets, 7 % reserved, 71.9 % free": the parts of a root, which add up to 100. */
export const sharesText = once((root: Root): string => {
  const { subnets, reserved, free } = usage(root);
  const [inSubnets, inReserve, left] = percentagesOf([subnets, reserved, free]);
  const parts = [
    ...(subnets > 0n ? [`${inSubnets} % in subnets`] : []),
    ...(reserved > 0n ? [`${inReserve} % reserved`] : []),
    free > 0n ? `${left} % free` : 'no free space',
  ];
  return parts.join(', ');
});

/** ", largest block 10.0.128.0/17"; empty if nothing is free. */
export const largestText = once((root: Root): string => {
  const { largestFree } = usage(root);
  return largestFree ? `, largest free block ${formatCidr(largestFree)}` : '';
});

/** The accessible name of a row, read in place of its cells. */
export function rowLabel(row: Row): string {
  const { root, block, kind } = row;
  if (!block) return `${root.vpc}, ${formatCidr(root.cidr)}, ${sharesText(root)}${largestText(root)}`;
  const state = {
    template: 'in the template',
    subnet: 'planned',
    gap: 'reserved',
    free: '',
    labelled: '',
    group: '',
    root: '',
  }[kind];
  const parts = [
    cellText(row, 'name'),
    formatCidr(block.cidr),
    kind === 'group' ? (block.name === '' ? '' : count(block.blocks.length, 'block')) : usableOf(block),
  ];
  if (block.zone !== null) parts.push(`zone ${zoneLetter(block.zone)}`);
  if (block.tier !== '') parts.push(`tier ${block.tier}`);
  return [...parts, state, block.note].filter((part) => part !== '').join(', ');
}

function usableOf(block: Block): string {
  const text = usableText(block);
  return text === '' ? '' : `${text} usable`;
}

/** 1 subnet, 2 subnets. */
export function count(number: number, one: string): string {
  return number === 1 ? `1 ${one}` : `${formatCount(BigInt(number))} ${one}s`;
}
