import { unknownOf } from '../../network/field.ts';
import { find, keyOfField, vpcKeyOf } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import { unknownBecause } from '../../network/unknownReason.ts';
import { kindText, WORKLOAD_KINDS } from '../../network/workloadKinds.ts';
import { listenerFilter, targetFilter, zoneFilter } from '../filters/balancerFilters.ts';
import { amongClients, clientVpnFilters } from '../filters/clientVpnFilter.ts';
import { endpointServiceFilters } from '../filters/endpointService.ts';
import { constantFilter, type Filter, type FlowContext, onEveryPath, present } from '../filters/filter.ts';
import { groupFilter } from '../filters/groupFilter.ts';
import { deployability } from '../filters/groupPlacement.ts';
import {
  floatingAddressFilter,
  isolationFilter,
  loginFilter,
  ownVpcFilter,
} from '../filters/managedFilters.ts';
import { natAddressFilter } from '../filters/natAddressFilter.ts';
import { ownBalancerFilter } from '../filters/ownBalancerFilter.ts';
import { mailFilter, pingFilter } from '../filters/senderFilters.ts';
import { serviceFilter } from '../filters/serviceFilter.ts';
import { locationAt, nameOf } from '../locations/location.ts';
import type { Flow, Mode } from '../packets/flow.ts';
import { type FilterChain, type PartialPath, type Path, wholeFlow } from '../packets/path.ts';
import { intersect, isEmpty, isWithin, publicAddresses } from '../packets/ranges.ts';
import { alwaysAnswered } from './alwaysAnswered.ts';
import { applianceFilter, arrivalByAppliance, isAppliance, whyAppliance } from './appliance.ts';
import { inFrom, mayComeFromBeyond, outTo } from './beyond.ts';
import { gone, nobodyThere, noRoute, notKnown, otherTarget } from './deadEnds.ts';
import { isInternetGateway } from './gateways.ts';
import { inside, insideSubnet } from './insideVpc.ts';
import { throughInstance } from './instance.ts';
import { fromAccelerator } from './internet/accelerator.ts';
import { publicAccessFilter } from './internet/blockPublicAccess.ts';
import { fromInternet, throughEgressOnly, throughInternetGateway } from './internet/internet.ts';
import { byNatGateway } from './internet/natToNetworks.ts';
import { publicNameFilter } from './internet/publicNames.ts';
import { vpcOriginFilter } from './internet/vpcOrigin.ts';
import { acrossPeering } from './peering.ts';
import { isOutside, lookupRoutes, type NextHop, type RoutedRange, unknownTarget } from './routeTable.ts';
import { leads } from './takenRoute.ts';
import { acrossTransitGateway, fromTransitGateway, transitGatewayOf } from './transitGateway/paths.ts';
import { strandedBehindVpn } from './vpn/strandedBehindVpn.ts';
import { acrossVpn, fromVpn, fromVpnWithoutReply } from './vpn/vpn.ts';

/** The paths from one location to another. Together they cover every packet, unless a route is unknown. */
export function pathsOf(scene: FlowContext, mode: Mode): readonly Path[] {
  const flow = wholeFlow(scene);
  const answered = alwaysAnswered(scene);
  if (answered) {
    const own = present([deployability(scene.from, scene.network), answered]);
    return [{ flow, checks: own.map(onEveryPath) }];
  }
  const missing = endChecks(scene);
  if (lacksAddress(scene)) return [{ flow, checks: missing }];
  const paths = pathsWithAddresses(scene, flow, mode);
  return missing.length === 0
    ? paths
    : paths.map((path) => ({ ...path, checks: [...missing, ...path.checks] }));
}

