import type { Change } from '../../../changes/change.ts';
import { keyOfField, subnetsByVpc, vpcKeyOf } from '../../../network/lookup.ts';
import {
  isSameZone,
  type NatGateway,
  type Network,
  type Route,
  type Subnet,
} from '../../../network/model.ts';
import { and, or, type Truth } from '../../../network/truth.ts';
import { type UnknownReason, unknownBecause } from '../../../network/unknownReason.ts';
import { routeText } from '../../explain/words.ts';
import { aclFilter } from '../../filters/aclFilter.ts';
import {
  constantFilter,
  type Filter,
  type FilterState,
  type FlowContext,
  filterState,
  present,
} from '../../filters/filter.ts';
import { groupFilter } from '../../filters/groupFilter.ts';
import { mailFilter } from '../../filters/senderFilters.ts';
import type { Location } from '../../locations/location.ts';
import { narrow } from '../../packets/flow.ts';
import {
  allAddresses,
  intersect,
  isEmpty,
  publicAddresses,
  type Ranges,
  rangesOf,
  unite,
} from '../../packets/ranges.ts';
import type { Blocker } from '../../question.ts';
import {
  attachedGateway,
  idleGateway,
  isAttached,
  isInternetGateway,
  isRegional,
  leadsOut,
  subnetOfNat,
  vpcOfNat,
} from '../gateways.ts';
import { ingressFilter } from '../ingressRouting.ts';
import { isOutside, lookupRoutes, type NextHop, tableFor, unknownTarget } from '../routeTable.ts';
import { leads } from '../takenRoute.ts';
import { publicAccessFilter } from './blockPublicAccess.ts';
import { onlyPublic } from './internetChecks.ts';
import { beyondNat64, inIpv4 } from './nat64.ts';

/** A route to a NAT gateway, which has a subnet, a route table and an ACL of its own. */
export function throughNat(nat: NatGateway, route: Route, scene: FlowContext): readonly Filter[] {
  const { from, network } = scene;
  const subnet = subnetOfNat(nat, network);
  const isHere = subnet !== undefined && subnet === from.subnet;
  const own = from.subnet!;
  return present([
    groupFilter(scene, 'egress'),
    leads(route, scene),
    ...(isHere
      ? []
      : [
          aclFilter(scene, { subnet: own, direction: 'egress', peer: 'to', ports: 'traffic' }),
          subnet && aclFilter(scene, { subnet, direction: 'ingress', peer: 'from', ports: 'traffic' }),
        ]),
    natFilter(nat, route, scene),
    ...outOfNat(nat, route, scene),
    ...(isHere
      ? []
      : [
          subnet && aclFilter(scene, { subnet, direction: 'egress', peer: 'from', ports: 'port' }),
          aclFilter(scene, { subnet: own, direction: 'ingress', peer: 'to', ports: 'port' }),
        ]),
  ]);
}

/** The filters after the NAT gateway, which first translates IPv6 packets to IPv4. */
export function outOfNat(nat: NatGateway, route: Route, scene: FlowContext): readonly Filter[] {
  const { traffic, network } = scene;
  const subnet = subnetOfNat(nat, network);
  const beyond = traffic.family === 6 ? beyondNat64(scene) : scene;
  const checks = [
    onlyPublic(nat.id, route, beyond, 'to'),
    publicAccessFilter('nat', subnet, vpcOfNat(nat, network), beyond),
    mailFilter(beyond),
    ...(subnet ? answersMayBeRedirected(subnet, beyond) : []),
    ...(subnet ? beyondNat(nat, subnet, beyond) : []),
    subnet && aclFilter(beyond, { subnet, direction: 'egress', peer: 'to', ports: 'traffic' }),
    subnet && aclFilter(beyond, { subnet, direction: 'ingress', peer: 'to', ports: 'natPort' }),
  ];
  return traffic.family === 6 ? present(checks).map(inIpv4) : present(checks);
}

/** Replies enter through the internet gateway, whose own route table may lead them through an appliance. */
function answersMayBeRedirected(subnet: Subnet, scene: FlowContext): readonly (Filter | undefined)[] {
  const { network } = scene;
  const { ipv4 } = subnet;
  const gateway = attachedGateway(vpcKeyOf(subnet), network);
  if (gateway === undefined) return [];
  return [
    ingressFilter(gateway, 'from', scene, ipv4.kind === 'known' ? rangesOf(ipv4.value) : allAddresses(4)),
  ];
}

