import { find, keyOfField } from '../../network/lookup.ts';
import {
  type Direction,
  isSameZone,
  type Network,
  type PeeringConnection,
  type Route,
  type Subnet,
  type TransitGatewayAttachment,
} from '../../network/model.ts';
import {
  aclFilter,
  constantFilter,
  type Filter,
  type FlowContext,
  groupFilter,
  vpcKeyOf,
} from '../filters/flowFilters.ts';
import { type Location, locationAt, nameOf } from '../locations/party.ts';
import { intersect, isEmpty, rangesOf } from '../packets/ranges.ts';
import type { Blocker } from '../question.ts';
import { isVpnAttached } from './gateways.ts';
import { betweenSubnets } from './insideVpc.ts';
import { leads } from './internetChecks.ts';
import type { Path } from './paths.ts';
import type { NextHop } from './routing.ts';

/** True where a way goes to the target of that key. */
const goesTo = (key: string, property: string) => (way: NextHop) =>
  way.kind === 'route' && way.target.property === property && keyOfField(way.target.target) === key;

/** Facts PCX-01, X-06: both tables route to the connection, and nothing goes further than the peer. */
export function acrossPeering(
  peering: PeeringConnection,
  route: Route,
  scene: FlowContext,
): readonly Filter[] {
  const { from, to } = scene;
  const own = vpcKeyOf(from.subnet);
  const [one, other] = [keyOfField(peering.vpc), keyOfField(peering.peer)];
  const far = one === own ? other : other === own ? one : undefined;
  const there = vpcKeyOf(to.subnet);
  const isHere = one === own || other === own;
  const isOpen = one === undefined || other === undefined;
  const isJoined = isHere && far !== undefined && far === there;
  const isAllKnown =
    scene.network.vpcs.has(far ?? '') &&
    !(to.subnet === undefined && scene.network.incomplete.has('subnets'));
  const state = isJoined
    ? 'open'
    : isOpen || (isHere && !isAllKnown)
      ? { why: `the VPC at the other end of ${peering.id} lies outside of the file` }
      : 'closed';
  const join = constantFilter({ resource: peering.id, kind: 'peering', at: peering.at }, state, () => ({
    code: 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR',
    resource: route.id,
    at: route.at,
    reason: { kind: 'peer-only', peering: peering.id, vpc: far, to: nameOf(to) },
    change: { kind: 'other', what: `Reach ${nameOf(to)} by a way of its own` },
  }));
  if (!isJoined) return [leads(route, scene), join];
  return betweenSubnets(scene, goesTo(peering.id, 'VpcPeeringConnectionId'), [leads(route, scene), join], {
    property: 'VpcPeeringConnectionId',
    id: peering.id,
  });
}

/** Fact TGW-01: both VPCs are attached, and the table of the source's attachment leads to the destination's. */
export function acrossTransitGateway(key: string, route: Route, scene: FlowContext): readonly Filter[] {
  const { from, to, network } = scene;
  const at = network.transitGateways.get(key)?.at ?? route.at;
  const own = attachmentOf(key, vpcKeyOf(from.subnet), network);
  const far = attachmentOf(key, vpcKeyOf(to.subnet), network);
  const state = joinState(key, own, far, scene);
  const join = constantFilter({ resource: key, kind: 'transit-gateway', at }, state, () => ({
    code: own && far ? 'TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT' : 'NO_ROUTE_TO_DESTINATION',
    resource: key,
    at,
    reason: own
      ? far
        ? { kind: 'no-transit-route', gateway: key, from: own.id, to: far.id }
        : { kind: 'not-attached-to-vpc-of', gateway: key, to: nameOf(to) }
      : { kind: 'not-attached', gateway: key, vpc: vpcKeyOf(from.subnet) },
    change: { kind: 'other', what: `Attach both VPCs to ${key}` },
  }));
  if (!own || !far || !from.subnet || !to.subnet) return [leads(route, scene), join];
  const up = entranceOf(own, from.subnet, network);
  // Down it comes in the zone where it went up, where the other side has an attachment there.
  const down = up.subnet && entranceOf(far, up.subnet, network).subnet;
  const back = entranceOf(far, to.subnet, network);
  const backDown = back.subnet && entranceOf(own, back.subnet, network).subnet;
  const door = constantFilter(
    { resource: own.id, kind: 'transit-gateway', at: own.at },
    stateOfDoor(up, own),
    () => noDoor(own, from),
  );
  const backDoor = constantFilter(
    { resource: far.id, kind: 'transit-gateway', at: far.at },
    stateOfDoor(back, far),
    () => noDoor(far, to),
  );
  // Groups of the other VPC are not matched: referencing them is off unless the gateway says otherwise.
  const strangers: FlowContext = { ...scene, ignoresGroupReferences: true };
  const crossing = (
    subnet: Subnet | undefined,
    direction: Direction,
    peer: 'from' | 'to',
    ports: 'traffic' | 'port',
  ) => subnet && aclFilter(strangers, { subnet, direction, peer, ports });
  return betweenSubnets(
    strangers,
    goesTo(key, 'TransitGatewayId'),
    [
      leads(route, scene),
      door,
      crossing(up.subnet, 'ingress', 'from', 'traffic'),
      join,
      down === to.subnet ? undefined : crossing(down, 'egress', 'to', 'traffic'),
      backDoor,
      crossing(back.subnet, 'ingress', 'to', 'port'),
      backDown === from.subnet ? undefined : crossing(backDown, 'egress', 'from', 'port'),
    ],
    { property: 'TransitGatewayId', id: key },
    { arrival: down === to.subnet, answer: backDown === from.subnet },
  );
}

