import { splitCount } from '../../cidr/blocks.ts';
import { type Cidr, withoutHostBits } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { partsOf } from '../change.ts';
import { type Block, freeBlock } from '../model.ts';
import { type Read, readJson } from './file.ts';

/** The longest link that is read: a /16 in /32 blocks, each with a comment, would not be one. Characters. */
const LONGEST = 200_000;

/**
 * A plan of davidc/subnets, which is a link: `network` and `mask` are its block, `division` says how it is divided,
 * `comments` what is written to which part. The division is the tree in depth, 1 for a block that is divided in two and 0
 * for one that is not; four of them make a hexadecimal digit, the first in its lowest bit, and before a point stands how
 * many there are. A comment becomes the name, as there are no names.
 * https://github.com/davidc/subnets/blob/master/subnets.html, read in November 2026.
 */
export function readDavidcSubnets(text: string): Read {
  if (text.length > LONGEST) return problem('The link is longer than a plan can be.');
  const given = new URLSearchParams(/\?([^#\s]*)/.exec(text)?.[1] ?? '');
  const base = parseCidr(`${given.get('network')}/${given.get('mask')}`);
  if (base.kind === 'error') return problem(base.message);
  const root = withoutHostBits(base);
  const division = readDivision(given.get('division') ?? '');
  const comments = readComments(given.get('comments'));
  const [top, rest] = division ? readBlock(root, division, comments) : [undefined, ''];
  if (!top || rest !== '')
    return problem('The link holds no plan of davidc/subnets; a part of its "division" is missing.');
  const blocks = top.blocks.length > 0 ? top.blocks : [top];
  return {
    kind: 'plan',
    plan: {
      zones: 3,
      roots: [{ id: 'r1', cidr: root, vpc: 'Vpc', note: '', ipv6: null, isBound: false, blocks }],
    },
  };
}

/** Whether a text is one of these links. */
export function isDavidcSubnets(text: string): boolean {
  const [link = ''] = /^\s*https?:\/\/\S*/.exec(text) ?? [];
  return /[?&]network=/.test(link) && /[?&]division=/.test(link);
}

function problem(message: string): Read {
  return { kind: 'error', message };
}

/** The tree as ones and zeros; undefined where it is cut off. */
function readDivision(text: string): string | undefined {
  const [, length, digits] = /^(\d{1,6})\.([0-9a-f]+)$/.exec(text) ?? [];
  if (length === undefined || digits === undefined || Number(length) > digits.length * 4) return undefined;
  const bits = Array.from(digits, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0'));
  return bits
    .map((four) => [...four].reverse().join(''))
    .join('')
    .slice(0, Number(length));
}

/** The block that a tree begins with, and what is left of the tree; no block where it ends too early. */
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

/** By their blocks. A link without any, or with ones that cannot be read, is a plan all the same. */
function readComments(text: string | null): ReadonlyMap<string, string> {
  const json = text === null ? undefined : readJson(text);
  if (json?.kind !== 'data' || typeof json.data !== 'object' || json.data === null) return new Map();
  return new Map(
    Object.entries(json.data).flatMap(([block, comment]): [string, string][] =>
      typeof comment === 'string' ? [[block, comment.trim()]] : [],
    ),
  );
}
