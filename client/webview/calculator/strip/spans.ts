import { formatCidr } from '../../../../server/src/cidr/format.ts';
import {
  type Block,
  inkOn,
  kindOf,
  leavesOf,
  lookOfTier,
  type Root,
} from '../../../../server/src/subnetPlan/index.ts';

/** The height of a strip in pixels, as in the style sheet. */
export const HEIGHT = 18;

/** In pixels: what can still be seen and pointed at. Thinner blocks are drawn that wide. */
const THIN = 3;

type Kind = 'free' | 'gap' | 'subnet';

/** A block on the strip, from `start` to `end` in pixels. */
export interface StripBlock {
  readonly leaf: Block;
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
}

/** The blocks of a root, on a strip of that width in pixels. */
export function spansOf(root: Root, width: number): readonly StripBlock[] {
  let end = 0;
  return leavesOf(root.blocks).map((leaf) => {
    // Blocks are adjacent, so each size gives the start of the next.
    const start = end;
    end += width * 2 ** (root.cidr.prefix - leaf.cidr.prefix);
    return { leaf, kind: kindOfLook(leaf), start, end };
  });
}

function kindOfLook(leaf: Block): Kind {
  const kind = kindOf(leaf);
  return kind === 'free' || kind === 'labelled' ? 'free' : kind === 'gap' ? 'gap' : 'subnet';
}

/** All blocks of one look, as one SVG path. */
export interface StripPath {
  readonly kind: Kind;
  readonly tier: string;
  path: string;
}

/**
 * The blocks as few paths, however many blocks there are, to be drawn in that order. Neighbours too thin to tell apart
 * share a rectangle with the look of the first one.
 */
export function looksOf(spans: readonly StripBlock[]): readonly StripPath[] {
  const plain = new Map<string, StripPath>();
  const thin = new Map<string, StripPath>();
  const draw = ({ kind, leaf: { tier }, start }: StripBlock, end: number) => {
    const isThin = end - start < THIN && kind !== 'free';
    const looks = isThin ? thin : plain;
    const key = kind === 'free' ? kind : `${kind} ${tier}`;
    const look = looks.get(key) ?? { kind, tier, path: '' };
    look.path += rectangle(start, isThin ? start + THIN : end);
    looks.set(key, look);
  };
  let first: StripBlock | undefined;
  let end = 0;
  for (const span of spans) {
    if (!first || !joins(span, first, end)) {
      if (first) draw(first, end);
      first = span;
    }
    end = span.end;
  }
  if (first) draw(first, end);
  return [...plain.values(), ...thin.values()];
}

const isThin = ({ start, end }: StripBlock): boolean => end - start < THIN;

/** Whether a block shares the rectangle from `first` to `end`: both are thin, and look the same or cannot be told apart. */
function joins(span: StripBlock, first: StripBlock, end: number): boolean {
  if (!isThin(span) || !isThin(first)) return false;
  const isSame = span.kind === first.kind && (span.kind === 'free' || span.leaf.tier === first.leaf.tier);
  return isSame || (first.kind !== 'free' && end - first.start < THIN);
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
export function labelsOf(spans: readonly StripBlock[], measure: (text: string) => number): readonly Label[] {
  const labels: Label[] = [];
  for (const { leaf, kind, start, end } of spans) {
    const width = end - start;
    if (width < 24) continue;
    const texts = kind === 'free' ? ['free'] : [leaf.name, leaf.tier];
    const text = texts.find((one) => one !== '' && measure(one) + 8 <= width);
    if (text === undefined) continue;
    const ink = kind === 'subnet' ? inkOn(lookOfTier(leaf.tier).colour) : undefined;
    labels.push({ text, start, width, ink });
  }
  return labels;
}

/** The block at a place of the strip, in pixels. A thin block also has the pixel on each side of what is drawn. */
export function leafAt(spans: readonly StripBlock[], x: number): Block | undefined {
  let here: Block | undefined;
  let near: { leaf: Block; distance: number } | undefined;
  for (const span of spans) {
    const { leaf, kind, start, end } = span;
    const isHere = start <= x && x < end;
    if (isHere) here = leaf;
    if (!isThin(span) || kind === 'free') continue;
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
