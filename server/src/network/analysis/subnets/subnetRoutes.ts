import type { Cidr } from '../../../cidr/cidr.ts';
import { unknownOf } from '../../field.ts';
import { find, keyOfField, perParts, routesByTable, tableAssociationsBySubnet } from '../../lookup.ts';
import type { NatGateway, Network, PrefixList, Route, RouteTable, Subnet } from '../../model.ts';
import type { UnknownReason } from '../../unknownReason.ts';

/** The route table that a subnet uses (fact RT-04). */
export type EffectiveTable =
  | { readonly kind: 'table'; readonly table: RouteTable }
  /** No association: the VPC's main table, which of a VPC that is new holds only the local routes (fact RT-05). */
  | { readonly kind: 'main' }
  | Unknown;

interface Unknown extends UnknownReason {
  readonly kind: 'unknown';
}

function unknown(reason: UnknownReason): Unknown {
  return { kind: 'unknown', ...reason };
}

export function routeTableOf(subnet: Subnet, network: Network): EffectiveTable {
  const { of, unowned } = tableAssociationsBySubnet(network);
  const association = of.get(subnet.id)?.[0];
  if (association) {
    const table = find(network.routeTables, association.routeTable);
    return table
      ? { kind: 'table', table }
      : unknown(unknownOf('its route table is not in this file', association.routeTable));
  }
  if (unowned.length > 0)
    return { kind: 'unknown', why: 'an association may be for this subnet or for another' };
  const vpc = find(network.vpcs, subnet.vpc);
  const isOpen = !vpc || network.incomplete.has(vpc.id);
  const hidden = isOpen && network.incomplete.get('routeTables');
  if (hidden) return { kind: 'unknown', why: `its route table is unknown: ${hidden}` };
  const main = mainTables(network).get(keyOfField(subnet.vpc) ?? '');
  if (main) return { kind: 'table', table: main };
  if (vpc && isOpen)
    return { kind: 'unknown', why: `its route table is unknown: ${network.incomplete.get(vpc.id)}` };
  if (vpc) return { kind: 'main' };
  return unknown(unknownOf('its VPC is not in this file, so its route table may not be either', subnet.vpc));
}

const mainTables = perParts(['routeTables'], ({ routeTables }): ReadonlyMap<string, RouteTable> => {
  const main = [...routeTables.values()].filter(({ isMain }) => isMain);
  return new Map(main.map((table) => [keyOfField(table.vpc) ?? '', table]));
});

/**
 * Where a subnet sends IPv4 traffic to the internet. `transit`: to another network, which may forward it. `isolated`:
 * nowhere, since there is no default route. A subnet that people call private is `nat` or `isolated`.
 */
export type SubnetClass =
  | { readonly kind: 'public' | 'nat' | 'transit'; readonly by: Route }
  /** `by`: a default route whose target is gone. */
  | { readonly kind: 'isolated'; readonly by?: Route }
  | Unknown;

/** Why a route with an unknown destination may be a default route. */
function unknownDestination({ id, destination }: Route, network: Network): string | undefined {
  if (destination.kind === 'prefix-list' && mayHoldDefault(find(network.prefixLists, destination.list)))
    return `the blocks of the prefix list in ${id} are unknown`;
  if (destination.kind === 'cidr' && destination.cidr.kind === 'unknown' && destination.family !== 6)
    return `the destination of ${id} is known only after deployment`;
  if (destination.kind === 'none') return `${id} has no destination`;
  return undefined;
}

/**
 * The class by the IPv4 routes of the subnet's table (facts NET-01, RT-01). A subnet is isolated only if nothing
 * outside of the file can add a default route: neither another stack nor a gateway that propagates routes.
 */
export function classOf(subnet: Subnet, network: Network): SubnetClass {
  const own = ownClassOf(subnet, network);
  if (own.kind !== 'isolated') return own;
  const effective = routeTableOf(subnet, network);
  if (effective.kind === 'main' && network.exportedIds.has(subnet.id))
    return { kind: 'unknown', why: `${subnet.id} has no route table in this file but is exported` };
  if (effective.kind === 'table' && network.exportedIds.has(effective.table.id))
    return { kind: 'unknown', why: `${effective.table.id} is exported, so other stacks may add routes` };
  return own;
}

