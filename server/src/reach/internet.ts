import { parseCidr } from '../cidr/parse.ts';
import { keyOfField, subnetsByVpc } from '../network/lookup.ts';
import { isSameZone, type NatGateway, type Network, type Route, type Subnet } from '../network/model.ts';
import { aclCheck, type Check, gate, groupCheck, type Scene, vpcKeyOf } from './checks.ts';
import { narrow } from './flow.ts';
import {
  isAttached,
  isInternetGateway,
  isRegional,
  leadsOut,
  type Maybe,
  subnetOfNat,
  vpcOfNat,
} from './gateways.ts';
import { beyondNat64, inIpv4 } from './nat64.ts';
import { internet, nameOf, type Place, placeAt } from './party.ts';
import type { Blocker, Change } from './question.ts';
import {
  EMPTY,
  intersect,
  isEmpty,
  isWithin,
  publicAddresses,
  type Ranges,
  rangesOf,
  unite,
} from './ranges.ts';
import { isOutside, tableFor, waysFrom } from './routing.ts';
import { routeText } from './words.ts';

const stateOf = (is: Maybe) => (is === 'yes' ? 'open' : is === 'no' ? 'closed' : is);

/** A route to an internet gateway: the source needs a public address of its own (fact NET-02). */
export function throughInternetGateway(gateway: string, route: Route, scene: Scene): readonly Check[] {
  const { from } = scene;
  return present([
    groupCheck(scene, 'egress'),
    leads(route, scene),
    aclCheck(scene, { subnet: from.subnet!, direction: 'egress', peer: 'to', ports: 'traffic' }),
    publicAddress(scene, 'egress'),
    attached(gateway, route, scene),
    onlyPublic(gateway, route, scene, 'to'),
    aclCheck(scene, { subnet: from.subnet!, direction: 'ingress', peer: 'to', ports: 'port' }),
  ]);
}

/** IPv6 only, and only outwards (fact EIGW-01). */
export function throughEgressOnly(gateway: string, route: Route, scene: Scene): readonly Check[] {
  const { from, network } = scene;
  const object = network.egressOnlyInternetGateways.get(gateway)!;
  const own = keyOfField(object.vpc) === vpcKeyOf(from.subnet);
  return present([
    groupCheck(scene, 'egress'),
    leads(route, scene),
    aclCheck(scene, { subnet: from.subnet!, direction: 'egress', peer: 'to', ports: 'traffic' }),
    gate(
      { resource: gateway, kind: 'egress-only-internet-gateway', at: object.at },
      own ? 'open' : 'closed',
      () => ({
        code: 'NO_ROUTE_TO_DESTINATION',
        resource: route.id,
        at: route.at,
        message: `${gateway} belongs to another VPC.`,
        change: { kind: 'other', what: 'Route to a gateway of this VPC' },
      }),
    ),
    onlyPublic(gateway, route, scene, 'to'),
    aclCheck(scene, { subnet: from.subnet!, direction: 'ingress', peer: 'to', ports: 'port' }),
  ]);
}

/** A route to a NAT gateway, which has a subnet, a route table and an ACL of its own. */
export function throughNat(nat: NatGateway, route: Route, scene: Scene): readonly Check[] {
  const { from, network } = scene;
  const subnet = subnetOfNat(nat, network);
  const isHere = subnet !== undefined && subnet === from.subnet;
  const own = from.subnet!;
  return present([
    groupCheck(scene, 'egress'),
    leads(route, scene),
    ...(isHere
      ? []
      : [
          aclCheck(scene, { subnet: own, direction: 'egress', peer: 'to', ports: 'traffic' }),
          subnet && aclCheck(scene, { subnet, direction: 'ingress', peer: 'from', ports: 'traffic' }),
        ]),
    natGate(nat, route, scene),
    ...outOfNat(nat, route, scene),
    ...(isHere
      ? []
      : [
          subnet && aclCheck(scene, { subnet, direction: 'egress', peer: 'from', ports: 'port' }),
          aclCheck(scene, { subnet: own, direction: 'ingress', peer: 'to', ports: 'port' }),
        ]),
  ]);
}

