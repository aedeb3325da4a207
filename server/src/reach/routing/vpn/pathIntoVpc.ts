import { find, keyOfField } from '../../../network/lookup.ts';
import type { Network, RouteTargetProperty, Vpc } from '../../../network/model.ts';
import type { Span } from '../../../syntax/span.ts';
import { constantFilter, type Filter, type FlowContext } from '../../filters/filter.ts';
import { nameOf } from '../../locations/location.ts';

/**
 * Packets for a VPC of the file that leave through a VPN only arrive if that VPC has a gateway to outside networks,
 * too; a peering connection is none (fact PCX-01). Undefined if it has one, or if that is unknown.
 */
export function pathIntoVpc(
  gateway: { readonly id: string; readonly at: Span },
  { to, network }: FlowContext,
): readonly Filter[] {
  const vpc = to.subnet && find(network.vpcs, to.subnet.vpc);
  if (!vpc || mayHaveGateway(vpc, network)) return [];
  return [
    constantFilter({ resource: gateway.id, kind: 'vpn-gateway', at: gateway.at }, 'closed', () => ({
      code: 'MORE_SPECIFIC_ROUTE',
      resource: gateway.id,
      at: gateway.at,
      reason: { kind: 'vpn-to-another-vpc', gateway: gateway.id, vpc: vpc.id, to: nameOf(to) },
      change: {
        kind: 'other',
        what: `Add a route to ${nameOf(to)} that goes before the one to ${gateway.id}`,
      },
    })),
  ];
}

function mayHaveGateway({ id }: Vpc, network: Network): boolean {
  const { exportedIds, incomplete, gatewayAttachments, transitGatewayAttachments, routes, routeTables } =
    network;
  // Inventories do not contain virtual private gateways.
  if (exportedIds.has(id) || id.startsWith('vpc-') || incomplete.has('transitGatewayAttachments'))
    return true;
  const isOf = (field: Parameters<typeof keyOfField>[0]) =>
    field.kind === 'unknown' || keyOfField(field) === id;
  return (
    gatewayAttachments.some(({ vpnGateway, vpc }) => vpnGateway.kind !== 'absent' && isOf(vpc)) ||
    [...transitGatewayAttachments.values()].some(({ vpc }) => isOf(vpc)) ||
    routes.some(({ routeTable, targets }) => {
      const table = find(routeTables, routeTable);
      return table && isOf(table.vpc) && !targets.every(({ property }) => INSIDE_AWS.has(property));
    })
  );
}

/**
 * Targets that lead to the internet or to a peer. Any other target, such as an instance, may connect the VPC with
 * anything.
 */
const INSIDE_AWS: ReadonlySet<RouteTargetProperty> = new Set([
  'NatGatewayId',
  'EgressOnlyInternetGatewayId',
  'VpcPeeringConnectionId',
  'GatewayId',
]);