/** The class by the routes and associations of the file alone, whatever another stack adds to what it imports. */
export function ownClassOf(subnet: Subnet, network: Network): SubnetClass {
  const effective = routeTableOf(subnet, network);
  if (effective.kind === 'unknown') return effective;
  if (effective.kind === 'main') return { kind: 'isolated' };
  const { table } = effective;
  const { of, unowned } = routesByTable(network);
  let mayBeHidden =
    network.incomplete.get(table.id) ?? (unowned[0] && `${unowned[0].id} may belong to its route table`);
  let narrower: SubnetClass | undefined;
  for (const route of of.get(table.id) ?? []) {
    const { destination } = route;
    mayBeHidden ??= unknownDestination(route, network);
    if (destination.kind !== 'cidr' || destination.cidr.kind !== 'known') continue;
    const block = destination.cidr.value;
    if (block.family !== 4) continue;
    const subnetClass = classBy(route, network);
    if (isDefault(block)) return subnetClass;
    // A route to an internet gateway for a part of the internet makes a subnet public, too.
    if (subnetClass.kind === 'public') narrower ??= subnetClass;
  }
  if (narrower) return narrower;
  mayBeHidden ??= whyPropagated(table, network);
  return mayBeHidden === undefined ? { kind: 'isolated' } : { kind: 'unknown', why: mayBeHidden };
}

/** Whether a table has a route of a kind, or may have one that is not in the file. */
export function mayHaveRoute(
  table: RouteTable,
  network: Network,
  isOfKind: (route: Route) => boolean,
): boolean {
  const { of, unowned } = routesByTable(network);
  return (
    unowned.length > 0 ||
    network.incomplete.has(table.id) ||
    network.exportedIds.has(table.id) ||
    whyPropagated(table, network) !== undefined ||
    (of.get(table.id) ?? []).some(isOfKind)
  );
}

/** Whether another stack may add a route to the table of a subnet, or give the subnet a table. */
export function mayGetRoute(subnet: Subnet, network: Network): boolean {
  const effective = routeTableOf(subnet, network);
  return network.exportedIds.has(effective.kind === 'table' ? effective.table.id : subnet.id);
}

/** Why there may be further routes: a virtual private gateway may have propagated a default route (fact RT-02). */
export function whyPropagated({ id }: RouteTable, { routePropagations }: Network): string | undefined {
  const propagation = routePropagations.find(({ routeTables }) => {
    if (routeTables.kind !== 'known') return routeTables.kind === 'unknown';
    return routeTables.items.some((item) => item.kind === 'unknown' || keyOfField(item) === id);
  });
  return propagation && `${propagation.id} adds the routes that its gateway learns`;
}

function mayHoldDefault(list: PrefixList | undefined): boolean {
  return !list?.entries?.every((entry) => entry.kind === 'known' && !isDefault(entry.value));
}

function isDefault(cidr: Cidr): boolean {
  return cidr.family === 4 && cidr.prefix === 0;
}

function classBy(route: Route, network: Network): SubnetClass {
  if (route.isBlackhole) return { kind: 'isolated', by: route };
  const [first] = route.targets;
  if (!first) return { kind: 'unknown', why: `${route.id} has no target` };
  if (first.property === 'NatGatewayId') {
    const nat = find(network.natGateways, first.target);
    const key = keyOfField(first.target) ?? '';
    // AWS refuses this target, so its meaning is unknown.
    if (key.startsWith('igw-') || network.internetGateways.has(key))
      return { kind: 'unknown', why: `${key}, which ${route.id} names as a NAT gateway, is not one` };
    const hidden = nat ? undefined : network.incomplete.get(key);
    if (hidden) return { kind: 'unknown', why: `the NAT gateway of ${route.id} is unknown: ${hidden}` };
    return { kind: natKind(nat), by: route };
  }
  if (first.property !== 'GatewayId') return { kind: 'transit', by: route };
  const key = keyOfField(first.target);
  if (key === undefined)
    return unknown(unknownOf(`the gateway of ${route.id} is known only after deployment`, first.target));
  if (key.startsWith('igw-') || network.internetGateways.has(key)) return { kind: 'public', by: route };
  if (key.startsWith('vgw-') || network.vpnGateways.has(key)) return { kind: 'transit', by: route };
  // Some templates name a NAT gateway here, which EC2 is reported to accept.
  const nat = network.natGateways.get(key);
  if (nat) return { kind: natKind(nat), by: route };
  if (first.target.kind === 'known' && first.target.value.kind !== 'resource')
    return unknown(unknownOf(`the gateway of ${route.id} is not in this file`, first.target));
  return { kind: 'unknown', why: `${key}, the gateway of ${route.id}, is not a gateway in this file` };
}

/** A private NAT gateway routes to other networks, never to the internet (fact NAT-01). */
function natKind(nat: NatGateway | undefined): 'nat' | 'transit' {
  return nat?.connectivity.kind === 'known' && nat.connectivity.value === 'private' ? 'transit' : 'nat';
}