/** The NAT gateway must be public, in this VPC, and regional or in a subnet of the file (facts NAT-01, NAT-02). */
function natFilter(nat: NatGateway, route: Route, { from, network }: FlowContext): Filter {
  const { connectivity } = nat;
  const vpc = vpcOfNat(nat, network);
  const own = vpcKeyOf(from.subnet);
  const isPrivate = connectivity.kind === 'known' && connectivity.value === 'private';
  const state = (): FilterState => {
    if (isPrivate) return 'closed';
    if (connectivity.kind === 'unknown')
      return unknownBecause(`whether ${nat.id} is public is unknown`, connectivity);
    if (vpc === undefined || own === undefined) return { why: `the VPC of ${nat.id} is unknown` };
    if (vpc !== own) return 'closed';
    if (!isRegional(nat))
      return subnetOfNat(nat, network) ? 'open' : { why: `the subnet of ${nat.id} is not in this file` };
    return filterState(and(isInZone(nat, from), hasInternetGateway(own, network)));
  };
  return constantFilter(
    { resource: nat.id, kind: 'nat-gateway', at: nat.at },
    state(),
    () => {
      if (isRegional(nat) && vpc === own && !isPrivate && isInZone(nat, from) === 'no')
        return withoutZone(nat, from.subnet!);
      // A regional NAT gateway has no route of its own: only the internet gateway can be missing.
      if (isRegional(nat) && vpc === own && !isPrivate)
        return withoutGateway(own, idleGateway(own, network), nat, network);
      return {
        code: isPrivate ? null : 'NGW_REQUIRES_SOURCE_IN_VPC',
        resource: isPrivate ? nat.id : route.id,
        at: isPrivate ? nat.at : route.at,
        reason: { kind: isPrivate ? 'nat-private' : 'nat-elsewhere', nat: nat.id },
        change: otherNat(route, { own, network }),
      };
    },
    'sends it on to the internet',
  );
}

function hasInternetGateway(vpc: string, network: Network): Truth {
  const gateways = network.gatewayAttachments.filter((one) => one.internetGateway.kind !== 'absent');
  if (gateways.some((one) => keyOfField(one.vpc) === vpc)) return 'yes';
  const isAll =
    !network.incomplete.has('internetGateways') && gateways.every(({ vpc: { kind } }) => kind === 'known');
  return network.vpcs.has(vpc) && isAll
    ? 'no'
    : { why: `the file does not say whether ${vpc} has an internet gateway` };
}

/**
 * A regional NAT gateway that lists its zones is not registered in others (REGIONAL_NGW_ROUTE_AZ_RESTRICTION in
 * https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html).
 */
function isInZone({ id, zones }: NatGateway, { subnet }: Location): Truth {
  if (!zones || !subnet) return 'yes';
  const same = or(...zones.map((zone) => isSameZone(zone, subnet.zone)));
  return same === 'unknown'
    ? { why: `the file does not say whether ${id} works in the zone of ${subnet.id}` }
    : same;
}

function withoutZone({ id, at }: NatGateway, subnet: Subnet): Blocker {
  return {
    code: 'REGIONAL_NGW_ROUTE_AZ_RESTRICTION',
    resource: id,
    at,
    reason: { kind: 'nat-without-zone', nat: id, subnet: subnet.id },
    change: { kind: 'other', what: `Add the zone of ${subnet.id} to AvailabilityZoneAddresses of ${id}` },
  };
}

/** Another NAT gateway of the VPC that leads to the internet. */
function otherNat(
  route: Route,
  { own, network }: { readonly own: string | undefined; readonly network: Network },
): Change {
  const other = [...network.natGateways.values()].find(
    (one) => own !== undefined && vpcOfNat(one, network) === own && leadsOut(one, network),
  );
  return other && network.routes.includes(route)
    ? { kind: 'redirect-route', route: route.id, target: { property: 'NatGatewayId', id: other.id } }
    : { kind: 'other', what: 'Route to a public NAT gateway of this VPC' };
}