function pathsWithAddresses(scene: FlowContext, flow: Flow, mode: Mode): readonly Path[] {
  const { from, to, network } = scene;
  if (to.workload && WORKLOAD_KINDS[to.workload.kind].answersNobody)
    return [{ flow, checks: [refusal(scene)] }];
  const isEndpoint = network.endpoints.has(from.id) || from.workload?.kind === 'managed-endpoint';
  if (isEndpoint) return [{ flow, checks: [silence(scene)] }];
  const ping = pingFilter(scene);
  if (ping) return [{ flow, checks: [ping] }];
  const otherClients = amongClients(scene);
  if (otherClients) return [{ flow, checks: [otherClients] }];
  const mail = from.subnet ? undefined : from.workload && mailFilter(scene);
  if (mail) return [{ flow, checks: [mail] }];
  if (from.subnet && from.subnet === to.subnet) return [{ flow, checks: insideSubnet(scene) }];
  const stray = [from.subnet, to.subnet].find((subnet) => subnet && vpcKeyOf(subnet) === undefined);
  if (stray && from.subnet && to.subnet)
    return [{ flow, checks: [notKnown(unknownOf(`the VPC of ${stray.id} is unknown`, stray.vpc), scene)] }];
  if (from.subnet) return outward(scene, flow, mode);
  if (to.subnet) return inward(scene, flow, mode);
  return [{ flow, checks: [strandedBehindVpn(scene) ?? neither(scene)] }];
}

/** The filters at both ends, whichever path is taken. */
export function endChecks(scene: FlowContext): readonly Filter[] {
  const { from, to, network } = scene;
  const own = present([
    deployability(from, network),
    deployability(to, network),
    ...clientVpnFilters(scene),
    ...endpointServiceFilters(scene),
    zoneFilter(scene),
    targetFilter(scene),
    listenerFilter(scene),
    serviceFilter(scene),
    ownBalancerFilter(scene),
    isolationFilter(scene),
    floatingAddressFilter(scene),
    ownVpcFilter(scene),
    loginFilter(scene),
    natAddressFilter(scene),
    publicNameFilter(scene, pathsOf),
    vpcOriginFilter(scene),
  ]);
  return [...addressChecks(scene), ...own.map(onEveryPath)];
}

/** A side that certainly has no address of the family. */
export function lacksAddress({ from, to }: FlowContext): boolean {
  return from.address === 'no' || to.address === 'no';
}

/** Stops packets of a side that has no address of the family. */
function addressChecks({ from, to, traffic }: FlowContext): readonly Filter[] {
  return [from, to].flatMap((place) => {
    const { address } = place;
    if (address === 'yes') return [];
    const at = locationAt(place);
    const state = address === 'no' ? 'closed' : unknownBecause(place.id, address);
    const what = `Give ${place.id} an IPv${traffic.family} address`;
    return constantFilter({ resource: place.id, kind: 'workload', at }, state, () => ({
      code: null,
      resource: place.id,
      at,
      reason: {
        kind: 'no-address',
        workload: place.id,
        family: traffic.family,
        subnets: place.subnet ? [place.subnet.id] : [],
      },
      change: { kind: 'other', what },
    }));
  });
}

/** Fact LAM-18. */
function refusal({ to }: FlowContext): Filter {
  return constantFilter({ resource: to.id, kind: 'workload', at: locationAt(to) }, 'closed', () => ({
    code: null,
    resource: to.id,
    at: locationAt(to),
    ...(to.workload?.kind === 'device-project'
      ? {
          reason: { kind: 'takes-no-connections', workload: to.id, what: kindText(to.workload.kind) },
          change: { kind: 'other', what: `Let ${to.id} open the connection` },
        }
      : {
          reason: { kind: 'takes-no-connections', workload: to.id },
          change: { kind: 'other', what: `Call ${to.id} through the Lambda API` },
        }),
  }));
}

/**
 * An endpoint accepts connections of its clients and opens none:
 * https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html
 */
function silence({ from, to }: FlowContext): Filter {
  const at = locationAt(from);
  return constantFilter({ resource: from.id, kind: 'endpoint', at }, 'closed', () => ({
    code: 'VPCE_INTRA_VPC_TRAFFIC',
    resource: from.id,
    at,
    reason: { kind: 'opens-no-connections', endpoint: from.id },
    change: { kind: 'other', what: `Ask for the way from ${nameOf(to)} to ${from.id}` },
  }));
}

function neither({ from, to, traffic }: FlowContext): Filter {
  const hop = { resource: to.id, kind: 'workload', at: locationAt(to) } as const;
  const change = { kind: 'other', what: 'Ask for something in a subnet' } as const;
  const blocker = { code: null, resource: to.id, at: locationAt(to), change };
  const isOutside = from.id === 'internet' || isWithin(from.addresses, publicAddresses(traffic.family));
  if (isOutside && !to.isSuperset && isEmpty(intersect(to.addresses, publicAddresses(traffic.family))))
    return constantFilter(hop, 'closed', () => ({
      ...blocker,
      reason: { kind: 'private-address', other: nameOf(to) },
    }));
  const why = `neither ${nameOf(from)} nor ${nameOf(to)} is in a subnet of the file`;
  return constantFilter(hop, { why }, () => ({ ...blocker, reason: { kind: 'unknown', why } }));
}

