import { usableInAws } from '../../cidr/awsSubnet.ts';
import { type Cidr, sizeOf } from '../../cidr/cidr.ts';
import { formatCidr, formatCount } from '../../cidr/format.ts';
import { xmlText } from '../../escape/xml.ts';
import { zoneLetter } from '../allocate/tiers.ts';
import { type Block, leavesOf, type Root, type SubnetPlan } from '../model.ts';
import { kindOf } from '../rows.ts';

const WIDTH = 900;
const ROW = 22;
const BAR = { x: 0, width: 900, height: 26 };

/**
 * Fixed colours that are readable on white and in print, because the picture is used outside of the editor. Tiers use
 * them in turn.
 */
const TIERS = ['#4f83cc', '#5aa469', '#c98a3c', '#9a6bbf', '#c15b5b', '#4aa3a3'];

/** The plan as an SVG: each root as a bar to scale, followed by a line for every subnet and gap. Text is escaped. */
export function pictureOf(plan: SubnetPlan): string {
  const parts: string[] = [];
  const tiers = tiersOf(plan);
  let y = 10;
  for (const root of plan.roots) {
    parts.push(text(0, y + 14, `${root.vpc}  ${formatCidr(root.cidr)}`, 'font-weight="600"'));
    y += 24;
    for (const leaf of leavesOf(root.blocks)) parts.push(segment(root.cidr, leaf, tiers, y));
    parts.push(
      `<rect x="0.5" y="${y + 0.5}" width="${BAR.width - 1}" height="${BAR.height - 1}" fill="none" stroke="#555"/>`,
    );
    y += BAR.height + 12;
    for (const line of linesOf(root, tiers, y)) parts.push(line);
    y += ROW * shownIn(root).length + 18;
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${y}" viewBox="0 0 ${WIDTH} ${y}" ` +
    `font-family="system-ui, sans-serif" font-size="12">\n<rect width="${WIDTH}" height="${y}" fill="#fff"/>\n${parts.join('\n')}\n</svg>\n`
  );
}

/** The tiers of a plan, including those of groups, in order of first occurrence. */
export function tiersOf(plan: SubnetPlan): readonly string[] {
  const tiers = new Set<string>();
  const visit = (blocks: readonly Block[]) => {
    for (const { tier, blocks: parts } of blocks) {
      if (tier !== '') tiers.add(tier);
      visit(parts);
    }
  };
  for (const { blocks } of plan.roots) visit(blocks);
  return [...tiers];
}

/** The start and length of a block as fractions of the root. */
export function shareOf(root: Cidr, cidr: Cidr): { readonly start: number; readonly length: number } {
  const whole = Number(sizeOf(root));
  return { start: Number(cidr.base - root.base) / whole, length: Number(sizeOf(cidr)) / whole };
}

function segment(root: Cidr, leaf: Block, tiers: readonly string[], y: number): string {
  const { start, length } = shareOf(root, leaf.cidr);
  const kind = kindOf(leaf);
  const fill = kind === 'free' || kind === 'labelled' ? '#f3f3f3' : colourOf(leaf.tier, tiers);
  const look = kind === 'gap' ? ' fill-opacity="0.25"' : '';
  const [x, width] = [BAR.x + start * BAR.width, length * BAR.width];
  return (
    `<rect x="${round(x)}" y="${y}" width="${round(width)}" height="${BAR.height}" fill="${fill}"${look} stroke="#fff" stroke-width="0.6">` +
    `<title>${xmlText(`${leaf.name || 'free'} ${formatCidr(leaf.cidr)}`)}</title></rect>`
  );
}

function shownIn(root: Root): readonly Block[] {
  return leavesOf(root.blocks).filter((leaf) => kindOf(leaf) !== 'free');
}

function* linesOf(root: Root, tiers: readonly string[], top: number): Generator<string> {
  for (const [index, leaf] of shownIn(root).entries()) {
    const y = top + index * ROW;
    const look = leaf.isGap ? ' fill-opacity="0.25"' : '';
    yield `<rect x="0" y="${y + 1}" width="12" height="12" fill="${colourOf(leaf.tier, tiers)}"${look}/>`;
    yield text(20, y + 11, leaf.name || leaf.note);
    yield text(240, y + 11, formatCidr(leaf.cidr));
    yield text(400, y + 11, leaf.isGap ? 'reserved' : `${formatCount(usableInAws(leaf.cidr))} usable`);
    yield text(520, y + 11, leaf.zone === null ? '' : `zone ${zoneLetter(leaf.zone)}`);
    yield text(600, y + 11, leaf.tier);
    yield text(700, y + 11, leaf.name === '' ? '' : leaf.note);
  }
}

function colourOf(tier: string, tiers: readonly string[]): string {
  return tier === '' ? '#8a8f98' : TIERS[tiers.indexOf(tier) % TIERS.length]!;
}

function text(x: number, y: number, content: string, attributes = ''): string {
  const short = content.length > 60 ? `${content.slice(0, 59)}…` : content;
  return short === '' ? '' : `<text x="${x}" y="${y}" fill="#222" ${attributes}>${xmlText(short)}</text>`;
}

function round(value: number): string {
  return String(Number(value.toFixed(2)));
}
