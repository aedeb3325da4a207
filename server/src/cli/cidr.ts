import type { Command } from 'commander';
import { reservedInAws, subnetSizes, usableInAws } from '../cidr/awsSubnet.ts';
import { freeBlocks, largestOf, totalSize } from '../cidr/blocks.ts';
import {
  type Cidr,
  firstAddress,
  hasHostBits,
  lastAddress,
  netmaskOf,
  overlaps,
  sizeOf,
  withoutHostBits,
} from '../cidr/cidr.ts';
import { formatAddress, formatCidr, formatCount } from '../cidr/format.ts';
import { parseCidr } from '../cidr/parse.ts';
import { factsOf } from '../cidr/summary.ts';
import { printableJson } from '../escape/printable.ts';
import {
  type Plan,
  type PlanError,
  type PlannedBlock,
  requestError,
} from '../subnetPlan/allocate/allocate.ts';
import { planHosts } from '../subnetPlan/allocate/hosts.ts';
import { planSplit } from '../subnetPlan/allocate/split.ts';
import { csvOf, markdownOf, TABLE_COLUMNS, tableRow } from '../subnetPlan/allocate/table.ts';
import {
  logicalIdFor,
  MOST_RESOURCES,
  refusedBlock,
  templateJsonOf,
  templateYamlOf,
} from '../subnetPlan/allocate/template.ts';
import { type PlannedTier, planTiers, type TierWanted, zoneLetter } from '../subnetPlan/allocate/tiers.ts';

/** The options as written on the command line, unread. */
export interface CidrOptions {
  readonly split?: string;
  readonly hosts?: string;
  readonly azs?: string;
  readonly tiers?: string;
  readonly used?: string;
  readonly format?: string;
}

export interface CidrResult {
  /** 0 fine, 1 the plan does not fit, 2 the request cannot be read. */
  readonly status: 0 | 1 | 2;
  readonly stdout: string;
  /** One sentence and a line end where the status is not 0, else empty. */
  readonly stderr: string;
}

/** Adds `vpc-lens cidr` to the program; `finish` prints the result and sets the exit status. */
export function registerCidr(program: Command, finish: (result: CidrResult) => void): void {
  program
    .command('cidr')
    .description('Calculate a CIDR block: addresses, AWS-reserved addresses, and subnet plans.')
    .argument('<CIDR>', 'a CIDR block such as 10.0.0.0/16')
    .option('--split <PREFIX>', 'list all blocks with this prefix length')
    .option('--hosts <N,N,…>', 'plan the smallest subnets with at least N usable addresses')
    .option('--azs <N>', 'plan subnets of each tier in N zones (with --tiers)')
    .option(
      '--tiers <NAME[:PREFIX],…>',
      'tiers to plan; PREFIX is the prefix length of each subnet (with --azs)',
      joined,
    )
    .option('--used <CIDR,CIDR,…>', 'blocks that are in use; the plan avoids them', joined)
    .option('--format <FORMAT>', `output format: ${FORMATS.join(', ')}`, 'text')
    .addHelpText('after', EXAMPLES)
    .action((cidr: string, options: CidrOptions) => finish(runCidr(cidr, options)));
}

const EXAMPLES = `
Examples:
  vpc-lens cidr 10.0.0.0/16
  vpc-lens cidr 10.0.0.0/16 --azs 3 --tiers public:24,private:20 --format cfn-yaml
  vpc-lens cidr 10.0.0.0/20 --hosts 500,100,20 --used 10.0.0.0/24

Exit status: 0 fine, 1 the plan does not fit, 2 an argument is wrong.
`;

function joined(value: string, before: string | undefined): string {
  return before === undefined ? value : `${before},${value}`;
}

/** Answers one `vpc-lens cidr` call. Touches nothing outside its arguments. */
export function runCidr(cidrText: string, options: CidrOptions): CidrResult {
  const request = readRequest(cidrText, options);
  if (request.kind === 'error') return failed(request);
  const plan = planFor(request);
  if (plan.kind === 'error') return failed(plan);
  const output = print(request, plan);
  return typeof output === 'string' ? { status: 0, stdout: output, stderr: '' } : failed(output);
}

function failed({ reason, message }: PlanError): CidrResult {
  const status = reason === 'request' || reason === 'too-many-blocks' ? 2 : 1;
  return { status, stdout: '', stderr: `${message}\n` };
}

// ---- Reading the request

const FORMATS = ['text', 'json', 'csv', 'markdown', 'cfn-yaml', 'cfn-json'] as const;
type Format = (typeof FORMATS)[number];

type Task =
  | { readonly kind: 'describe' }
  | { readonly kind: 'split'; readonly prefix: number }
  | { readonly kind: 'hosts'; readonly hosts: readonly number[] }
  | { readonly kind: 'tiers'; readonly zones: number; readonly tiers: readonly TierWanted[] };

interface Request {
  readonly kind: 'request';
  /** Without host bits. */
  readonly root: Cidr;
  readonly used: readonly Cidr[];
  readonly task: Task;
  readonly format: Format;
  readonly note: string | null;
}

function readRequest(cidrText: string, options: CidrOptions): Request | PlanError {
  const format = FORMATS.find((name) => name === (options.format ?? 'text'));
  if (!format)
    return requestError(`--format must be one of ${FORMATS.join(', ')}, not ${shown(options.format!)}.`);
  const written = parseCidr(cidrText);
  if (written.kind === 'error') return requestError(written.message);
  const used: Cidr[] = [];
  for (const text of options.used === undefined ? [] : listOf(options.used)) {
    const one = parseCidr(text);
    if (one.kind === 'error') return requestError(`In --used: ${one.message}`);
    used.push(one);
  }
  const task = readTask(options);
  if (task.kind === 'error') return task;
  const root = withoutHostBits(written);
  return { kind: 'request', root, used, task, format, note: noteOn(written, used) };
}