const asPath =
  (flow: Flow) =>
  ({ part, ...path }: PartialPath): Path => ({ ...path, flow: { ...flow, to: part } });

function outward(scene: FlowContext, flow: Flow, mode: Mode): readonly Path[] {
  const { from, to, traffic, network } = scene;
  const isSameVpc =
    to.subnet !== undefined &&
    vpcKeyOf(from.subnet) !== undefined &&
    vpcKeyOf(from.subnet) === vpcKeyOf(to.subnet);
  // A subnet of the VPC is local, whatever its block is.
  const segments: readonly RoutedRange[] =
    isSameVpc && to.isSuperset
      ? [{ to: to.addresses, nextHop: { kind: 'local' } }]
      : lookupRoutes(from.subnet!, flow.to, traffic.family, network, mode);
  return segments.flatMap(({ to: destinations, nextHop }): readonly Path[] => {
    const transit = transitGatewayOf(nextHop, network);
    if (nextHop.kind === 'route' && transit !== undefined)
      return acrossTransitGateway(transit, nextHop.route, scene, destinations, mode).map(asPath(flow));
    // Some templates name a NAT gateway in GatewayId, which EC2 is reported to accept.
    const nat = nextHop.kind === 'route' ? find(network.natGateways, nextHop.target.target) : undefined;
    if (nextHop.kind === 'route' && nat)
      return byNatGateway(nat, nextHop.route, scene, destinations, mode).map(asPath(flow));
    return [{ flow: { ...flow, to: destinations }, ...along(nextHop, scene, isSameVpc) }];
  });
}

/** The paths by one next hop of a route table. */
function along(nextHop: NextHop, scene: FlowContext, isSameVpc: boolean): FilterChain {
  switch (nextHop.kind) {
    case 'local':
      return { checks: isSameVpc ? inside(scene) : [nobodyThere(scene)] };
    case 'none':
      return { checks: [noRoute(scene)] };
    case 'unknown':
      return { checks: [notKnown(nextHop, scene)] };
    case 'propagated':
      return acrossVpn(nextHop.gateway, scene);
    case 'blackhole':
      return { checks: [gone(nextHop.route, scene)] };
    case 'route': {
      const { target, property } = nextHop.target;
      const key = keyOfField(target);
      if (key === undefined && property !== 'VpcEndpointId')
        return {
          checks: [notKnown(unknownTarget(nextHop.route), scene)],
        };
      return through(property, key ?? nextHop.route.id, nextHop, scene);
    }
  }
}

function through(
  property: string,
  key: string,
  nextHop: Extract<NextHop, { kind: 'route' }>,
  scene: FlowContext,
): FilterChain {
  const { network } = scene;
  switch (property) {
    case 'GatewayId':
      if (isInternetGateway(key, network))
        return { checks: throughInternetGateway(key, nextHop.route, scene) };
      if (network.vpnGateways.has(key) || key.startsWith('vgw-')) return acrossVpn(key, scene);
      break;
    case 'EgressOnlyInternetGatewayId':
      if (network.egressOnlyInternetGateways.has(key))
        return { checks: throughEgressOnly(key, nextHop.route, scene) };
      break;
    case 'VpcPeeringConnectionId': {
      const peering = network.peerings.get(key);
      if (peering) return { checks: acrossPeering(peering, nextHop.route, scene) };
      break;
    }
    case 'InstanceId':
    case 'NetworkInterfaceId':
      return {
        checks: present([groupFilter(scene, 'egress'), ...throughInstance(key, nextHop.route, scene)]),
      };
    case 'VpcEndpointId':
      return {
        checks: present([
          groupFilter(scene, 'egress'),
          leads(nextHop.route, scene),
          applianceFilter(nextHop.route, nextHop.target),
          arrivalByAppliance(undefined, scene),
        ]),
      };
  }
  const { subnet } = scene.from;
  // Block Public Access stops carrier gateways as it does internet gateways (fact BPA-02).
  const shield =
    property === 'CarrierGatewayId' ? publicAccessFilter('out', subnet, vpcKeyOf(subnet), scene) : undefined;
  const unknown = notKnown(otherTarget(nextHop.target, nextHop.route, network), scene);
  return { checks: present([shield, ...outTo(unknown, scene)]) };
}

