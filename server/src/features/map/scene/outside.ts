import { areaSize, CHIP_HEIGHT, chipWidth, INSET } from '../../../diagram/lettering.ts';
import type { Box, Point, Thing } from '../../../diagram/scene.ts';
import type { Unplaced } from './parts.ts';
import { chip, GAP } from './vpcPlan.ts';

/** The number of chips in one column of a frame; further ones start another column. */
const MOST_IN_COLUMN = 14;

/** A frame around chips of equal width: in columns, or in rows of a band with at least that width. */
export function frameOfChips(
  frame: { readonly key: string; readonly title: string; readonly icon: Thing['icon'] },
  chips: readonly Unplaced[],
  { x, y }: Point,
  bandWidth?: number,
): { readonly box: Box; readonly things: readonly Thing[] } {
  const { title } = frame;
  const width = Math.max(...chips.map(chipWidth));
  const fitting = Math.floor(((bandWidth ?? 0) - 2 * INSET + GAP) / (width + GAP));
  const columns =
    bandWidth === undefined
      ? Math.ceil(chips.length / MOST_IN_COLUMN)
      : Math.min(chips.length, Math.max(1, fitting));
  const rows =
    bandWidth === undefined ? Math.min(chips.length, MOST_IN_COLUMN) : Math.ceil(chips.length / columns);
  const head = areaSize({ title, lines: [] });
  const box: Box = {
    x,
    y,
    width: Math.max(bandWidth ?? 0, head.width, columns * (width + GAP) - GAP + 2 * INSET),
    height: head.height + rows * (CHIP_HEIGHT + GAP) - GAP + INSET,
  };
  const whole: Thing = {
    ...chip(frame.key, frame.icon, ''),
    id: null,
    title,
    shape: 'frame',
    accessibleName: `${chips.length} in it`,
    inside: null,
    boxes: [box],
  };
  const inner = chips.map((one, i): Thing => {
    const [column, row] =
      bandWidth === undefined
        ? [Math.floor(i / MOST_IN_COLUMN), i % MOST_IN_COLUMN]
        : [i % columns, Math.floor(i / columns)];
    return {
      ...one,
      inside: frame.key,
      boxes: [
        {
          x: x + INSET + column * (width + GAP),
          y: y + head.height + row * (CHIP_HEIGHT + GAP),
          width,
          height: CHIP_HEIGHT,
        },
      ],
    };
  });
  return { box, things: [whole, ...inner] };
}
