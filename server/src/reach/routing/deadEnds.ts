// Ends of paths: no route, a route without a target, an address that nothing has, or something unknown.

import { reservedInAws } from '../../cidr/awsSubnet.ts';
import { unknownOf } from '../../network/field.ts';
import { keyOfField, vpcKeyOf } from '../../network/lookup.ts';
import type { Network, PeeringConnection, Route, RouteTarget } from '../../network/model.ts';
import type { UnknownReason } from '../../network/unknownReason.ts';
import { table } from '../../table.ts';
import type { Reason } from '../../wording/reason.ts';
import { constantFilter, type Filter, type FlowContext } from '../filters/filter.ts';
import { vpcBlockText } from '../locations/addresses.ts';
import { locationAt, nameOf } from '../locations/location.ts';
import { isWithin } from '../packets/ranges.ts';
import type { Blocker, Hop } from '../question.ts';
import { isInternetGateway } from './gateways.ts';
import { tableFor } from './routeTable.ts';

/** A target that the property does not accept, or that is outside of the file. */
export function otherTarget(
  { property, target }: RouteTarget,
  route: Route,
  network: Network,
): UnknownReason {
  const key = keyOfField(target) ?? route.id;
  const peering = network.peerings.get(key);
  if (peering) return { why: farEndOutside(peering) };
  const gateway = NOT_FOLLOWED[property];
  if (gateway !== undefined)
    return { why: `${route.id} leads to ${gateway}, and nothing is known of what is behind it` };
  const kind = kindOf(key, network);
  return kind === undefined
    ? unknownOf(`${key}, the target of ${route.id}, is not in this file`, target)
    : { why: `${route.id} names ${key} in ${property}, and ${key} is ${kind}` };
}

/** A clause that follows "it is not known: ". */
export function farEndOutside({ id }: PeeringConnection): string {
  return `the VPC at the other end of ${id} is not in this file`;
}

/** Whether a route leads to a gateway whose other side is unknown, so that any packet may arrive through it. */
export function leadsBeyond({ property }: RouteTarget): boolean {
  return NOT_FOLLOWED[property] !== undefined;
}

/** Gateways to networks that templates do not describe. */
const NOT_FOLLOWED: Readonly<Record<string, string>> = table({
  CarrierGatewayId: 'a carrier gateway',
  LocalGatewayId: 'a local gateway',
  CoreNetworkArn: 'a core network',
  OdbNetworkArn: 'an Oracle Database network',
});

/**
 * The kind of an object with an article; undefined for an object outside of the file, or one that is no route target.
 */
function kindOf(key: string, network: Network): string | undefined {
  if (isInternetGateway(key, network)) return 'an internet gateway';
  const entry = KINDS.find(([part]) => network[part].has(key));
  return entry?.[1];
}

const KINDS = [
  ['egressOnlyInternetGateways', 'an egress-only internet gateway'],
  ['vpnGateways', 'a virtual private gateway'],
  ['peerings', 'a peering connection'],
  ['transitGateways', 'a transit gateway'],
  ['transitGatewayAttachments', 'an attachment of a transit gateway'],
  ['endpoints', 'a VPC endpoint'],
  ['workloads', 'no gateway'],
  ['subnets', 'a subnet'],
  ['vpcs', 'a VPC'],
] as const;

export function nobodyThere(scene: FlowContext): Filter {
  const { from, to, network } = scene;
  const vpc = vpcKeyOf(from.subnet) ?? 'the VPC';
  const isOpen = !network.vpcs.has(vpc) || network.exportedIds.has(vpc) || network.incomplete.has('subnets');
  const state =
    isOpen && !to.subnet
      ? { why: `the file does not say whether anything in ${vpc} has the address` }
      : 'closed';
  return constantFilter(
    { ...tableHop(scene), allows: undefined } as Omit<Hop, 'allows' | 'by'>,
    state,
    () => ({
      code: null,
      resource: to.id,
      at: locationAt(to),
      ...(to.subnet
        ? {
            reason: { kind: 'address-taken', to: nameOf(to), vpc },
            change: { kind: 'other', what: 'Use CIDR blocks that do not overlap' },
          }
        : {
            reason: reservedIn(vpc, scene) ?? { kind: 'nobody-there', to: nameOf(to), vpc },
            change: { kind: 'other', what: `Ask for an address that something in ${vpc} has` },
          }),
    }),
  );
}

