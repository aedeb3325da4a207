import { useMemo } from 'preact/hooks';
import { formatCidr } from '../../../../server/src/cidr/format.ts';
import {
  type Block,
  keyOf,
  kindOf,
  leavesOf,
  type Root,
  shareOf,
} from '../../../../server/src/subnetPlan/index.ts';
import { freeText } from '../words.ts';
import { tierClass } from './tiers.ts';

interface Props {
  readonly root: Root;
  readonly tiers: readonly string[];
  /** The selected block of this root. */
  readonly selected: Block | Root | undefined;
  readonly select: (key: string) => void;
}

const WIDTH = 1000;

/**
 * A root as a strip to scale, coloured by tier. Blocks of the same look share one SVG path, however many there are. The
 * tree has the same content as text, so the strip is an image; a click selects the block at the pointer.
 */
export function Strip({ root, tiers, selected, select }: Props) {
  const paths = useMemo(() => pathsOf(root, tiers), [root, tiers]);
  const free = freeText(root);
  const [share, largest] = free.split(', ');
  const choose = (event: MouseEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const at = (event.clientX - box.left) / box.width;
    const leaf = leafAt(root, at);
    if (leaf) select(keyOf(root, leaf));
  };
  const mark = selected && selected !== root ? shareOf(root.cidr, selected.cidr) : undefined;
  return (
    <div class="strip-line">
      <span class="strip-name" title={`${root.vpc} ${formatCidr(root.cidr)}`}>
        {root.vpc} <span class="quiet">{formatCidr(root.cidr)}</span>
      </span>
      <span class="quiet">
        {share}
        {largest && <span class="strip-largest">, {largest}</span>}
      </span>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the tree below does the same by keyboard. */}
      <svg
        class="strip"
        role="img"
        aria-label={`${root.vpc} ${formatCidr(root.cidr)}: ${free}`}
        viewBox={`0 0 ${WIDTH} 10`}
        preserveAspectRatio="none"
        onClick={choose}
      >
        {[...paths].map(([look, path]) => (
          <path key={look} class={look} d={path} />
        ))}
        {mark && (
          <rect
            class="strip-mark"
            x={mark.start * WIDTH}
            width={Math.max(mark.length * WIDTH, 2)}
            y="0"
            height="10"
          />
        )}
      </svg>
    </div>
  );
}

/**
 * One path per look, with a rectangle for each block. Neighbours too thin to tell apart share a rectangle with the look
 * of the first one.
 */
function pathsOf(root: Root, tiers: readonly string[]): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  let last: { readonly look: string; readonly start: number; end: number; isThin: boolean } | undefined;
  const draw = () => {
    if (last) paths.set(last.look, `${paths.get(last.look) ?? ''}${rectangle(last.start, last.end)}`);
  };
  let start = 0;
  for (const leaf of leavesOf(root.blocks)) {
    const look = lookOf(leaf, tiers);
    // Blocks are adjacent, so each size gives the start of the next.
    const end = start + WIDTH * 2 ** (root.cidr.prefix - leaf.cidr.prefix);
    const isThin = end - start < THIN;
    if (isThin && last?.isThin && (last.look === look || last.end - last.start < THIN)) last.end = end;
    else {
      draw();
      last = { look, start, end, isThin };
    }
    start = end;
  }
  draw();
  return paths;
}

/** In units of the strip's width: less than the line between two blocks needs. */
const THIN = 3;

function lookOf(leaf: Block, tiers: readonly string[]): string {
  const kind = kindOf(leaf);
  return kind === 'free' || kind === 'labelled'
    ? 'strip-free-block'
    : `${tierClass(leaf.tier, tiers)} strip-${kind}`;
}

function rectangle(start: number, end: number): string {
  const width = (end - start).toFixed(2);
  return `M${start.toFixed(2)} 0h${width}v10h-${width}z`;
}

function leafAt(root: Root, at: number): Block | undefined {
  for (const leaf of leavesOf(root.blocks)) {
    const { start, length } = shareOf(root.cidr, leaf.cidr);
    if (at < start + length) return leaf;
  }
  return undefined;
}
