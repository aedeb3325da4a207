import { totalSize } from '../../../cidr/blocks.ts';
import { formatCount } from '../../../cidr/format.ts';
import { parseCidr } from '../../../cidr/parse.ts';
import type { DiagramIcon } from '../../../diagram/icons.ts';
import { areaSize, chipWidth } from '../../../diagram/lettering.ts';
import { shortened, widthOf } from '../../../diagram/textWidth.ts';
import { foldedTier } from './foldedTier.ts';
import { natOccupant, type Occupant } from './occupants.ts';
import {
  keyOfVpc,
  knownOnly,
  type NameOf,
  namesOfTable,
  type SubnetMap,
  thingWithNames,
  UNKNOWN_VPC,
  type Unplaced,
  type VpcMap,
} from './parts.ts';
import { routeLine } from './routeLine.ts';
import { classWords, type MapRow, tierOf } from './rows.ts';
import { type Slots, slotsOf } from './slots.ts';

/** The contents of a VPC's frame before they are placed. */
export interface VpcPlan {
  readonly key: string;
  readonly frame: Unplaced;
  readonly zones: readonly string[];
  readonly rows: readonly PlannedRow[];
  /** Chips on the edges of the frame. */
  readonly upper: readonly Unplaced[];
  readonly right: readonly Unplaced[];
  readonly lower: readonly Unplaced[];
  /** In the VPC, but in no known subnet. */
  readonly loose: readonly Occupant[];
  readonly headingWidth: number;
  readonly columnWidth: number;
}

export interface PlannedRow {
  readonly row: MapRow;
  readonly areas: readonly PlannedArea[];
  readonly slots: Slots;
  /** The height of the subnets' own text, in pixels. */
  readonly textHeight: number;
}

/** A subnet, or all subnets of a folded tier, across the columns from `first` to `last`. */
export interface PlannedArea {
  readonly thing: Unplaced;
  readonly first: number;
  readonly last: number;
}

/** The distance between columns, rows and chips, in pixels. */
export const GAP = 12;

/** The smallest width of a zone's column, in pixels. */
const NARROWEST = 190;

export function planVpc(
  vpc: VpcMap,
  ownRows: readonly MapRow[],
  occupants: readonly Occupant[],
  loose: readonly Occupant[],
  nameOf: NameOf,
): VpcPlan {
  const nats = vpc.natGateways.filter(({ subnet }) => subnet !== null).map((one) => natOccupant(one, nameOf));
  const all = [...nats, ...occupants];
  const rows = ownRows.map((row): PlannedRow => {
    const areas = areasOf(row, vpc, nameOf);
    return {
      row,
      areas,
      slots: slotsOf(row, all),
      textHeight: Math.max(0, ...areas.map(({ thing }) => areaSize(thing).height)),
    };
  });
  return {
    key: keyOfVpc(vpc),
    frame: thingWithNames(frameOf(vpc), nameOf),
    zones: zoneNames(vpc),
    rows,
    upper: upperOf(vpc).map((one) => thingWithNames(one, nameOf)),
    right: vpc.endpoints.map((one) => thingWithNames(endpointOf(one), nameOf)),
    lower: vpc.transitGatewayAttachments.map((one) =>
      chip(one.id, 'transit', 'transit gateway attachment', [
        ...(one.transitGateway === null ? [] : [`to ${one.transitGateway}`]),
      ]),
    ),
    loose,
    headingWidth: Math.max(
      0,
      ...rows.flatMap(({ row }) => row.heading.map((line, i) => widthOf(line, i === 0))),
    ),
    columnWidth: columnWidth(rows, zoneNames(vpc)),
  };
}

function zoneNames({ zones }: VpcMap): readonly string[] {
  return zones.map(({ zone }) => zone ?? 'Unknown zone');
}

/** As wide as its widest subnet, and wide enough for every box in it. */
function columnWidth(rows: readonly PlannedRow[], zones: readonly string[]): number {
  const needs = [
    NARROWEST,
    ...zones.map((zone) => widthOf(zone, true)),
    ...rows.flatMap(({ areas }) => areas.map((area) => widthEach(areaSize(area.thing).width, area))),
    ...rows.flatMap(({ slots }) =>
      [...slots.runs].flatMap(([one, runs]) => runs.map((run) => widthEach(chipWidth(one) + 2 * GAP, run))),
    ),
  ];
  return Math.ceil(Math.max(...needs));
}

/** The share of each of several columns in a width that spans all of them. */
function widthEach(
  width: number,
  { first, last }: { readonly first: number; readonly last: number },
): number {
  const columns = last - first + 1;
  return (width - (columns - 1) * GAP) / columns;
}

