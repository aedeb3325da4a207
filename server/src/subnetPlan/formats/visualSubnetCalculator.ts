import lz from 'lz-string';
import { type Cidr, contains, overlaps, withoutHostBits } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { fillGaps } from '../change.ts';
import { type Block, freeBlock } from '../model.ts';
import { noPlan, type ReadPlan, readJson } from './file.ts';

/**
 * Reads plans of Visual Subnet Calculator (https://visualsubnetcalc.com), exported or as a shared link. A link contains
 * the whole plan, compressed with LZ-string, so it is never opened. Both versions of the format are supported:
 * - 1: blocks by their CIDR, with `_note` and `_color` (`_n` and `_c` in a link);
 * - 2: the same in an export; in a link `9v` is the ninth block of /31 (the last character is the prefix in base 36),
 * with `n` and `c`.
 * A note becomes the name, which these plans lack. Colours are dropped: they are painted by hand and say nothing of a tier.
 */
export function readVisualSubnetCalculator(text: string): ReadPlan {
  const link = /[?&]c=([^&#\s]+)/.exec(text.trim());
  if (!link) {
    const json = readJson(text);
    return json.kind === 'error' ? json : readExport(json.data);
  }
  if (link[1]!.length > 200_000) return noPlan('This link is too long for a plan.');
  // The first character is the version of the link format, so far always 1.
  if (!link[1]!.startsWith('1')) return noPlan('This link has a newer version than VPC Lens supports.');
  const decoded = lz.decompressFromEncodedURIComponent(link[1]!.slice(1).replaceAll(' ', '+'));
  const json = decoded ? readJson(decoded) : undefined;
  if (json?.kind !== 'data') return noPlan('This Visual Subnet Calculator link is incomplete.');
  return readExport(json.data);
}

/** True if a text is such a plan rather than one of ours. */
export function isVisualSubnetCalculator(text: string): boolean {
  return /^\s*https?:\/\/\S*[?&]c=/.test(text) || /"(config_version|base_network)"\s*:/.test(text);
}

type Tree = { readonly [key: string]: unknown };

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readExport(data: unknown): ReadPlan {
  const unreadable = noPlan(
    'This is not a plan of Visual Subnet Calculator: it has no block and no "subnets".',
  );
  if (!isTree(data)) return unreadable;
  const subnets = data.subnets ?? data.s;
  if (!isTree(subnets)) return unreadable;
  const [first] = Object.keys(subnets);
  const base = parseCidr(String(data.base_network ?? data.b ?? first ?? ''));
  if (base.kind === 'error') return noPlan(base.message);
  const root = withoutHostBits(base);
  const blocks = blocksOf(subnets, root, root, 0);
  if (typeof blocks === 'string') return noPlan(blocks);
  const [only] = blocks;
  // The outermost block is the network itself.
  const inner =
    blocks.length === 1 && only!.cidr.prefix === root.prefix && only!.blocks.length > 0
      ? only!.blocks
      : blocks;
  const plan = {
    zones: 3,
    roots: [{ id: 'r1', cidr: root, vpc: 'Vpc', note: '', ipv6: null, isBound: false, blocks: inner }],
  };
  return { kind: 'plan', plan };
}

const DEEPEST = 40;

/** The blocks below a level; a sentence if they cannot be read. */
function blocksOf(tree: Tree, outer: Cidr, root: Cidr, depth: number): readonly Block[] | string {
  if (depth > DEEPEST) return 'The blocks are nested too deeply.';
  const blocks: Block[] = [];
  for (const [key, value] of Object.entries(tree)) {
    if (!isBlockKey(key)) continue;
    const cidr = cidrOf(key, root);
    if (!cidr || !isTree(value)) return `"${key.slice(0, 40)}" is not a block.`;
    if (!contains(outer, cidr)) return `${formatCidr(cidr)} is outside ${formatCidr(outer)}.`;
    if (blocks.some((other) => overlaps(other.cidr, cidr))) return `${formatCidr(cidr)} is listed twice.`;
    const parts = Object.keys(value).some(isBlockKey) ? blocksOf(value, cidr, root, depth + 1) : [];
    if (typeof parts === 'string') return parts;
    const name = trimmedText(value._note ?? value._n ?? value.n);
    blocks.push({ ...freeBlock(cidr), name, blocks: parts });
  }
  return fillGaps(outer, blocks);
}

function isBlockKey(key: string): boolean {
  return !key.startsWith('_') && key !== 'n' && key !== 'c';
}

function trimmedText(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function cidrOf(key: string, root: Cidr): Cidr | undefined {
  if (key.includes('/')) {
    const cidr = parseCidr(key);
    return cidr.kind === 'error' ? undefined : withoutHostBits(cidr);
  }
  const match = /^([0-9]{1,10})([0-9a-w])$/.exec(key);
  if (!match) return undefined;
  const prefix = Number.parseInt(match[2]!, 36);
  const base = root.base + (BigInt(match[1]!) << BigInt(32 - prefix));
  return base < 1n << 32n ? { kind: 'cidr', family: 4, base, prefix } : undefined;
}
