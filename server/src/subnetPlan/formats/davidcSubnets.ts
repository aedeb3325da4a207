import { splitCount } from '../../cidr/blocks.ts';
import { type Cidr, withoutHostBits } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { partsOf } from '../change.ts';
import { type Block, freeBlock } from '../model.ts';
import { noPlan, type ReadPlan, readJson } from './file.ts';

/** The longest link that is read, in characters. A link for a /16 in /32 blocks with a comment each would be longer. */
const LONGEST = 200_000;

/**
 * Reads a plan of davidc/subnets, which is a link: `network` and `mask` are its block, `division` encodes the splits,
 * `comments` has the comments by block. The division is the tree in depth-first order, 1 for a block that is split in
 * two and 0 for a leaf. Four of these bits make a hexadecimal digit, the first in its lowest bit; the number of bits
 * stands before a point. Comments become names, since these plans have no names.
 * https://github.com/davidc/subnets/blob/master/subnets.html, read in November 2026.
 */
export function readDavidcSubnets(text: string): ReadPlan {
  if (text.length > LONGEST) return noPlan('This link is too long for a plan.');
  const given = new URLSearchParams(/\?([^#\s]*)/.exec(text)?.[1] ?? '');
  const base = parseCidr(`${given.get('network')}/${given.get('mask')}`);
  if (base.kind === 'error') return noPlan(base.message);
  const root = withoutHostBits(base);
  const division = readDivision(given.get('division') ?? '');
  const comments = readComments(given.get('comments'));
  const [top, rest] = division ? readBlock(root, division, comments) : [undefined, ''];
  if (!top || rest !== '')
    return noPlan('This davidc/subnets link is incomplete: part of its "division" is missing.');
  const blocks = top.blocks.length > 0 ? top.blocks : [top];
  return {
    kind: 'plan',
    plan: {
      zones: 3,
      roots: [{ id: 'r1', cidr: root, vpc: 'Vpc', note: '', ipv6: null, isBound: false, blocks }],
    },
  };
}

/** True if a text is such a link. */
export function isDavidcSubnets(text: string): boolean {
  const [link = ''] = /^\s*https?:\/\/\S*/.exec(text) ?? [];
  return /[?&]network=/.test(link) && /[?&]division=/.test(link);
}

/** The bits of the tree as a text of ones and zeros; undefined if it is cut off. */
function readDivision(text: string): string | undefined {
  const [, length, digits] = /^(\d{1,6})\.([0-9a-f]+)$/.exec(text) ?? [];
  if (length === undefined || digits === undefined || Number(length) > digits.length * 4) return undefined;
  const bits = Array.from(digits, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0'));
  return bits
    .map((four) => [...four].reverse().join(''))
    .join('')
    .slice(0, Number(length));
}

/** The block that the bits begin with, and the remaining bits; no block if they end too early. */
function readBlock(
  cidr: Cidr,
  division: string,
  comments: ReadonlyMap<string, string>,
): readonly [block: Block | undefined, rest: string] {
  const name = comments.get(formatCidr(cidr)) ?? '';
  if (division[0] === '0') return [{ ...freeBlock(cidr), name }, division.slice(1)];
  if (division[0] !== '1' || splitCount(cidr, cidr.prefix + 1) !== 2n) return [undefined, ''];
  const [low, high] = partsOf(cidr, cidr.prefix + 1);
  const [first, afterFirst] = readBlock(low!.cidr, division.slice(1), comments);
  const [second, rest] = readBlock(high!.cidr, afterFirst, comments);
  return first && second ? [{ ...freeBlock(cidr), name, blocks: [first, second] }, rest] : [undefined, ''];
}

/** The comments by block. Missing or unreadable comments are ignored. */
function readComments(text: string | null): ReadonlyMap<string, string> {
  const json = text === null ? undefined : readJson(text);
  if (json?.kind !== 'data' || typeof json.data !== 'object' || json.data === null) return new Map();
  return new Map(
    Object.entries(json.data).flatMap(([block, comment]): [string, string][] =>
      typeof comment === 'string' ? [[block, comment.trim()]] : [],
    ),
  );
}
