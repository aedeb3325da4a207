import type { Inventory, InventoryPart } from '../../inventory/inventory.ts';
import type { InventoryEntry } from '../../inventory/parts.ts';
import type { Span } from '../../syntax/span.ts';
import { ABSENT, type Field } from '../field.ts';
import {
  ENDPOINT_TYPES,
  ROUTE_TARGET_PROPERTIES,
  type RouteDestination,
  type RouteTarget,
} from '../model.ts';
import { booleanField, cidrField, fieldOf, oneOfField } from '../template/fieldOfValue.ts';
import type { Draft } from '../template/readResource.ts';
import { serviceOf } from '../template/resources/endpoint.ts';
import { ipv6Of } from '../template/resources/ipv6.ts';
import {
  isThere,
  markIncomplete,
  memberValue,
  objectOf,
  optionalTarget,
  targetListOf,
  targetOf,
  unknownIfAbsent,
} from './fieldOfAnswer.ts';

export function readRouteTables(part: InventoryPart<'RouteTables'>, draft: Draft): void {
  for (const [id, table] of part.entries) {
    const { at, Associations, Routes } = table;
    markIncomplete(draft, part, id, [Associations, Routes], 'routes and associations');
    const associations = (Associations ?? []).filter(
      ({ AssociationState }) => (AssociationState?.State ?? 'associated') === 'associated',
    );
    const isMain = associations.some(({ Main }) => Main === true);
    draft.routeTables.set(id, { ...objectOf(id, at), vpc: targetOf(table.VpcId, at), isMain });
    for (const { SubnetId, RouteTableAssociationId, at } of associations) {
      if (SubnetId === undefined) continue;
      draft.routeTableAssociations.push({
        ...objectOf(RouteTableAssociationId ?? `${id} of ${SubnetId}`, at),
        subnet: targetOf(SubnetId, at),
        routeTable: targetOf(id, at),
      });
    }
    for (const route of Routes ?? []) readRoute(id, route, draft);
    for (const gateway of vpnGatewaysOf(Routes ?? []))
      draft.gatewayAttachments.push({
        ...objectOf(`${gateway} at ${table.VpcId}`, at),
        vpc: targetOf(table.VpcId, at),
        internetGateway: ABSENT,
        vpnGateway: targetOf(gateway, at),
      });
  }
}

/**
 * The virtual private gateways that are certainly attached: AWS says of a route whose gateway is not that it is a blackhole.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html
 */
function vpnGatewaysOf(routes: readonly DescribedRoute[]): ReadonlySet<string> {
  return new Set(
    routes.flatMap(({ GatewayId, State }) =>
      State === 'active' && GatewayId?.startsWith('vgw-') ? [GatewayId] : [],
    ),
  );
}

type DescribedRoute = NonNullable<InventoryEntry<'RouteTables'>['Routes']>[number];

function readRoute(table: string, route: DescribedRoute, draft: Draft): void {
  const { at } = route;
  // The local routes are derived from the VPC's blocks (fact RT-03).
  if (route.GatewayId === 'local') return;
  const destination = destinationOf(route);
  if (!destination) {
    draft.incomplete.set(table, `the inventory does not tell where a route of ${table} leads`);
    return;
  }
  const to = route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId;
  draft.routes.push({
    ...objectOf(`the route of ${table} to ${to ?? 'an unknown place'}`, at),
    routeTable: targetOf(table, at),
    destination,
    // AWS names an instance together with its network interface.
    targets: targetsOfRoute(route).slice(0, 1),
    isBlackhole: route.State === 'blackhole',
  });
  const nat = route.NatGatewayId;
  const hidden = draft.incomplete.get(NAT_GATEWAYS);
  if (nat !== undefined && hidden !== undefined && !draft.natGateways.has(nat))
    draft.incomplete.set(nat, hidden);
}

const NAT_GATEWAYS = 'natGateways';

function destinationOf(route: DescribedRoute): RouteDestination | undefined {
  const { at, DestinationCidrBlock, DestinationIpv6CidrBlock, DestinationPrefixListId } = route;
  if (DestinationPrefixListId !== undefined)
    return { kind: 'prefix-list', list: targetOf(DestinationPrefixListId, at) };
  if (DestinationIpv6CidrBlock !== undefined)
    return { kind: 'cidr', cidr: cidrField(memberValue(DestinationIpv6CidrBlock, at), 6) };
  if (DestinationCidrBlock !== undefined)
    return { kind: 'cidr', cidr: cidrField(memberValue(DestinationCidrBlock, at), 4) };
  return undefined;
}

/** The answer has an endpoint in GatewayId, for which a template has a property of its own (fact RT-08). */
function targetsOfRoute(route: DescribedRoute): readonly RouteTarget[] {
  return ROUTE_TARGET_PROPERTIES.flatMap((property) => {
    const id = property === 'VpcEndpointId' ? undefined : route[property];
    if (id === undefined) return [];
    const isEndpoint = property === 'GatewayId' && id.startsWith('vpce-');
    return [{ property: isEndpoint ? ('VpcEndpointId' as const) : property, target: targetOf(id, route.at) }];
  });
}

