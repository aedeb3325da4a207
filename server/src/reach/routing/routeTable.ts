import type { Cidr, Family } from '../../cidr/cidr.ts';
import { routeTableOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { ABSENT, unknownOf } from '../../network/field.ts';
import { find, keyOfField, perNetwork, routesByTable, subnetsByVpc } from '../../network/lookup.ts';
import type { Network, Route, RouteTable, RouteTarget, Subnet } from '../../network/model.ts';
import { type UnknownReason, unknownBecause } from '../../network/unknownReason.ts';
import { blockOf, knownBlocks } from '../locations/addresses.ts';
import type { Mode } from '../packets/flow.ts';
import {
  EMPTY,
  intersect,
  isEmpty,
  isSame,
  isWithin,
  PRIVATE_IPV4,
  type Ranges,
  rangesOf,
  subtract,
  unite,
} from '../packets/ranges.ts';
import { type Propagated, propagatedRoutesOf, unknownReasonOfRouteServers } from './propagatedRoutes.ts';
import { isOfGatewayEndpoint } from './services/gatewayEndpoint.ts';

/** The next hop of a route table for a part of the destinations. */
export interface RoutedRange {
  readonly to: Ranges;
  readonly nextHop: NextHop;
}

export type NextHop =
  | { readonly kind: 'local' }
  | { readonly kind: 'route'; readonly route: Route; readonly target: RouteTarget }
  /** The route's target is gone, and what it takes is dropped. */
  | { readonly kind: 'blackhole'; readonly route: Route }
  /** Learnt from a virtual private gateway. */
  | { readonly kind: 'propagated'; readonly gateway: string; readonly at: Route['at'] }
  | { readonly kind: 'none' }
  /** Nobody knows; `why` ends the sentence "it is not known where this goes: …". */
  | UnknownHop;

interface UnknownHop extends UnknownReason {
  readonly kind: 'unknown';
}

/** The table that a subnet uses, for messages: undefined for the main table of a VPC of this file. */
export function tableFor(subnet: Subnet, network: Network): RouteTable | undefined {
  const effective = routeTableOf(subnet, network);
  return effective.kind === 'table' ? effective.table : undefined;
}

/**
 * Looks up the next hops for a set of destinations in a subnet's table, by the longest prefix (facts RT-01, RT-02). A
 * route with an unknown destination is a next hop for all of them in `possible` mode, beside the known ones; in
 * `certain` mode it may divert all but the VPC's own addresses.
 */
export function lookupRoutes(
  subnet: Subnet,
  destinations: Ranges,
  family: Family,
  network: Network,
  mode: Mode,
): readonly RoutedRange[] {
  // Most questions are about the same few sets of addresses: the internet, and the blocks of subnets.
  const cache = rangesCache(network);
  const bySubnet = cache.get(destinations) ?? new Map<string, readonly RoutedRange[]>();
  cache.set(destinations, bySubnet);
  const key = `${subnet.id} ${family} ${mode}`;
  let ranges = bySubnet.get(key);
  if (!ranges) {
    ranges = findRanges(subnet, destinations, family, network, mode);
    bySubnet.set(key, ranges);
  }
  return ranges;
}

const rangesCache = perNetwork(() => new WeakMap<Ranges, Map<string, readonly RoutedRange[]>>());

function findRanges(
  subnet: Subnet,
  destinations: Ranges,
  family: Family,
  network: Network,
  mode: Mode,
): readonly RoutedRange[] {
  const effective = routeTableOf(subnet, network);
  const segments: RoutedRange[] = [];
  const local = localAddresses(subnet, family, network);
  let rest = destinations;
  const take = (set: Ranges, nextHop: NextHop) => {
    const part = intersect(rest, set);
    if (isEmpty(part)) return;
    segments.push({ to: part, nextHop });
    rest = subtract(rest, part);
  };
  const table = effective.kind === 'table' ? tableRoutes(effective.table, family, network) : NO_ROUTES;
  // A route inside of the VPC's own block can only be for a whole subnet, and is more specific than local (fact RT-03).
  for (const { addresses, nextHop, isInside } of table.routes) if (isInside(local)) take(addresses, nextHop);
  take(local, { kind: 'local' });
  if (effective.kind === 'unknown') {
    const reason = unknownBecause(`the route table of ${subnet.id} is unknown`, effective);
    return isEmpty(rest) ? segments : [...segments, { to: rest, nextHop: { kind: 'unknown', ...reason } }];
  }
  if (table.unknownReason !== undefined && !isEmpty(rest)) {
    const unknown: RoutedRange = { to: rest, nextHop: { kind: 'unknown', ...table.unknownReason } };
    if (mode === 'certain') return [...segments, unknown];
    segments.push(unknown);
  }
  // A VPN of a virtual private gateway supports no IPv6 (fact VPN-01).
  const unknownRoutes = family === 4 ? table.propagated : [];
  // Propagated prefixes are assumed to be longer than a default route, and shorter than a route to a private block.
  const isFirst = ({ addresses }: TableRoute) =>
    unknownRoutes.length === 0 || isWithin(addresses, PRIVATE_IPV4);
  for (const one of table.routes) if (isFirst(one)) take(one.addresses, one.nextHop);
  for (const { gateway, at, why } of unknownRoutes) {
    take(PRIVATE_IPV4, why !== undefined ? { kind: 'unknown', why } : { kind: 'propagated', gateway, at });
  }
  for (const one of table.routes) take(one.addresses, one.nextHop);
  if (!isEmpty(rest)) segments.push({ to: rest, nextHop: { kind: 'none' } });
  return segments;
}

/** The VPC's own addresses: its known blocks, and those of its subnets. */
function localAddresses(subnet: Subnet, family: Family, network: Network): Ranges {
  const key = keyOfField(subnet.vpc);
  const cache = localCache(network);
  const known = cache.get(`${key} ${family}`);
  if (key !== undefined && known) return known;
  const vpc = find(network.vpcs, subnet.vpc);
  const siblings = (key !== undefined && subnetsByVpc(network).of.get(key)) || [subnet];
  const own = siblings.map((one) => blockOf(one, family));
  const found = unite(
    (vpc && knownBlocks(vpc, family)) ?? EMPTY,
    ...own.map((block) => (block.kind === 'known' ? rangesOf(block.value) : EMPTY)),
  );
  if (key !== undefined) cache.set(`${key} ${family}`, found);
  return found;
}

const localCache = perNetwork(() => new Map<string, Ranges>());

interface TableRoute {
  readonly addresses: Ranges;
  readonly nextHop: NextHop;
  readonly isInside: (local: Ranges) => boolean;
}

interface TableRoutes {
  /** The longest prefix first. */
  readonly routes: readonly TableRoute[];
  readonly propagated: readonly Propagated[];
  /** Why there may be a route for any destination. */
  readonly unknownReason: UnknownReason | undefined;
}

const NO_ROUTES: TableRoutes = { routes: [], propagated: [], unknownReason: undefined };

const tableCache = perNetwork(() => new Map<string, TableRoutes>());

function tableRoutes(table: RouteTable, family: Family, network: Network): TableRoutes {
  const cache = tableCache(network);
  const key = `${table.id} ${family}`;
  let known = cache.get(key);
  if (!known) {
    known = readRoutes(table, family, network);
    cache.set(key, known);
  }
  return known;
}

/** The destination blocks of a route, and why there may be others. */
function destinationBlocks(
  { id, destination }: Route,
  network: Network,
): { readonly blocks: readonly Cidr[]; readonly unknownReason?: UnknownReason } {
  if (destination.kind === 'cidr') {
    const { cidr } = destination;
    if (cidr.kind === 'known') return { blocks: [cidr.value] };
    return cidr.kind === 'unknown'
      ? {
          blocks: [],
          unknownReason: unknownOf(`the destination of ${id} is known only after deployment`, cidr),
        }
      : { blocks: [] };
  }
  if (destination.kind !== 'prefix-list')
    return { blocks: [], unknownReason: { why: `${id} has no destination` } };
  const list = find(network.prefixLists, destination.list);
  if (!list?.entries || list.entries.some(({ kind }) => kind === 'unknown'))
    return {
      blocks: [],
      unknownReason: unknownOf(`what the prefix list of ${id} holds is unknown`, destination.list),
    };
  return { blocks: list.entries.flatMap((entry) => (entry.kind === 'known' ? [entry.value] : [])) };
}

/** DestinationCidrBlock is for IPv4 and DestinationIpv6CidrBlock for IPv6, whatever the block is (fact RT-08). */
export function isOfOtherFamily({ destination }: Route, family: Family): boolean {
  return destination.kind === 'cidr' && (destination.family ?? family) !== family;
}

function readRoutes(table: RouteTable, family: Family, network: Network): TableRoutes {
  const { of, unowned } = routesByTable(network);
  const routes: StaticRoute[] = [];
  let unknownReason: UnknownReason | undefined = unowned[0] && {
    why: `${unowned[0].id} may belong to ${table.id}`,
  };
  for (const route of of.get(table.id) ?? []) {
    const [target] = route.targets;
    // A route that a gateway endpoint has added; `gatewayEndpointFor` evaluates these.
    if (isOfGatewayEndpoint(route)) continue;
    if (isOfOtherFamily(route, family)) continue;
    const { blocks, unknownReason: own } = destinationBlocks(route, network);
    unknownReason ??= own;
    const rank = route.destination.kind === 'prefix-list' ? 1 : 0;
    for (const block of blocks) {
      if (block.family === family)
        routes.push({ addresses: rangesOf(block), prefix: block.prefix, rank, route, target });
    }
  }
  unknownReason ??= unknownReasonOfRouteServers(table, network);
  const { unknownRoutes, known } = propagatedRoutesOf(table, network);
  const all = [
    ...routes.map((one) => ({ ...one, nextHop: nextHopOf(one, routes) })),
    ...(family === 4 ? known : []),
  ].sort((a, b) => b.prefix - a.prefix || a.rank - b.rank);
  return {
    routes: all.map(({ addresses, nextHop }) => ({
      addresses,
      nextHop,
      // A propagated route never has precedence over a local route (fact RT-02).
      isInside: (local) =>
        nextHop.kind !== 'propagated' && !isEmpty(local) && intersect(addresses, local) === addresses,
    })),
    propagated: unknownRoutes,
    unknownReason,
  };
}

/** A route of a table, with its rank among those of equal length: static before prefix list (fact RT-02). */
interface StaticRoute {
  readonly addresses: Ranges;
  readonly prefix: number;
  readonly rank: number;
  readonly route: Route;
  readonly target: RouteTarget | undefined;
}

/** If routes of two prefix lists have different targets for the same block, AWS chooses one at random (fact RT-02). */
function nextHopOf(
  { addresses, prefix, rank, route, target }: StaticRoute,
  all: readonly StaticRoute[],
): NextHop {
  // AWS accepts exactly one target and refuses a route without one (fact RT-08): which one is meant is unknown.
  if (!target) return { kind: 'unknown', why: `${route.id} has no target` };
  const conflicting = all.find(
    (other) =>
      rank === 1 &&
      other.rank === 1 &&
      other.prefix === prefix &&
      isSame(other.addresses, addresses) &&
      other.target !== undefined &&
      keyOfField(other.target.target) !== keyOfField(target.target),
  );
  if (conflicting) {
    const why = `the prefix lists of ${route.id} and ${conflicting.route.id} have a block in common, and AWS chooses one of the two`;
    return { kind: 'unknown', why };
  }
  return route.isBlackhole ? { kind: 'blackhole', route } : { kind: 'route', route, target };
}

/** Why it is not known where a route leads. */
export function unknownTarget({ id, targets: [first] }: Route): UnknownReason {
  return unknownOf(`the target of ${id} is known only after deployment`, first?.target ?? ABSENT);
}

/** Whether a route leads to a gateway that is known only at deployment, which may be of any kind. */
export function isOutside({ target: { property, target } }: Extract<NextHop, { kind: 'route' }>): boolean {
  return (
    property === 'GatewayId' &&
    (target.kind === 'unknown' || (target.kind === 'known' && target.value.kind === 'outside'))
  );
}
