import { formatCidr } from '../../../../cidr/format.ts';
import { routeTableOf } from '../../../../network/analysis/subnets/subnetRoutes.ts';
import { referredResource } from '../../../../network/field.ts';
import {
  aclAssociationsBySubnet,
  find,
  routesByTable,
  tableAssociationsBySubnet,
  tableAssociationsByTable,
} from '../../../../network/lookup.ts';
import type { Network, Route, RouteTable, Subnet } from '../../../../network/model.ts';
import { tierFromName } from '../../../subnets/tierFromName.ts';

/** What the last zone of a VPC has of its own, by logical ids: the next zone needs its like. */
export interface ZonePlan {
  /** The last zone, counted from 0. */
  readonly zone: number;
  readonly subnets: readonly Counterpart[];
  readonly natGateways: readonly Counterpart[];
  readonly routeTables: readonly Counterpart[];
  /** Addresses, routes and associations. */
  readonly others: readonly Counterpart[];
}

export interface Counterpart {
  readonly current: string;
  /** What the zone before has in its place; undefined where there is no zone before. */
  readonly previous: string | undefined;
}

/** Every Region has three: https://aws.amazon.com/about-aws/global-infrastructure/regions_az/. */
const MOST_ZONES = 3;

/**
 * What is made for the next zone of a VPC. Undefined where the zones of its subnets are not numbers, where the last zone is
 * not made as the one before, and where there are three.
 */
export function zonePlanOf(network: Network, vpc: string): ZonePlan | undefined {
  const rows = rowsOf(network, vpc);
  if (!rows) return undefined;
  const zone = Math.max(-1, ...[...rows.values()].flatMap((row) => [...row.keys()]));
  if (zone < 0 || zone + 1 >= MOST_ZONES) return undefined;
  const pairs = lastPairs(rows, zone);
  const tables = pairs && tablePairs(network, pairs);
  if (!tables) return undefined;
  const own = new Set(pairs.map(([{ id }]) => id));
  const others = pairs.flatMap(([current, previous]) => associationsOf(network, current, previous));
  const natGateways = new Map<string, Counterpart>();
  for (const [table, before] of tables) {
    const users = tableAssociationsByTable(network).of.get(table.id) ?? [];
    if (!users.every(({ subnet }) => own.has(referredResource(subnet) ?? ''))) return undefined;
    const copied = routeCounterparts(network, table, before, own, natGateways);
    if (!copied) return undefined;
    others.push(...copied);
  }
  return {
    zone,
    subnets: pairs.map(([current, previous]) => ({ current: current.id, previous: previous?.id })),
    natGateways: [...natGateways.values()],
    routeTables: tables.map(([table, before]) => ({ current: table.id, previous: before.id })),
    others,
  };
}

/**
 * The routes of a table with those of the zone before, and what their NAT gateways need; these are added to `natGateways`. Undefined
 * where a route leads to what the next zone cannot have a copy of.
 */
function routeCounterparts(
  network: Network,
  table: RouteTable,
  before: RouteTable,
  own: ReadonlySet<string>,
  natGateways: Map<string, Counterpart>,
): readonly Counterpart[] | undefined {
  const routes = routesOf(network, table, before);
  if (!routes) return undefined;
  const others: Counterpart[] = [];
  for (const [route, counterpart] of routes) {
    others.push({ current: route.id, previous: counterpart.id });
    const made = ownNatGateway(network, route, counterpart, own);
    if (made === 'other') return undefined;
    if (made === 'none' || natGateways.has(made.nat.current)) continue;
    natGateways.set(made.nat.current, made.nat);
    if (made.address) others.push(made.address);
  }
  return others;
}

type SubnetPair = readonly [current: Subnet, previous: Subnet | undefined];

/** Each tier's subnets of the last zone and of the one before; undefined where the last zone has a tier that is new in it. */
function lastPairs(
  rows: ReadonlyMap<string, ReadonlyMap<number, Subnet>>,
  zone: number,
): readonly SubnetPair[] | undefined {
  // A tier that the last zone lacks, such as a host's, is not for every zone.
  const pairs = [...rows.values()].flatMap((row): SubnetPair[] => {
    const current = row.get(zone);
    return current ? [[current, row.get(zone - 1)]] : [];
  });
  return zone > 0 && pairs.some(([, previous]) => !previous) ? undefined : pairs;
}

