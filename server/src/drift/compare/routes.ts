import { keyOfField, routesByTable, tableAssociationsBySubnet } from '../../network/lookup.ts';
import type { Route, RouteDestination, RouteTable } from '../../network/model.ts';
import type { Truth } from '../../network/truth.ts';
import {
  type Comparison,
  differs,
  onlyInAws,
  onlyInTemplate,
  targetsMatch,
  targetText,
  unmatched,
} from './difference.ts';
import { blockText, sameBlock } from './fields.ts';

/** Compares the routes of every table that was found, those of main tables, and which table each subnet uses. */
export function compareRoutes(
  comparison: Comparison,
  isLearned: (table: string, route: Route) => boolean,
): void {
  const { own, existing, matches } = comparison;
  const theirs = routesByTable(existing);
  for (const [id, table] of own.routeTables) {
    if (!matches.awsIds.has(id)) continue;
    // The routes of a gateway endpoint are a property of the endpoint.
    const there = (theirs.of.get(id) ?? []).filter((route) => !isOfEndpoint(route) && !isLearned(id, route));
    compareTable(comparison, id, table, there);
  }
  compareMainTables(comparison, theirs.of);
  compareAssociations(comparison);
}

function compareTable(comparison: Comparison, id: string, table: RouteTable, there: readonly Route[]): void {
  const ours = routesByTable(comparison.own);
  const written = (ours.of.get(id) ?? []).filter((route) => !isLocal(route));
  const isSameWay = (one: Route, other: Route) =>
    sameDestination(comparison, one.destination, other.destination);
  const [gone, added] = unmatched(written, there, isSameWay);
  if (!comparison.existing.incomplete.has(id)) for (const route of gone) removeRoute(comparison, id, route);
  if (ours.unowned.length === 0) for (const route of added) addRoute(comparison, id, route, table.at);
  for (const route of written) {
    const other = there.find((one) => isSameWay(route, one) === 'yes');
    if (other) compareTargets(comparison, id, route, other);
  }
}

function removeRoute(comparison: Comparison, table: string, route: Route): void {
  const what = `route to ${destinationText(route.destination)}`;
  onlyInTemplate(comparison, table, what, leadsTo(route), route.at);
  comparison.edits.push({ part: 'routes', was: route });
}

/** Two routes to one destination. */
function compareTargets(comparison: Comparison, table: string, route: Route, other: Route): void {
  const isGone = other.isBlackhole === true && !route.isBlackhole;
  if (!isGone && sameNextHop(comparison, route, other) !== 'no') return;
  differs(comparison, {
    resource: table,
    change: 'changed',
    what: `route to ${destinationText(route.destination)}`,
    template: leadsTo(route),
    aws: leadsTo(other),
    at: route.at,
  });
  comparison.edits.push({ part: 'routes', was: route, is: { ...other, id: route.id, at: route.at } });
}

function addRoute(comparison: Comparison, resource: string, route: Route, at: Route['at'] | undefined): void {
  const what = `route to ${destinationText(route.destination)}`;
  onlyInAws(comparison, resource, what, leadsTo(route), at);
  comparison.edits.push({ part: 'routes', is: route });
}

/** No template can add to the main table that AWS makes with a VPC, which has only local routes then (fact RT-05). */
function compareMainTables(comparison: Comparison, routes: ReadonlyMap<string, readonly Route[]>): void {
  const { own, existing, matches } = comparison;
  for (const { id, isMain, vpc } of existing.routeTables.values()) {
    const key = keyOfField(vpc);
    const made = key === undefined ? undefined : own.vpcs.get(key);
    if (!isMain || !made || !matches.awsIds.has(made.id) || own.routeTables.has(id)) continue;
    for (const route of routes.get(id) ?? []) {
      if (isOfEndpoint(route)) continue;
      const what = `route of the main table ${id} to ${destinationText(route.destination)}`;
      onlyInAws(comparison, made.id, what, leadsTo(route), made.at);
    }
  }
}

function compareAssociations(comparison: Comparison): void {
  const { own, existing, matches, edits } = comparison;
  const [ours, theirs] = [tableAssociationsBySubnet(own), tableAssociationsBySubnet(existing)];
  const areAllRead =
    existing.incomplete.get('routeTables') === undefined &&
    [...existing.routeTables.keys()].every((id) => !existing.incomplete.has(id));
  if (ours.unowned.length > 0) return;
  for (const [id, subnet] of own.subnets) {
    if (!matches.awsIds.has(id)) continue;
    const [written, there] = [ours.of.get(id)?.[0], theirs.of.get(id)?.[0]];
    if (written && there && targetsMatch(comparison, written.routeTable, there.routeTable) === 'no') {
      differs(comparison, {
        resource: id,
        change: 'changed',
        what: 'route table',
        template: targetText(written.routeTable),
        aws: targetText(there.routeTable),
        at: written.at,
      });
      edits.push({
        part: 'routeTableAssociations',
        was: written,
        is: { ...written, routeTable: there.routeTable },
      });
    } else if (written && !there && areAllRead) {
      differs(comparison, {
        resource: id,
        change: 'changed',
        what: 'route table',
        template: targetText(written.routeTable),
        aws: 'the main table',
        at: written.at,
      });
      edits.push({ part: 'routeTableAssociations', was: written });
    } else if (!written && there) {
      onlyInAws(comparison, id, 'route table', targetText(there.routeTable), subnet.at);
      edits.push({ part: 'routeTableAssociations', is: there });
    }
  }
}

function isLocal({ targets }: Route): boolean {
  return targets.some(({ target }) => target.kind === 'known' && target.value.id === 'local');
}

function isOfEndpoint({ destination, targets }: Route): boolean {
  return destination.kind === 'prefix-list' && targets.some(({ property }) => property === 'VpcEndpointId');
}

function sameDestination(
  comparison: Comparison,
  ours: RouteDestination,
  theirs: RouteDestination,
): Truth<'unknown'> {
  if (ours.kind === 'cidr' && theirs.kind === 'cidr') return sameBlock(ours.cidr, theirs.cidr);
  if (ours.kind === 'prefix-list' && theirs.kind === 'prefix-list')
    return targetsMatch(comparison, ours.list, theirs.list);
  return ours.kind === 'none' ? 'unknown' : 'no';
}

/** AWS's answer has an instance and its interface, so it does not show which of the two the route was written with. */
const INTERFACES = new Set(['InstanceId', 'NetworkInterfaceId']);

function sameNextHop(comparison: Comparison, ours: Route, theirs: Route): Truth<'unknown'> {
  const [one, other] = [ours.targets[0], theirs.targets[0]];
  if (!one || !other || ours.targets.length > 1) return 'unknown';
  if (one.property === other.property) return targetsMatch(comparison, one.target, other.target);
  if (INTERFACES.has(one.property) && INTERFACES.has(other.property)) return 'unknown';
  return one.target.kind === 'known' ? 'no' : 'unknown';
}

function destinationText(destination: RouteDestination): string {
  switch (destination.kind) {
    case 'cidr':
      return blockText(destination.cidr);
    case 'prefix-list':
      return targetText(destination.list);
    case 'none':
      return 'an unknown place';
  }
}

function leadsTo({ targets, isBlackhole }: Route): string {
  const [first] = targets;
  const target = first ? targetText(first.target) : 'an unknown target';
  return isBlackhole ? `${target} (gone)` : target;
}
