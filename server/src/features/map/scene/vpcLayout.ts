import { areaSize, CHIP_HEIGHT, chipWidth, INSET, LINE } from '../../../diagram/lettering.ts';
import type { Box, Heading, Size, Thing } from '../../../diagram/scene.ts';
import type { Occupant } from './occupants.ts';
import type { Unplaced } from './parts.ts';
import { GAP, type PlannedRow, type VpcPlan } from './vpcPlan.ts';

/** A placed VPC. Occupants only have their boxes in this VPC, since one may have others in another VPC. */
export interface LaidOutVpc {
  readonly key: string;
  readonly box: Box;
  readonly things: readonly (Thing | PlacedOccupant)[];
  readonly headings: readonly Heading[];
}

export interface PlacedOccupant {
  readonly occupant: Occupant;
  readonly boxes: readonly Box[];
  /** The subnet, or the VPC if it is in several subnets. */
  readonly inside: string;
}

/** Chips on an edge are half inside of the frame. */
const HALF = CHIP_HEIGHT / 2;
const ZONE_LINE = 22;
/** The distance between two chips of a subnet, in pixels. */
const CLOSE = 6;

/** The measures inside of a frame, from its left and upper edge. */
function measuresOf(plan: VpcPlan) {
  const { frame, zones, rows, upper, right, lower, loose, headingWidth, columnWidth } = plan;
  const title = areaSize(frame);
  const top = title.height;
  const left = INSET + 2 + (headingWidth > 0 ? headingWidth + GAP : 0);
  const columns = zones.length * columnWidth + Math.max(0, zones.length - 1) * GAP;
  const heights = rows.map(({ textHeight, slots }) =>
    Math.max(textHeight + slots.count * (CHIP_HEIGHT + CLOSE) + (slots.count > 0 ? CLOSE : 0), CHIP_HEIGHT),
  );
  const zoneLine = zones.length > 0 ? ZONE_LINE : 0;
  const grid = heights.reduce((sum, height) => sum + height + GAP, 0);
  const endpointWidth = Math.max(0, ...right.map(chipWidth));
  const inner = right.length > 0 ? endpointWidth / 2 + GAP : 0;
  const endpointsHeight = right.length * (CHIP_HEIGHT + GAP);
  const looseWidth = loose.length > 0 ? Math.max(...loose.map(chipWidth), columns) : 0;
  const looseHeight = loose.length > 0 ? LINE + CLOSE + loose.length * (CHIP_HEIGHT + CLOSE) + CLOSE : 0;
  const edgeWidth = (chips: readonly Unplaced[], start: number) =>
    chips.reduce((sum, one) => sum + chipWidth(one) + GAP, start);
  const content = top + zoneLine + Math.max(grid, endpointsHeight) + looseHeight;
  return {
    top,
    left,
    zoneLine,
    heights,
    grid: Math.max(grid, endpointsHeight),
    endpointWidth,
    width: Math.ceil(
      Math.max(
        title.width,
        edgeWidth(upper, title.width),
        // With room for the links of peering connections.
        edgeWidth(lower, (lower.length > 0 ? 5 : 2) * GAP),
        left + Math.max(columns, looseWidth) + inner + GAP,
      ),
    ),
    height: content + (lower.length > 0 ? HALF + CLOSE : CLOSE),
  };
}

/** The size of a VPC with the chips on its edges. */
export function sizeOfVpc(plan: VpcPlan): Size & { readonly over: number; readonly under: number } {
  const { width, height, endpointWidth } = measuresOf(plan);
  return {
    width: width + Math.ceil(endpointWidth / 2),
    height,
    over: plan.upper.length > 0 ? HALF : 0,
    under: plan.lower.length > 0 ? HALF : 0,
  };
}

