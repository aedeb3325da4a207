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

/** The resources that the last zone of a VPC has of its own, by logical id: the next zone needs the same. */
export interface ZonePlan {
  /** The 0-based index of the last zone. */
  readonly zone: number;
  readonly subnets: readonly Counterpart[];
  readonly natGateways: readonly Counterpart[];
  readonly routeTables: readonly Counterpart[];
  /** Addresses, routes and associations. */
  readonly others: readonly Counterpart[];
}

export interface Counterpart {
  readonly current: string;
  /** The corresponding resource of the previous zone; undefined if there is no previous zone. */
  readonly previous: string | undefined;
}

/** Every Region has three: https://aws.amazon.com/about-aws/global-infrastructure/regions_az/. */
const MOST_ZONES = 3;

/**
 * The plan for a VPC's next zone. Undefined if the zones of its subnets are not numbered, if the last zone differs from
 * the one before, and if there are three.
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
 * The routes of a table with those of the previous zone, and what their NAT gateways need, which is added to
 * `natGateways`. Undefined if a route has a target that cannot be copied for the next zone.
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

/**
 * Each tier's subnets in the last zone and the one before; undefined if the last zone has a tier that the other lacks.
 */
function lastPairs(
  rows: ReadonlyMap<string, ReadonlyMap<number, Subnet>>,
  zone: number,
): readonly SubnetPair[] | undefined {
  // A tier that the last zone lacks, such as a bastion's, is not in every zone.
  const pairs = [...rows.values()].flatMap((row): SubnetPair[] => {
    const current = row.get(zone);
    return current ? [[current, row.get(zone - 1)]] : [];
  });
  return zone > 0 && pairs.some(([, previous]) => !previous) ? undefined : pairs;
}

/**
 * The route tables of the last zone, each with that of the previous zone. The first zone's tables are for all zones.
 * Undefined if a table is unknown, or if only one of two zones has its own.
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

/** The subnets of each tier by zone; undefined if a zone is not numbered or has two subnets of a tier. */
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

/** The routes of a table, each with the route to the same destination in the other table. */
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
 * The NAT gateway of a route, if it is in one of the zone's own subnets, and its address. `none` if both routes have
 * the same target, `other` if each has a target in its zone that is not a NAT gateway.
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
