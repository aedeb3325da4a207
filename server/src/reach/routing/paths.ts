import { find, keyOfField } from '../../network/lookup.ts';
import type { Route } from '../../network/model.ts';
import {
  constantFilter,
  type Filter,
  type FlowContext,
  groupFilter,
  NAT_PORTS,
  vpcKeyOf,
} from '../filters/flowFilters.ts';
import { locationAt, nameOf } from '../locations/party.ts';
import type { Flow, Mode } from '../packets/flow.ts';
import { portRanges } from '../packets/ranges.ts';
import type { Blocker, Hop } from '../question.ts';
import { isAppliance, whyAppliance } from './appliance.ts';
import { isInternetGateway } from './gateways.ts';
import { inside, insideSubnet } from './insideVpc.ts';
import { fromInternet, throughEgressOnly, throughInternetGateway } from './internet.ts';
import { byNatGateway } from './natToNetworks.ts';
import { acrossPeering, acrossVpn, fromVpn } from './otherNetworks.ts';
import { isOutside, lookupRoutes, type NextHop, type RoutedRange, tableFor } from './routing.ts';
import { strandedBehindVpn } from './strandedBehindVpn.ts';
import { acrossTransitGateway, transitGatewayOf } from './transitGateway.ts';
import { fromTransitGateway } from './transitInward.ts';
import type { TransitPath } from './transitLegs.ts';

/** One way for a part of the packets, and everything on it that may stop them, in order. */
export interface Path {
  readonly flow: Flow;
  readonly checks: readonly Filter[];
  /** What is taken for granted on it. */
  readonly assumptions?: readonly string[];
}

/** All packets of a pair. */
export function wholeFlow({ from, to, traffic }: FlowContext): Flow {
  return {
    from: from.addresses,
    to: to.addresses,
    port: traffic.protocol === 'icmp' ? portRanges(0, 0) : from.sourcePorts,
    natPort: portRanges(...NAT_PORTS),
    // A service has one of these addresses; that is looked at where all pairs are.
    vague: [
      ...(from.isVague ? (['from'] as const) : []),
      ...(to.isVague && to.subnet ? (['to'] as const) : []),
    ],
  };
}

/** The ways from one place to another. Together they take every packet, unless a route is not known. */
export function pathsOf(scene: FlowContext, mode: Mode): readonly Path[] {
  const flow = wholeFlow(scene);
  const missing = addressChecks(scene);
  if (lacksAddress(scene)) return [{ flow, checks: missing }];
  const paths = pathsWithAddresses(scene, flow, mode);
  return missing.length === 0
    ? paths
    : paths.map((path) => ({ ...path, checks: [...missing, ...path.checks] }));
}

function pathsWithAddresses(scene: FlowContext, flow: Flow, mode: Mode): readonly Path[] {
  const { from, to } = scene;
  if (to.workload?.kind === 'function') return [{ flow, checks: [refusal(scene)] }];
  if (from.workload?.kind === 'function' && scene.traffic.protocol === 'icmp')
    return [{ flow, checks: [noPing(scene)] }];
  if (from.subnet && from.subnet === to.subnet) return [{ flow, checks: insideSubnet(scene) }];
  const stray = [from.subnet, to.subnet].find((subnet) => subnet && vpcKeyOf(subnet) === undefined);
  if (stray && from.subnet && to.subnet)
    return [{ flow, checks: [notKnown(`the VPC of ${stray.id} is not known`, scene)] }];
  if (from.subnet) return outward(scene, flow, mode);
  if (to.subnet) return inward(scene, flow, mode);
  return [{ flow, checks: [strandedBehindVpn(scene) ?? neither(scene)] }];
}

/** A side that surely has no address of the family. */
export function lacksAddress({ from, to }: FlowContext): boolean {
  return from.address.is === 'no' || to.address.is === 'no';
}

