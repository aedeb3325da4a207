import { type Cidr, contains, endOf, overlaps, sizeOf, withoutHostBits } from '../../cidr/cidr.ts';
import { formatCidr, formatCount } from '../../cidr/format.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { MOST_PLAN_ZONES, zoneLetter } from '../allocate/tiers.ts';
import { fillGaps } from '../change.ts';
import type { Block, BoundSubnet, Root, SubnetPlan } from '../model.ts';

/** The `format` of a `*.subnets.json`; documented in docs/calculator.md. */
const FORMAT = 'vpc-lens.subnets';
const VERSION = 1;

/** The largest file that is read, in characters. 4,096 blocks with long notes are half of it. */
export const MOST_CHARACTERS = 1_000_000;
const MOST_ROWS = 70_000;
const DEEPEST = 64;

/** A plan, or a sentence that says why the text is not one. */
export type ReadPlan =
  | { readonly kind: 'plan'; readonly plan: SubnetPlan }
  | { readonly kind: 'error'; readonly message: string };

/** Why a text is not a plan, as a sentence for the user. */
export function noPlan(message: string): ReadPlan {
  return { kind: 'error', message };
}

type Json = { readonly [key: string]: unknown };

/** The plan as the text of a file, without fields that have their default value. */
export function writePlan(plan: SubnetPlan): string {
  return `${JSON.stringify(planData(plan), null, 2)}\n`;
}

/** The same on one line, for the state that the window keeps. */
export function writePlanShort(plan: SubnetPlan): string {
  return JSON.stringify(planData(plan));
}

function planData(plan: SubnetPlan): Json {
  return { format: FORMAT, version: VERSION, zones: plan.zones, roots: plan.roots.map(rootData) };
}

function rootData({ cidr, vpc, note, ipv6, isBound, blocks }: Root): Json {
  return {
    cidr: formatCidr(cidr),
    vpc,
    ...(note !== '' && { note }),
    ...(ipv6 !== null && { ipv6: ipv6 === 'amazon' ? ipv6 : formatCidr(ipv6) }),
    ...(isBound && { bound: true }),
    blocks: blocks.map(blockData),
  };
}

function blockData({ cidr, name, tier, zone, note, isGap, ipv6, resource, blocks }: Block): Json {
  return {
    cidr: formatCidr(cidr),
    ...(name !== '' && { name }),
    ...(tier !== '' && { tier }),
    ...(zone !== null && { zone: zoneLetter(zone) }),
    ...(note !== '' && { note }),
    ...(isGap && { gap: true }),
    ...(ipv6 !== null && { ipv6 }),
    ...(resource && {
      resource: { ...resource, zone: resource.zone === null ? null : zoneLetter(resource.zone) },
    }),
    ...(blocks.length > 0 && { blocks: blocks.map(blockData) }),
  };
}

/** Only thrown and caught in this file. */
class Unreadable extends Error {}

function fail(message: string): never {
  throw new Unreadable(message);
}

/**
 * Reads a plan from the text of a file. Omitted blocks are free. A block outside of the one that contains it,
 * overlapping blocks and a file of a later version are errors.
 */
export function readPlan(text: string): ReadPlan {
  const data = readJson(text);
  if (data.kind === 'error') return data;
  return readPlanData(data.data);
}

/** Reads JSON of at most `MOST_CHARACTERS`; returns a sentence if it is not JSON or too long. */
export function readJson(text: string): { kind: 'data'; data: unknown } | { kind: 'error'; message: string } {
  if (text.length > MOST_CHARACTERS) {
    return { kind: 'error', message: 'This is larger than 1 MB, so it is not a plan; nothing was changed.' };
  }
  try {
    return { kind: 'data', data: JSON.parse(text) };
  } catch {
    return {
      kind: 'error',
      message: 'This is not a plan, a list of CIDR blocks or a link of a calculator; nothing was changed.',
    };
  }
}

/** Like `readPlan`, from parsed JSON. */
export function readPlanData(data: unknown): ReadPlan {
  try {
    const file = object(data, 'The file');
    if (file.format !== FORMAT) fail('This is not a subnet plan: its "format" is not "vpc-lens.subnets".');
    if (file.version !== VERSION)
      fail(`The plan has version ${shown(file.version)}; this calculator supports version ${VERSION}.`);
    const zones = file.zones ?? 3;
    if (!Number.isInteger(zones) || Number(zones) < 1 || Number(zones) > MOST_PLAN_ZONES)
      fail(`"zones" must be a whole number from 1 to ${MOST_PLAN_ZONES}.`);
    const count = { rows: 0 };
    const roots = list(file.roots, '"roots"').map((root, index) => readRoot(root, `r${index + 1}`, count));
    return { kind: 'plan', plan: { zones: Number(zones), roots } };
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'error', message: error.message };
    throw error;
  }
}