function frameOf(vpc: VpcMap): Unplaced {
  const blocks = [...knownOnly(vpc.ipv4), ...knownOnly(vpc.ipv6)];
  const free = freeText(vpc);
  const lines = [...(blocks.length > 0 ? [blocks.join(' · ')] : []), ...(free === undefined ? [] : [free])];
  const title = vpc.id ?? UNKNOWN_VPC;
  return {
    key: keyOfVpc(vpc),
    id: vpc.id,
    shape: 'frame',
    icon: 'vpc',
    title: shortened(title),
    noun: 'VPC',
    lines:
      lines.length > 0
        ? [lines.join(' · ')]
        : vpc.line === null && vpc.id !== null
          ? ['outside of this file']
          : [],
    tier: '',
    accessibleName: ['VPC', ...lines].join(', '),
    members: [],
    about: [
      ...vpc.routeTables.filter(({ subnets }) => subnets.length === 0).flatMap(namesOfTable),
      ...vpc.networkAcls.map(({ id }) => id),
      ...vpc.securityGroups.filter(({ users }) => users.length === 0).map(({ id }) => id),
    ],
  };
}

/** Undefined if a block of the VPC or of a subnet is unknown. */
function freeText({ free }: VpcMap): string | undefined {
  if (free === null || free.length === 0 || free.some((one) => one === null)) return undefined;
  const blocks = free.flatMap((one) => one ?? []).map(parseCidr);
  const sum = totalSize(blocks.flatMap((one) => (one.kind === 'cidr' ? [one] : [])));
  return sum === 0n ? 'no free block' : `${formatCount(sum)} addresses free`;
}

function areasOf(row: MapRow, vpc: VpcMap, nameOf: NameOf): readonly PlannedArea[] {
  if (row.fold !== null) {
    const columns = [...row.cells.keys()].filter((zone) => row.cells[zone]!.length > 0);
    return [{ thing: foldedTier(row, row.fold, vpc, nameOf), first: columns[0]!, last: columns.at(-1)! }];
  }
  return row.cells.flatMap((subnets, zone) =>
    subnets.map((subnet) => ({
      thing: thingWithNames(areaOf(subnet, vpc, zoneNames(vpc)[zone]!, nameOf), nameOf),
      first: zone,
      last: zone,
    })),
  );
}

function areaOf(subnet: SubnetMap, vpc: VpcMap, zone: string, nameOf: NameOf): Unplaced {
  const blocks = [...knownOnly([subnet.ipv4]), ...knownOnly([subnet.ipv6])].join(' · ');
  const { left } = subnet.addresses;
  const room =
    left === null ? '' : left < 0 ? 'too small for what is in it' : `${formatCount(BigInt(left))} free`;
  const place = [blocks, room].filter((part) => part !== '').join(' · ');
  const table = vpc.routeTables.find(({ id }) => id === subnet.routeTable);
  const route = routeLine(subnet, vpc, nameOf);
  return {
    key: subnet.id,
    id: subnet.id,
    shape: 'area',
    icon: 'subnet',
    title: shortened(subnet.id),
    noun: 'subnet',
    lines: [...(place === '' ? [] : [place]), route],
    tier: tierOf(subnet, vpc.id, nameOf),
    accessibleName: ['subnet', zone, classWords(subnet.class), ...(place === '' ? [] : [place]), route].join(
      ', ',
    ),
    members: [],
    about: table ? namesOfTable(table) : [],
  };
}

function upperOf(vpc: VpcMap): readonly Unplaced[] {
  return [
    ...vpc.internetGateways.map(({ id }) => chip(id, 'gateway', 'internet gateway')),
    ...vpc.egressOnlyInternetGateways.map(({ id }) => chip(id, 'gateway', 'egress-only internet gateway')),
    // A zonal NAT gateway is in its subnet.
    ...vpc.natGateways
      .filter(({ subnet }) => subnet === null)
      .map(({ id }) => chip(id, 'nat', 'NAT gateway')),
    ...vpc.vpnGateways.map(({ id }) => chip(id, 'gateway', 'virtual private gateway')),
  ];
}

function endpointOf({ id, service, type, subnets, groups }: VpcMap['endpoints'][number]): Unplaced {
  const noun = service === null ? 'endpoint' : `endpoint for ${service}`;
  return {
    ...chip(id, 'endpoint', noun, [
      ...(type === null ? [] : [`type ${type}`]),
      ...(subnets.length > 0 ? [`in ${subnets.join(', ')}`] : []),
    ]),
    about: (groups ?? []).filter((one) => one !== null),
  };
}

export function chip(id: string, icon: DiagramIcon, noun: string, facts: readonly string[] = []): Unplaced {
  return {
    key: id,
    id,
    shape: 'chip',
    icon,
    title: shortened(id),
    noun,
    lines: [],
    tier: '',
    accessibleName: [noun, ...facts].join(', '),
    members: [],
    about: [],
  };
}
