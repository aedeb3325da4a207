import { formatCidr } from '../../../../server/src/cidr/format.ts';
import {
  type Block,
  inkOn,
  kindOf,
  leavesOf,
  lookOfTier,
  type Root,
  shareOf,
} from '../../../../server/src/subnetPlan/index.ts';

/** The height of a strip in pixels, as in the style sheet. */
export const HEIGHT = 18;

/** All blocks of one look, as one SVG path. */
export interface Look {
  readonly kind: 'free' | 'gap' | 'subnet';
  readonly tier: string;
  path: string;
}

/** In pixels: what can still be seen and pointed at. Thinner blocks are drawn that wide. */
const THIN = 3;

interface Run {
  readonly leaf: Block;
  readonly start: number;
  end: number;
}

/**
 * The blocks of a root as few paths, however many blocks there are, to be drawn in that order. Neighbours too thin to
 * tell apart share a rectangle with the look of the first one.
 */
export function looksOf(root: Root, width: number): readonly Look[] {
  const plain = new Map<string, Look>();
  const thin = new Map<string, Look>();
  const draw = ({ leaf, start, end }: Run) => {
    const [kind, tier] = [kindOfLook(leaf), leaf.tier];
    const isThin = end - start < THIN && kind !== 'free';
    const looks = isThin ? thin : plain;
    const key = kind === 'free' ? kind : `${kind} ${tier}`;
    const look = looks.get(key) ?? { kind, tier, path: '' };
    look.path += rectangle(start, isThin ? start + THIN : end);
    looks.set(key, look);
  };
  let run: Run | undefined;
  let start = 0;
  for (const leaf of leavesOf(root.blocks)) {
    // Blocks are adjacent, so each size gives the start of the next.
    const end = start + width * 2 ** (root.cidr.prefix - leaf.cidr.prefix);
    const isThin = end - start < THIN;
    if (isThin && run && run.end - run.start < THIN && kindOfLook(run.leaf) !== 'free') run.end = end;
    else {
      if (run) draw(run);
      run = { leaf, start, end };
    }
    start = end;
  }
  if (run) draw(run);
  return [...plain.values(), ...thin.values()];
}

function kindOfLook(leaf: Block): Look['kind'] {
  const kind = kindOf(leaf);
  return kind === 'free' || kind === 'labelled' ? 'free' : kind === 'gap' ? 'gap' : 'subnet';
}

function rectangle(start: number, end: number): string {
  const width = (end - start).toFixed(2);
  return `M${start.toFixed(2)} 0h${width}v${HEIGHT}h-${width}z`;
}

/** A name on the strip. */
export interface Label {
  readonly text: string;
  readonly start: number;
  readonly width: number;
  /** Undefined for the colour of the page's text. */
  readonly ink: string | undefined;
}

/** The names, or else tiers, that fit into their blocks. */
export function labelsOf(root: Root, width: number, measure: (text: string) => number): readonly Label[] {
  const labels: Label[] = [];
  for (const leaf of leavesOf(root.blocks)) {
    const { start, length } = shareOf(root.cidr, leaf.cidr);
    if (length * width < 24) continue;
    const kind = kindOfLook(leaf);
    const texts = kind === 'free' ? ['free'] : [leaf.name, leaf.tier];
    const text = texts.find((one) => one !== '' && measure(one) + 8 <= length * width);
    if (text === undefined) continue;
    const ink = kind === 'subnet' ? inkOn(lookOfTier(leaf.tier).colour) : undefined;
    labels.push({ text, start: start * width, width: length * width, ink });
  }
  return labels;
}

/** The block at a place of the strip, in pixels. A thin block also has the pixel on each side of what is drawn. */
export function leafAt(root: Root, x: number, width: number): Block | undefined {
  let here: Block | undefined;
  let near: { leaf: Block; distance: number } | undefined;
  for (const leaf of leavesOf(root.blocks)) {
    const share = shareOf(root.cidr, leaf.cidr);
    const [start, length] = [share.start * width, share.length * width];
    const isHere = start <= x && x < start + length;
    if (isHere) here = leaf;
    if (length >= THIN || kindOfLook(leaf) === 'free') continue;
    if (isHere) return leaf;
    if (x < start - 1 || x > start + THIN + 1) continue;
    const distance = Math.abs(x - (start + THIN / 2));
    if (!near || distance < near.distance) near = { leaf, distance };
  }
  return near?.leaf ?? here;
}

/** "public-a 10.0.0.0/24, tier public", for a tooltip. */
export function leafTitle(leaf: Block): string {
  const kind = kindOfLook(leaf);
  const name = leaf.name || (kind === 'free' ? 'free' : kind === 'gap' ? 'reserved' : '');
  const tier = leaf.tier === '' ? '' : `, tier ${leaf.tier}`;
  return `${name} ${formatCidr(leaf.cidr)}${tier}`.trim();
}
