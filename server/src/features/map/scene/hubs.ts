import { CHIP_HEIGHT, chipWidth } from '../../../diagram/lettering.ts';
import type { Box, Link, Point, Thing } from '../../../diagram/scene.ts';
import { shortened } from '../../../diagram/textWidth.ts';
import { addTo } from '../../../multimap.ts';
import type { NetworkMap } from '../networkMap.ts';
import { keyOfVpc, type Unplaced } from './parts.ts';
import { chip, GAP } from './vpcPlan.ts';
import { LEVEL, type VpcRow } from './vpcRows.ts';

/** A connection between VPCs: a peering connection, or a transit gateway with its attachments. */
export interface Hub {
  readonly thing: Unplaced;
  /** Keys of what it connects: VPCs for a peering, attachments for a transit gateway. */
  readonly ends: readonly string[];
}

export function hubsOf({ vpcs }: NetworkMap): readonly Hub[] {
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
    addTo(gateways, transitGateway, id);
  }
  return [
    ...peerings,
    ...[...gateways].map(([id, ends]): Hub => ({ thing: chip(id, 'transit', 'transit gateway'), ends })),
  ];
}

/** The number of links from each VPC to the hubs, by the VPC's key. */
export function linksToHubs({ vpcs }: NetworkMap, hubs: readonly Hub[]): (vpc: string) => number {
  const owners = new Map(
    vpcs.flatMap((vpc) => vpc.transitGatewayAttachments.map(({ id }) => [id, keyOfVpc(vpc)] as const)),
  );
  const ends = hubs.flatMap((hub) => hub.ends.map((end) => owners.get(end) ?? end));
  return (vpc) => ends.filter((end) => end === vpc).length;
}

/** The distance between links that leave the same box, in pixels. */
const PORT = 14;
/** The distance from the VPCs to the nearest line, in pixels. */
const CLEAR = 10;

interface Start {
  readonly end: string;
  readonly at: Point;
  /** The corners of the path to the last row, and the point from which it goes down. */
  readonly bends: readonly Point[];
  readonly x: number;
}

/**
 * Places the hubs in a row below the VPCs. Each link has its own track: between the rows, to the right of them, and
 * above the hubs.
 */
export function placeHubs(
  hubs: readonly Hub[],
  rows: readonly VpcRow[],
  right: number,
): {
  readonly things: readonly Thing[];
  readonly links: readonly Link[];
  readonly right: number;
  readonly bottom: number;
} {
  const y = rows.at(-1)?.bottom ?? 0;
  if (hubs.length === 0) return { things: [], links: [], right, bottom: y };
  const startOf = startsIn(rows, right);
  const count = hubs.reduce((sum, { ends }) => sum + ends.length, 0);
  const top = y + 2 * CLEAR + count * LEVEL;
  let x = rows[0]!.vpcs[0]!.box.x;
  let level = 0;
  const things: Thing[] = [];
  const links: Link[] = [];
  for (const { thing, ends } of hubs) {
    // From left to right, so that links of one hub do not cross.
    const starts = ends.flatMap((end) => startOf(end) ?? []).toSorted((a, b) => a.x - b.x);
    const width = Math.max(chipWidth(thing), ends.length * PORT);
    const middle = starts.reduce((sum, start) => sum + start.x, 0) / Math.max(1, starts.length);
    const furthest = Math.max(x, right - width);
    const box: Box = {
      x: Math.min(furthest, Math.max(x, Math.round(middle - width / 2))),
      y: top,
      width,
      height: CHIP_HEIGHT,
    };
    things.push({ ...thing, inside: null, boxes: [box] });
    const legs = starts.map((start, i) => ({
      ...start,
      to: { x: box.x + (width * (i + 1)) / (starts.length + 1), y: top },
    }));
    // The nearest link crosses above the others, which come from farther out.
    for (const { end, at, bends, x: from, to } of legs.toSorted((a, b) => lengthOf(a) - lengthOf(b))) {
      const across = y + CLEAR + level++ * LEVEL;
      const points = [at, ...bends, { x: from, y: across }, { x: to.x, y: across }, to];
      links.push({ from: end, to: thing.key, kind: 'leads', points });
    }
    x = box.x + width + 2 * GAP;
  }
  const drawn = [...things.map(({ boxes: [box] }) => box.x + box.width), ...links.flatMap(furthestOf)];
  return { things, links, right: Math.max(right, ...drawn), bottom: top + CHIP_HEIGHT };
}

/**
 * The starting point of a box's next link: each one starts beside the previous one, and links from an upper row go down
 * to the right of all rows.
 */
function startsIn(rows: readonly VpcRow[], right: number): (end: string) => Start | undefined {
  const places = new Map<string, { readonly box: Box; readonly x: number; readonly row: number }>();
  rows.forEach(({ vpcs }, row) => {
    for (const vpc of vpcs) {
      const under = vpc.box.y + vpc.box.height;
      let x = middleOf(vpc.box);
      for (const one of vpc.things) {
        if (!('key' in one) || one.shape !== 'chip') continue;
        const [box] = one.boxes;
        places.set(one.key, { box, x: middleOf(box), row });
        // A VPC's own links are to the right of the attachments on its edge.
        if (box.y + box.height > under) x = Math.max(x, box.x + box.width + GAP);
      }
      places.set(vpc.key, { box: vpc.box, x, row });
    }
  });
  const used = new Map<string, number>();
  const across = rows.map(() => 0);
  let lanes = 0;
  return (end) => {
    const place = places.get(end);
    if (!place) return undefined;
    const { box, x: first, row } = place;
    const nth = used.get(end) ?? 0;
    used.set(end, nth + 1);
    const at = { x: first + nth * PORT, y: box.y + box.height };
    if (row === rows.length - 1) return { end, at, bends: [], x: at.x };
    const y = rows[row]!.bottom + CLEAR + across[row]!++ * LEVEL;
    const x = right + CLEAR + lanes++ * LEVEL;
    return {
      end,
      at,
      bends: [
        { x: at.x, y },
        { x, y },
      ],
      x,
    };
  };
}

const middleOf = ({ x, width }: Box): number => x + width / 2;

function lengthOf({ x, to }: { readonly x: number; readonly to: Point }): number {
  return Math.abs(x - to.x);
}

function furthestOf({ points }: Link): readonly number[] {
  return points.map(({ x }) => x);
}
