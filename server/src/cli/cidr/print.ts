import { isSubnetPrefix, reservedInAws, subnetSizes, usableInAws } from '../../cidr/awsSubnet.ts';
import { largestOf, totalSize } from '../../cidr/blocks.ts';
import { type Cidr, firstAddress, lastAddress, netmaskOf, sizeOf } from '../../cidr/cidr.ts';
import { formatAddress, formatCidr, formatCount } from '../../cidr/format.ts';
import { factsOf } from '../../cidr/summary.ts';
import { printableJson } from '../../escape/printable.ts';
import {
  type Allocation,
  type PlanError,
  type PlannedBlock,
  requestError,
} from '../../subnetPlan/allocate/allocate.ts';
import { csvOf, markdownOf, TABLE_COLUMNS, tableRow } from '../../subnetPlan/allocate/table.ts';
import {
  MOST_RESOURCES,
  refusedBlock,
  templateJsonOf,
  templateYamlOf,
} from '../../subnetPlan/allocate/template.ts';
import { type PlannedTier, zoneLetter } from '../../subnetPlan/allocate/tiers.ts';
import type { Request } from './request.ts';

/** A plan; one by tiers also has a block for each tier, or a note why it has none. */
export type AnyPlan = Allocation & { readonly tiers?: readonly PlannedTier[]; readonly note?: string };

/** The plan in the requested format. */
export function printPlan(request: Request, plan: AnyPlan): string | PlanError {
  // Without a plan, a table has one row for the block itself.
  const rows = request.task.kind === 'describe' ? [{ name: '', cidr: request.root }] : plan.blocks;
  switch (request.format) {
    case 'text':
      return planText(request, plan);
    case 'json':
      return `${printableJson(jsonOf(request, plan))}\n`;
    case 'csv':
      return csvOf(rows);
    case 'markdown':
      return markdownOf(rows);
    case 'cfn-yaml':
    case 'cfn-json':
      return templateOf(request, plan);
  }
}

function jsonOf(request: Request, plan: AnyPlan): unknown {
  const { root } = request;
  const { blocks, free } = plan;
  const netmask = netmaskOf(root);
  return {
    cidr: formatCidr(root),
    family: root.family,
    first: formatAddress(firstAddress(root)),
    last: formatAddress(lastAddress(root)),
    netmask: netmask ? formatAddress(netmask) : null,
    size: jsonCount(sizeOf(root)),
    usable: jsonCount(usableInAws(root)),
    blocks: blocks.map(({ name, cidr, zone, tier }) => ({
      name,
      cidr: formatCidr(cidr),
      az: zone === undefined ? null : zoneLetter(zone),
      tier: tier ?? null,
      first: formatAddress(firstAddress(cidr)),
      last: formatAddress(lastAddress(cidr)),
      usable: jsonCount(usableInAws(cidr)),
    })),
    free: free.map(formatCidr),
    note: noteOf(request, plan) ?? null,
  };
}

function noteOf({ root, task, note }: Request, plan: AnyPlan): string | undefined {
  const isNoSubnet = task.kind === 'split' && !isSubnetPrefix(root.family, task.prefix);
  const notes = [
    note,
    plan.note,
    isNoSubnet && `AWS accepts ${subnetSizes(root.family)}; a /${task.prefix} cannot be one.`,
  ].filter((one) => one);
  return notes.length === 0 ? undefined : notes.join(' ');
}

/** A JSON number is exact up to 2^53; a larger count is a string of digits. */
function jsonCount(count: bigint): number | string {
  return count > 2n ** 53n ? count.toString() : Number(count);
}

function planText(request: Request, plan: AnyPlan): string {
  const { root, used, task } = request;
  const note = noteOf(request, plan);
  const parts = [factsText(root)];
  if (task.kind === 'describe') parts.push(reservedText(root));
  else parts.push(blocksText(plan.blocks));
  if (plan.tiers) parts.push(tiersText(plan.tiers));
  if (task.kind !== 'describe' || used.length > 0) parts.push(freeText(root, plan.free));
  if (note) parts.push(`Note: ${note}\n`);
  return parts.filter((part) => part !== '').join('\n');
}

function factsText(root: Cidr): string {
  const facts = factsOf(root).map(({ name, value }) => [name, value]);
  return `${formatCidr(root)}\n${aligned(facts).join('')}`;
}

function reservedText(root: Cidr): string {
  const reserved = reservedInAws(root).map(({ address, purpose }) => [formatAddress(address), purpose]);
  return reserved.length === 0
    ? ''
    : `Reserved by AWS, if one subnet uses the whole block\n${aligned(reserved).join('')}`;
}

function blocksText(blocks: readonly PlannedBlock[]): string {
  // Columns without content in this plan are left out.
  const named = blocks.some(({ zone }) => zone !== undefined);
  const kept = [...TABLE_COLUMNS.keys()].filter(
    (column) => named || !['az', 'tier'].includes(TABLE_COLUMNS[column]!),
  );
  const usable = blocks.map(({ cidr }) => formatCount(usableInAws(cidr)));
  const width = usable.reduce((widest, count) => Math.max(widest, count.length), 'usable'.length);
  const rows = blocks.map((block, index) => tableRow(block).with(-1, usable[index]!.padStart(width)));
  return aligned([TABLE_COLUMNS, ...rows].map((row) => kept.map((column) => row[column]!))).join('');
}

function tiersText(tiers: readonly PlannedTier[]): string {
  return `One CIDR for each tier\n${aligned(tiers.map(({ name, cidr }) => [name, formatCidr(cidr)])).join('')}`;
}

/** As many as a terminal shows; JSON has them all. */
const LISTED_FREE = 16;

function freeText(root: Cidr, free: readonly Cidr[]): string {
  const largest = largestOf(free);
  if (!largest) return 'No free addresses remain.\n';
  const total = totalSize(free);
  const percent = Number((total * 1000n) / sizeOf(root)) / 10;
  const head = `Free: ${formatCount(total)} of ${formatCount(sizeOf(root))} addresses (${percent} %), largest block ${formatCidr(largest)}\n`;
  const lines = free.slice(0, LISTED_FREE).map((block) => `  ${formatCidr(block)}\n`);
  if (free.length > LISTED_FREE)
    lines.push(`  and ${free.length - LISTED_FREE} more (--format json lists them)\n`);
  return head + lines.join('');
}

/** Columns padded to their widest cell. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd().concat('\n'),
  );
}

function templateOf({ root, task, format }: Request, { blocks }: AnyPlan): string | PlanError {
  if (task.kind === 'describe') {
    return requestError(
      `--format ${format} prints subnets and needs --split, --hosts, or --azs with --tiers.`,
    );
  }
  const refused = refusedBlock(blocks);
  if (refused) {
    const name = formatCidr(refused.cidr);
    return requestError(`AWS accepts ${subnetSizes(root.family)}, so ${name} cannot be an AWS::EC2::Subnet.`);
  }
  if (blocks.length > MOST_RESOURCES) {
    const count = formatCount(BigInt(blocks.length));
    return requestError(`A template has at most ${MOST_RESOURCES} resources, but this plan has ${count}.`);
  }
  return format === 'cfn-json' ? templateJsonOf(blocks) : templateYamlOf(blocks);
}
