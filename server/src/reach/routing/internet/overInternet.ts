import { keyOfField, vpcKeyOf } from '../../../network/lookup.ts';
import { aclFilter } from '../../filters/aclFilter.ts';
import { constantFilter, type Filter, type FlowContext, present } from '../../filters/filter.ts';
import { groupFilter } from '../../filters/groupFilter.ts';
import { locationAt, nameOf } from '../../locations/location.ts';
import { narrow } from '../../packets/flow.ts';
import { EMPTY, unite } from '../../packets/ranges.ts';
import { attachedGateway, isAttached, isInternetGateway, mayHaveGateway } from '../gateways.ts';
import { lookupRoutes, type NextHop, tableFor } from '../routeTable.ts';
import { publicAccessFilter } from './blockPublicAccess.ts';
import { publicAddressFilter } from './internetChecks.ts';

/** Whether the flow is IPv6 from one VPC into a subnet of another. */
export function isIntoOtherVpc({ from, to, traffic }: FlowContext): boolean {
  return traffic.family === 6 && to.subnet !== undefined && vpcKeyOf(to.subnet) !== vpcKeyOf(from.subnet);
}

/**
 * The filters after the gateway of the source's VPC for packets to an IPv6 address of another VPC over the internet.
 * Every such address is public, and an internet gateway accepts packets to it
 * (https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html). That packets get from one
 * gateway to the other is not documented, and they do not for BYOIP addresses that are not advertised. So nothing is
 * certainly open, and only what one of the two ends blocks is closed.
 */
export function arrivalOverInternet(scene: FlowContext): readonly Filter[] {
  const { to, network } = scene;
  const subnet = to.subnet!;
  const vpc = vpcKeyOf(subnet);
  const gateway = attachedGateway(vpc, network);
  const at =
    (gateway === undefined ? undefined : network.internetGateways.get(gateway)?.at) ?? locationAt(to);
  const why = `AWS does not say whether IPv6 packets get from ${vpcKeyOf(scene.from.subnet) ?? 'one VPC'} to ${vpc ?? 'another'} over the internet`;
  const isClosed = gateway === undefined && !mayHaveGateway(vpc, network);
  const crossing = constantFilter(
    { resource: gateway ?? vpc ?? to.id, kind: 'internet-gateway', direction: 'ingress', at },
    isClosed ? 'closed' : { why },
    () => ({
      code: 'NO_ROUTE_TO_DESTINATION',
      resource: vpc ?? to.id,
      at: network.vpcs.get(vpc ?? '')?.at ?? at,
      reason: { kind: 'no-internet-gateway', vpc, to: nameOf(to) },
      change: { kind: 'attach-gateway', gateway: undefined, vpc: vpc ?? '' },
    }),
  );
  return present([
    crossing,
    publicAccessFilter('in', subnet, vpc, scene),
    publicAddressFilter(scene, 'ingress'),
    aclFilter(scene, { subnet, direction: 'ingress', peer: 'from', ports: 'traffic' }),
    groupFilter(scene, 'ingress'),
    answerCheck(scene),
    aclFilter(scene, { subnet, direction: 'egress', peer: 'from', ports: 'port' }),
  ]);
}

/** The reply leaves the destination's VPC through its own gateway, or returns by a connection of the two VPCs. */
function answerCheck(scene: FlowContext): Filter {
  const { from, to, traffic, network } = scene;
  const subnet = to.subnet!;
  const { id, at } = tableFor(subnet, network) ?? subnet;
  return {
    hop: { resource: id, kind: 'route-table', direction: 'egress', at },
    isQuiet: true,
    apply: (flow, mode) => {
      const back = lookupRoutes(subnet, flow.from, traffic.family, network, mode).filter(({ nextHop }) =>
        mayReturnOverInternet(nextHop, scene),
      );
      return narrow(flow, 'from', back.length > 0 ? unite(...back.map((one) => one.to)) : EMPTY, mode);
    },
    blocker: () => ({
      code: 'NO_ROUTE_TO_DESTINATION',
      resource: id,
      at,
      reason: { kind: 'no-route-back', table: id, to: nameOf(from) },
      change: { kind: 'other', what: `Add a return route to ${nameOf(from)} for ${subnet.id}` },
    }),
  };
}

function mayReturnOverInternet(nextHop: NextHop, scene: FlowContext): boolean {
  return (
    nextHop.kind === 'unknown' ||
    mayLeaveOverInternet(nextHop, scene) ||
    isTaken(nextHop, 'VpcPeeringConnectionId', scene)
  );
}

/** Whether a next hop of the destination's VPC may lead to the source's IPv6 address. */
export function mayLeaveOverInternet(nextHop: NextHop, { to, network }: FlowContext): boolean {
  if (nextHop.kind !== 'route') return false;
  const { target, property } = nextHop.target;
  if (target.kind !== 'known' || target.value.kind === 'outside') return true;
  const key = keyOfField(target)!;
  if (property === 'EgressOnlyInternetGatewayId') {
    const own = network.egressOnlyInternetGateways.get(key);
    return own === undefined || keyOfField(own.vpc) === vpcKeyOf(to.subnet);
  }
  if (property === 'TransitGatewayId') return true;
  return (
    property === 'GatewayId' &&
    isInternetGateway(key, network) &&
    isAttached(key, vpcKeyOf(to.subnet), network) !== 'no' &&
    to.publicness !== 'no'
  );
}

/** Whether a reply over the internet may reach the source. */
export function mayComeIn({ from, network }: FlowContext): boolean {
  const vpc = vpcKeyOf(from.subnet);
  const isThere = attachedGateway(vpc, network) !== undefined || mayHaveGateway(vpc, network);
  return isThere && from.publicness !== 'no';
}

/** Whether the next hop is a peering connection of the two VPCs. */
function isTaken(nextHop: NextHop, property: string, { from, to, network }: FlowContext): boolean {
  if (nextHop.kind !== 'route' || nextHop.target.property !== property) return false;
  const peering = network.peerings.get(keyOfField(nextHop.target.target) ?? '');
  if (!peering) return true;
  const ends = [keyOfField(peering.vpc), keyOfField(peering.peer)];
  return ends.every(
    (end) => end === undefined || end === vpcKeyOf(from.subnet) || end === vpcKeyOf(to.subnet),
  );
}
