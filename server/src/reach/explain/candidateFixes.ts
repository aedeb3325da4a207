import type { Change } from '../../changes/change.ts';
import { routeTableOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { keyOfField, vpcKeyOf } from '../../network/lookup.ts';
import {
  isSameZone,
  type NatGateway,
  type Route,
  type RouteTargetProperty,
  type Subnet,
} from '../../network/model.ts';
import { WORKLOAD_KINDS } from '../../network/workloadKinds.ts';
import type { Reason } from '../../wording/reason.ts';
import type { Filter, FlowContext } from '../filters/filter.ts';
import { vpcBlockText } from '../locations/addresses.ts';
import { locationAt, nameOf } from '../locations/location.ts';
import { locationsOf } from '../locations/party.ts';
import type { Flow } from '../packets/flow.ts';
import type { Blocker } from '../question.ts';
import { gatewayOf, isVpnAttached, leadsOut, subnetOfNat, vpcOfNat } from '../routing/gateways.ts';
import { fromInternet, throughInternetGateway } from '../routing/internet/internet.ts';
import { throughNat } from '../routing/internet/natGateway.ts';
import { pathsOf } from '../routing/paths.ts';
import { acrossPeering } from '../routing/peering.ts';
import { isFor, isGateway } from '../routing/services/gatewayEndpoint.ts';
import { interfaceEndpoints, privateDnsOf, throughGatewayEndpoint } from '../routing/services/services.ts';
import { checksAcross } from '../routing/transitGateway/paths.ts';
import { staticBlockOf } from '../routing/vpn/behindVpn.ts';
import { acrossVpn } from '../routing/vpn/vpn.ts';
import { isMeantPublic } from './meantPublic.ts';
import { balancerElsewhere, otherSubnets } from './placementFix.ts';
import { proposeRoute, type RouteRequest } from './routeFix.ts';

/**
 * A path that does not exist yet: the change that creates it, and the filters on it that would also have to be open.
 */
export interface FixCandidate {
  readonly first: Blocker;
  readonly checks: readonly Filter[];
}

/** Paths that a change of routes, endpoints or placement would create, most likely first. */
export function candidateFixes(scene: FlowContext, flow: Flow, own: Blocker): readonly FixCandidate[] {
  const { from, to, traffic } = scene;
  // No route can make something answer that accepts no connections, such as a function (fact LAM-18).
  if (to.workload && WORKLOAD_KINDS[to.workload.kind].answersNobody) return [];
  if (from.workload?.kind === 'function' && traffic.protocol === 'icmp') return [];
  if (!from.subnet) return to.subnet ? inward(scene, flow, to.subnet, own) : [];
  if (to.subnet) return toOtherVpc(scene, flow);
  const elsewhere = otherSubnets(scene).map((first) => ({ first, checks: [] }));
  return [...toService(scene), ...toOffice(scene, flow), ...outward(scene, flow), ...elsewhere];
}

const DEFAULT = { 4: '0.0.0.0/0', 6: '::/0' } as const;

/** To the internet: through a NAT gateway, or through the internet gateway for a source with a public address. */
function outward(scene: FlowContext, flow: Flow): readonly FixCandidate[] {
  const { from, network, traffic } = scene;
  if (traffic.family !== 4) return [];
  const vpc = vpcKeyOf(from.subnet);
  const natWays = [...network.natGateways.values()]
    .filter((nat) => vpcOfNat(nat, network) === vpc && leadsOut(nat, network, gatewayOf(vpc, network)))
    .sort((a, b) => Number(isInZone(b, scene)) - Number(isInZone(a, scene)))
    .flatMap((nat) =>
      routeTo('NatGatewayId', nat.id, scene, flow, subnetOfNat(nat, network)).map((first) => ({
        first,
        checks: throughNat(nat, proposedRoute('NatGatewayId', nat.id, nat.at), scene),
      })),
    );
  const gateway = gatewayOf(vpc, network);
  const publicWays =
    gateway !== undefined && from.publicness === 'yes' && isMeantPublic(from.subnet!, network)
      ? routeTo('GatewayId', gateway, scene, flow).map((first) => ({
          first,
          checks: throughInternetGateway(
            gateway,
            proposedRoute('GatewayId', gateway, locationAt(from)),
            scene,
          ),
        }))
      : [];
  return [...publicWays, ...natWays];
}

/** Through the virtual private gateway of the VPC, to a block that the file says is behind it. */
function toOffice(scene: FlowContext, flow: Flow): readonly FixCandidate[] {
  const { from, to, network } = scene;
  const vpc = vpcKeyOf(from.subnet);
  return [...network.vpnGateways.values()].flatMap(({ id }) => {
    const destination = staticBlockOf(id, flow.to, network);
    if (destination === undefined || isVpnAttached(id, vpc, network) !== 'yes') return [];
    const asked: RouteRequest = { destinations: flow.to, destination, what: nameOf(to) };
    return proposeRoute({ property: 'GatewayId', id }, from.subnet!, asked, scene).map((first) => ({
      first,
      checks: acrossVpn(id, scene).checks,
    }));
  });
}

function isInZone(nat: NatGateway, { from, network }: FlowContext): boolean {
  const subnet = subnetOfNat(nat, network);
  return subnet !== undefined && isSameZone(subnet.zone, from.subnet!.zone) === 'yes';
}

/** A default route in the subnet's table, or another table for a subnet without its own. */
function routeTo(
  property: RouteTargetProperty,
  id: string,
  scene: FlowContext,
  flow: Flow,
  targetsSubnet?: Subnet,
): readonly Blocker[] {
  const { network, traffic, from } = scene;
  const own = targetsSubnet && routeTableOf(targetsSubnet, network);
  const table = routeTableOf(from.subnet!, network);
  // The route would lead the NAT gateway's own subnet back to the NAT gateway.
  if (own?.kind === 'table' && table.kind === 'table' && own.table === table.table) return [];
  const asked = { destinations: flow.to, destination: DEFAULT[traffic.family], what: nameOf(scene.to) };
  return proposeRoute({ property, id }, from.subnet!, asked, scene);
}

/** The proposed route as an object, for the filters that follow it. */
function proposedRoute(property: RouteTargetProperty, id: string, at: Route['at']): Route {
  const absent = { kind: 'absent' } as const;
  return {
    id: 'The new route',
    at,
    properties: undefined,
    routeTable: absent,
    destination: { kind: 'none' },
    targets: [{ property, target: { kind: 'known', value: { kind: 'resource', id }, at, defaults: [] } }],
  };
}

/** Through an endpoint of the VPC that is not used yet. */
function toService(scene: FlowContext): readonly FixCandidate[] {
  const { from, to, network } = scene;
  const vpc = vpcKeyOf(from.subnet);
  if (!to.isSuperset || vpc === undefined) return [];
  const table = routeTableOf(from.subnet!, network);
  // Whether a gateway endpoint supports IPv6 depends on its `IpAddressType`; the default is not documented (fact
  // EP-12).
  const gateways = [...network.endpoints.values()].filter(
    (endpoint) =>
      scene.traffic.family === 4 &&
      isGateway(endpoint) &&
      isFor(endpoint, to.id) &&
      keyOfField(endpoint.vpc) === vpc,
  );
  const onTable = gateways.flatMap((endpoint): FixCandidate[] => {
    if (table.kind !== 'table' || endpoint.routeTables.kind === 'unknown') return [];
    const change: Change = { kind: 'endpoint-on-table', endpoint: endpoint.id, table: table.table.id };
    const reason: Reason = {
      kind: 'endpoint-not-on-table',
      endpoint: endpoint.id,
      table: table.table.id,
      subnets: [from.subnet!.id],
      to: to.id,
    };
    return [
      {
        first: { code: 'NO_ROUTE_TO_DESTINATION', resource: endpoint.id, at: endpoint.at, reason, change },
        checks: throughGatewayEndpoint(endpoint, scene),
      },
    ];
  });
  const byName = interfaceEndpoints({ name: to.id }, vpc, network).flatMap((endpoint): FixCandidate[] => {
    if (privateDnsOf(endpoint, network) !== 'no' || endpoint.privateDns.kind === 'unknown') return [];
    const places =
      locationsOf({ kind: 'workload', id: endpoint.id }, scene.traffic.family, network)?.locations ?? [];
    const [place] = places;
    if (!place || (endpoint.privateDns.kind === 'known' && endpoint.privateDns.value)) return [];
    return [
      {
        first: {
          code: null,
          resource: endpoint.id,
          at: endpoint.at,
          reason: { kind: 'no-private-dns', endpoint: endpoint.id, to: to.id },
          change: { kind: 'enable-private-dns', endpoint: endpoint.id },
        },
        checks: pathsOf({ ...scene, to: place }, 'possible').flatMap(({ checks }) => checks),
      },
    ];
  });
  return [...onTable, ...byName];
}

/** Into a VPC that a peering or a transit gateway connects with this one. */
function toOtherVpc(scene: FlowContext, flow: Flow): readonly FixCandidate[] {
  const { from, to, network } = scene;
  const [own, there] = [vpcKeyOf(from.subnet), vpcKeyOf(to.subnet)];
  const destination = vpcBlockText(to.subnet!, scene);
  if (own === there || destination === undefined) return [];
  const asked: RouteRequest = { destinations: flow.to, destination, what: nameOf(to) };
  const made = (property: RouteTargetProperty, id: string) =>
    proposeRoute({ property, id }, from.subnet!, asked, scene);
  const peerings = [...network.peerings.values()].filter((one) => {
    const ends = [keyOfField(one.vpc), keyOfField(one.peer)];
    return ends.includes(own) && ends.includes(there);
  });
  const gateways = [...network.transitGateways.values()].filter(({ id }) => {
    const attached = [...network.transitGatewayAttachments.values()].filter(
      (one) => keyOfField(one.transitGateway) === id,
    );
    return [own, there].every((vpc) => attached.some((one) => keyOfField(one.vpc) === vpc));
  });
  return [
    ...peerings.flatMap((peering) =>
      made('VpcPeeringConnectionId', peering.id).map((first) => ({
        first,
        checks: acrossPeering(
          peering,
          proposedRoute('VpcPeeringConnectionId', peering.id, peering.at),
          scene,
        ),
      })),
    ),
    ...gateways.flatMap(({ id, at }) =>
      made('TransitGatewayId', id).map((first) => ({
        first,
        checks: checksAcross(id, proposedRoute('TransitGatewayId', id, at), scene),
      })),
    ),
  ];
}

/** From the internet to a subnet without a return route to it. */
function inward(scene: FlowContext, flow: Flow, subnet: Subnet, own: Blocker): readonly FixCandidate[] {
  const { network, traffic, from, to } = scene;
  if (to.workload?.kind === 'load-balancer')
    return balancerElsewhere(to.workload, to, scene, own).map((first) => ({ first, checks: [] }));
  const gateway = gatewayOf(vpcKeyOf(subnet), network);
  if (gateway === undefined || !isMeantPublic(subnet, network)) return [];
  const asked: RouteRequest = {
    destinations: flow.from,
    destination: DEFAULT[traffic.family],
    what: nameOf(from),
  };
  return proposeRoute({ property: 'GatewayId', id: gateway }, subnet, asked, scene).map((first) => ({
    first,
    checks: fromInternet(gateway, scene),
  }));
}