/** What comes behind the NAT gateway. To IPv6 it makes IPv4 of the packet first. */
function outOfNat(nat: NatGateway, route: Route, scene: Scene): readonly Check[] {
  const { traffic, network } = scene;
  const subnet = subnetOfNat(nat, network);
  const beyond = traffic.family === 6 ? beyondNat64(scene) : scene;
  const checks = [
    onlyPublic(nat.id, route, beyond, 'to'),
    ...(subnet ? beyondNat(nat, subnet, beyond) : []),
    subnet && aclCheck(beyond, { subnet, direction: 'egress', peer: 'to', ports: 'traffic' }),
    subnet && aclCheck(beyond, { subnet, direction: 'ingress', peer: 'to', ports: 'natPort' }),
  ];
  return traffic.family === 6 ? present(checks).map(inIpv4) : present(checks);
}

/** Public, in this VPC, and regional or in a subnet of the file (facts NAT-01, NAT-02). */
function natGate(nat: NatGateway, route: Route, { from, network }: Scene): Check {
  const { connectivity } = nat;
  const vpc = vpcOfNat(nat, network);
  const own = vpcKeyOf(from.subnet);
  const state = (): 'open' | 'closed' | { why: string } => {
    if (connectivity.kind === 'known' && connectivity.value === 'private') return 'closed';
    if (connectivity.kind === 'unknown')
      return { why: `whether ${nat.id} is public is not known: ${connectivity.why}` };
    if (vpc === undefined || own === undefined) return { why: `the VPC of ${nat.id} is not known` };
    if (vpc !== own) return 'closed';
    if (!isRegional(nat))
      return subnetOfNat(nat, network) ? 'open' : { why: `the subnet of ${nat.id} lies outside of the file` };
    const gateways = [...network.gatewayAttachments].filter((one) => one.internetGateway.kind !== 'absent');
    if (gateways.some((one) => keyOfField(one.vpc) === own)) return 'open';
    const isAll =
      !network.open.has('internetGateways') && gateways.every(({ vpc: { kind } }) => kind === 'known');
    return network.vpcs.has(own) && isAll
      ? 'closed'
      : { why: `whether ${own} has an internet gateway is not in the file` };
  };
  return gate(
    { resource: nat.id, kind: 'nat-gateway', at: nat.at },
    state(),
    () => {
      const isPrivate = connectivity.kind === 'known' && connectivity.value === 'private';
      return {
        code: isPrivate ? null : 'NGW_REQUIRES_SOURCE_IN_VPC',
        resource: isPrivate ? nat.id : route.id,
        at: isPrivate ? nat.at : route.at,
        message: isPrivate
          ? `${nat.id} is a private NAT gateway, which does not lead to the internet.`
          : `${nat.id} does not lead out of this VPC.`,
        change: otherNat(route, { own, network }),
      };
    },
    'sends it on to the internet',
  );
}

/** Another NAT gateway of the VPC, one that leads out. */
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