/** `x` and `y` are the left and upper edge of the frame. */
export function placeVpc(plan: VpcPlan, x: number, y: number): LaidOutVpc {
  const { key, frame, zones, rows, upper, right, lower, loose, columnWidth } = plan;
  const sizes = measuresOf(plan);
  const box: Box = { x, y, width: sizes.width, height: sizes.height };
  const columnX = (column: number) => x + sizes.left + column * (columnWidth + GAP);
  const things: (Thing | PlacedOccupant)[] = [{ ...frame, inside: null, boxes: [box] }];
  const headings: Heading[] = [];
  things.push(...onEdge(upper, x + areaSize(frame).width, y - HALF, key));
  let top = y + sizes.top;
  zones.forEach((zone, column) => {
    headings.push({ at: { x: columnX(column), y: top + 13 }, lines: [zone] });
  });
  top += sizes.zoneLine;
  const rowsTop = top;
  rows.forEach((planned, i) => {
    const { heading } = planned.row;
    const height = sizes.heights[i]!;
    if (heading.length > 0) headings.push({ at: { x: x + INSET + 2, y: top + 20 }, lines: heading });
    const span = (first: number, last: number): Omit<Box, 'height'> => ({
      x: columnX(first),
      y: top,
      width: columnX(last) + columnWidth - columnX(first),
    });
    things.push(...placeRow(planned, height, span, key));
    top += height + GAP;
  });
  let endpointTop = rowsTop;
  for (const one of right) {
    const width = sizes.endpointWidth;
    things.push({
      ...one,
      inside: key,
      boxes: [{ x: Math.round(x + box.width - width / 2), y: endpointTop, width, height: CHIP_HEIGHT }],
    });
    endpointTop += CHIP_HEIGHT + GAP;
  }
  top = rowsTop + sizes.grid;
  if (loose.length > 0) {
    headings.push({ at: { x: columnX(0), y: top + 12 }, lines: ['Subnets unknown'] });
    top += LINE + CLOSE;
    for (const occupant of loose) {
      const width = chipWidth(occupant);
      things.push({ occupant, boxes: [{ x: columnX(0), y: top, width, height: CHIP_HEIGHT }], inside: key });
      top += CHIP_HEIGHT + CLOSE;
    }
  }
  things.push(...onEdge(lower, x + 2 * GAP, y + box.height - HALF, key));
  return { key, box, things, headings };
}

/** The subnets and occupants of a row; `span` is the place of some of its columns. */
function placeRow(
  planned: PlannedRow,
  height: number,
  span: (first: number, last: number) => Omit<Box, 'height'>,
  key: string,
): (Thing | PlacedOccupant)[] {
  const { areas, slots, textHeight } = planned;
  const subnets = areas.map(
    ({ thing, first, last }): Thing => ({ ...thing, inside: key, boxes: [{ ...span(first, last), height }] }),
  );
  const occupants = [...slots.runs].map(([occupant, runs]): PlacedOccupant => {
    const boxes = runs.map(({ first, last, slot }): Box => {
      const { x, y, width } = span(first, last);
      return {
        x: x + CLOSE,
        y: y + textHeight + slot * (CHIP_HEIGHT + CLOSE),
        width: width - 2 * CLOSE,
        height: CHIP_HEIGHT,
      };
    });
    return { occupant, boxes, inside: areaAround(occupant, planned) ?? key };
  });
  return [...subnets, ...occupants];
}

/** The key of the one subnet, or folded tier, that contains the occupant. */
function areaAround({ feet }: Occupant, { row, areas }: PlannedRow): string | undefined {
  const around = areas.filter(({ first, last }) =>
    row.cells.slice(first, last + 1).some((subnets) => subnets.some(({ id }) => feet.includes(id))),
  );
  const [area] = around;
  if (!area || around.length > 1) return undefined;
  const within = new Set(
    row.cells.slice(area.first, area.last + 1).flatMap((all) => all.map(({ id }) => id)),
  );
  return feet.every((id) => within.has(id)) ? area.thing.key : undefined;
}

/** Chips in a row on the upper or lower edge; those on the upper edge are to the right of the frame's title. */
function onEdge(chips: readonly Unplaced[], x: number, y: number, inside: string): readonly Thing[] {
  let left = x;
  return chips.map((one): Thing => {
    const width = chipWidth(one);
    const box: Box = { x: left, y, width, height: CHIP_HEIGHT };
    left += width + GAP;
    return { ...one, inside, boxes: [box] };
  });
}
