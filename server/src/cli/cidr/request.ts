import { type Cidr, hasHostBits, overlaps, withoutHostBits } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { type PlanError, requestError } from '../../subnetPlan/allocate/allocate.ts';
import { logicalIdFor } from '../../subnetPlan/allocate/template.ts';
import type { TierWanted } from '../../subnetPlan/allocate/tiers.ts';

/** The options as written on the command line. */
export interface CidrOptions {
  readonly split?: string;
  readonly hosts?: string;
  readonly azs?: string;
  readonly tiers?: string;
  readonly used?: string;
  readonly format?: string;
}

export const CIDR_FORMATS = ['text', 'json', 'csv', 'markdown', 'cfn-yaml', 'cfn-json'] as const;
type Format = (typeof CIDR_FORMATS)[number];

type Task =
  | { readonly kind: 'describe' }
  | { readonly kind: 'split'; readonly prefix: number }
  | { readonly kind: 'hosts'; readonly hosts: readonly number[] }
  | { readonly kind: 'tiers'; readonly zones: number; readonly tiers: readonly TierWanted[] };

/** The parsed request. */
export interface Request {
  readonly kind: 'request';
  /** Without host bits. */
  readonly root: Cidr;
  readonly used: readonly Cidr[];
  readonly task: Task;
  readonly format: Format;
  readonly note: string | null;
}

/** Parses the arguments; an error names the wrong one. */
export function readCidrRequest(cidrText: string, options: CidrOptions): Request | PlanError {
  const format = CIDR_FORMATS.find((name) => name === (options.format ?? 'text'));
  if (!format)
    return requestError(`--format must be one of ${CIDR_FORMATS.join(', ')}, not ${shown(options.format!)}.`);
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

function readSplit(text: string): Task | PlanError {
  const prefix = wholeNumber(text.replace(/^\//, ''));
  return prefix === undefined
    ? requestError(`--split must be a prefix length such as 24, not ${shown(text)}.`)
    : { kind: 'split', prefix };
}

function readHosts(text: string): Task | PlanError {
  const texts = listOf(text);
  const hosts = texts.map(wholeNumber);
  const wrong = hosts.findIndex((count) => count === undefined || count < 1);
  return wrong >= 0
    ? requestError(`--hosts must be whole numbers from 1, such as 500,100,20, not ${shown(texts[wrong]!)}.`)
    : { kind: 'hosts', hosts: hosts as number[] };
}

function readTask(options: CidrOptions): Task | PlanError {
  const asked = [
    options.split !== undefined && '--split',
    options.hosts !== undefined && '--hosts',
    (options.azs !== undefined || options.tiers !== undefined) && '--azs with --tiers',
  ].filter((name) => name !== false);
  if (asked.length > 1) return requestError(`${asked.join(' and ')} cannot be used together.`);
  if (options.split !== undefined) return readSplit(options.split);
  if (options.hosts !== undefined) return readHosts(options.hosts);
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

/** A note about what differs between request and answer, such as removed host bits. */
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