/** The NAT gateway's own subnet routes the destination to an internet gateway that is attached. */
function beyondNat(nat: NatGateway, subnet: Subnet, scene: Scene): readonly Check[] {
  const { traffic, network } = scene;
  const table = tableFor(subnet, network);
  const { id, at } = table ?? subnet;
  const vpc = vpcKeyOf(subnet);
  const doubts: string[] = [];
  return [
    {
      hop: { resource: id, kind: 'route-table', direction: 'egress', at },
      by: () => {
        const ways = waysFrom(subnet, scene.to.addresses, traffic.family, network, 'certain');
        const [route] = ways.flatMap(({ way }) => (way.kind === 'route' ? [way.route] : []));
        return route && { text: routeText(route), at: route.at };
      },
      pass: (flow, mode) => {
        // That private addresses are not on the internet is asked before.
        if (isEmpty(intersect(flow.to, publicAddresses(traffic.family)))) return [flow];
        const out = waysFrom(subnet, flow.to, traffic.family, network, mode).filter(({ way }) => {
          if (way.kind === 'unknown') doubts.push(way.why);
          if (way.kind === 'unknown') return mode === 'possible';
          const gateway =
            way.kind === 'route' && way.target.property === 'GatewayId'
              ? keyOfField(way.target.target)
              : undefined;
          const isInternet = gateway !== undefined && isInternetGateway(gateway, network);
          if (!isInternet && way.kind === 'route' && isOutside(way)) {
            doubts.push(`the target of ${way.route.id} is known when the stack is deployed`);
            return mode === 'possible';
          }
          if (!isInternet) return false;
          const is = isAttached(gateway, vpc, network);
          if (typeof is === 'object') doubts.push(is.why);
          return is === 'yes' || (typeof is === 'object' && mode === 'possible');
        });
        const reachable: Ranges = unite(...out.map(({ to }) => to));
        const onlyPublicOnes = narrow(flow, 'to', reachable, mode);
        return onlyPublicOnes.flatMap((part) => narrow(part, 'to', publicAddresses(traffic.family), mode));
      },
      doubts: () => doubts,
      blocker: () => ({
        code: 'NO_ROUTE_TO_DESTINATION',
        resource: nat.id,
        at: nat.at,
        message: `${nat.id} stands in ${subnet.id}, from where no route leads to an internet gateway, so it leads nowhere.`,
        change: moveOf(nat, subnet, network),
      }),
    },
  ];
}

/** Into a public subnet of its VPC, one in the same zone where there is one. */
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
      Number(isSameZone(b.zone, subnet.zone) === true) - Number(isSameZone(a.zone, subnet.zone) === true),
  );
  return best
    ? { kind: 'move-nat', nat: nat.id, subnet: best.id }
    : { kind: 'other', what: `Put ${nat.id} into a public subnet` };
}

/** From outside to something with a public address. `gateway` is where the answer goes; undefined where it goes elsewhere. */
export function fromInternet(gateway: string | undefined, scene: Scene): readonly Check[] {
  const { to, network } = scene;
  const subnet = to.subnet!;
  const table = tableFor(subnet, network);
  const { id, at } = table ?? subnet;
  const noWay = gate({ resource: id, kind: 'route-table', direction: 'egress', at }, 'closed', () => ({
    code: 'NO_ROUTE_TO_DESTINATION',
    resource: id,
    at,
    message: `${subnet.id} has no route to an internet gateway, so nothing from outside reaches ${nameOf(to)}.`,
    change: { kind: 'other', what: `Put ${nameOf(to)} into a public subnet` },
  }));
  return present([
    gateway === undefined ? noWay : attached(gateway, undefined, scene, subnet),
    onlyPublic(gateway ?? id, undefined, scene, 'from'),
    publicAddress(scene, 'ingress'),
    aclCheck(scene, { subnet, direction: 'ingress', peer: 'from', ports: 'traffic' }),
    groupCheck(scene, 'ingress'),
    aclCheck(scene, { subnet, direction: 'egress', peer: 'from', ports: 'port' }),
  ]);
}

function present(checks: readonly (Check | undefined)[]): readonly Check[] {
  return checks.filter((check) => check !== undefined);
}

/** The route that is taken: never in the way, and worth a line. */
export function leads(route: Route, { from, network }: Scene): Check {
  const table = from.subnet && tableFor(from.subnet, network);
  const { id } = table ?? from.subnet!;
  return gate(
    { resource: id, kind: 'route-table', direction: 'egress', at: route.at },
    'open',
    () => {
      throw new Error('A route that is taken is never in the way.');
    },
    routeText(route),
  );
}

