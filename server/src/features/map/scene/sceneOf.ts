import { areaSize, CHIP_HEIGHT } from '../../../diagram/lettering.ts';
import type { Box, Link, Scene, Thing } from '../../../diagram/scene.ts';
import type { NetworkMap } from '../networkMap.ts';
import { type Occupant, occupantsOf, workloadsOf } from './occupants.ts';
import { frameOfChips, placeHubs } from './outside.ts';
import type { Unplaced } from './parts.ts';
import { cellsOf, rowsOf } from './rows.ts';
import { type PlacedOccupant, type PlacedVpc, placeVpc, sizeOfVpc } from './vpcLayout.ts';
import { chip, planVpc, type VpcPlan } from './vpcPlan.ts';

/** Around the whole picture, in pixels. */
const MARGIN = 16;
/** From the internet to the VPCs, and from a VPC to what is beside it. */
const APART = 40;

/** From a chip to the middle of the gap beside its subnet, in pixels. */
const BESIDE_SUBNET = 12;

export interface SceneOptions {
  /** Services of AWS that the workloads are meant to reach, by the names of their endpoints. */
  readonly services?: readonly string[];
  /** Keys of folds that are open. Without them, as in a file, many workloads are counted and no subnet is folded. */
  readonly unfolded?: ReadonlySet<string>;
}

/** The key of the internet. */
export const INTERNET = 'internet';

/**
 * The picture of a network: the internet above, a frame for each VPC with its gateways on the upper edge and its endpoints on the
 * right one, zones as columns, tiers as rows, workloads over their subnets, what connects VPCs below, AWS's services and
 * what is in no VPC on the right.
 */
export function sceneOf(map: NetworkMap, { services = [], unfolded }: SceneOptions = {}): Scene {
  const rows = map.vpcs.map((vpc) => rowsOf(vpc, unfolded ?? null));
  const occupants = occupantsOf(workloadsOf(map), unfolded ?? new Set(), cellsOf(rows.flat()));
  const homes = homesOf(map, occupants);
  const plans = map.vpcs.map((vpc, i) =>
    planVpc(
      vpc,
      rows[i]!,
      occupants.filter(({ feet }) => feet.length > 0),
      occupants.filter((one) => homes.get(one) === vpc),
    ),
  );
  const hasInternet = plans.length > 0;
  const over = Math.max(0, ...plans.map((plan) => sizeOfVpc(plan).over));
  const top = MARGIN + (hasInternet ? CHIP_HEIGHT + 6 + APART - 14 + over : 0);
  const placed: PlacedVpc[] = [];
  let x = MARGIN;
  for (const plan of plans) {
    placed.push(placeVpc(plan, x, top));
    x += sizeOfVpc(plan).width + APART;
  }
  const bottom = Math.max(top, ...plans.map((plan) => top + sizeOfVpc(plan).height + sizeOfVpc(plan).under));
  const hubs = placeHubs(map, placed, bottom);
  const beside = placeBeside(
    map,
    services,
    placed,
    plans,
    occupants.filter((one) => !homes.has(one) && one.feet.length === 0),
    Math.max(x, MARGIN + hubs.width + (hubs.width > 0 ? APART : 0)),
    top,
  );
  const right = Math.max(x - APART, ...beside.things.map(rightOf), MARGIN + hubs.width);
  const things = [...withOccupants(placed), ...hubs.things, ...beside.things];
  const inner = placed.length > 0 ? Math.max(x - APART, MARGIN + 100) : right;
  const internet = hasInternet ? [internetBand(inner)] : [];
  return {
    width: Math.ceil(right + MARGIN),
    height: Math.ceil(Math.max(bottom, hubs.bottom, ...beside.things.map(bottomOf)) + MARGIN),
    things: [...internet, ...things],
    links: [...gatewayLinks(map, things), ...hubs.links, ...beside.links, ...sameLinks(things)],
    headings: placed.flatMap(({ headings }) => headings),
  };
}

/** The VPC of what is in no known subnet but in a known VPC. */
function homesOf(map: NetworkMap, occupants: readonly Occupant[]) {
  const subnets = new Set(
    map.vpcs.flatMap(({ zones }) =>
      zones.flatMap(({ tiers }) => tiers.flatMap((tier) => tier.subnets.map(({ id }) => id))),
    ),
  );
  const homes = new Map<Occupant, NetworkMap['vpcs'][number]>();
  for (const one of occupants) {
    if (one.feet.some((id) => subnets.has(id))) continue;
    const ids = new Set(one.id === null ? one.members : [one.id]);
    const home = map.vpcs.find(({ workloads }) => workloads.some(({ id }) => ids.has(id)));
    if (home) homes.set(one, home);
  }
  return homes;
}

/** Each occupant once, with all of its boxes, where its first one is. */
function withOccupants(placed: readonly PlacedVpc[]): readonly Thing[] {
  const entries = placed.flatMap(({ things }) => things);
  const boxes = new Map<string, PlacedOccupant[]>();
  for (const one of entries) {
    if ('occupant' in one) boxes.set(one.occupant.key, [...(boxes.get(one.occupant.key) ?? []), one]);
  }
  const drawn = new Set<string>();
  return entries.flatMap((one) => {
    if (!('occupant' in one)) return [one];
    const { key } = one.occupant;
    if (drawn.has(key)) return [];
    drawn.add(key);
    const all = boxes.get(key)!;
    const [first, ...more] = all.flatMap((part) => part.boxes);
    return [{ ...unplaced(one.occupant), inside: one.inside, boxes: [first!, ...more] as const }];
  });
}

/** More subnets are counted for whoever hears it. */
const MOST_FEET = 6;