/** The subnet of an attachment through which another subnet gets to the gateway: the one in its own zone. */
function entranceOf(
  { subnets }: TransitGatewayAttachment,
  { zone }: Subnet,
  network: Network,
): { readonly subnet: Subnet | undefined; readonly isCertain: boolean } {
  const own =
    subnets.kind === 'known' ? subnets.items.flatMap((item) => find(network.subnets, item) ?? []) : [];
  const isAll = subnets.kind === 'known' && own.length === subnets.items.length;
  const same = own.find((one) => isSameZone(one.zone, zone) === true);
  if (same) return { subnet: same, isCertain: true };
  const maybe = own.find((one) => isSameZone(one.zone, zone) === undefined);
  return { subnet: maybe, isCertain: isAll && maybe === undefined };
}

function stateOfDoor(
  door: ReturnType<typeof entranceOf>,
  { id }: TransitGatewayAttachment,
): 'open' | 'closed' | { why: string } {
  if (door.subnet && door.isCertain) return 'open';
  return door.isCertain ? 'closed' : { why: `whether ${id} has a subnet in every zone is not in the file` };
}

function noDoor(attachment: TransitGatewayAttachment, place: Location): Blocker {
  return {
    code: 'TGW_ROUTE_AZ_RESTRICTION',
    resource: attachment.id,
    at: attachment.at,
    reason: {
      kind: 'no-subnet-in-zone',
      attachment: attachment.id,
      subnets: [place.subnet?.id ?? nameOf(place)],
    },
    change: { kind: 'other', what: `Add a subnet of that zone to ${attachment.id}` },
  };
}

function attachmentOf(
  key: string,
  vpc: string | undefined,
  network: Network,
): TransitGatewayAttachment | undefined {
  return [...network.transitGatewayAttachments.values()].find(
    (one) => vpc !== undefined && keyOfField(one.transitGateway) === key && keyOfField(one.vpc) === vpc,
  );
}