function readRoot(data: unknown, id: string, count: { rows: number }): Root {
  const root = object(data, 'A root');
  const cidr = readCidr(root.cidr);
  const ipv6 = root.ipv6 === undefined ? null : root.ipv6 === 'amazon' ? 'amazon' : readCidr(root.ipv6);
  if (ipv6 !== null && ipv6 !== 'amazon' && (ipv6.family !== 6 || ipv6.prefix > 64)) {
    fail(`The "ipv6" of ${formatCidr(cidr)} must be an IPv6 block, /64 or larger, or "amazon".`);
  }
  return {
    id,
    cidr,
    vpc: readText(root.vpc, 'vpc') || 'Vpc',
    note: readText(root.note, 'note'),
    ipv6,
    isBound: root.bound === true,
    blocks: readBlocks(root.blocks, cidr, count, 0),
  };
}

function readBlocks(data: unknown, outer: Cidr, count: { rows: number }, depth: number): readonly Block[] {
  if (depth > DEEPEST) fail('The blocks are nested too deeply.');
  const blocks = list(data ?? [], '"blocks"').map((one) => readBlock(one, count, depth));
  count.rows += blocks.length;
  if (isTiling(outer, blocks)) return enough(blocks, count);
  for (const block of blocks) {
    if (!contains(outer, block.cidr)) fail(`${formatCidr(block.cidr)} is outside ${formatCidr(outer)}.`);
  }
  const all = fillGaps(outer, blocks);
  for (const [index, { cidr }] of all.entries()) {
    const next = all[index + 1]?.cidr;
    if (next && overlaps(cidr, next)) fail(`${formatCidr(next)} overlaps ${formatCidr(cidr)}.`);
  }
  count.rows += all.length - blocks.length;
  return enough(all, count);
}

function enough(blocks: readonly Block[], count: { readonly rows: number }): readonly Block[] {
  if (count.rows > MOST_ROWS) fail(`The plan has more than ${formatCount(BigInt(MOST_ROWS))} blocks.`);
  return blocks;
}

/** True if the blocks are sorted and cover the outer one exactly, as in a written plan. */
function isTiling(outer: Cidr, blocks: readonly Block[]): boolean {
  let next = outer.base;
  for (const { cidr } of blocks) {
    if (cidr.family !== outer.family || cidr.base !== next) return false;
    next += sizeOf(cidr);
  }
  return next === endOf(outer);
}

function readBlock(data: unknown, count: { rows: number }, depth: number): Block {
  const block = object(data, 'A block');
  const cidr = readCidr(block.cidr);
  const ipv6 = block.ipv6 ?? null;
  if (ipv6 !== null && !(Number.isInteger(ipv6) && Number(ipv6) >= 0 && Number(ipv6) < 2 ** 20)) {
    fail(`The "ipv6" of ${formatCidr(cidr)} must be the number of a /64, from 0.`);
  }
  return {
    cidr,
    name: readText(block.name, 'name'),
    tier: readText(block.tier, 'tier'),
    zone: readZone(block.zone),
    note: readText(block.note, 'note'),
    isGap: block.gap === true,
    ipv6: ipv6 === null ? null : Number(ipv6),
    resource: block.resource === undefined ? null : readResource(block.resource),
    blocks: block.blocks === undefined ? [] : readBlocks(block.blocks, cidr, count, depth + 1),
  };
}

function readResource(data: unknown): BoundSubnet {
  const resource = object(data, 'A "resource"');
  return {
    id: readText(resource.id, 'id'),
    cidr: formatCidr(readCidr(resource.cidr)),
    zone: readZone(resource.zone),
    planned: typeof resource.planned === 'string' ? resource.planned : null,
  };
}

/** Host bits are dropped, as AWS drops them. */
function readCidr(data: unknown): Cidr {
  if (typeof data !== 'string') fail(`A "cidr" must be a string such as "10.0.0.0/16", not ${shown(data)}.`);
  const cidr = parseCidr(data);
  return cidr.kind === 'error' ? fail(cidr.message) : withoutHostBits(cidr);
}

function readZone(data: unknown): number | null {
  if (data === undefined || data === null) return null;
  if (typeof data === 'string' && /^[a-z]$/.test(data)) return data.charCodeAt(0) - 97;
  return fail(`A "zone" must be a letter from a to z, not ${shown(data)}.`);
}

function readText(data: unknown, name: string): string {
  if (data === undefined) return '';
  return typeof data === 'string' ? data : fail(`A "${name}" must be a string, not ${shown(data)}.`);
}

function object(data: unknown, what: string): Json {
  if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data as Json;
  return fail(`${what} must be an object, not ${shown(data)}.`);
}

function list(data: unknown, what: string): readonly unknown[] {
  return Array.isArray(data) ? data : fail(`${what} must be a list, not ${shown(data)}.`);
}

function shown(data: unknown): string {
  const text = JSON.stringify(data) ?? 'missing';
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
