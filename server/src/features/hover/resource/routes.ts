import { bullets, type Markdown, md } from '../../../escape/markdown.ts';
import { gatewayEndpointsOf } from '../../../network/analysis/subnets/subnetEndpoints.ts';
import { routeTableOf } from '../../../network/analysis/subnets/subnetRoutes.ts';
import { referredResource } from '../../../network/field.ts';
import { find, routesByTable, tableAssociationsByTable } from '../../../network/lookup.ts';
import type { Network, Route, RouteTable, RouteTableAssociation, Subnet } from '../../../network/model.ts';
import { table } from '../../../table.ts';
import { listed } from '../../../wording/listed.ts';
import { endpointService } from './endpoint.ts';
import type { Description, HoverContext } from './view.ts';
import { blockCode, targetName, targetOfRoute, withLine } from './words.ts';

export function describeRouteTable(table: RouteTable, view: HoverContext): Description {
  const users = subnetsOfTable(table.id, view.network);
  const lines = routeLines(table, view);
  const gateways = view.network.gatewayRouteTableAssociations
    .filter(({ routeTable }) => referredResource(routeTable) === table.id)
    .map(({ gateway }) => targetName(gateway));
  const used =
    users.length > 0
      ? md`the route table of ${listed(users)}`
      : gateways.length > 0
        ? md`the route table for traffic that enters through ${listed(gateways)}`
        : 'a route table that no subnet in this file uses';
  return [
    md`**${table.id}** — ${used}`,
    ...(lines.length > 0 ? [bullets(lines)] : [md`Only the local route.`]),
    ...(view.network.exportedIds.has(table.id)
      ? [md`Its id is exported, so other stacks may add routes.`]
      : []),
  ];
}

/** The routes and gateway endpoints of a table, a line each. */
export function routeLines(table: RouteTable, view: HoverContext): Markdown[] {
  const routes = routesByTable(view.network).of.get(table.id) ?? [];
  return [
    ...routes.map(
      (route) => md`${destinationText(route)} → ${targetOfRoute(route)} (${withLine(route, view)})`,
    ),
    ...gatewayEndpointsOf(table, view.network).map(
      (endpoint) => md`${endpointService(endpoint)} → the endpoint ${withLine(endpoint, view)}`,
    ),
  ];
}

function destinationText({ destination }: Route): Markdown {
  switch (destination.kind) {
    case 'cidr':
      return blockCode(destination.cidr);
    case 'prefix-list':
      return md`the prefix list ${targetName(destination.list)}`;
    case 'none':
      return md`no destination`;
  }
}

const TARGET_WORDS: Readonly<Record<string, string>> = table({
  GatewayId: 'the gateway',
  NatGatewayId: 'the NAT gateway',
  EgressOnlyInternetGatewayId: 'the egress-only internet gateway',
  InstanceId: 'the instance',
  NetworkInterfaceId: 'the network interface',
  TransitGatewayId: 'the transit gateway',
  VpcPeeringConnectionId: 'the peering connection',
  VpcEndpointId: 'the endpoint',
  CarrierGatewayId: 'the carrier gateway',
  LocalGatewayId: 'the local gateway',
  CoreNetworkArn: 'the core network',
  OdbNetworkArn: 'the ODB network',
});

export function describeRoute(route: Route, view: HoverContext): Description {
  const { network } = view;
  const [first] = route.targets;
  const to = first
    ? md`${TARGET_WORDS[first.property] ?? 'the target'} ${targetName(first.target)}`
    : 'no target';
  const table = find(network.routeTables, route.routeTable);
  const users = table ? subnetsOfTable(table.id, network) : [];
  const where = table
    ? md`In ${table.id} (${view.lineText(table.at)})`
    : md`In the route table ${targetName(route.routeTable)}`;
  const target = first && placeOfTarget(targetName(first.target), view);
  return [
    md`**${route.id}** — ${destinationText(route)} goes to ${to}${target ?? ''}`,
    md`${where}, ${users.length > 0 ? md`used by ${listed(users)}` : 'which no subnet in this file uses'}`,
  ];
}

export function describeTableAssociation({ id, subnet, routeTable }: RouteTableAssociation): Description {
  return [md`**${id}** — ${targetName(subnet)} uses the route table ${targetName(routeTable)}`];
}

function placeOfTarget(id: string, view: HoverContext): Markdown | undefined {
  const { natGateways, internetGateways, workloads, peerings, endpoints } = view.network;
  for (const map of [natGateways, internetGateways, workloads, peerings, endpoints]) {
    const found = map.get(id);
    if (found) return md` (${view.lineText(found.at)})`;
  }
  return undefined;
}

/**
 * The subnets that certainly use a table: the associated ones and, for the main table, those without an association.
 */
export function subnetsOfTable(table: string, network: Network): string[] {
  const associated = tableAssociationsByTable(network).of.get(table) ?? [];
  const isMain = network.routeTables.get(table)?.isMain;
  if (!isMain) return [...new Set(associated.map(({ subnet }) => targetName(subnet)))];
  const uses = (subnet: Subnet) => {
    const effective = routeTableOf(subnet, network);
    return effective.kind === 'table' && effective.table.id === table;
  };
  return [...network.subnets.values()].filter(uses).map(({ id }) => id);
}