function joinState(
  key: string,
  own: TransitGatewayAttachment | undefined,
  far: TransitGatewayAttachment | undefined,
  scene: FlowContext,
): 'open' | 'closed' | { why: string } {
  const { to, network, traffic } = scene;
  // Attachments carry it only where they are told to.
  if (traffic.family === 6) return { why: `whether the attachments of ${key} carry IPv6 is not looked at` };
  const gateway = network.transitGateways.get(key);
  const isOutside = !gateway || network.exportedIds.has(key);
  if (!own || !far) {
    // Another stack may attach what this one does not.
    if (!own && vpcKeyOf(scene.from.subnet) !== undefined && !isOutside) return 'closed';
    // A gateway of this file that nobody outside knows leads to what the file attaches to it.
    const hasVpn = [...network.vpnConnections.values()].some((one) => keyOfField(one.transitGateway) === key);
    if (!to.subnet)
      return isOutside || hasVpn ? { why: `what lies behind ${key} is not in the file` } : 'closed';
    return isOutside ? { why: `${key} may have attachments that are not in the file` } : 'closed';
  }
  const table = tableOfAttachment(own, network);
  if (table === undefined) {
    if (!gateway) return { why: `the route tables of ${key} lie outside of the file` };
    // The default table knows every attachment, unless the gateway says otherwise.
    const isOff = [gateway.defaultAssociation, gateway.defaultPropagation].some(
      (one) => one.kind === 'known' && one.value === 'disable',
    );
    return isOff ? 'closed' : 'open';
  }
  const block = to.addresses;
  const matching = network.transitGatewayRoutes
    .filter(
      ({ routeTable, destination }) =>
        keyOfField(routeTable) === table &&
        destination.kind === 'known' &&
        !isEmpty(intersect(block, rangesOf(destination.value))),
    )
    .sort((a, b) => prefixOf(b) - prefixOf(a));
  const [best] = matching;
  const propagates = network.transitGatewayPropagations.some(
    (one) => keyOfField(one.routeTable) === table && keyOfField(one.attachment) === far.id,
  );
  // A VPC propagates its own blocks, which are more specific than a default route; a static route wins at equal length.
  if (propagates) return 'open';
  if (!best)
    return network.transitGatewayRouteTables.has(table)
      ? 'closed'
      : { why: `the routes of ${table} lie outside of the file` };
  if (best.blackhole.kind === 'known' && best.blackhole.value) return 'closed';
  return keyOfField(best.attachment) === far.id ? 'open' : 'closed';
}

function prefixOf({ destination }: Network['transitGatewayRoutes'][number]): number {
  return destination.kind === 'known' ? destination.value.prefix : 0;
}

function tableOfAttachment(attachment: TransitGatewayAttachment, network: Network): string | undefined {
  const own = network.transitGatewayAssociations.find((one) => keyOfField(one.attachment) === attachment.id);
  return own && keyOfField(own.routeTable);
}

/** What lies behind a virtual private gateway is taken to answer. */
export function acrossVpn(gateway: string, scene: FlowContext): Omit<Path, 'flow'> {
  const { from, to, network } = scene;
  const checks = [
    groupFilter(scene, 'egress'),
    aclFilter(scene, { subnet: from.subnet!, direction: 'egress', peer: 'to', ports: 'traffic' }),
    vpnGate(gateway, vpcKeyOf(from.subnet), scene),
    aclFilter(scene, { subnet: from.subnet!, direction: 'ingress', peer: 'to', ports: 'port' }),
  ].filter((check) => check !== undefined);
  return {
    checks,
    assumptions: [
      `the network behind ${network.vpnGateways.get(gateway)?.id ?? gateway} takes packets to ${nameOf(to)} and answers`,
    ],
  };
}

export function fromVpn(gateway: string, scene: FlowContext): Omit<Path, 'flow'> {
  const { from, to } = scene;
  const checks = [
    vpnGate(gateway, vpcKeyOf(to.subnet), scene),
    aclFilter(scene, { subnet: to.subnet!, direction: 'ingress', peer: 'from', ports: 'traffic' }),
    groupFilter(scene, 'ingress'),
    aclFilter(scene, { subnet: to.subnet!, direction: 'egress', peer: 'from', ports: 'port' }),
  ].filter((check) => check !== undefined);
  return { checks, assumptions: [`${nameOf(from)} lies behind ${gateway}`] };
}

function vpnGate(gateway: string, vpc: string | undefined, { network, to, traffic }: FlowContext): Filter {
  // No IPv6 (fact VPN-01).
  const is = traffic.family === 6 ? 'no' : isVpnAttached(gateway, vpc, network);
  const at = network.vpnGateways.get(gateway)?.at ?? locationAt(to);
  return constantFilter(
    { resource: gateway, kind: 'vpn-gateway', at },
    is === 'yes' ? 'open' : is === 'no' ? 'closed' : is,
    () => ({
      code: 'BAD_STATE_ROUTE',
      resource: gateway,
      at,
      reason: { kind: 'not-attached', gateway, vpc },
      change: { kind: 'attach-gateway', gateway, vpc: vpc ?? '' },
    }),
  );
}
