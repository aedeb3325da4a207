import { useMemo, useState } from 'preact/hooks';
import { formatCidr } from '../../../../server/src/cidr/format.ts';
import {
  type Block,
  lookOfTier,
  type Root,
  rowKey,
  shareOf,
} from '../../../../server/src/subnetPlan/index.ts';
import { measured } from '../measure.ts';
import { largestText, sharesText } from '../words.ts';
import { HEIGHT, labelsOf, leafAt, leafTitle, looksOf, type StripPath, spansOf } from './spans.ts';

interface Props {
  readonly root: Root;
  /** In pixels. */
  readonly width: number;
  /** The selected block of this root. */
  readonly selected: Block | Root | undefined;
  readonly select: (key: string) => void;
}

/**
 * A root as a strip to scale, coloured by tier. The tree has the same content as text, so the strip is an image; a
 * click selects the block at the pointer.
 */
export function Strip({ root, width, selected, select }: Props) {
  const spans = useMemo(() => spansOf(root, width), [root, width]);
  const looks = useMemo(() => looksOf(spans), [spans]);
  const labels = useMemo(() => labelsOf(spans, measured), [spans]);
  const [pointed, setPointed] = useState<Block | undefined>();
  const leafUnder = (event: MouseEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    return leafAt(spans, ((event.clientX - box.left) / box.width) * width);
  };
  const mark = selected && selected !== root ? shareOf(root.cidr, selected.cidr) : undefined;
  const name = `${root.vpc} ${formatCidr(root.cidr)}`;
  return (
    <div class="strip-line">
      <span class="strip-name" title={name}>
        {root.vpc} <span class="quiet">{formatCidr(root.cidr)}</span>
      </span>
      <span class="quiet">
        {sharesText(root)}
        <span class="strip-largest">{largestText(root)}</span>
      </span>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the tree below does the same by keyboard. */}
      <div
        class="strip"
        role="img"
        aria-label={`${name}: ${sharesText(root)}${largestText(root)}`}
        title={pointed && leafTitle(pointed)}
        onPointerMove={(event) => setPointed(leafUnder(event))}
        onClick={(event) => {
          const leaf = leafUnder(event);
          if (leaf) select(rowKey(root, leaf));
        }}
      >
        <svg viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {looks.map((look, index) => (
            <Area key={index} look={look} />
          ))}
        </svg>
        {labels.map(({ text, start, width, ink }) => (
          <span
            key={start}
            class="strip-label"
            style={{ left: `${start}px`, width: `${width}px`, ...(ink && { color: ink }) }}
          >
            {text}
          </span>
        ))}
        {/* Below the blocks, so that it covers none of them. */}
        {mark && (
          <span class="strip-mark" style={{ left: `${mark.start * 100}%`, width: `${mark.length * 100}%` }} />
        )}
      </div>
    </div>
  );
}

function Area({ look: { kind, tier, path } }: { readonly look: StripPath }) {
  if (kind === 'free') return <path class="strip-free" d={path} />;
  const { colour, hatch } = lookOfTier(tier);
  return (
    <g class={`strip-${kind}`}>
      <path d={path} fill={colour} />
      {hatch !== 'none' && <path d={path} fill={`url(#hatch-${hatch})`} />}
    </g>
  );
}

/** The patterns that strips refer to. */
export function Hatches() {
  return (
    <svg class="hatches" width="0" height="0" aria-hidden="true">
      <defs>
        <pattern id="hatch-up" width="6" height="6" patternUnits="userSpaceOnUse">
          <path d="M0 6L6 0" />
        </pattern>
        <pattern id="hatch-down" width="6" height="6" patternUnits="userSpaceOnUse">
          <path d="M0 0L6 6" />
        </pattern>
      </defs>
    </svg>
  );
}
