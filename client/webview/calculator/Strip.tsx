import { useMemo } from 'preact/hooks';
import { formatCidr } from '../../../server/src/cidr/format.ts';
import {
  type Block,
  keyOf,
  kindOf,
  leavesOf,
  type Root,
  shareOf,
} from '../../../server/src/cidr/plan/index.ts';
import { tierClass } from './tiers.ts';
import { freeText } from './words.ts';

interface Props {
  readonly root: Root;
  readonly tiers: readonly string[];
  /** The block that is selected in this root. */
  readonly selected: Block | Root | undefined;
  readonly select: (key: string) => void;
}

const WIDTH = 1000;

/**
 * A root as a strip in proportion to its addresses, tiers by colour. However many blocks there are, each look is one
 * path. The tree says the same in words, so the strip is a picture; a click chooses what is under it.
 */
export function Strip({ root, tiers, selected, select }: Props) {
  const paths = useMemo(() => pathsOf(root, tiers), [root, tiers]);
  const free = useMemo(() => freeText(root), [root]);
  const choose = (event: MouseEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const at = (event.clientX - box.left) / box.width;
    const leaf = leafAt(root, at);
    if (leaf) select(keyOf(root, leaf));
  };
  const mark = selected && selected !== root ? shareOf(root.cidr, selected.cidr) : undefined;
  return (
    <div class="strip-line">
      <span>
        {root.vpc} <span class="quiet">{formatCidr(root.cidr)}</span>
      </span>
      <span class="quiet">{free}</span>
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

function pathsOf(root: Root, tiers: readonly string[]): ReadonlyMap<string, string> {
  const paths = new Map<string, string[]>();
  for (const leaf of leavesOf(root.blocks)) {
    const kind = kindOf(leaf);
    const look =
      kind === 'free' || kind === 'labelled'
        ? 'strip-free-block'
        : `${tierClass(leaf.tier, tiers)} strip-${kind}`;
    const { start, length } = shareOf(root.cidr, leaf.cidr);
    const rect = `M${(start * WIDTH).toFixed(2)} 0h${(length * WIDTH).toFixed(2)}v10h-${(length * WIDTH).toFixed(2)}z`;
    const list = paths.get(look);
    if (list) list.push(rect);
    else paths.set(look, [rect]);
  }
  return new Map([...paths].map(([look, rects]) => [look, rects.join('')]));
}

function leafAt(root: Root, at: number): Block | undefined {
  for (const leaf of leavesOf(root.blocks)) {
    const { start, length } = shareOf(root.cidr, leaf.cidr);
    if (at < start + length) return leaf;
  }
  return undefined;
}