export function readGateways({ InternetGateways, NatGateways }: Inventory['parts'], draft: Draft): void {
  for (const [id, { at, Attachments }] of InternetGateways.entries) {
    markIncomplete(draft, InternetGateways, id, [Attachments], 'attachments');
    draft.internetGateways.set(id, objectOf(id, at));
    for (const attachment of Attachments ?? []) {
      if (!isThere(attachment) || attachment.VpcId === undefined) continue;
      draft.gatewayAttachments.push({
        ...objectOf(`${id} at ${attachment.VpcId}`, attachment.at),
        vpc: targetOf(attachment.VpcId, at),
        internetGateway: targetOf(id, at),
        vpnGateway: ABSENT,
      });
    }
  }
  for (const [id, nat] of NatGateways.entries) {
    if (!isThere(nat)) continue;
    const { at } = nat;
    const isRegional = nat.AvailabilityMode === 'regional';
    draft.natGateways.set(id, {
      ...objectOf(id, at),
      subnet: optionalTarget(nat.SubnetId, at),
      vpc: isRegional ? targetOf(nat.VpcId, at) : ABSENT,
      connectivity: oneOfField(memberValue(nat.ConnectivityType, at), ['public', 'private']),
      availability: oneOfField(memberValue(nat.AvailabilityMode, at), ['zonal', 'regional']),
      allocation: optionalTarget(nat.NatGatewayAddresses?.find((one) => one.AllocationId)?.AllocationId, at),
    });
  }
  if (NatGateways.open !== undefined) draft.incomplete.set(NAT_GATEWAYS, NatGateways.open);
}

export function readEndpoints({ VpcEndpoints, PrefixLists }: Inventory['parts'], draft: Draft): void {
  for (const [id, endpoint] of VpcEndpoints.entries) {
    if (!isThere(endpoint)) continue;
    const { at } = endpoint;
    const isGateway = endpoint.VpcEndpointType === 'Gateway';
    draft.endpoints.set(id, {
      ...objectOf(id, at),
      vpc: targetOf(endpoint.VpcId, at),
      type: unknownIfAbsent(oneOfField(memberValue(endpoint.VpcEndpointType, at), ENDPOINT_TYPES), at),
      service: unknownIfAbsent(serviceOf(memberValue(endpoint.ServiceName, at)), at),
      subnets: isGateway ? ABSENT : targetListOf(endpoint.SubnetIds, at),
      securityGroups: isGateway
        ? ABSENT
        : targetListOf(
            endpoint.Groups?.map(({ GroupId }) => GroupId),
            at,
          ),
      routeTables: isGateway ? targetListOf(endpoint.RouteTableIds, at) : ABSENT,
      privateDns: unknownIfAbsent(booleanField(memberValue(endpoint.PrivateDnsEnabled, at)), at),
      ipv6: unknownIfAbsent(
        ipv6Of('AWS::EC2::VPCEndpoint', () => memberValue(endpoint.IpAddressType, at)),
        at,
      ),
      isForInboundResolver: inboundOnlyOf(endpoint, at),
      serviceRegion: ABSENT,
    });
  }
  for (const [id, { at, PrefixListName, Cidrs }] of PrefixLists.entries) {
    draft.prefixLists.set(id, {
      ...objectOf(id, at),
      ...(PrefixListName !== undefined && { name: PrefixListName }),
      entries: Cidrs?.map((block) => cidrField(memberValue(block, at), block.includes(':') ? 6 : 4)),
    });
  }
}

/** Only S3 has another default (fact EP-21), so for S3 a missing value stays unknown. */
function inboundOnlyOf(
  { ServiceName, DnsOptions }: InventoryEntry<'VpcEndpoints'>,
  at: Span,
): Field<boolean> {
  const said = booleanField(memberValue(DnsOptions?.PrivateDnsOnlyForInboundResolverEndpoint, at));
  return ServiceName?.endsWith('.s3') ? unknownIfAbsent(said, at) : said;
}

export function readConnections(parts: Inventory['parts'], draft: Draft): void {
  for (const [id, peering] of parts.VpcPeeringConnections.entries) {
    const { at, RequesterVpcInfo: own, AccepterVpcInfo: other, Status } = peering;
    if ((Status?.Code ?? 'active') !== 'active') continue;
    draft.peerings.set(id, {
      ...objectOf(id, at),
      vpc: targetOf(own?.VpcId, at),
      peer: targetOf(other?.VpcId, at),
      peerOwner: fieldOf(memberValue(other?.OwnerId, at), (text) => text),
      peerRegion: fieldOf(memberValue(other?.Region, at), (text) => text),
    });
  }
  for (const [id, attachment] of parts.TransitGatewayVpcAttachments.entries) {
    if (!isThere(attachment)) continue;
    const { at } = attachment;
    draft.transitGatewayAttachments.set(id, {
      ...objectOf(id, at),
      vpc: targetOf(attachment.VpcId, at),
      transitGateway: targetOf(attachment.TransitGatewayId, at),
      subnets: targetListOf(attachment.SubnetIds, at),
      applianceMode: unknownIfAbsent(switchOf(attachment.Options?.ApplianceModeSupport, at), at),
      ipv6: unknownIfAbsent(switchOf(attachment.Options?.Ipv6Support, at), at),
      groupReferences: unknownIfAbsent(switchOf(attachment.Options?.SecurityGroupReferencingSupport, at), at),
    });
  }
}

function switchOf(word: string | undefined, at: Span): Field<'enable' | 'disable'> {
  return oneOfField(memberValue(word, at), ['enable', 'disable']);
}
