import { keyOfField, vpcKeyOf } from '../../../network/lookup.ts';
import type { NatGateway, Network, Route, Subnet } from '../../../network/model.ts';
import { aclFilter } from '../../filters/aclFilter.ts';
import { type Filter, type FlowContext, present } from '../../filters/filter.ts';
import { groupFilter } from '../../filters/groupFilter.ts';
import { addressesIn } from '../../locations/addresses.ts';
import type { Location } from '../../locations/location.ts';
import { locationsOf } from '../../locations/party.ts';
import { type Mode, NAT_PORTS } from '../../packets/flow.ts';
import type { PartialPath } from '../../packets/path.ts';
import { intersect, isEmpty, portRanges, type Ranges, rangesOf, unite } from '../../packets/ranges.ts';
import { nobodyThere, noRoute } from '../deadEnds.ts';
import { isInternetGateway, isRegional, subnetOfNat } from '../gateways.ts';
import { inside, insideSubnet } from '../insideVpc.ts';
import { acrossPeering } from '../peering.ts';
import { lookupRoutes, type NextHop } from '../routeTable.ts';
import { leads } from '../takenRoute.ts';
import { acrossTransitGateway, transitGatewayOf } from '../transitGateway/paths.ts';
import { acrossVpn } from '../vpn/vpn.ts';
import { onlyPublic } from './internetChecks.ts';
import { beyondNat64, overIpv4, privateIpv4 } from './nat64.ts';
import { throughNat } from './natGateway.ts';

/**
 * The paths through a NAT gateway. If its own subnet's table leads to another network, packets go there with an address
 * of the NAT gateway, whether that is public or private (facts NAT-08, NAT-09); all others go to the internet, or
 * nowhere.
 */
export function byNatGateway(
  nat: NatGateway,
  route: Route,
  scene: FlowContext,
  destinations: Ranges,
  mode: Mode,
): readonly PartialPath[] {
  const { from, network, traffic } = scene;
  const subnet = subnetOfNat(nat, network);
  const isSimple =
    subnet !== undefined &&
    !isRegional(nat) &&
    vpcKeyOf(subnet) !== undefined &&
    vpcKeyOf(subnet) === vpcKeyOf(from.subnet);
  const out = (to: Ranges): PartialPath => ({ part: to, checks: throughNat(nat, route, scene) });
  if (!isSimple) return [out(destinations)];
  const sender = senderOf(nat, subnet, network);
  const isHere = subnet === from.subnet;
  // From the source to the NAT gateway, and from there with its address.
  const throughGateway = (path: PartialPath, translate = (check: Filter) => check): PartialPath => ({
    ...path,
    checks: present([
      groupFilter({ ...scene, groupReferences: 'none' }, 'egress'),
      leads(route, scene),
      ...(isHere ? [] : crossings(scene, from.subnet!, subnet, 'packet')),
      ...path.checks.map((check) => translate(asSentBy(sender, check))),
      ...(isHere ? [] : crossings(scene, from.subnet!, subnet, 'answer')),
    ]),
  });
  if (traffic.family === 6) {
    const paths = byNat64(nat, sender, scene, mode);
    return (
      paths?.map((path) => ({ ...throughGateway(path, overIpv4), part: destinations })) ?? [out(destinations)]
    );
  }
  const inner: FlowContext = { ...scene, from: sender, groupReferences: 'none' };
  const ranges = lookupRoutes(subnet, destinations, 4, network, mode).map(({ to, nextHop }) => ({
    to,
    paths: intoNetwork(nextHop, inner, to, mode),
  }));
  const rest = unite(...ranges.flatMap(({ to, paths }) => (paths ? [] : [to])));
  return [
    ...ranges.flatMap(({ paths = [] }) => paths.map((path) => throughGateway(path))),
    ...(isEmpty(rest) && ranges.length > 0 ? [] : [out(rest)]),
  ];
}

/**
 * From a NAT gateway to the private IPv4 address that a NAT64 address represents: in another subnet, another VPC or an
 * on-premises network, by the table of its own subnet (fact NAT-07). Undefined for other destinations.
 */