/** The NAT gateway's own subnet must route the destination to an attached internet gateway. */
function beyondNat(nat: NatGateway, subnet: Subnet, scene: FlowContext): readonly Filter[] {
  const { traffic, network } = scene;
  const table = tableFor(subnet, network);
  const { id, at } = table ?? subnet;
  const vpc = vpcKeyOf(subnet);
  const unknownReasons: UnknownReason[] = [];
  return [
    {
      hop: { resource: id, kind: 'route-table', direction: 'egress', at },
      by: () => {
        const ranges = lookupRoutes(subnet, scene.to.addresses, traffic.family, network, 'certain');
        const [route] = ranges.flatMap(({ nextHop }) => (nextHop.kind === 'route' ? [nextHop.route] : []));
        return route && { text: routeText(route), at: route.at };
      },
      apply: (flow, mode) => {
        // Private destination addresses are rejected by an earlier filter.
        if (isEmpty(intersect(flow.to, publicAddresses(traffic.family)))) return [flow];
        const out = lookupRoutes(subnet, flow.to, traffic.family, network, mode).filter(({ nextHop }) => {
          const leads = leadsToInternet(nextHop, vpc, network);
          if (typeof leads === 'object') unknownReasons.push(leads);
          return leads === 'yes' || (typeof leads === 'object' && mode === 'possible');
        });
        const reachable: Ranges = unite(...out.map(({ to }) => to));
        const onlyPublicOnes = narrow(flow, 'to', reachable, mode);
        return onlyPublicOnes.flatMap((part) => narrow(part, 'to', publicAddresses(traffic.family), mode));
      },
      unknownReasons: () => unknownReasons,
      blocker: () => {
        const unattached = gatewayRoutedTo(subnet, scene);
        if (unattached !== undefined) return withoutGateway(vpc, unattached, nat, network);
        return {
          code: 'NO_ROUTE_TO_DESTINATION',
          resource: nat.id,
          at: nat.at,
          reason: { kind: 'nat-without-path-out', nat: nat.id, subnet: subnet.id },
          change: moveOf(nat, subnet, network),
        };
      },
    },
  ];
}

/** Whether a next hop is an internet gateway that is attached to the VPC, or why that is not known. */
function leadsToInternet(nextHop: NextHop, vpc: string | undefined, network: Network): Truth {
  if (nextHop.kind === 'unknown') return nextHop;
  if (nextHop.kind !== 'route') return 'no';
  const gateway = nextHop.target.property === 'GatewayId' ? keyOfField(nextHop.target.target) : undefined;
  if (gateway !== undefined && isInternetGateway(gateway, network)) return isAttached(gateway, vpc, network);
  return isOutside(nextHop) ? unknownTarget(nextHop.route) : 'no';
}

/** The internet gateway in a subnet's routes, if it is not attached. */
function gatewayRoutedTo(subnet: Subnet, { to, traffic, network }: FlowContext): string | undefined {
  return lookupRoutes(subnet, to.addresses, traffic.family, network, 'certain')
    .flatMap(({ nextHop }) =>
      nextHop.kind === 'route' && nextHop.target.property === 'GatewayId'
        ? (keyOfField(nextHop.target.target) ?? [])
        : [],
    )
    .find(
      (gateway) =>
        isInternetGateway(gateway, network) && isAttached(gateway, vpcKeyOf(subnet), network) === 'no',
    );
}

/** For a VPC without an internet gateway: the one that could be attached. */
function withoutGateway(
  vpc: string | undefined,
  gateway: string | undefined,
  nat: NatGateway,
  network: Network,
): Blocker {
  return {
    code: 'BAD_STATE_ROUTE',
    resource: gateway ?? vpc ?? nat.id,
    at: network.internetGateways.get(gateway ?? '')?.at ?? network.vpcs.get(vpc ?? '')?.at ?? nat.at,
    reason:
      gateway === undefined
        ? { kind: 'no-internet-gateway', vpc, to: undefined }
        : { kind: 'not-attached', gateway, vpc },
    change: { kind: 'attach-gateway', gateway, vpc: vpc ?? '' },
  };
}

/** Moves the NAT gateway to a public subnet of its VPC, preferably in the same zone. */
function moveOf(nat: NatGateway, subnet: Subnet, network: Network): Change {
  const vpc = vpcKeyOf(subnet);
  const candidates = (subnetsByVpc(network).of.get(vpc ?? '') ?? []).filter((other) => {
    const there = {
      kind: 'known',
      value: { kind: 'resource', id: other.id },
      at: other.at,
      defaults: [],
    } as const;
    return other !== subnet && leadsOut({ ...nat, subnet: there }, network);
  });
  const [best] = [...candidates].sort(
    (a, b) =>
      Number(isSameZone(b.zone, subnet.zone) === 'yes') - Number(isSameZone(a.zone, subnet.zone) === 'yes'),
  );
  return best
    ? { kind: 'move-nat', nat: nat.id, subnet: best.id }
    : { kind: 'other', what: `Move ${nat.id} to a public subnet` };
}
