import { CHIP_HEIGHT, chipWidth, INSET } from '../../../diagram/lettering.ts';
import type { Box, Link, Scene, Thing } from '../../../diagram/scene.ts';
import { addTo } from '../../../multimap.ts';
import type { NetworkMap } from '../networkMap.ts';
import { hubsOf, linksToHubs, placeHubs } from './hubs.ts';
import { type Occupant, occupantsOf, shownWorkloads } from './occupants.ts';
import { frameOfChips } from './outside.ts';
import type { NameOf, Unplaced } from './parts.ts';
import { cellsOf, mapRowsOf } from './rows.ts';
import { placeServices, SERVICES, servicesOf } from './services.ts';
import type { LaidOutVpc, PlacedOccupant } from './vpcLayout.ts';
import { chip, planVpc } from './vpcPlan.ts';
import { APART, gatewayLinks, placeVpcs } from './vpcRows.ts';

/** The margin around the picture, in pixels. */
const MARGIN = 16;
const INTERNET_BOTTOM = MARGIN + CHIP_HEIGHT + 6;
/** The upper edge of the first row of VPCs, in pixels. */
const BELOW_INTERNET = INTERNET_BOTTOM + 26;

/** The distance from a chip to the middle of the gap beside its subnet, in pixels. */
const BESIDE_SUBNET = 12;

export interface SceneOptions {
  /** The AWS services that the workloads use, by the names of their endpoints. */
  readonly services?: readonly string[];
  /** Keys of unfolded groups. If absent, as in a file, many workloads are folded and no subnet is. */
  readonly unfolded?: ReadonlySet<string>;
  /** The names of existing objects. */
  readonly nameOf?: NameOf;
}

/** The key of the internet's box. */
const INTERNET_KEY = 'internet';

/**
 * The picture of a network: the internet at the top, a frame for each VPC with gateways on its upper edge and endpoints
 * on its right edge, zones as columns, tiers as rows, workloads over their subnets, connections between VPCs below, AWS
 * services beside their endpoints or below, and everything outside of the VPCs at the bottom.
 */
export function sceneOf(
  map: NetworkMap,
  { services: wanted = [], unfolded, nameOf = () => undefined }: SceneOptions = {},
): Scene {
  const rows = map.vpcs.map((vpc) => mapRowsOf(vpc, unfolded ?? null, nameOf));
  const occupants = occupantsOf(shownWorkloads(map), unfolded ?? new Set(), cellsOf(rows.flat()));
  const homes = homesOf(map, occupants);
  const plans = map.vpcs.map((vpc, i) =>
    planVpc(
      vpc,
      rows[i]!,
      occupants.filter(({ feet }) => feet.length > 0),
      occupants.filter((one) => homes.get(one) === vpc),
      nameOf,
    ),
  );
  const hubsOfMap = hubsOf(map);
  const vpcRows = placeVpcs(plans, linksToHubs(map, hubsOfMap), { x: MARGIN, y: BELOW_INTERNET });
  const placed = vpcRows.flatMap(({ vpcs }) => vpcs);
  const rightOfVpcs = Math.max(MARGIN, ...placed.flatMap(({ things: all }) => all.map(rightOf)));
  const hubs = placeHubs(hubsOfMap, vpcRows, rightOfVpcs);
  const services = servicesOf(map, wanted);
  const [only] = placed.length === 1 && (map.vpcs[0]?.endpoints.length ?? 0) > 0 ? placed : [];
  const beside = only
    ? placeServices(services, map.vpcs[0]!.endpoints, only, rightOfVpcs + APART)
    : { things: [], links: [] };
  const inner = Math.max(rightOfVpcs, hubs.right, ...beside.things.map(rightOf));
  const unplaced = occupants.filter((one) => !homes.has(one) && one.feet.length === 0);
  const widthOfBands = Math.max(inner - MARGIN, unplaced.length > FEW_CHIPS ? WIDE_BAND : NARROWEST_BAND);
  const bands = placeBands(
    [
      { ...SERVICES, chips: only ? [] : services },
      {
        key: 'elsewhere',
        title: titleOf(unplaced, map),
        icon: 'other',
        chips: unplaced.map((one) => withWholeName(one, widthOfBands - 2 * INSET)),
      },
    ],
    widthOfBands,
    placed.length === 0 ? MARGIN : Math.max(hubs.bottom, ...beside.things.map(bottomOf)) + APART / 2,
  );
  const things = [...withOccupants(placed), ...hubs.things, ...beside.things, ...bands];
  const right = Math.max(inner, ...bands.map(rightOf));
  const internet = placed.length > 0 ? [internetBand(Math.max(rightOfVpcs, MARGIN + 100))] : [];
  return {
    width: Math.ceil(right + MARGIN),
    height: Math.ceil(Math.max(hubs.bottom, ...things.map(bottomOf)) + MARGIN),
    things: [...internet, ...things],
    links: [
      ...gatewayLinks(gatewaysOf(map), vpcRows, { key: INTERNET_KEY, left: MARGIN, bottom: INTERNET_BOTTOM }),
      ...hubs.links,
      ...beside.links,
      ...sameLinks(things),
    ],
    headings: placed.flatMap(({ headings }) => headings),
  };
}

