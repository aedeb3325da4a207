import { areDifferentVpcs } from '../../../network/analysis/otherVpc.ts';
import { isSameTarget } from '../../../network/field.ts';
import { find } from '../../../network/lookup.ts';
import type { Network, PeeringConnection, Route, RouteTarget } from '../../../network/model.ts';
import type { Report } from '../../defineRule.ts';

/**
 * The peering connection that a route goes to, if it certainly connects two other VPCs than that of the route's table;
 * undefined for one that connects a VPC with itself, which is a mistake of its own.
 */
export function peeringOfOtherVpcs(
  { routeTable }: Route,
  { target }: RouteTarget,
  network: Network,
): PeeringConnection | undefined {
  const table = find(network.routeTables, routeTable);
  const peering = find(network.peerings, target);
  if (!table || !peering) return undefined;
  const { vpc, peer } = peering;
  if (vpc.kind === 'known' && peer.kind === 'known' && isSameTarget(vpc.value, peer.value)) return undefined;
  return [vpc, peer].every((side) => areDifferentVpcs(side, table.vpc, network)) ? peering : undefined;
}

/** The finding about such a route, as the cause of what else is wrong with it: its table may be another one. */
export function wrongPeeringOf(routes: readonly Route[], network: Network): Pick<Report, 'cause'> {
  for (const route of routes) {
    for (const one of route.targets) {
      if (one.target.kind === 'known' && peeringOfOtherVpcs(route, one, network))
        return { cause: { rule: 'route-cross-vpc-target', at: one.target.at } };
    }
  }
  return {};
}