function byNat64(
  nat: NatGateway,
  sender: Location,
  scene: FlowContext,
  mode: Mode,
): readonly PartialPath[] | undefined {
  const { network } = scene;
  const subnet = sender.subnet!;
  const address = privateIpv4(scene.to.addresses);
  const [to] = (address && locationsOf({ kind: 'address', cidr: address }, 4, network)?.locations) ?? [];
  if (!to) return undefined;
  const inner: FlowContext = { ...beyondNat64(scene), from: sender, to, groupReferences: 'none' };
  const paths = lookupRoutes(subnet, to.addresses, 4, network, mode).map(
    ({ to: part, nextHop }) => intoNetwork(nextHop, inner, part, mode) ?? nearby(nat, nextHop, inner, part),
  );
  return paths.every((path) => path !== undefined) ? paths.flat() : undefined;
}

/** Inside of the NAT gateway's VPC, or nowhere. */
function nearby(
  nat: NatGateway,
  nextHop: NextHop,
  inner: FlowContext,
  part: Ranges,
): readonly PartialPath[] | undefined {
  const { from, to, network } = inner;
  const key = nextHop.kind === 'route' ? keyOfField(nextHop.target.target) : undefined;
  switch (nextHop.kind) {
    case 'local':
      return [
        {
          part,
          checks: !to.subnet
            ? [nobodyThere(inner)]
            : to.subnet === from.subnet
              ? insideSubnet(inner)
              : inside(inner),
        },
      ];
    case 'none':
      return [{ part, checks: [noRoute(inner)] }];
    case 'route':
      return key !== undefined && isInternetGateway(key, network)
        ? [{ part, checks: present([onlyPublic(nat.id, nextHop.route, inner, 'to')]) }]
        : undefined;
    default:
      return undefined;
  }
}

function intoNetwork(
  nextHop: NextHop,
  inner: FlowContext,
  to: Ranges,
  mode: Mode,
): readonly PartialPath[] | undefined {
  const { network } = inner;
  if (nextHop.kind === 'propagated') return [{ part: to, ...acrossVpn(nextHop.gateway, inner) }];
  if (nextHop.kind !== 'route') return undefined;
  const transit = transitGatewayOf(nextHop, network);
  if (transit !== undefined) return acrossTransitGateway(transit, nextHop.route, inner, to, mode);
  const key = keyOfField(nextHop.target.target);
  const peering =
    nextHop.target.property === 'VpcPeeringConnectionId' ? network.peerings.get(key ?? '') : undefined;
  if (peering && inner.to.subnet) return [{ part: to, checks: acrossPeering(peering, nextHop.route, inner) }];
  return key !== undefined && network.vpnGateways.has(key)
    ? [{ part: to, ...acrossVpn(key, inner) }]
    : undefined;
}

/** The NAT gateway as the sender: the address that it requests or any of its subnet, and no security group. */
function senderOf(nat: NatGateway, subnet: Subnet, network: Network): Location {
  const any = addressesIn(subnet, 4, network).addresses;
  const own = nat.fixedAddress ? intersect(rangesOf(nat.fixedAddress), any) : [];
  return {
    id: nat.id,
    object: nat,
    workload: undefined,
    subnet,
    addresses: isEmpty(own) ? any : own,
    isSuperset: isEmpty(own),
    securityGroups: { groups: [], keys: [], otherGroups: undefined, isUnfiltered: true },
    sourcePorts: portRanges(...NAT_PORTS),
    publicness: 'no',
    address: 'yes',
  };
}

/** Between the source's subnet and the NAT gateway's. */
function crossings(
  scene: FlowContext,
  source: Subnet,
  subnet: Subnet,
  leg: 'packet' | 'answer',
): readonly (Filter | undefined)[] {
  return leg === 'packet'
    ? [
        aclFilter(scene, { subnet: source, direction: 'egress', peer: 'to', ports: 'traffic' }),
        aclFilter(scene, { subnet, direction: 'ingress', peer: 'from', ports: 'traffic' }),
      ]
    : [
        aclFilter(scene, { subnet, direction: 'egress', peer: 'from', ports: 'port' }),
        aclFilter(scene, { subnet: source, direction: 'ingress', peer: 'to', ports: 'port' }),
      ];
}

/** A filter that sees the NAT gateway's address and port in place of the source's. */
function asSentBy({ addresses, isSuperset }: Location, check: Filter): Filter {
  return {
    ...check,
    apply: (flow, mode) =>
      check
        .apply(
          {
            ...flow,
            from: addresses,
            port: flow.natPort,
            supersets: isSuperset
              ? [...flow.supersets, 'from']
              : flow.supersets.filter((one) => one !== 'from'),
          },
          mode,
        )
        .map((one) => ({ ...flow, to: one.to, natPort: one.port })),
  };
}
