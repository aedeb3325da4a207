import { joined, type Markdown, md } from '../../../escape/markdown.ts';
import { type InVpc, type NetworkObject, referredResource } from '../../../network/field.ts';
import { find, keyOfField } from '../../../network/lookup.ts';
import type {
  GatewayAttachment,
  NatGateway,
  Network,
  PeeringConnection,
  RouteTargetProperty,
  TransitGatewayAttachment,
} from '../../../network/model.ts';
import { listed } from '../../../wording/listed.ts';
import { subnetsOfTable } from './routes.ts';
import { classText } from './subnet.ts';
import type { Description, HoverContext } from './view.ts';
import { targetName, withLine } from './words.ts';

export function describeNat(nat: NatGateway, view: HoverContext): Description {
  const { network } = view;
  const isPrivate = nat.connectivity.kind === 'known' && nat.connectivity.value === 'private';
  const kind =
    nat.availability.kind === 'known' && nat.availability.value === 'regional'
      ? 'a regional NAT gateway'
      : isPrivate
        ? 'a private NAT gateway'
        : 'a public NAT gateway';
  const subnet = find(network.subnets, nat.subnet);
  const place =
    nat.subnet.kind === 'absent'
      ? md` of ${targetName(nat.vpc)}`
      : md` in ${subnet ? withLine(subnet, view) : targetName(nat.subnet)}`;
  return [
    md`**${nat.id}** — ${kind}${place}`,
    // Fact NAT-01.
    ...(isPrivate ? [md`It connects to other networks, never to the internet.`] : []),
    ...(subnet ? [md`${subnet.id} is ${classText(subnet, view)}`] : []),
    leavingText(['NatGatewayId', 'GatewayId'], nat.id, view),
  ];
}

export function describeInternetGateway(gateway: NetworkObject, view: HoverContext): Description {
  const vpcs = view.network.gatewayAttachments
    .filter(({ internetGateway }) => referredResource(internetGateway) === gateway.id)
    .map(({ vpc }) => targetName(vpc));
  const place = vpcs.length > 0 ? md`of ${listed(vpcs)}` : 'that is not attached to a VPC in this file';
  return [md`**${gateway.id}** — an internet gateway ${place}`, leavingText(['GatewayId'], gateway.id, view)];
}

export function describeAttachment({ id, internetGateway, vpnGateway, vpc }: GatewayAttachment): Description {
  const gateway = internetGateway.kind === 'absent' ? vpnGateway : internetGateway;
  return [md`**${id}** — attaches ${targetName(gateway)} to ${targetName(vpc)}`];
}

export function describeEgressOnlyGateway(gateway: InVpc, view: HoverContext): Description {
  return [
    md`**${gateway.id}** — an egress-only internet gateway of ${targetName(gateway.vpc)}, for IPv6`,
    leavingText(['EgressOnlyInternetGatewayId'], gateway.id, view),
  ];
}

export function describeVpnGateway(gateway: NetworkObject, view: HoverContext): Description {
  const { gatewayAttachments, routePropagations } = view.network;
  const vpcs = gatewayAttachments
    .filter(({ vpnGateway }) => referredResource(vpnGateway) === gateway.id)
    .map(({ vpc }) => targetName(vpc));
  const tables = routePropagations
    .filter(({ vpnGateway }) => referredResource(vpnGateway) === gateway.id)
    .flatMap(({ routeTables }) => (routeTables.kind === 'known' ? routeTables.items.map(targetName) : []));
  return [
    md`**${gateway.id}** — a virtual private gateway${vpcs.length > 0 ? md` of ${listed(vpcs)}` : ''}`,
    ...(tables.length > 0 ? [md`${listed(tables)} propagate its routes`] : []),
    leavingText(['GatewayId'], gateway.id, view),
  ];
}

export function describePeering(peering: PeeringConnection, view: HoverContext): Description {
  const { peerOwner, peerRegion } = peering;
  const where = [
    ...(peerOwner.kind === 'absent'
      ? []
      : [peerOwner.kind === 'known' ? `account ${peerOwner.value}` : 'an account']),
    ...(peerRegion.kind === 'known' ? [peerRegion.value] : []),
  ];
  return [
    md`**${peering.id}** — connects ${targetName(peering.vpc)} and ${targetName(peering.peer)}${where.length > 0 ? md` (${where.join(', ')})` : ''}`,
    leavingText(['VpcPeeringConnectionId'], peering.id, view),
  ];
}

export function describeTransitAttachment(
  attachment: TransitGatewayAttachment,
  view: HoverContext,
): Description {
  const { subnets } = attachment;
  const names = subnets.kind === 'known' ? subnets.items.map(targetName) : [];
  const gateway = keyOfField(attachment.transitGateway);
  return [
    md`**${attachment.id}** — attaches ${targetName(attachment.vpc)} to the transit gateway ${targetName(attachment.transitGateway)}`,
    ...(names.length > 0 ? [md`One address in ${names.length > 1 ? 'each of ' : ''}${listed(names)}`] : []),
    ...(gateway === undefined ? [] : [leavingText(['TransitGatewayId'], gateway, view)]),
  ];
}

/** The subnets whose tables have a route to a gateway. */
function leavingText(properties: readonly RouteTargetProperty[], id: string, view: HoverContext): Markdown {
  const subnets = new Set<string>();
  const routes = routesTo(properties, id, view.network);
  for (const { routeTable } of routes) {
    const table = keyOfField(routeTable);
    for (const subnet of table === undefined ? [] : subnetsOfTable(table, view.network)) subnets.add(subnet);
  }
  if (routes.length === 0) return md`No route uses it`;
  const by = joined(
    routes.map((route) => withLine(route, view)),
    '; ',
  );
  return subnets.size > 0
    ? md`Used by ${listed([...subnets])} (${by})`
    : md`Used by no subnet in this file (${by})`;
}

function routesTo(properties: readonly RouteTargetProperty[], id: string, { routes }: Network) {
  return routes.filter(({ targets }) =>
    targets.some(({ property, target }) => properties.includes(property) && keyOfField(target) === id),
  );
}
