import { reservedInAws, usableInAws } from '../../../server/src/cidr/awsSubnet.ts';
import { freeBlocks, largestOf, totalSize } from '../../../server/src/cidr/blocks.ts';
import { netmaskOf, sizeOf } from '../../../server/src/cidr/cidr.ts';
import { formatAddress, formatCidr, formatCount } from '../../../server/src/cidr/format.ts';
import { zoneLetter } from '../../../server/src/subnetPlan/allocate/tiers.ts';
import {
  type Block,
  ipv6Text,
  isLabelled,
  leavesOf,
  type Root,
  type Row,
  rangeText,
  usableIn,
} from '../../../server/src/subnetPlan/index.ts';
import type { ColumnId } from './grid/columns.ts';
import { once } from './once.ts';

/** The text of a row in a column. */
export function cellText({ root, block, kind }: Row, column: ColumnId): string {
  const one = block ?? root;
  switch (column) {
    case 'name':
      return block ? block.name || (kind === 'free' ? 'free' : kind === 'gap' ? 'reserved' : '') : root.vpc;
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
      return block
        ? ipv6Text(root, block)
        : root.ipv6 === 'amazon'
          ? "Amazon's /56"
          : root.ipv6
            ? formatCidr(root.ipv6)
            : '';
    case 'zone':
      return block && block.zone !== null ? zoneLetter(block.zone) : '';
    case 'tier':
      return block?.tier ?? '';
    case 'note':
      return one.note;
  }
}

/** Cached, because it sums up thousands of blocks. */
const usableText = once((one: Root | Block) => shortCount(usableIn(one)));

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

/** How much of a root is free, and its largest free block. Subnets and reserved blocks are not free. */
export const freeText = once((root: Root): string => {
  const taken = leavesOf(root.blocks)
    .filter(isLabelled)
    .map(({ cidr }) => cidr);
  const free = freeBlocks(root.cidr, taken);
  const largest = largestOf(free);
  if (!largest) return 'no free space';
  const share = Number((totalSize(free) * 1000n) / sizeOf(root.cidr)) / 10;
  return `${share} % free, largest block ${formatCidr(largest)}`;
});

/** The accessible name of a row, read in place of its cells. */
export function rowLabel(row: Row): string {
  const { root, block, kind } = row;
  if (!block) return `${root.vpc}, ${formatCidr(root.cidr)}, ${freeText(root)}`;
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
    kind === 'group' ? `${block.blocks.length} blocks` : `${shortCount(usableInAws(block.cidr))} usable`,
  ];
  if (block.zone !== null) parts.push(`zone ${zoneLetter(block.zone)}`);
  if (block.tier !== '') parts.push(`tier ${block.tier}`);
  return [...parts, state, block.note].filter((part) => part !== '').join(', ');
}

/** 1 subnet, 2 subnets. */
export function count(number: number, one: string, many = `${one}s`): string {
  return number === 1 ? `1 ${one}` : `${formatCount(BigInt(number))} ${many}`;
}