/** Set for an address that AWS keeps for itself in a subnet (fact SUB-02). */
function reservedIn(vpc: string, { to, network }: FlowContext): Reason | undefined {
  for (const { id, ipv4, vpc: owner } of network.subnets.values()) {
    if (ipv4.kind !== 'known' || keyOfField(owner) !== vpc) continue;
    for (const { address, purpose } of reservedInAws(ipv4.value))
      if (isWithin(to.addresses, [[address.value, address.value]]))
        return { kind: 'reserved-address', to: nameOf(to), subnet: id, purpose };
  }
  return undefined;
}

/** The route table of the source's subnet as a hop or, for packets from outside, of the destination's. */
function tableHop({ from, to, network }: FlowContext): Omit<Hop, 'allows' | 'by'> {
  const subnet = from.subnet ?? to.subnet;
  if (!subnet) return { resource: to.id, kind: 'route-table', at: locationAt(to) };
  const { id, at } = tableFor(subnet, network) ?? subnet;
  return { resource: id, kind: 'route-table', direction: 'egress', at };
}

/**
 * Packets that match a blackhole route are dropped:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html
 */
export function gone(route: Route, scene: FlowContext): Filter {
  const { targets, at, id } = route;
  const target = targets[0] && keyOfField(targets[0].target);
  return constantFilter(tableHop(scene), 'closed', () => ({
    code: 'BAD_STATE_ROUTE',
    resource: id,
    at,
    reason: { kind: 'target-gone', route: id, target },
    change: { kind: 'other', what: `Replace ${target ?? 'the target'} with an existing target` },
  }));
}

export function noRoute(scene: FlowContext): Filter {
  const hop = tableHop(scene);
  return constantFilter(hop, 'closed', () => noRouteBlocker(scene, hop));
}

function noRouteBlocker(scene: FlowContext, hop: Omit<Hop, 'allows' | 'by'>): Blocker {
  const { from, to, network } = scene;
  const table = from.subnet && tableFor(from.subnet, network);
  return {
    code: 'NO_ROUTE_TO_DESTINATION',
    resource: hop.resource,
    at: hop.at,
    reason: {
      kind: 'no-route',
      table: table?.id,
      vpc: vpcKeyOf(from.subnet),
      subnets: [from.subnet?.id ?? nameOf(from)],
      to: nameOf(to),
      block: routedBlock(scene),
    },
    change: { kind: 'other', what: routeByHand(scene, table?.id, routedBlock(scene)) },
  };
}

export function notKnown(unknown: UnknownReason, scene: FlowContext, hop = tableHop(scene)): Filter {
  const { to } = scene;
  return constantFilter(hop, unknown, () => ({
    code: null,
    resource: to.id,
    at: locationAt(to),
    reason: { kind: 'unknown', why: unknown.why },
    change: { kind: 'other', what: 'Check the resources outside this file' },
  }));
}

/** What the user has to create if no object of the file leads there. */
function routeByHand(
  { from, to, traffic }: FlowContext,
  table: string | undefined,
  block: string | undefined,
): string {
  const where = table ?? `the subnets on the main route table of ${vpcKeyOf(from.subnet) ?? 'the VPC'}`;
  if (to.id !== 'internet' && !to.isSuperset) return `Give ${where} a route to ${nameOf(to)}`;
  if (traffic.family === 4 && from.publicness === 'yes') return `Put ${from.id} into a public subnet`;
  const door = traffic.family === 4 ? 'a NAT gateway in a public subnet' : 'an egress-only internet gateway';
  return table === undefined
    ? `Give ${where} a table that leads to ${door}`
    : `Route ${block ?? 'the internet'} of ${table} to ${door}`;
}

/** The destination block of a route to a party. */
function routedBlock({ to, traffic, network }: FlowContext): string | undefined {
  if (to.id === 'internet' || to.isSuperset) return traffic.family === 4 ? '0.0.0.0/0' : '::/0';
  return to.subnet && vpcBlockText(to.subnet, { network, traffic });
}