function inward(scene: FlowContext, flow: Flow, mode: Mode): readonly Path[] {
  const { to, traffic, network } = scene;
  const accelerated = fromAccelerator(scene);
  if (accelerated) return [{ flow, checks: accelerated }];
  // The return route determines how a packet can have arrived.
  const ranges = lookupRoutes(to.subnet!, flow.from, traffic.family, network, mode);
  return ranges.flatMap(({ to: sources, nextHop }): readonly Path[] => {
    const transit = transitGatewayOf(nextHop, network);
    if (nextHop.kind === 'route' && transit !== undefined && scene.from.id !== 'internet')
      return fromTransitGateway(transit, nextHop.route, scene, sources, mode).map(({ part, ...path }) => ({
        ...path,
        flow: { ...flow, from: part },
      }));
    return [{ flow: { ...flow, from: sources }, ...backAlong(nextHop, scene) }];
  });
}

/** The `GatewayId` of a route: the key of an internet gateway, a virtual private gateway or a gateway endpoint. */
function gatewayOf(nextHop: NextHop): string | undefined {
  return nextHop.kind === 'route' && nextHop.target.property === 'GatewayId'
    ? keyOfField(nextHop.target.target)
    : undefined;
}

/**
 * Whether a reply to a private address gets lost there. A NAT gateway passes on what it has begun itself (fact NAT-09), and an internet
 * gateway what is for public addresses (IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS):
 * https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html
 */
function losesPrivate(nextHop: NextHop, network: Network): boolean {
  if (nextHop.kind === 'none') return true;
  if (nextHop.kind !== 'route') return false;
  const key = keyOfField(nextHop.target.target);
  return key !== undefined && (isInternetGateway(key, network) || nextHop.target.property === 'NatGatewayId');
}

/** Where the reply's next hop says it all: it is unknown, the address is one of the VPC that no subnet has, or the reply gets lost. */
function withoutReply(nextHop: NextHop, scene: FlowContext): FilterChain | undefined {
  if (nextHop.kind === 'unknown') return { checks: [notKnown(nextHop, scene)] };
  if (nextHop.kind === 'local' && scene.from.id !== 'internet')
    return { checks: [nobodyThere({ ...scene, from: scene.to, to: scene.from })] };
  return losesPrivate(nextHop, scene.network) ? fromVpnWithoutReply(scene) : undefined;
}

function backAlong(nextHop: NextHop, scene: FlowContext): FilterChain {
  const { network } = scene;
  const decided = withoutReply(nextHop, scene);
  if (decided) return decided;
  // The source "internet" means packets that enter through an internet gateway.
  const isInternet = scene.from.id === 'internet';
  if (nextHop.kind === 'propagated')
    return isInternet ? { checks: fromInternet(undefined, scene) } : fromVpn(nextHop.gateway, scene);
  if (nextHop.kind === 'route' && isAppliance(nextHop.target))
    return {
      checks: present([
        notKnown({ why: whyAppliance(nextHop.route, nextHop.target) }, scene),
        arrivalByAppliance(scene.from.securityGroups, scene),
      ]),
    };
  const key = gatewayOf(nextHop);
  if (key !== undefined && isInternetGateway(key, network)) return { checks: fromInternet(key, scene) };
  if (nextHop.kind === 'route' && isOutside(nextHop))
    return {
      checks:
        isInternet && key !== undefined
          ? fromInternet(key, scene)
          : [notKnown(unknownTarget(nextHop.route), scene)],
    };
  if (nextHop.kind === 'route' && !isInternet && mayComeFromBeyond(nextHop, network))
    return { checks: inFrom(notKnown(otherTarget(nextHop.target, nextHop.route, network), scene), scene) };
  if (key !== undefined && !isInternet && (network.vpnGateways.has(key) || key.startsWith('vgw-')))
    return fromVpn(key, scene);
  return { checks: fromInternet(undefined, scene) };
}