function unplaced({ key, id, icon, title, noun, feet, members, about, facts }: Occupant): Unplaced {
  const place =
    feet.length > MOST_FEET
      ? [`in ${feet.length} subnets`]
      : feet.length > 0
        ? [`in ${feet.join(', ')}`]
        : [];
  const spoken = [...(noun === '' ? [] : [noun]), ...place, ...facts].join(', ');
  return { key, id, shape: 'chip', icon, title, noun, lines: [], tier: '', spoken, members, about };
}

function internetBand(right: number): Thing {
  return {
    ...chip(INTERNET, 'internet', ''),
    title: 'Internet',
    shape: 'band',
    spoken: 'everything outside of AWS',
    inside: null,
    boxes: [{ x: MARGIN, y: MARGIN, width: right - MARGIN, height: CHIP_HEIGHT + 6 }],
  };
}

/** Straight up from each internet gateway. */
function gatewayLinks({ vpcs }: NetworkMap, things: readonly Thing[]): readonly Link[] {
  const gateways = new Set(
    vpcs.flatMap((vpc) => [...vpc.internetGateways, ...vpc.egressOnlyInternetGateways]).map(({ id }) => id),
  );
  return things
    .filter(({ key }) => gateways.has(key))
    .map(({ key, boxes: [box] }): Link => {
      const x = box.x + box.width / 2;
      const points = [
        { x, y: box.y },
        { x, y: MARGIN + CHIP_HEIGHT + 6 },
      ];
      return { from: key, to: INTERNET, points, kind: 'leads' };
    });
}

/** AWS's services, each beside its endpoint where there is one VPC, and what is in no VPC of the file. */
function placeBeside(
  map: NetworkMap,
  wanted: readonly string[],
  placed: readonly PlacedVpc[],
  plans: readonly VpcPlan[],
  homeless: readonly Occupant[],
  x: number,
  top: number,
): { readonly things: readonly Thing[]; readonly links: readonly Link[] } {
  const things: Thing[] = [];
  const links: Link[] = [];
  const endpoints = map.vpcs.flatMap((vpc) => vpc.endpoints);
  const services = [...new Set([...endpoints.flatMap(({ service }) => service ?? []), ...wanted])];
  let y = top;
  if (services.length > 0) {
    const chips = services.map((name) => ({
      ...chip(name, 'service', ''),
      key: keyOfService(name),
      spoken: 'AWS service',
    }));
    // Beside the endpoints of one VPC, so that most links are straight.
    const first = placed.length === 1 ? boxIn(placed[0]!.things, endpoints[0]?.id) : undefined;
    const head = areaSize({ title: '', lines: [] }).height;
    const start = first ? Math.max(y, first.y - head) : y;
    const frame = frameOfChips({ key: 'services', title: 'AWS services', icon: 'service' }, chips, x, start);
    things.push(...frame.things);
    y = start + frame.box.height + APART / 2;
    if (plans.length === 1) links.push(...serviceLinks(map.vpcs[0]!.endpoints, placed[0]!, frame.things));
  }
  if (homeless.length > 0) {
    const chips = homeless.map(unplaced);
    things.push(
      ...frameOfChips({ key: 'elsewhere', title: 'In no VPC of this file', icon: 'other' }, chips, x, y)
        .things,
    );
  }
  return { things, links };
}

export const keyOfService = (name: string): string => `service ${name}`;

/** Right from each endpoint to its service, each with a line of its own across. */
function serviceLinks(
  endpoints: NetworkMap['vpcs'][number]['endpoints'],
  { things }: PlacedVpc,
  services: readonly Thing[],
): readonly Link[] {
  return endpoints.flatMap(({ id, service }, i): Link[] => {
    const from = boxIn(things, id);
    const to = service === null ? undefined : boxIn(services, keyOfService(service));
    // A service in a second column has another in front of it.
    if (!from || !to || to.x > services[1]!.boxes[0].x) return [];
    const [start, end] = [from, to].map(middleOf) as [number, number];
    const left = from.x + from.width;
    const across = left + 8 + (i % 8) * 3;
    const points = [
      { x: left, y: start },
      ...(start === end
        ? []
        : [
            { x: across, y: start },
            { x: across, y: end },
          ]),
      { x: to.x, y: end },
    ];
    return [{ from: id, to: keyOfService(service!), kind: 'leads', points }];
  });
}

function boxIn(all: readonly (Thing | PlacedOccupant)[], key: string | undefined): Box | undefined {
  return all.flatMap((one) => ('key' in one && one.key === key ? [one.boxes[0]] : []))[0];
}

/** Between the boxes of one thing: across where they are in one line, else by the gap left of their subnets. */
function sameLinks(things: readonly Thing[]): readonly Link[] {
  return things.flatMap(({ key, boxes }) =>
    boxes.slice(1).map((box, i): Link => {
      const before = boxes[i]!;
      const [start, end] = [middleOf(before), middleOf(box)];
      const gap = Math.min(before.x, box.x) - BESIDE_SUBNET;
      const points =
        start === end
          ? [
              { x: before.x + before.width, y: start },
              { x: box.x, y: end },
            ]
          : [
              { x: before.x, y: start },
              { x: gap, y: start },
              { x: gap, y: end },
              { x: box.x, y: end },
            ];
      return { from: key, to: key, kind: 'same', points };
    }),
  );
}

const middleOf = ({ y, height }: Box): number => y + height / 2;
const rightOf = ({ boxes }: Thing): number => Math.max(...boxes.map(({ x, width }) => x + width));
const bottomOf = ({ boxes }: Thing): number => Math.max(...boxes.map(({ y, height }) => y + height));
