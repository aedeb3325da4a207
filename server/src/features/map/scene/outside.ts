import { areaSize, CHIP_HEIGHT, chipWidth, INSET } from '../../../diagram/lettering.ts';
import type { Box, Link, Point, Thing } from '../../../diagram/scene.ts';
import { shortened } from '../../../diagram/textWidth.ts';
import type { NetworkMap } from '../networkMap.ts';
import { keyOfVpc, type Unplaced } from './parts.ts';
import type { LaidOutVpc } from './vpcLayout.ts';
import { chip, GAP } from './vpcPlan.ts';

/** Chips in one column of a frame; more begin another column. */
const MOST_IN_COLUMN = 14;

/** A frame around chips of one width: in columns, or in rows of a band of that width at least. */
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
    spoken: `${chips.length} in it`,
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

/** What connects VPCs: a peering connection, or a transit gateway with its attachments. */
interface Hub {
  readonly thing: Unplaced;
  /** Keys of what it is connected with: VPCs for a peering, attachments for a transit gateway. */
  readonly ends: readonly string[];
}

function hubsOf({ vpcs }: NetworkMap): readonly Hub[] {
  const known = new Set(vpcs.flatMap(({ id }) => id ?? []));
  const peerings = vpcs.flatMap((vpc) =>
    vpc.peerings.map(({ id, peer }): Hub => {
      const isHere = peer !== null && known.has(peer);
      const noun = peer === null || isHere ? 'peering connection' : `peering with ${shortened(peer)}`;
      return { thing: chip(id, 'peering', noun), ends: [keyOfVpc(vpc), ...(isHere ? [peer] : [])] };
    }),
  );
  const gateways = new Map<string, string[]>();
  for (const { id, transitGateway } of vpcs.flatMap((vpc) => vpc.transitGatewayAttachments)) {
    if (transitGateway === null) continue;
    gateways.set(transitGateway, [...(gateways.get(transitGateway) ?? []), id]);
  }
  return [
    ...peerings,
    ...[...gateways].map(([id, ends]): Hub => ({ thing: chip(id, 'transit', 'transit gateway'), ends })),
  ];
}

/** From one link's own level to the next, in pixels. */
const LEVEL = 8;
/** From one link to the next where several leave the same thing, in pixels. */
const PORT = 14;

/** The hubs in a row below the VPCs, with links that have levels of their own in the space between. */
export function placeHubs(
  map: NetworkMap,
  placed: readonly LaidOutVpc[],
  y: number,
): {
  readonly things: readonly Thing[];
  readonly links: readonly Link[];
  readonly width: number;
  readonly bottom: number;
} {
  const hubs = hubsOf(map);
  if (hubs.length === 0) return { things: [], links: [], width: 0, bottom: y };
  const boxes = new Map<string, Box>();
  for (const vpc of placed) {
    boxes.set(vpc.key, vpc.box);
    for (const one of vpc.things) if ('key' in one && one.shape === 'chip') boxes.set(one.key, one.boxes[0]);
  }
  const count = hubs.reduce((sum, { ends }) => sum + ends.length, 0);
  const top = y + 20 + count * LEVEL;
  const used = new Map<string, number>();
  let x = placed[0]!.box.x;
  let level = 0;
  const things: Thing[] = [];
  const links: Link[] = [];
  for (const { thing, ends } of hubs) {
    const starts = ends
      .flatMap((end) => {
        const from = boxes.get(end);
        if (!from) return [];
        const nth = used.get(end) ?? 0;
        used.set(end, nth + 1);
        return [{ end, at: { x: from.x + from.width / 2 + nth * PORT, y: from.y + from.height } }];
      })
      // From left to right, so that links of one hub do not cross.
      .toSorted((a, b) => a.at.x - b.at.x);
    const width = Math.max(chipWidth(thing), ends.length * PORT);
    const middle = starts.reduce((sum, { at }) => sum + at.x, 0) / Math.max(1, starts.length);
    const box: Box = { x: Math.max(x, Math.round(middle - width / 2)), y: top, width, height: CHIP_HEIGHT };
    things.push({ ...thing, inside: null, boxes: [box] });
    const legs = starts.map(({ end, at }, i) => ({
      end,
      at,
      to: { x: box.x + (width * (i + 1)) / (starts.length + 1), y: top },
    }));
    // The nearest goes across above the others, which come from further out.
    for (const { end, at, to } of legs.toSorted((a, b) => lengthOf(a) - lengthOf(b))) {
      const points = elbow(at, to, y + 10 + level++ * LEVEL);
      links.push({ from: end, to: thing.key, kind: 'leads', points });
    }
    x = box.x + width + 2 * GAP;
  }
  return { things, links, width: x - placed[0]!.box.x, bottom: top + CHIP_HEIGHT };
}

function lengthOf({ at, to }: { readonly at: Point; readonly to: Point }): number {
  return Math.abs(at.x - to.x);
}

/** Down, across at a height, and down. */
function elbow(from: Point, to: Point, y: number): readonly Point[] {
  return [from, { x: from.x, y }, { x: to.x, y }, to];
}