/**
 * The route tables that the last zone has of its own, each with the one of the zone before. The first zone's tables are for
 * all zones. Undefined where a table is not known, or only one of two zones has one.
 */
function tablePairs(
  network: Network,
  pairs: readonly SubnetPair[],
): readonly (readonly [RouteTable, RouteTable])[] | undefined {
  const tables = new Map<string, readonly [RouteTable, RouteTable]>();
  for (const [current, previous] of pairs) {
    const [table, before] = [tableOf(current, network), previous && tableOf(previous, network)];
    if (table === 'unknown' || before === 'unknown') return undefined;
    if (!previous || table === before || tables.has(table?.id ?? '')) continue;
    if (!table || !before) return undefined;
    tables.set(table.id, [table, before]);
  }
  return [...tables.values()];
}

/** The subnets of each tier by zone; undefined where a zone is no number or has two subnets of a tier. */
function rowsOf(network: Network, vpc: string): Map<string, Map<number, Subnet>> | undefined {
  const rows = new Map<string, Map<number, Subnet>>();
  for (const subnet of network.subnets.values()) {
    if (referredResource(subnet.vpc) !== vpc) continue;
    const { zone } = subnet;
    if (zone.kind !== 'known' || zone.value.kind !== 'nth') return undefined;
    const tier = tierFromName(subnet.id);
    const row = rows.get(tier) ?? new Map<number, Subnet>();
    if (row.has(zone.value.index)) return undefined;
    rows.set(tier, row.set(zone.value.index, subnet));
  }
  return rows;
}

/** The table of a subnet's own association; undefined for the main table. */
function tableOf(subnet: Subnet, network: Network): RouteTable | 'unknown' | undefined {
  const effective = routeTableOf(subnet, network);
  if (effective.kind === 'unknown') return 'unknown';
  return effective.kind === 'table' ? effective.table : undefined;
}

function associationsOf(network: Network, current: Subnet, previous: Subnet | undefined): Counterpart[] {
  return [tableAssociationsBySubnet(network).of, aclAssociationsBySubnet(network).of].flatMap((of) => {
    const [own] = of.get(current.id) ?? [];
    return own ? [{ current: own.id, previous: of.get(previous?.id ?? '')?.[0]?.id }] : [];
  });
}

/** The routes of a table, each with the route to the same destination in the other one. */
function routesOf(network: Network, table: RouteTable, other: RouteTable): [Route, Route][] | undefined {
  const { of } = routesByTable(network);
  const [routes, before] = [of.get(table.id) ?? [], of.get(other.id) ?? []];
  if (routes.length !== before.length) return undefined;
  const pairs: [Route, Route][] = [];
  for (const route of routes) {
    const destination = destinationOf(route);
    const counterparts = before.filter((one) => destinationOf(one) === destination);
    if (destination === undefined || counterparts.length !== 1) return undefined;
    pairs.push([route, counterparts[0]!]);
  }
  return pairs;
}

function destinationOf({ destination }: Route): string | undefined {
  if (destination.kind === 'prefix-list') return referredResource(destination.list);
  return destination.kind === 'cidr' && destination.cidr.kind === 'known'
    ? formatCidr(destination.cidr.value)
    : undefined;
}

/**
 * The NAT gateway that a route leads to, where it is in one of the zone's own subnets, and its address. `none` where both
 * routes lead to one thing, `other` where each leads to a thing of its zone that is no NAT gateway.
 */
function ownNatGateway(
  network: Network,
  route: Route,
  counterpart: Route,
  own: ReadonlySet<string>,
): { readonly nat: Counterpart; readonly address: Counterpart | undefined } | 'none' | 'other' {
  const [target, before] = [route.targets[0], counterpart.targets[0]];
  const [id, other] = [target && referredResource(target.target), before && referredResource(before.target)];
  if (!target || !before || id === undefined || other === undefined) return 'other';
  if (id === other) return 'none';
  const [nat, natBefore] = [
    find(network.natGateways, target.target),
    find(network.natGateways, before.target),
  ];
  if (!nat || !natBefore || !own.has(referredResource(nat.subnet) ?? '')) return 'other';
  const address = referredResource(nat.allocation);
  return {
    nat: { current: nat.id, previous: natBefore.id },
    address:
      address === undefined
        ? undefined
        : { current: address, previous: referredResource(natBefore.allocation) },
  };
}
