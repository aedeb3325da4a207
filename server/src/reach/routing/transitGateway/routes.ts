import type { Family } from '../../../cidr/cidr.ts';
import { find, keyOfField } from '../../../network/lookup.ts';
import type { Network, TransitGatewayRoute } from '../../../network/model.ts';
import type { UnknownReason } from '../../../network/unknownReason.ts';
import {
  allAddresses,
  intersect,
  isEmpty,
  isWithin,
  PRIVATE_IPV4,
  type Ranges,
  rangesOf,
  subtract,
} from '../../packets/ranges.ts';
import {
  type GatewayHop,
  isElsewhere,
  propagatedTo,
  type TransitRoute,
  withoutOverlap,
} from './propagation.ts';

/** The route table of a transit gateway for packets from an attachment (fact TGW-02). */
export type AssociatedTable =
  | { readonly kind: 'table'; readonly key: string }
  /** The one that AWS makes with the gateway. */
  | { readonly kind: 'default' }
  | { readonly kind: 'none' }
  | (UnknownReason & { readonly kind: 'unknown' });

/** The next hop of a table for a part of the destinations. */
export interface GatewayRange {
  readonly to: Ranges;
  readonly hop: GatewayHop;
}

/** The table that an attachment, or a VPN connection, is associated with. */
export function associatedTable(id: string, gateway: string, network: Network): AssociatedTable {
  const { transitGatewayAssociations: all } = network;
  const own = all.find(({ attachment }) => keyOfField(attachment) === id);
  if (own) {
    const key = keyOfField(own.routeTable);
    return key === undefined
      ? { kind: 'unknown', why: `the route table of ${own.id} is known only after deployment` }
      : { kind: 'table', key };
  }
  const maybe = all.find(({ attachment }) => attachment.kind === 'unknown');
  if (maybe) return { kind: 'unknown', why: `${maybe.id} may be for ${id} or for another attachment` };
  const object = network.transitGateways.get(gateway);
  if (!object) return { kind: 'unknown', why: `the route tables of ${gateway} are not in this file` };
  const { defaultAssociation: is, defaultAssociationTable: table } = object;
  if (is.kind === 'unknown')
    return { kind: 'unknown', why: `DefaultRouteTableAssociation of ${gateway} is unknown: ${is.why}` };
  if (is.kind === 'known' && is.value === 'disable') {
    const isShared = network.exportedIds.has(id) || network.exportedIds.has(gateway);
    return isShared
      ? { kind: 'unknown', why: `${id} may be associated with a route table outside this file` }
      : { kind: 'none' };
  }
  if (table.kind === 'absent') return { kind: 'default' };
  const key = keyOfField(table);
  return key === undefined
    ? { kind: 'unknown', why: `the default route table of ${gateway} is known only after deployment` }
    : { kind: 'table', key };
}

/**
 * Looks up the next hops for a set of destinations: the longest prefix, and at equal length a static route before a
 * propagated one (fact TGW-03). As for a subnet's table, an unknown route that may have any destination counts beside
 * the known ones in `possible` mode, and in place of them in `certain` mode.
 */