/** The title for workloads without a VPC of the file: it says whether they have subnets that are only unknown. */
function titleOf(unplaced: readonly Occupant[], { elsewhere }: NetworkMap): string {
  const unknown = new Set(elsewhere.flatMap(({ id, otherSubnets }) => (otherSubnets === null ? [] : [id])));
  const ids = unplaced.flatMap(({ id, members }) => (id === null ? members : [id]));
  return ids.every((id) => unknown.has(id)) ? 'Subnets unknown' : 'In no VPC of this file';
}

/** The VPCs of occupants without a known subnet but with a known VPC. */
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

/** Merges the boxes of each occupant at its first one. */
function withOccupants(placed: readonly LaidOutVpc[]): readonly Thing[] {
  const entries = placed.flatMap(({ things }) => things);
  const boxes = new Map<string, PlacedOccupant[]>();
  for (const one of entries) {
    if ('occupant' in one) addTo(boxes, one.occupant.key, one);
  }
  const drawn = new Set<string>();
  return entries.flatMap((one) => {
    if (!('occupant' in one)) return [one];
    const { key } = one.occupant;
    if (drawn.has(key)) return [];
    drawn.add(key);
    const all = boxes.get(key)!;
    const [first, ...more] = all.flatMap((part) => part.boxes);
    const room = Math.min(...all.flatMap((part) => part.boxes.map(({ width }) => width)));
    const thing = withWholeName(one.occupant, room);
    return [{ ...thing, inside: one.inside, boxes: [first!, ...more] as const }];
  });
}

/** With its whole name where that fits. */
function withWholeName(occupant: Occupant, room: number): Unplaced {
  const whole = { ...unplaced(occupant), title: occupant.name };
  return chipWidth(whole) <= room ? whole : unplaced(occupant);
}

/** In the text outline, further subnets are only counted. */
const MOST_FEET = 6;

function unplaced({ key, id, icon, title, noun, feet, members, about, facts }: Occupant): Unplaced {
  const place =
    feet.length > MOST_FEET
      ? [`in ${feet.length} subnets`]
      : feet.length > 0
        ? [`in ${feet.join(', ')}`]
        : [];
  const accessibleName = [...(noun === '' ? [] : [noun]), ...place, ...facts].join(', ');
  return { key, id, shape: 'chip', icon, title, noun, lines: [], tier: '', accessibleName, members, about };
}

function internetBand(right: number): Thing {
  return {
    ...chip(INTERNET_KEY, 'internet', ''),
    title: 'Internet',
    shape: 'band',
    accessibleName: 'everything outside of AWS',
    inside: null,
    boxes: [{ x: MARGIN, y: MARGIN, width: right - MARGIN, height: CHIP_HEIGHT + 6 }],
  };
}

function gatewaysOf({ vpcs }: NetworkMap): ReadonlySet<string> {
  return new Set(
    vpcs.flatMap((vpc) => [...vpc.internetGateways, ...vpc.egressOnlyInternetGateways]).map(({ id }) => id),
  );
}

/** The smallest width of a band, in pixels, and of one with many chips. */
const NARROWEST_BAND = 400;
const WIDE_BAND = 820;
/** More chips than this are many. */
const FEW_CHIPS = 8;

/**
 * Boxes without links go below everything else, in bands as wide as the picture, so that the VPCs are as large as
 * possible.
 */
function placeBands(
  bands: readonly (Parameters<typeof frameOfChips>[0] & { readonly chips: readonly Unplaced[] })[],
  width: number,
  top: number,
): readonly Thing[] {
  let y = top;
  return bands.flatMap(({ chips, ...frame }) => {
    if (chips.length === 0) return [];
    const placed = frameOfChips(frame, chips, { x: MARGIN, y }, width);
    y += placed.box.height + APART / 2;
    return placed.things;
  });
}

/**
 * Links between the boxes of one occupant: straight if they are on one line, else through the gap to the left of their
 * subnets.
 */
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
const rightOf = ({ boxes }: Pick<Thing | PlacedOccupant, 'boxes'>): number =>
  Math.max(...boxes.map(({ x, width }) => x + width));
const bottomOf = ({ boxes }: Thing): number => Math.max(...boxes.map(({ y, height }) => y + height));
