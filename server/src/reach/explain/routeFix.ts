import type { Change, RouteTargetId } from '../../changes/change.ts';
import { routeTableOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import type { NetworkObject } from '../../network/field.ts';
import { keyOfField, routesByTable, tableAssociationsByTable, vpcKeyOf } from '../../network/lookup.ts';
import type { Network, Route, RouteTable, Subnet } from '../../network/model.ts';
import type { Reason } from '../../wording/reason.ts';
import type { FlowContext } from '../filters/filter.ts';
import { isWithin, type Ranges, rangesOf } from '../packets/ranges.ts';
import type { Blocker } from '../question.ts';
import { isInternetGateway } from '../routing/gateways.ts';
import { lookupRoutes } from '../routing/routeTable.ts';
import { isMeantPublic } from './meantPublic.ts';

/** The destinations of a new route, the block that it names, and the name of the destination for messages. */
export interface RouteRequest {
  readonly destinations: Ranges;
  readonly destination: string;
  readonly what: string;
}

/**
 * Proposes a new route in a subnet's table; a changed target if a longer prefix leads elsewhere; or a table that has
 * the route, if the subnet has no table of its own. No default route is changed, since others depend on it.
 */
export function proposeRoute(
  target: RouteTargetId,
  subnet: Subnet,
  { destinations, destination, what }: RouteRequest,
  { network, traffic }: FlowContext,
): readonly Blocker[] {
  const effective = routeTableOf(subnet, network);
  if (effective.kind === 'main')
    return otherTable(target, subnet, { destinations, destination, what }, network);
  if (effective.kind === 'unknown') return [];
  const { table } = effective;
  const length = prefixOf(destination);
  const taken = lookupRoutes(subnet, destinations, traffic.family, network, 'certain').flatMap(
    ({ nextHop }) =>
      (nextHop.kind === 'route' || nextHop.kind === 'blackhole') && lengthOf(nextHop.route) >= length
        ? [nextHop.route]
        : [],
  );
  const [first, ...others] = new Set(taken);
  if (!first) {
    const block = what === 'the internet' || length > 0 ? destination : undefined;
    const change: Change = { kind: 'add-route', table: table.id, destination, target };
    return [noRoute(table, { table: table.id, to: what, block }, subnet, change)];
  }
  if (others.length > 0 || lengthOf(first) === 0) return [];
  const leadsTo = first.targets[0] && keyOfField(first.targets[0].target);
  return [
    {
      code: 'MORE_SPECIFIC_ROUTE',
      resource: first.id,
      at: first.at,
      reason: { kind: 'longer-route', route: first.id, table: table.id, to: what, leadsTo },
      change: { kind: 'redirect-route', route: first.id, target },
    },
  ];
}

/** A table that leads to the target, for a subnet without a table of its own. */
function otherTable(
  target: RouteTargetId,
  subnet: Subnet,
  { destinations, destination, what }: RouteRequest,
  network: Network,
): readonly Blocker[] {
  const table = tablesLeadingTo(target.id, vpcKeyOf(subnet), destinations, network).find(
    (one) => !makesPublic(one, network) || isMeantPublic(subnet, network),
  );
  if (!table) return [];
  const change: Change = { kind: 'associate-table', subnet: subnet.id, table: table.id };
  return [noRoute(subnet, { table: undefined, to: what, block: destination }, subnet, change)];
}

function noRoute(
  { id, at }: NetworkObject,
  missing: Pick<Extract<Reason, { kind: 'no-route' }>, 'table' | 'to' | 'block'>,
  subnet: Subnet,
  change: Change,
): Blocker {
  return {
    code: 'NO_ROUTE_TO_DESTINATION',
    resource: id,
    at,
    reason: { kind: 'no-route', ...missing, vpc: vpcKeyOf(subnet), subnets: [subnet.id] },
    change,
  };
}

/**
 * True if a table has a route to an internet gateway, so that a subnet becomes public by its association (fact NET-01).
 */
export function makesPublic(table: RouteTable, network: Network): boolean {
  return (routesByTable(network).of.get(table.id) ?? []).some(({ targets }) =>
    targets.some(
      ({ property, target }) =>
        property === 'GatewayId' && isInternetGateway(keyOfField(target) ?? '', network),
    ),
  );
}

function prefixOf(text: string): number {
  return Number(text.split('/')[1]);
}

function lengthOf({ destination }: Route): number {
  return destination.kind === 'cidr' && destination.cidr.kind === 'known' ? destination.cidr.value.prefix : 0;
}

/** The tables of a VPC with a route to a target that covers all of the destinations, associated ones first. */
function tablesLeadingTo(
  target: string,
  vpc: string | undefined,
  destinations: Ranges,
  network: Network,
): readonly RouteTable[] {
  const used = tableAssociationsByTable(network).of;
  return [...network.routeTables.values()]
    .filter((table) => keyOfField(table.vpc) === vpc)
    .filter((table) =>
      (routesByTable(network).of.get(table.id) ?? []).some(
        ({ targets, destination }) =>
          destination.kind === 'cidr' &&
          destination.cidr.kind === 'known' &&
          isWithin(destinations, rangesOf(destination.cidr.value)) &&
          targets[0] !== undefined &&
          keyOfField(targets[0].target) === target,
      ),
    )
    .sort((a, b) => Number(used.has(b.id)) - Number(used.has(a.id)));
}
