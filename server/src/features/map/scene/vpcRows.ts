import type { Link, Point, Thing } from '../../../diagram/scene.ts';
import { type LaidOutVpc, placeVpc, sizeOfVpc } from './vpcLayout.ts';
import type { VpcPlan } from './vpcPlan.ts';

/** A wider row is hard to read in a panel beside the text, in pixels. */
const WIDEST_ROW = 1240;
/** The distance between two VPCs, in pixels. */
export const APART = 40;
/** The distance between the tracks of two links, in pixels. */
export const LEVEL = 8;
/** The space to the left of the rows, for lines up to the internet, in pixels. */
const GUTTER = 20;
/** The distance from the gateways of a lower row to the horizontal line, in pixels. */
const ABOVE_GATEWAYS = 12;

export interface VpcRow {
  readonly vpcs: readonly LaidOutVpc[];
  /** The edges, including the chips on those of the VPCs. */
  readonly top: number;
  readonly bottom: number;
}

/**
 * Places VPCs from left to right and from row to row. Under each row there is space for the `linksOf` its VPCs to their
 * connections.
 */
export function placeVpcs(
  plans: readonly VpcPlan[],
  linksOf: (key: string) => number,
  { x: left, y }: Point,
): readonly VpcRow[] {
  const rows = inRows(plans);
  const isUnderAnother = (plan: VpcPlan) => !rows[0]?.includes(plan);
  const x = left + (plans.some((plan) => isUnderAnother(plan) && plan.upper.length > 0) ? GUTTER : 0);
  let top = y;
  return rows.map((row) => {
    const sizes = row.map(sizeOfVpc);
    const frames = top + Math.max(...sizes.map(({ over }) => over));
    const bottom = Math.max(...sizes.map(({ height, under }) => frames + height + under));
    let before = x;
    const vpcs = row.map((plan, i) => {
      const placed = placeVpc(plan, before, frames);
      before += sizes[i]!.width + APART;
      return placed;
    });
    const placed = { vpcs, top, bottom };
    const links = row.reduce((sum, { key }) => sum + linksOf(key), 0);
    top = bottom + APART + links * LEVEL;
    return placed;
  });
}

function inRows(plans: readonly VpcPlan[]): readonly (readonly VpcPlan[])[] {
  const rows: VpcPlan[][] = [];
  let width = Number.POSITIVE_INFINITY;
  for (const plan of plans) {
    const own = sizeOfVpc(plan).width;
    if (width + APART + own <= WIDEST_ROW) {
      rows.at(-1)!.push(plan);
      width += APART + own;
    } else {
      rows.push([plan]);
      width = own;
    }
  }
  return rows;
}

/** From the gateways to the internet: straight up, and from a lower row through the gutter to the left of the rows. */
export function gatewayLinks(
  gateways: ReadonlySet<string>,
  rows: readonly VpcRow[],
  internet: { readonly key: string; readonly left: number; readonly bottom: number },
): readonly Link[] {
  return rows.flatMap(({ vpcs, top }, i) =>
    vpcs.flatMap(({ things }) =>
      things
        .filter((one): one is Thing => 'key' in one && gateways.has(one.key))
        .map(({ key, boxes: [box] }): Link => {
          const x = box.x + box.width / 2;
          const gutter = internet.left + GUTTER / 2;
          const across = top - ABOVE_GATEWAYS;
          const line =
            i === 0
              ? [{ x, y: internet.bottom }]
              : [
                  { x, y: across },
                  { x: gutter, y: across },
                  { x: gutter, y: internet.bottom },
                ];
          return { from: key, to: internet.key, points: [{ x, y: box.y }, ...line], kind: 'leads' };
        }),
    ),
  );
}