/** What stops a side that has no address of the family. */
export function addressChecks({ from, to, traffic }: FlowContext): readonly Filter[] {
  return [from, to].flatMap((place) => {
    const { address } = place;
    if (address.is === 'yes') return [];
    const at = locationAt(place);
    const state = 'why' in address ? { why: `${place.id}: ${address.why}` } : 'closed';
    const where = place.subnet ? `in ${place.subnet.id}` : 'outside of a VPC';
    const message = `${place.id} has no IPv${traffic.family} address ${where}.`;
    const what = `Give ${place.id} an IPv${traffic.family} address`;
    return constantFilter({ resource: place.id, kind: 'workload', at }, state, () => ({
      code: null,
      resource: place.id,
      at,
      message,
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
    message: `${to.id} is a Lambda function, which takes no connections: it is called through Lambda's API.`,
    change: { kind: 'other', what: `Call ${to.id} through the Lambda API` },
  }));
}

/** Fact LAM-18. */
function noPing({ from }: FlowContext): Filter {
  return constantFilter({ resource: from.id, kind: 'workload', at: locationAt(from) }, 'closed', () => ({
    code: null,
    resource: from.id,
    at: locationAt(from),
    message: `${from.id} is a Lambda function, which sends TCP and UDP only.`,
    change: { kind: 'other', what: 'Try a TCP port in place of a ping' },
  }));
}

function neither({ from, to }: FlowContext): Filter {
  return constantFilter(
    { resource: to.id, kind: 'workload', at: locationAt(to) },
    { why: `neither ${nameOf(from)} nor ${nameOf(to)} lies in a subnet of the file` },
    () => ({
      code: null,
      resource: to.id,
      at: locationAt(to),
      message: `Neither ${nameOf(from)} nor ${nameOf(to)} lies in a subnet of the file.`,
      change: { kind: 'other', what: 'Ask for something in a subnet' },
    }),
  );
}

const asPath =
  (flow: Flow) =>
  ({ to, ...path }: TransitPath): Path => ({ ...path, flow: { ...flow, to } });

function outward(scene: FlowContext, flow: Flow, mode: Mode): readonly Path[] {
  const { from, to, traffic, network } = scene;
  const isSameVpc =
    to.subnet !== undefined &&
    vpcKeyOf(from.subnet) !== undefined &&
    vpcKeyOf(from.subnet) === vpcKeyOf(to.subnet);
  // Whatever its block, a subnet of the VPC is local.
  const segments: readonly RoutedRange[] =
    isSameVpc && to.isVague
      ? [{ to: to.addresses, way: { kind: 'local' } }]
      : lookupRoutes(from.subnet!, flow.to, traffic.family, network, mode);
  return segments.flatMap(({ to: destinations, way }): readonly Path[] => {
    const transit = transitGatewayOf(way, network);
    if (way.kind === 'route' && transit !== undefined)
      return acrossTransitGateway(transit, way.route, scene, destinations, mode).map(asPath(flow));
    // Some name a NAT gateway in GatewayId, and EC2 is said to take it.
    const nat = way.kind === 'route' ? find(network.natGateways, way.target.target) : undefined;
    if (way.kind === 'route' && nat)
      return byNatGateway(nat, way.route, scene, destinations, mode).map(asPath(flow));
    return [{ flow: { ...flow, to: destinations }, ...along(way, scene, isSameVpc) }];
  });
}

/** What a way that a route table gives leads through. */
function along(way: NextHop, scene: FlowContext, isSameVpc: boolean): Omit<Path, 'flow'> {
  switch (way.kind) {
    case 'local':
      return { checks: isSameVpc ? inside(scene) : [nobodyThere(scene)] };
    case 'none':
      return { checks: [noRoute(scene)] };
    case 'unknown':
      return { checks: [notKnown(way.why, scene)] };
    case 'propagated':
      return acrossVpn(way.gateway, scene);
    case 'blackhole':
      return { checks: [gone(way.route, scene)] };
    case 'route': {
      const { target, property } = way.target;
      const key = keyOfField(target);
      if (key === undefined)
        return {
          checks: [notKnown(`the target of ${way.route.id} is known when the stack is deployed`, scene)],
        };
      return through(property, key, way, scene);
    }
  }
}

function through(
  property: string,
  key: string,
  way: Extract<NextHop, { kind: 'route' }>,
  scene: FlowContext,
): Omit<Path, 'flow'> {
  const { network } = scene;
  switch (property) {
    case 'GatewayId':
      if (isInternetGateway(key, network)) return { checks: throughInternetGateway(key, way.route, scene) };
      if (network.vpnGateways.has(key) || key.startsWith('vgw-')) return acrossVpn(key, scene);
      break;
    case 'EgressOnlyInternetGatewayId':
      if (network.egressOnlyInternetGateways.has(key))
        return { checks: throughEgressOnly(key, way.route, scene) };
      break;
    case 'VpcPeeringConnectionId': {
      const peering = network.peerings.get(key);
      if (peering) return { checks: acrossPeering(peering, way.route, scene) };
      break;
    }
    case 'InstanceId':
    case 'NetworkInterfaceId':
    case 'VpcEndpointId':
      return { checks: throughAppliance(key, scene) };
  }
  return { checks: [notKnown(`${key}, where ${way.route.id} leads, lies outside of the file`, scene)] };
}

/** What an appliance lets through, and under which address, no template says. */
function throughAppliance(key: string, scene: FlowContext): readonly Filter[] {
  return [groupFilter(scene, 'egress'), notKnown(whyAppliance(key), scene)].filter(
    (check) => check !== undefined,
  );
}

function inward(scene: FlowContext, flow: Flow, mode: Mode): readonly Path[] {
  const { to, traffic, network } = scene;
  // The way of the answer tells how a packet can have come in.
  const ways = lookupRoutes(to.subnet!, flow.from, traffic.family, network, mode);
  return ways.flatMap(({ to: sources, way }): readonly Path[] => {
    const transit = transitGatewayOf(way, network);
    if (way.kind === 'route' && transit !== undefined && scene.from.id !== 'internet')
      return fromTransitGateway(transit, way.route, scene, sources, mode).map(({ from, ...path }) => ({
        ...path,
        flow: { ...flow, from },
      }));
    return [{ flow: { ...flow, from: sources }, ...backAlong(way, scene) }];
  });
}

function backAlong(way: NextHop, scene: FlowContext): Omit<Path, 'flow'> {
  const { network } = scene;
  if (way.kind === 'unknown') return { checks: [notKnown(way.why, scene)] };
  // Who asks for the internet means what comes in by an internet gateway.
  const isInternet = scene.from.id === 'internet';
  if (way.kind === 'propagated')
    return isInternet ? { checks: fromInternet(undefined, scene) } : fromVpn(way.gateway, scene);
  if (way.kind === 'route' && isAppliance(way.target))
    return { checks: [notKnown(whyAppliance(keyOfField(way.target.target) ?? way.route.id), scene)] };
  const key =
    way.kind === 'route' && way.target.property === 'GatewayId' ? keyOfField(way.target.target) : undefined;
  if (key !== undefined && isInternetGateway(key, network)) return { checks: fromInternet(key, scene) };
  if (way.kind === 'route' && isOutside(way))
    return {
      checks:
        isInternet && key !== undefined
          ? fromInternet(key, scene)
          : [notKnown(`the target of ${way.route.id} is known when the stack is deployed`, scene)],
    };
  if (key !== undefined && !isInternet && (network.vpnGateways.has(key) || key.startsWith('vgw-')))
    return fromVpn(key, scene);
  return { checks: fromInternet(undefined, scene) };
}

function nobodyThere(scene: FlowContext): Filter {
  const { from, to, network } = scene;
  const vpc = vpcKeyOf(from.subnet) ?? 'the VPC';
  const isOpen = !network.vpcs.has(vpc) || network.exportedIds.has(vpc) || network.incomplete.has('subnets');
  const state =
    isOpen && !to.subnet
      ? { why: `whether anything in ${vpc} has the address is not in the file` }
      : 'closed';
  return constantFilter(
    { ...tableHop(scene), allows: undefined } as Omit<Hop, 'allows' | 'by'>,
    state,
    () => ({
      code: null,
      resource: to.id,
      at: locationAt(to),
      message: to.subnet
        ? `The addresses of ${nameOf(to)} are also those of ${vpc}, so packets to them stay there.`
        : `No subnet of ${vpc} has the address.`,
      change: { kind: 'other', what: 'Give the networks blocks of their own' },
    }),
  );
}

/** The hop that stands for the table of the source's subnet. */
export function tableHop({ from, network }: FlowContext): Omit<Hop, 'allows' | 'by'> {
  const table = from.subnet && tableFor(from.subnet, network);
  const { id, at } = table ?? from.subnet!;
  return { resource: id, kind: 'route-table', direction: 'egress', at };
}

/** What a blackhole route takes is dropped: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html */
function gone(route: Route, scene: FlowContext): Filter {
  const { targets, at, id } = route;
  const target = targets[0] && keyOfField(targets[0].target);
  return constantFilter(tableHop(scene), 'closed', () => ({
    code: 'BAD_STATE_ROUTE',
    resource: id,
    at,
    message: `${sentence(id)} leads to ${target ?? 'something'}, which is gone.`,
    change: { kind: 'other', what: `Route to something that is there in place of ${target ?? 'it'}` },
  }));
}

function noRoute(scene: FlowContext): Filter {
  const hop = tableHop(scene);
  return constantFilter(hop, 'closed', () => noRouteBlocker(scene, hop));
}

function noRouteBlocker({ from, to, network }: FlowContext, hop: Omit<Hop, 'allows' | 'by'>): Blocker {
  const table = from.subnet && tableFor(from.subnet, network);
  const where = table
    ? table.id
    : `the main route table of ${vpcKeyOf(from.subnet) ?? 'its VPC'}, which ${from.subnet?.id ?? nameOf(from)} uses,`;
  return {
    code: 'NO_ROUTE_TO_DESTINATION',
    resource: hop.resource,
    at: hop.at,
    message: `${sentence(where)} has no route to ${nameOf(to)}.`,
    change: { kind: 'other', what: `Give ${from.subnet?.id ?? nameOf(from)} a route to ${nameOf(to)}` },
  };
}

export function notKnown(why: string, { to }: FlowContext): Filter {
  return constantFilter({ resource: to.id, kind: 'route-table', at: locationAt(to) }, { why }, () => ({
    code: null,
    resource: to.id,
    at: locationAt(to),
    message: `${sentence(why)}.`,
    change: { kind: 'other', what: 'Look outside of the file' },
  }));
}

function sentence(words: string): string {
  return `${words[0]!.toUpperCase()}${words.slice(1)}`;
}