export function lookupGatewayRoutes(
  table: AssociatedTable,
  gateway: string,
  destinations: Ranges,
  family: Family,
  network: Network,
  mode: 'certain' | 'possible',
): readonly GatewayRange[] {
  if (table.kind === 'unknown') return [{ to: destinations, hop: table }];
  if (table.kind === 'none') return [{ to: destinations, hop: { kind: 'none' } }];
  if (table.kind === 'table' && !network.transitGatewayRouteTables.has(table.key)) {
    const why = `the routes of ${table.key} are not in this file`;
    return [{ to: destinations, hop: { kind: 'unknown', why } }];
  }
  const { entries, unknownHops, unknownReason } = readTable(table, gateway, family, network);
  const ranges: GatewayRange[] = [];
  let rest = destinations;
  const take = (set: Ranges, hop: GatewayHop) => {
    const part = intersect(rest, set);
    if (isEmpty(part)) return;
    ranges.push({ to: part, hop });
    rest = subtract(rest, part);
  };
  if (unknownReason !== undefined) {
    const unknown: GatewayRange = { to: destinations, hop: { kind: 'unknown', why: unknownReason } };
    if (mode === 'certain') return [unknown];
    ranges.push(unknown);
  }
  // Propagated prefixes are assumed to be longer than a default route, and shorter than a route to a private block.
  const isFirst = ({ addresses }: TransitRoute) =>
    unknownHops.length === 0 || isWithin(addresses, PRIVATE_IPV4);
  for (const one of entries) if (isFirst(one)) take(one.addresses, one.hop);
  for (const hop of unknownHops) take(family === 4 ? PRIVATE_IPV4 : allAddresses(6), hop);
  for (const one of entries) take(one.addresses, one.hop);
  take(rest, hopWithoutRoute(table, gateway, network));
  return ranges;
}

/** If a table or a gateway is known outside of the file, other stacks may add routes and attachments. */
function hopWithoutRoute(table: AssociatedTable, gateway: string, network: Network): GatewayHop {
  const key = table.kind === 'table' ? table.key : gateway;
  if (!network.exportedIds.has(key)) return { kind: 'none' };
  return { kind: 'unknown', why: `${key} is exported, so other stacks may add routes` };
}

interface TableContents {
  /** In the order of evaluation. */
  readonly entries: readonly TransitRoute[];
  /** Propagated by attachments whose blocks are unknown. */
  readonly unknownHops: readonly GatewayHop[];
  /** Why there may be a route for any destination. */
  readonly unknownReason: string | undefined;
}

function readTable(
  table: Extract<AssociatedTable, { kind: 'table' | 'default' }>,
  gateway: string,
  family: Family,
  network: Network,
): TableContents {
  const key = table.kind === 'table' ? table.key : undefined;
  const statics: TransitRoute[] = [];
  let unknownReason: string | undefined;
  for (const route of network.transitGatewayRoutes) {
    const { routeTable, destination } = route;
    // The default table has no name in the file, so only a value from outside can refer to it.
    const mayBeHere =
      routeTable.kind === 'unknown' || (key === undefined && isElsewhere(routeTable, network));
    if (mayBeHere) unknownReason ??= `${route.id} may belong to the route table that is asked`;
    if (key === undefined || keyOfField(routeTable) !== key) continue;
    if (destination.kind === 'unknown')
      unknownReason ??= `the destination of ${route.id} is known only after deployment`;
    if (destination.kind !== 'known' || destination.value.family !== family) continue;
    const { prefix } = destination.value;
    statics.push({
      addresses: rangesOf(destination.value),
      prefix,
      isStatic: true,
      hop: hopOf(route, network),
    });
  }
  const { propagated, unknownHops } = propagatedTo(key, gateway, family, network);
  const entries = [...statics, ...propagated.map((one) => withoutOverlap(one, propagated))].sort(
    (a, b) => b.prefix - a.prefix || Number(b.isStatic) - Number(a.isStatic),
  );
  return { entries, unknownHops, unknownReason };
}

function hopOf(route: TransitGatewayRoute, network: Network): GatewayHop {
  const { blackhole, attachment, id } = route;
  if (blackhole.kind === 'unknown')
    return { kind: 'unknown', why: `whether ${id} is a blackhole is unknown: ${blackhole.why}` };
  if (blackhole.kind === 'known' && blackhole.value) return { kind: 'blackhole', route };
  const target = find(network.transitGatewayAttachments, attachment);
  if (target) return { kind: 'attachment', attachment: target };
  const key = keyOfField(attachment);
  if (key !== undefined && network.vpnConnections.has(key)) return { kind: 'vpn', connection: key };
  return { kind: 'unknown', why: `what is behind ${key ?? `the attachment of ${id}`} is not in this file` };
}
