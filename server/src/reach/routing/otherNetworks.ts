import { keyOfField } from '../../network/lookup.ts';
import type { PeeringConnection, Route } from '../../network/model.ts';
import {
  aclFilter,
  constantFilter,
  type Filter,
  type FlowContext,
  groupFilter,
  vpcKeyOf,
} from '../filters/flowFilters.ts';
import { locationAt, nameOf } from '../locations/party.ts';
import { narrow } from '../packets/flow.ts';
import { addressesBehind } from './behindVpn.ts';
import { isVpnAttached } from './gateways.ts';
import { ingressFilter } from './ingressRouting.ts';
import { betweenSubnets } from './insideVpc.ts';
import { leads } from './internetChecks.ts';
import type { NextHop } from './routing.ts';
import type { TransitPath } from './transitLegs.ts';

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
      ? { why: `the VPC at the other end of ${peering.id} is not in this file` }
      : 'closed';
  const join = constantFilter({ resource: peering.id, kind: 'peering', at: peering.at }, state, () => ({
    code: 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR',
    resource: route.id,
    at: route.at,
    reason: { kind: 'peer-only', peering: peering.id, vpc: far, to: nameOf(to) },
    change: { kind: 'other', what: `Use a direct connection to ${nameOf(to)}` },
  }));
  if (!isJoined) return [leads(route, scene), join];
  // What a NAT gateway sent into the peer gets its answers without a route (fact NAT-08).
  const isBack = scene.network.natGateways.has(from.id)
    ? () => true
    : goesTo(peering.id, 'VpcPeeringConnectionId');
  return betweenSubnets(scene, isBack, [leads(route, scene), join], {
    property: 'VpcPeeringConnectionId',
    id: peering.id,
  });
}

/** What lies behind a virtual private gateway is taken to answer. */
export function acrossVpn(gateway: string, scene: FlowContext): Omit<TransitPath, 'to'> {
  const { from, to, network } = scene;
  const checks = [
    groupFilter(scene, 'egress'),
    aclFilter(scene, { subnet: from.subnet!, direction: 'egress', peer: 'to', ports: 'traffic' }),
    vpnGate(gateway, vpcKeyOf(from.subnet), scene),
    behindFilter(gateway, 'to', scene),
    ingressFilter(gateway, 'from', scene),
    aclFilter(scene, { subnet: from.subnet!, direction: 'ingress', peer: 'to', ports: 'port' }),
  ].filter((check) => check !== undefined);
  return {
    checks,
    assumptions: [
      `the network behind ${network.vpnGateways.get(gateway)?.id ?? gateway} forwards packets to ${nameOf(to)} and returns the answers`,
    ],
  };
}

export function fromVpn(gateway: string, scene: FlowContext): Omit<TransitPath, 'to'> {
  const { from, to } = scene;
  const checks = [
    vpnGate(gateway, vpcKeyOf(to.subnet), scene),
    behindFilter(gateway, 'from', scene),
    ingressFilter(gateway, 'to', scene),
    aclFilter(scene, { subnet: to.subnet!, direction: 'ingress', peer: 'from', ports: 'traffic' }),
    groupFilter(scene, 'ingress'),
    aclFilter(scene, { subnet: to.subnet!, direction: 'egress', peer: 'from', ports: 'port' }),
  ].filter((check) => check !== undefined);
  return { checks, assumptions: [`${nameOf(from)} is behind ${gateway}`] };
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

/** With static routes alone, what they name lies behind the gateway and nothing else (fact VPN-03). */
function behindFilter(gateway: string, side: 'from' | 'to', scene: FlowContext): Filter | undefined {
  const { network, to } = scene;
  const addresses = addressesBehind(gateway, network);
  if (!addresses) return undefined;
  const at = network.vpnGateways.get(gateway)?.at ?? locationAt(to);
  const what = nameOf(scene[side]);
  return {
    hop: { resource: gateway, kind: 'vpn-gateway', at },
    isQuiet: true,
    apply: (flow, mode) => narrow(flow, side, addresses, mode),
    blocker: () => ({
      code: null,
      resource: gateway,
      at,
      reason: { kind: 'no-vpn-route', gateway, to: what },
      change: { kind: 'other', what: `Add a static route to ${what} to a VPN connection` },
    }),
  };
}
