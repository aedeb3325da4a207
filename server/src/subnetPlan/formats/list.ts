import Papa from 'papaparse';
import { type Cidr, contains, equals, withoutHostBits } from '../../cidr/cidr.ts';
import { formatCidr, formatCount } from '../../cidr/format.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { put } from '../change.ts';
import { type Block, freeBlock, NO_LABELS, type Root, type SubnetPlan } from '../model.ts';
import { newRoot } from '../roots.ts';
import { MOST_CHARACTERS, noPlan, type ReadPlan } from './file.ts';

/** More blocks than this are a mistake, as in a split. */
const MOST_BLOCKS = 4096;

/** A block of the list and what the list says of it. */
interface Item extends Pick<Block, 'cidr' | 'name' | 'tier' | 'zone' | 'note' | 'isGap'> {
  readonly line: number;
  readonly isFree: boolean;
  readonly vpc: string;
}

/** True if a text has a CIDR block in it; a JSON text is something else. */
export function isNameList(text: string): boolean {
  return !/^\s*[[{]/.test(text) && /[0-9a-f:.]\/[0-9]/i.test(text);
}

/**
 * Reads blocks from a table with a header line (CSV, or as copied from a spreadsheet), or from any list with a block a
 * line and perhaps a name beside it. A block that contains others is a VPC's block or a group. Blocks that no other one
 * contains get a common VPC block around them.
 */
export function readList(text: string): ReadPlan {
  if (text.length > MOST_CHARACTERS) return noPlan('The list is larger than 1 MB.');
  const { data } = Papa.parse<string[]>(text.trimEnd(), { skipEmptyLines: false });
  const rows = data.map((cells) => cells.map((cell) => cell.trim().replace(/^'(?=[=+\-@])/, '')));
  const header = headerOf(rows);
  const items: Item[] = [];
  for (const [index, cells] of rows.entries()) {
    if (index <= (header?.row ?? -1) || cells.every((cell) => cell === '')) continue;
    const found = header ? itemOfTable(cells, header, index + 1) : itemsOfLine(cells, index + 1);
    if (typeof found === 'string') return noPlan(found);
    items.push(...found);
    if (items.length > MOST_BLOCKS)
      return noPlan(`The list has more than ${formatCount(BigInt(MOST_BLOCKS))} blocks.`);
  }
  if (items.length === 0) return noPlan('The list has no CIDR block.');
  return planOf(items);
}

/** What a column of a table can be called. */
const COLUMNS = {
  cidr: ['cidr', 'cidr block', 'cidrblock', 'block', 'subnet', 'network', 'prefix', 'ipv4 cidr'],
  name: ['name', 'subnet name', 'label'],
  tier: ['tier', 'type'],
  zone: ['az', 'zone', 'availability zone', 'availabilityzone'],
  note: ['note', 'notes', 'description', 'comment'],
  kind: ['kind'],
  vpc: ['vpc'],
} as const;

interface Header {
  readonly row: number;
  readonly at: ReadonlyMap<keyof typeof COLUMNS, number>;
}

/** The first line that is not empty, if it names the column of the blocks. */
function headerOf(rows: readonly (readonly string[])[]): Header | undefined {
  const row = rows.findIndex((cells) => cells.some((cell) => cell !== ''));
  const titles = (rows[row] ?? []).map((cell) => cell.toLowerCase());
  const at = new Map<keyof typeof COLUMNS, number>();
  for (const [column, names] of Object.entries(COLUMNS) as [keyof typeof COLUMNS, readonly string[]][]) {
    const index = titles.findIndex((title) => names.includes(title));
    if (index >= 0) at.set(column, index);
  }
  return at.has('cidr') ? { row, at } : undefined;
}

function itemOfTable(cells: readonly string[], { at }: Header, line: number): readonly Item[] | string {
  const text = (column: keyof typeof COLUMNS) => cells[at.get(column) ?? -1] ?? '';
  const cidr = parseCidr(text('cidr'));
  if (cidr.kind === 'error') return `Line ${line}: ${cidr.message}`;
  const kind = text('kind');
  return [
    {
      line,
      cidr: withoutHostBits(cidr),
      name: text('name'),
      tier: text('tier'),
      zone: zoneOf(text('zone')),
      note: text('note'),
      isGap: kind === 'gap',
      isFree: kind === 'free',
      vpc: text('vpc'),
    },
  ];
}

/** The blocks of a line without a header: each one, or one with a name before or after it. */
function itemsOfLine(cells: readonly string[], line: number): readonly Item[] | string {
  const words = cells.flatMap((cell) => cell.split(/\s+/)).map(bare);
  const blocks = words.filter((word) => word.includes('/')).map((word) => ({ word, cidr: parseCidr(word) }));
  const wrong = blocks.find(({ cidr }) => cidr.kind === 'error');
  if (wrong?.cidr.kind === 'error') return `Line ${line}: ${wrong.cidr.message}`;
  if (blocks.length === 0) return `Line ${line} has no CIDR block.`;
  const name =
    blocks.length === 1
      ? words
          .filter((word) => word !== blocks[0]!.word)
          .join(' ')
          .trim()
      : '';
  return blocks.map(({ cidr }) => ({
    ...NO_LABELS,
    line,
    cidr: withoutHostBits(cidr as Cidr),
    name,
    isFree: false,
    vpc: '',
  }));
}

/** A word without the bullet, quotes and commas around it. */
function bare(word: string): string {
  let [start, end] = [0, word.length];
  while (start < end && `"'•*-`.includes(word[start]!)) start++;
  while (end > start && `"',;`.includes(word[end - 1]!)) end--;
  return word.slice(start, end);
}

/** The letter at the end of a zone's name, as a number: 0 for "a" and for "eu-central-1a". */
function zoneOf(text: string): number | null {
  const letter = /^(?:.*-?\d)?([a-z])$/.exec(text.toLowerCase())?.[1];
  return letter === undefined ? null : letter.charCodeAt(0) - 97;
}

function planOf(items: readonly Item[]): ReadPlan {
  // The larger first, so that each is put into the one that contains it.
  const sorted = items.toSorted((a, b) => a.cidr.prefix - b.cidr.prefix);
  let plan: SubnetPlan = {
    zones: Math.max(3, ...items.map(({ zone }) => (zone ?? -1) + 1)),
    roots: [],
  };
  for (const vpc of new Set(items.map((item) => item.vpc))) {
    const own = sorted.filter((item) => item.vpc === vpc);
    const twice = duplicateIn(own);
    if (twice !== undefined) return noPlan(twice);
    for (const group of groupsOf(own)) {
      const { root, inside } = rootOf(plan, group, vpc);
      const isOuter = ({ cidr }: Item) =>
        inside.some((other) => other.cidr !== cidr && contains(cidr, other.cidr));
      let number = 0;
      const blocks = inside.map((item): Block => {
        const isNameless = item.name === '' && !item.isFree && !item.isGap && !isOuter(item);
        if (isNameless) number++;
        const { cidr, tier, zone, note, isGap } = item;
        return {
          ...freeBlock(cidr),
          name: isNameless ? `subnet-${number}` : item.name,
          tier,
          zone,
          note,
          isGap,
        };
      });
      plan = { ...plan, roots: [...plan.roots, { ...root, blocks: blocks.reduce(put, root.blocks) }] };
    }
  }
  return { kind: 'plan', plan };
}

function duplicateIn(items: readonly Item[]): string | undefined {
  const lines = new Map<string, number>();
  for (const { cidr, line } of items) {
    const text = formatCidr(cidr);
    const before = lines.get(text);
    if (before !== undefined) {
      const where = before === line ? `in line ${line}` : `in lines ${before} and ${line}`;
      return `${text} is listed twice, ${where}.`;
    }
    lines.set(text, line);
  }
  return undefined;
}

/** AWS's largest VPC: a /16, or a /44 of IPv6 (CIDR-01, X-07). Blocks within one can be of one VPC block. */
function largestVpc({ family, prefix, base }: Cidr): Cidr {
  return withoutHostBits({ kind: 'cidr', family, base, prefix: Math.min(prefix, family === 4 ? 16 : 44) });
}

/** The items by the largest VPC block that they can be in. */
function groupsOf(items: readonly Item[]): readonly (readonly Item[])[] {
  const groups: { readonly around: Cidr; readonly items: Item[] }[] = [];
  for (const item of items) {
    const home = groups.find(({ around }) => contains(around, item.cidr));
    if (home) home.items.push(item);
    else groups.push({ around: largestVpc(item.cidr), items: [item] });
  }
  return groups.map((group) => group.items);
}

/** The root of a group and what is in it. The only outermost block is the root itself, unless it is a named subnet. */
function rootOf(
  plan: SubnetPlan,
  items: readonly Item[],
  vpc: string,
): { root: Root; inside: readonly Item[] } {
  const [first, ...rest] = items;
  const isAround = rest.every(({ cidr }) => contains(first!.cidr, cidr));
  if (isAround && (rest.length > 0 || (first!.name === '' && !first!.isGap))) {
    const root = newRoot(plan, first!.cidr, vpc || first!.name || 'Vpc');
    return { root: { ...root, note: first!.note }, inside: rest };
  }
  return { root: newRoot(plan, coverOf(items.map(({ cidr }) => cidr)), vpc || 'Vpc'), inside: items };
}

/** The smallest block that contains all of them. */
function coverOf([first, ...rest]: readonly Cidr[]): Cidr {
  let cover = first!;
  while (!rest.every((cidr) => contains(cover, cidr) || equals(cover, cidr))) {
    cover = withoutHostBits({ ...cover, prefix: cover.prefix - 1 });
  }
  return cover;
}
