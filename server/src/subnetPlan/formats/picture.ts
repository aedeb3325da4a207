import { type Cidr, sizeOf } from '../../cidr/cidr.ts';
import { formatCidr, formatCount } from '../../cidr/format.ts';
import { xmlText } from '../../escape/xml.ts';
import { zoneLetter } from '../allocate/tiers.ts';
import { ipv6Text } from '../ipv6.ts';
import { type Block, leavesOf, type Root, type SubnetPlan } from '../model.ts';
import { kindOf } from '../rows.ts';
import { lookOfTier, type TierLook } from '../tierLook.ts';
import { usableIn } from '../usage.ts';

const MARGIN = 16;
const BAR = { width: 900, height: 26 };
const ROW = 22;
/** Pixels per character: the widest of the fonts, with capitals and digits mixed. */
const CHARACTER = 7.2;
const FREE = '#f3f3f3';

/**
 * The plan as an SVG: each root as a bar to scale, followed by a line for every block. Dark text on white, because the
 * picture is used outside of the editor. Text is escaped.
 */
export function pictureOf(plan: SubnetPlan): string {
  const tables = plan.roots.map(tableOf);
  const widths = COLUMNS.map((_, column) =>
    Math.max(0, ...tables.flat().map(({ cells }) => cells[column]!.length * CHARACTER)),
  );
  const table = 20 + widths.reduce((sum, width) => sum + (width > 0 ? width + 14 : 0), 0);
  const width = Math.ceil(Math.max(BAR.width, table) + 2 * MARGIN);
  const parts: string[] = [];
  let y = MARGIN;
  for (const [index, root] of plan.roots.entries()) {
    const title = [root.vpc, formatCidr(root.cidr), ipv6OfRoot(root), root.note].filter((one) => one !== '');
    parts.push(text(MARGIN, y + 12, title.join('  '), ' font-weight="600"'));
    y += 22;
    for (const leaf of leavesOf(root.blocks)) parts.push(segment(root.cidr, leaf, y));
    parts.push(
      `<rect x="${MARGIN}" y="${y}" width="${BAR.width}" height="${BAR.height}" fill="none" stroke="#555"/>`,
    );
    y += BAR.height + 12;
    for (const line of tables[index]!) {
      parts.push(swatch(line.block, y), ...cells(line, widths, y));
      y += ROW;
    }
    y += MARGIN;
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}" ` +
    `font-family="system-ui, sans-serif" font-size="12">\n${HATCHES}\n<rect width="${width}" height="${y}" fill="#fff"/>\n` +
    `${parts.filter((part) => part !== '').join('\n')}\n</svg>\n`
  );
}

/** The start and length of a block as fractions of the root. */
export function shareOf(root: Cidr, cidr: Cidr): { readonly start: number; readonly length: number } {
  const whole = Number(sizeOf(root));
  return { start: Number(cidr.base - root.base) / whole, length: Number(sizeOf(cidr)) / whole };
}

/** Lines over the colours of tiers that have none of their own. */
const HATCHES =
  '<defs>' +
  '<pattern id="up" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 6L6 0" stroke="#000" stroke-opacity="0.6"/></pattern>' +
  '<pattern id="down" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 0L6 6" stroke="#000" stroke-opacity="0.6"/></pattern>' +
  '</defs>';

function segment(root: Cidr, leaf: Block, y: number): string {
  const { start, length } = shareOf(root, leaf.cidr);
  const title = `${nameOf(leaf)} ${formatCidr(leaf.cidr)}`;
  return area(leaf, [MARGIN + start * BAR.width, y, length * BAR.width, BAR.height], title);
}

function swatch(leaf: Block, y: number): string {
  return area(leaf, [MARGIN, y + 1, 12, 12]);
}

type Rectangle = readonly [x: number, y: number, width: number, height: number];

/** A block as a rectangle in its tier's look. */
function area(leaf: Block, [x, y, width, height]: Rectangle, title?: string): string {
  const place = `x="${round(x)}" y="${y}" width="${round(width)}" height="${height}"`;
  const kind = kindOf(leaf);
  const isFree = kind === 'free' || kind === 'labelled';
  const { colour, hatch }: TierLook = isFree ? { colour: FREE, hatch: 'none' } : lookOfTier(leaf.tier);
  const opacity = kind === 'gap' ? ' fill-opacity="0.25"' : '';
  const frame = isFree && title === undefined ? ' stroke="#aaa"' : ' stroke="#fff" stroke-width="0.6"';
  const inner = title === undefined ? '/>' : `><title>${xmlText(title)}</title></rect>`;
  const lines =
    hatch === 'none' ? '' : `<rect ${place} fill="url(#${hatch})"${opacity} pointer-events="none"/>`;
  return `<rect ${place} fill="${colour}"${opacity}${frame}${inner}${lines}`;
}

interface Line {
  readonly block: Block;
  readonly cells: readonly string[];
}

const COLUMNS = ['name', 'block', 'usable', 'zone', 'tier', 'ipv6', 'note'] as const;

function tableOf(root: Root): readonly Line[] {
  return leavesOf(root.blocks).map((block) => {
    const usable = usableIn(block);
    return {
      block,
      cells: [
        shortened(nameOf(block)),
        formatCidr(block.cidr),
        usable === undefined ? 'reserved' : `${formatCount(usable)} usable`,
        block.zone === null ? '' : `zone ${zoneLetter(block.zone)}`,
        shortened(block.tier),
        ipv6Text(root, block),
        shortened(block.note),
      ],
    };
  });
}

function* cells({ cells }: Line, widths: readonly number[], y: number): Generator<string> {
  let x = MARGIN + 20;
  for (const [column, content] of cells.entries()) {
    yield text(x, y + 11, content);
    if (widths[column]! > 0) x += widths[column]! + 14;
  }
}

function nameOf(block: Block): string {
  return block.name || (kindOf(block) === 'free' ? 'free' : '');
}

function ipv6OfRoot({ ipv6 }: Root): string {
  return ipv6 === null ? '' : ipv6 === 'amazon' ? 'Amazon-provided IPv6 /56' : formatCidr(ipv6);
}

function shortened(content: string): string {
  return content.length > 60 ? `${content.slice(0, 59)}…` : content;
}

function text(x: number, y: number, content: string, attributes = ''): string {
  return content === ''
    ? ''
    : `<text x="${round(x)}" y="${y}" fill="#222"${attributes}>${xmlText(content)}</text>`;
}

function round(value: number): string {
  return String(Number(value.toFixed(2)));
}