function attached(gateway: string, route: Route | undefined, scene: Scene, subnet?: Subnet): Check {
  const { from, network } = scene;
  const object = network.internetGateways.get(gateway);
  const vpc = vpcKeyOf(subnet ?? from.subnet);
  const at = object?.at ?? route?.at ?? placeAt(scene.to);
  return gate(
    { resource: gateway, kind: 'internet-gateway', at },
    stateOf(isAttached(gateway, vpc, network)),
    () => ({
      // Without its gateway a route is in the state blackhole: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html
      code: 'BAD_STATE_ROUTE',
      resource: gateway,
      at,
      message: `${gateway} is not attached to ${vpc ?? 'the VPC'}.`,
      change: { kind: 'attach-gateway', gateway, vpc: vpc ?? '' },
    }),
    `is attached to ${vpc ?? 'the VPC'}`,
  );
}

/** An internet gateway leads to public addresses alone. */
function onlyPublic(
  resource: string,
  route: Route | undefined,
  scene: Scene,
  side: 'from' | 'to',
): Check | undefined {
  const { traffic, network } = scene;
  const other = scene[side];
  const at = route?.at ?? placeAt(scene.to);
  if (other.id === 'internet' || other.isVague) return undefined;
  return {
    hop: { resource, kind: 'internet-gateway', at },
    isQuiet: true,
    pass: (flow, mode) => narrow(flow, side, internet(traffic.family, network), mode),
    blocker: (): Blocker => ({
      code: privateCode(other, side, resource, network),
      resource,
      at,
      message: `${nameOf(other)} is a private address, which is not on the internet.`,
      change: { kind: 'other', what: `Route to the network of ${nameOf(other)}` },
    }),
  };
}

const RFC1918 = [parseRanges('10.0.0.0/8'), parseRanges('172.16.0.0/12'), parseRanges('192.168.0.0/16')];
const RFC6598 = [parseRanges('100.64.0.0/10')];

function parseRanges(text: string): Ranges {
  const block = parseCidr(text);
  return block.kind === 'cidr' ? rangesOf(block) : EMPTY;
}

/** AWS tells the kinds of private addresses apart, and has codes for internet gateways only. */
function privateCode(
  { addresses }: Place,
  side: 'from' | 'to',
  resource: string,
  { natGateways }: Network,
): string | null {
  if (natGateways.has(resource)) return null;
  const way = side === 'to' ? 'DESTINATION_ADDRESS_NOT_IN' : 'SOURCE_ADDRESS_NOT_IN';
  const end = side === 'to' ? 'EGRESS' : 'INGRESS';
  if (RFC1918.some((block) => isWithin(addresses, block))) return `IGW_${way}_RFC1918_${end}`;
  return RFC6598.some((block) => isWithin(addresses, block)) ? `IGW_${way}_RFC6598_${end}` : null;
}

function publicAddress(scene: Scene, direction: 'egress' | 'ingress'): Check {
  const place = direction === 'egress' ? scene.from : scene.to;
  const { publicness } = place;
  const state = 'why' in publicness ? publicness : publicness.is === 'yes' ? 'open' : 'closed';
  const at = placeAt(place);
  const isFunction = place.workload?.kind === 'function';
  return gate(
    { resource: place.id, kind: 'public-address', direction, at },
    state,
    () => ({
      code:
        direction === 'egress'
          ? 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS'
          : 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS',
      resource: place.id,
      at,
      message: isFunction
        ? `${place.id} runs in ${place.subnet!.id}, a public subnet, where a Lambda function has no public address.`
        : `${place.id} has no public address in ${place.subnet?.id ?? 'its subnet'}.`,
      change: isFunction
        ? { kind: 'use-subnets', workload: place.id, instead: place.subnet!.id, subnets: [] }
        : { kind: 'public-address', workload: place.id },
    }),
    'has a public address',
  );
}
