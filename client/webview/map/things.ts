import type { Box, Thing } from '../../../server/src/diagram/scene.ts';
import type { MapPlace, TraceAnswer } from '../../../server/src/protocol.ts';
import type { MapFinding, ShownMap } from './messages.ts';

/** The findings on each thing, by its key, the worst first: on itself, or on what belongs to it and is not drawn. */
export function findingsByThing(
  map: ShownMap,
  findings: readonly MapFinding[],
): ReadonlyMap<string, readonly MapFinding[]> {
  const found = new Map<string, MapFinding[]>();
  const put = (key: string, finding: MapFinding) => found.set(key, [...(found.get(key) ?? []), finding]);
  for (const finding of findings) {
    const own = thingAt(map, finding.line);
    if (own !== undefined) {
      put(own, finding);
      continue;
    }
    for (const [key, { about }] of Object.entries(map.places))
      if (about.some((range) => isIn(finding.line, range))) put(key, finding);
  }
  for (const all of found.values()) all.sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
  return found;
}

const ORDER = { error: 0, warning: 1, info: 2, hint: 3 } as const;

/** The thing whose own lines contain a line of the document, or the fold that it is in. */
export function thingAt({ places }: ShownMap, line: number): string | undefined {
  return Object.entries(places).find(([, { own, members }]) =>
    [...(own ? [own] : []), ...members].some((range) => isIn(line, range)),
  )?.[0];
}

function isIn(line: number, { start, end }: NonNullable<MapPlace['own']>): boolean {
  return start.line <= line && line <= end.line;
}

export type ArrowDirection = 'up' | 'down' | 'left' | 'right';

/** More than any distance in a picture, in pixels. */
const FAR = 1e6;

/** The nearest thing in a direction; undefined where there is none. */
export function neighbourOf(
  things: readonly Thing[],
  key: string,
  direction: ArrowDirection,
): string | undefined {
  const here = things.find((one) => one.key === key);
  if (!here) return undefined;
  const from = anchorOf(here);
  const found = things
    .filter((one) => one !== here)
    .flatMap((one) => {
      const to = anchorOf(one);
      const [along, across] = {
        up: [from.y - to.y, to.x - from.x],
        down: [to.y - from.y, to.x - from.x],
        left: [from.x - to.x, to.y - from.y],
        right: [to.x - from.x, to.y - from.y],
      }[direction] as [number, number];
      if (along <= 2) return [];
      // A thing that is more to the side than ahead comes last, but can be reached.
      const isAhead = 2 * along >= Math.abs(across);
      return [{ key: one.key, distance: along + 3 * Math.abs(across) + (isAhead ? 0 : FAR) }];
    });
  return found.toSorted((a, b) => a.distance - b.distance)[0]?.key;
}

/** The corner where a thing's own text begins: a frame surrounds its content, so its middle would be one of them. */
function anchorOf({ boxes: [box] }: Thing): { readonly x: number; readonly y: number } {
  return { x: box.x, y: box.y };
}

/** The name and facts of a thing as one sentence for somebody who hears it. */
export function accessibleNameOf(
  thing: Thing,
  findings: readonly MapFinding[],
  verdict: string | undefined,
): string {
  const count = findings.length;
  return [
    thing.title,
    thing.accessibleName,
    ...(verdict === undefined ? [] : [verdict]),
    ...(count === 0 ? [] : [count === 1 ? `1 finding: ${findings[0]!.message}` : `${count} findings`]),
  ].join(', ');
}

/**
 * The boxes of an answer's hops that the picture has, source first. `reaches` is false if the path ends before the
 * destination.
 */
export function pathOf(
  things: readonly Thing[],
  from: string,
  to: string,
  { hops, verdict }: Pick<TraceAnswer, 'hops' | 'verdict'>,
): { readonly boxes: readonly Box[]; readonly reaches: boolean } {
  const boxOf = (name: string) =>
    things.find(({ id, members }) => id === name || members.includes(name))?.boxes[0];
  const names = [from];
  for (const { label, allows } of hops) {
    if (label === to) break;
    if (boxOf(label) && !names.includes(label)) names.push(label);
    if (!allows) break;
  }
  names.push(to);
  const reaches = verdict === 'reachable';
  const boxes = names.flatMap((name) => boxOf(name) ?? []);
  if (!reaches || (from !== INTERNET && to !== INTERNET)) return { boxes, reaches };
  const gateway = internetGatewayOf(
    things,
    names.find((name) => name !== INTERNET && vpcOf(things, name)),
  );
  if (!gateway || boxes.includes(gateway)) return { boxes, reaches };
  const place = from === INTERNET ? 1 : boxes.length - 1;
  return { boxes: boxes.toSpliced(place, 0, gateway), reaches };
}

const INTERNET = 'internet';
const INTERNET_GATEWAY = 'internet gateway';

/** What goes to or from the internet passes the internet gateway of its VPC; a VPC has one at most: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html */
function internetGatewayOf(things: readonly Thing[], name: string | undefined): Box | undefined {
  const vpc = name === undefined ? undefined : vpcOf(things, name);
  const gateways = things.filter(
    ({ noun, inside }) => noun.endsWith(INTERNET_GATEWAY) && inside === vpc?.key,
  );
  // With an egress-only internet gateway as well, IPv6 may use that.
  const [gateway] = gateways.length === 1 ? gateways : [];
  return gateway?.noun === INTERNET_GATEWAY ? gateway.boxes[0] : undefined;
}

/** The VPC that a thing is in. */
function vpcOf(things: readonly Thing[], name: string): Thing | undefined {
  let one = things.find(({ id, members }) => id === name || members.includes(name));
  while (one && one.icon !== 'vpc') {
    const { inside } = one;
    one = things.find(({ key }) => key === inside);
  }
  return one;
}
