import type { Cidr } from '../cidr/cidr.ts';
import {
  isSameTarget,
  type Network,
  type Route,
  type RouteTable,
  referredResource,
  type Subnet,
  type Target,
} from './model.ts';

/** The route table that a subnet uses (fact RT-04). */
export type EffectiveTable =
  | { readonly kind: 'table'; readonly table: RouteTable }
  /** No association: the VPC's main table, which of a VPC of this file holds only the local routes (fact RT-05). */
  | { readonly kind: 'main' }
  | { readonly kind: 'unknown'; readonly why: string };

export function routeTableOf(subnet: Subnet, network: Network): EffectiveTable {
  const own: Target = { kind: 'resource', id: subnet.id };
  let mayBeHidden = false;
  for (const association of network.routeTableAssociations) {
    if (association.subnet.kind !== 'known') {
      mayBeHidden = true;
      continue;
    }
    if (!isSameTarget(association.subnet.value, own)) continue;
    const table = network.routeTables.get(referredResource(association.routeTable) ?? '');
    if (table) return { kind: 'table', table };
    return { kind: 'unknown', why: 'its route table lies outside of the file' };
  }
  if (mayBeHidden) return { kind: 'unknown', why: 'an association may be for this subnet or for another' };
  if (network.vpcs.has(referredResource(subnet.vpc) ?? '')) return { kind: 'main' };
  return { kind: 'unknown', why: 'its VPC lies outside of the file, and so may its route table' };
}

/**
 * Where a subnet's IPv4 traffic to the internet goes. `transit`: to another network, which may lead on. `isolated`:
 * nowhere, there is no default route. What people call a private subnet is `nat` or `isolated`.
 */
export type SubnetClass =
  | { readonly kind: 'public' | 'nat' | 'transit'; readonly by: Route }
  | { readonly kind: 'isolated' }
  | { readonly kind: 'unknown'; readonly why: string };

/** Facts NET-01, RT-01: public is a subnet whose route table has a default route to an internet gateway. */
export function classOf(subnet: Subnet, network: Network): SubnetClass {
  const effective = routeTableOf(subnet, network);
  if (effective.kind === 'unknown') return effective;
  if (effective.kind === 'main') return { kind: 'isolated' };
  let mayBeHidden: string | undefined;
  for (const route of network.routes) {
    if (route.routeTable.kind !== 'known') {
      mayBeHidden = `${route.id} may belong to its route table`;
      continue;
    }
    if (referredResource(route.routeTable) !== effective.table.id) continue;
    if (route.destination.kind === 'cidr' && route.destination.cidr.kind === 'unknown') {
      mayBeHidden = `the destination of ${route.id} is known only when the stack is deployed`;
    }
    if (route.destination.kind !== 'cidr' || route.destination.cidr.kind !== 'known') continue;
    if (isDefault(route.destination.cidr.value)) return classBy(route, network);
  }
  return mayBeHidden === undefined ? { kind: 'isolated' } : { kind: 'unknown', why: mayBeHidden };
}

function isDefault(cidr: Cidr): boolean {
  return cidr.family === 4 && cidr.prefix === 0;
}

function classBy(route: Route, network: Network): SubnetClass {
  const [first] = route.targets;
  if (!first) return { kind: 'unknown', why: `${route.id} has no target` };
  if (first.property === 'NatGatewayId') return { kind: 'nat', by: route };
  if (first.property !== 'GatewayId') return { kind: 'transit', by: route };
  const { target } = first;
  if (target.kind !== 'known')
    return { kind: 'unknown', why: `the gateway of ${route.id} is known only when the stack is deployed` };
  if (target.value.kind === 'id') {
    if (target.value.id.startsWith('igw-')) return { kind: 'public', by: route };
    if (target.value.id.startsWith('vgw-')) return { kind: 'transit', by: route };
    return { kind: 'unknown', why: `the gateway of ${route.id} lies outside of the file` };
  }
  if (network.internetGateways.has(target.value.id)) return { kind: 'public', by: route };
  if (network.vpnGateways.has(target.value.id)) return { kind: 'transit', by: route };
  // Some write a NAT gateway here, and EC2 is said to take it.
  if (network.natGateways.has(target.value.id)) return { kind: 'nat', by: route };
  return {
    kind: 'unknown',
    why: `${target.value.id}, the gateway of ${route.id}, is no gateway that is known here`,
  };
}