function readTask(options: CidrOptions): Task | PlanError {
  const asked = [
    options.split !== undefined && '--split',
    options.hosts !== undefined && '--hosts',
    (options.azs !== undefined || options.tiers !== undefined) && '--azs with --tiers',
  ].filter((name) => name !== false);
  if (asked.length > 1) return requestError(`${asked.join(' and ')} cannot be used together.`);
  if (options.split !== undefined) {
    const prefix = wholeNumber(options.split.replace(/^\//, ''));
    return prefix === undefined
      ? requestError(`--split must be a prefix length such as 24, not ${shown(options.split)}.`)
      : { kind: 'split', prefix };
  }
  if (options.hosts !== undefined) {
    const texts = listOf(options.hosts);
    const hosts = texts.map(wholeNumber);
    const wrong = hosts.findIndex((count) => count === undefined || count < 1);
    return wrong >= 0
      ? requestError(`--hosts must be whole numbers from 1, such as 500,100,20, not ${shown(texts[wrong]!)}.`)
      : { kind: 'hosts', hosts: hosts as number[] };
  }
  if (options.azs === undefined && options.tiers === undefined) return { kind: 'describe' };
  if (options.tiers === undefined)
    return requestError('--azs needs --tiers, such as --tiers public,private.');
  if (options.azs === undefined)
    return requestError('--tiers needs --azs, the number of zones, such as --azs 2.');
  const zones = wholeNumber(options.azs);
  if (zones === undefined)
    return requestError(`--azs must be a whole number such as 2, not ${shown(options.azs)}.`);
  const tiers = readTiers(options.tiers);
  return 'kind' in tiers ? tiers : { kind: 'tiers', zones, tiers };
}

function readTiers(text: string): readonly TierWanted[] | PlanError {
  const tiers: TierWanted[] = [];
  const ids = new Set<string>();
  for (const one of listOf(text)) {
    const match = /^([A-Za-z][A-Za-z0-9 _-]{0,99})(?::\/?([0-9]{1,3}))?$/.exec(one);
    if (!match) {
      return requestError(
        `--tiers must be names with an optional prefix length, such as public:24,private, not ${shown(one)}.`,
      );
    }
    const name = match[1]!.trim();
    if (ids.has(logicalIdFor(name)))
      return requestError(`--tiers contains ${shown(name)} twice; tier names must be unique.`);
    ids.add(logicalIdFor(name));
    tiers.push(match[2] === undefined ? { name } : { name, prefix: Number(match[2]) });
  }
  return tiers;
}

/** What differs between the question and the answer, so that nobody wonders where a number came from. */
function noteOn(written: Cidr, used: readonly Cidr[]): string | null {
  const notes: string[] = [];
  const network = formatCidr(withoutHostBits(written));
  if (hasHostBits(written)) {
    notes.push(`${formatCidr(written)} has host bits set; the result is for its network, ${network}.`);
  }
  for (const one of used.filter(hasHostBits)) {
    const taken = formatCidr(withoutHostBits(one));
    notes.push(`${formatCidr(one)} in --used has host bits set; its network ${taken} is used instead.`);
  }
  for (const one of used.filter((other) => !overlaps(written, other))) {
    notes.push(`${formatCidr(one)} is outside ${network} and has no effect.`);
  }
  return notes.length === 0 ? null : notes.join(' ');
}

function listOf(text: string): readonly string[] {
  return text.split(',').map((item) => item.trim());
}

/** Undefined for anything but digits: no sign, no point, no exponent. */
function wholeNumber(text: string): number | undefined {
  const value = /^[0-9]{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}

/** The user's text within a sentence: on one line and without terminal escapes. */
function shown(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  return `"${plain.length > 48 ? `${plain.slice(0, 48)}…` : plain}"`;
}

// ---- Planning

type AnyPlan = Plan & { readonly tiers?: readonly PlannedTier[] };

function planFor({ root, used, task }: Request): AnyPlan | PlanError {
  switch (task.kind) {
    case 'describe':
      return { kind: 'plan', blocks: [], free: freeBlocks(root, used) };
    case 'split':
      return planSplit(root, task.prefix, used);
    case 'hosts': {
      const wanted = task.hosts.map((hosts, index) => ({ name: `subnet-${index + 1}`, hosts }));
      return planHosts(root, wanted, used);
    }
    case 'tiers':
      return planTiers(root, task.zones, task.tiers, used);
  }
}

// ---- Printing

function print(request: Request, plan: AnyPlan): string | PlanError {
  // Without a plan a table has one row, the block itself.
  const rows = request.task.kind === 'describe' ? [{ name: '', cidr: request.root }] : plan.blocks;
  switch (request.format) {
    case 'text':
      return textOf(request, plan);
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

function jsonOf({ root, note }: Request, { blocks, free }: AnyPlan): unknown {
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
    note,
  };
}

/** A JSON number is exact to 2^53; a larger count is a string of digits. */
function jsonCount(count: bigint): number | string {
  return count > 2n ** 53n ? count.toString() : Number(count);
}

function textOf(request: Request, plan: AnyPlan): string {
  const { root, used, task, note } = request;
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
  // Columns that say nothing in this plan are left out.
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

/** A terminal's worth; JSON has them all. */
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
