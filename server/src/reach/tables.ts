import { keyOfField, routesByTable, tableAssociationsByTable } from '../network/lookup.ts';
import type { Network, RouteTable } from '../network/model.ts';
import { isWithin, type Ranges, rangesOf } from './ranges.ts';

/** Tables of a VPC with a route to a target that holds all of the destinations, those that are in use first. */
export function tablesLeadingTo(
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
