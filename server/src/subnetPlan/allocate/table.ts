import { usableInAws } from '../../cidr/awsSubnet.ts';
import { firstAddress, lastAddress } from '../../cidr/cidr.ts';
import { formatAddress, formatCidr } from '../../cidr/format.ts';
import { csvField } from '../../escape/csv.ts';
import { toMarkdown } from '../../escape/markdown.ts';
import type { PlannedBlock } from './allocate.ts';
import { zoneLetter } from './tiers.ts';

/** The columns of every table of blocks: on the command line, in exports and on the calculator's page. */
export const TABLE_COLUMNS = ['name', 'cidr', 'az', 'tier', 'first', 'last', 'usable'] as const;

/** The cells of one block, a string per column; empty for values that the plan does not have. */
export function tableRow(block: PlannedBlock): readonly string[] {
  return [
    block.name,
    formatCidr(block.cidr),
    block.zone === undefined ? '' : zoneLetter(block.zone),
    block.tier ?? '',
    formatAddress(firstAddress(block.cidr)),
    formatAddress(lastAddress(block.cidr)),
    usableInAws(block.cidr).toString(),
  ];
}

/** Comma-separated values (RFC 4180) with a header line. Every line ends in LF, including the last. */
export function csvOf(blocks: readonly PlannedBlock[]): string {
  return csvText([TABLE_COLUMNS, ...blocks.map(tableRow)]);
}

/** A Markdown table. Every line ends in LF, including the last. */
export function markdownOf(blocks: readonly PlannedBlock[]): string {
  return markdownText(TABLE_COLUMNS, blocks.map(tableRow));
}

/** Like `csvOf`, for any rows. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvField).join(',')}\n`).join('');
}

/** Like `markdownOf`, for any rows; the column "usable" is right-aligned. */
export function markdownText(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = [columns, columns.map((name) => (name === 'usable' ? '--:' : '---'))];
  const all = [...head, ...rows.map((row) => row.map((cell) => toMarkdown(cell).markdown))];
  return all.map((row) => `| ${row.join(' | ')} |\n`).join('');
}
