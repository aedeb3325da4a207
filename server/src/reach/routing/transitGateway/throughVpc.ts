import type { Change } from '../../../changes/change.ts';
import { valueOr } from '../../../network/field.ts';
import { find, keyOfField, vpcKeyOf } from '../../../network/lookup.ts';
import type { NatGateway, Network, Route, Subnet, TransitGatewayAttachment } from '../../../network/model.ts';
import type { UnknownReason } from '../../../network/unknownReason.ts';
import type { Reason } from '../../../wording/reason.ts';
import { proposeRoute } from '../../explain/routeFix.ts';
import { aclFilter } from '../../filters/aclFilter.ts';
import { constantFilter, type Filter, type FlowContext, present } from '../../filters/filter.ts';
import { groupFilter } from '../../filters/groupFilter.ts';
import { returnRouteFilter } from '../../filters/returnRoute.ts';
import { nameOf } from '../../locations/location.ts';
import type { Mode } from '../../packets/flow.ts';
import type { PartialPath } from '../../packets/path.ts';
import { allAddresses, intersect, isEmpty, publicAddresses, type Ranges } from '../../packets/ranges.ts';
import type { Blocker } from '../../question.ts';
import { applianceFilter, arrivalByAppliance, isAppliance } from '../appliance.ts';
import { isInternetGateway, isRegional, leadsOut, subnetOfNat } from '../gateways.ts';
import { outOfNat } from '../internet/natGateway.ts';
import { lookupRoutes, type NextHop, tableFor, unknownTarget } from '../routeTable.ts';
import { leads } from '../takenRoute.ts';
import { attachmentZoneFilter, entryAcl, entrySubnetFor, exitChecks, exitsFor } from './attachment.ts';
import { gatewayFilter, gatewayRouteFilter, type Transit } from './gateway.ts';
import { before, leadsToGateway, upToGateway } from './legs.ts';
import { associatedTable, lookupGatewayRoutes } from './routes.ts';

/** Where packets leave the gateway, in a VPC that is not the destination's. */
interface Exit {
  readonly far: TransitGatewayAttachment;
  readonly down: Subnet;
}

/**
 * Through the attachment of a VPC that is not the destination's: the table of its subnet has the next hop (fact
 * TGW-08).
 */
export function throughVpc(
  far: TransitGatewayAttachment,
  to: Ranges,
  transit: Transit,
  mode: Mode,
): readonly PartialPath[] {
  const { own, scene } = transit;
  const { from, network } = scene;
  const source = from.subnet!;
  const [down, ...others] = exitsFor(far, entrySubnetFor(own, source, network).subnet ?? source, network);
  const unknown = (why: string) => [{ part: to, checks: before(transit, gatewayFilter(transit, { why })) }];
  if (!down) return unknown(`the subnets of ${far.id} are not in this file`);
  const rangesFrom = (subnet: Subnet) => lookupRoutes(subnet, to, 4, network, mode);
  const ranges = rangesFrom(down);
  const text = JSON.stringify(ranges.map(({ nextHop }) => keyOfNextHop(nextHop)));
  if (
    others.some(
      (other) => JSON.stringify(rangesFrom(other).map(({ nextHop }) => keyOfNextHop(nextHop))) !== text,
    )
  )
    return unknown(`into which of its zones ${transit.key} sends packets is AWS’s choice`);
  return ranges.flatMap(({ to: part, nextHop }) =>
    alikeAtNat(nextHop, part, network, mode).map((alike) => ({
      part: alike,
      checks: onward(nextHop, alike, { far, down }, transit),
    })),
  );
}

/** Splits the destinations by the next hop in the table of a NAT gateway's subnet. */
function alikeAtNat(nextHop: NextHop, part: Ranges, network: Network, mode: Mode): readonly Ranges[] {
  const nat = nextHop.kind === 'route' ? find(network.natGateways, nextHop.target.target) : undefined;
  const subnet = nat && subnetOfNat(nat, network);
  return subnet ? lookupRoutes(subnet, part, 4, network, mode).map(({ to }) => to) : [part];
}

/** A key by which two subnets with the same next hop are equal. */
function keyOfNextHop(nextHop: NextHop): string {
  return nextHop.kind === 'route'
    ? `${nextHop.target.property} ${keyOfField(nextHop.target.target)}`
    : nextHop.kind;
}

/** The next hop of an attachment's subnet for packets from the gateway. */
function onward(nextHop: NextHop, part: Ranges, exit: Exit, transit: Transit): readonly Filter[] {
  const { key, scene } = transit;
  const { network, to } = scene;
  const { down } = exit;
  const unknown = (reason: UnknownReason) => before(transit, gatewayFilter(transit, reason));
  const closed = (reason: Reason) =>
    before(
      transit,
      gatewayFilter(transit, 'closed', () => ({
        code: 'NO_ROUTE_TO_DESTINATION',
        resource: down.id,
        at: down.at,
        reason,
        change: (reason.kind === 'no-path-on' && routeToNat(part, down, scene)) || {
          kind: 'other',
          what: `Add a route from ${down.id} to ${nameOf(to)}`,
        },
      })),
    );
  const vpc = vpcKeyOf(down) ?? 'another VPC';
  switch (nextHop.kind) {
    case 'unknown':
      return unknown(nextHop);
    case 'propagated':
      return unknown({ why: `whether ${nextHop.gateway} accepts packets of ${key} is not checked` });
    case 'none':
    case 'blackhole':
      return closed({ kind: 'no-path-on', gateway: key, subnet: down.id, to: nameOf(to) });
    case 'local': {
      const isOpen =
        !network.vpcs.has(vpc) || network.exportedIds.has(vpc) || network.incomplete.has('subnets');
      return isOpen && !to.subnet
        ? unknown({ why: `the file does not say whether anything in ${vpc} has the address` })
        : closed({ kind: 'nobody-there', to: nameOf(to), vpc });
    }
    case 'route': {
      if (isAppliance(nextHop.target)) {
        const there: FlowContext = { ...scene, from: { ...scene.from, subnet: down } };
        const passed = [gatewayFilter(transit, 'open'), leads(nextHop.route, there)];
        const arrival = arrivalByAppliance(scene.from.securityGroups, scene);
        return before(
          transit,
          ...passed,
          applianceFilter(nextHop.route, nextHop.target),
          ...present([arrival, anyWayBack(scene)]),
        );
      }
      const next = byRoute(nextHop, part, exit, transit);
      if ('filters' in next) return next.filters;
      return 'why' in next ? unknown(next) : closed(next.reason);
    }
  }
}

/** Whatever source address an appliance of another VPC gives to a packet, the answer has to leave the destination's VPC. */
function anyWayBack({ from, to, network }: FlowContext): Filter | undefined {
  const { subnet } = to;
  if (!subnet) return undefined;
  const leaves = lookupRoutes(subnet, allAddresses(4), 4, network, 'possible').some(
    ({ nextHop }) => nextHop.kind !== 'local' && nextHop.kind !== 'none' && nextHop.kind !== 'blackhole',
  );
  if (leaves) return undefined;
  const table = tableFor(subnet, network) ?? subnet;
  return constantFilter(
    { resource: table.id, kind: 'route-table', direction: 'egress', at: table.at },
    'closed',
    () => ({
      code: 'NO_ROUTE_TO_DESTINATION',
      resource: table.id,
      at: table.at,
      reason: { kind: 'no-route-back', table: table.id, to: from.id },
      change: { kind: 'other', what: `Add a return route to ${from.id} for ${subnet.id}` },
    }),
  );
}

/** What becomes of packets that a route of an attachment's subnet sends on: they pass filters, end there, or nobody can tell. */
type SentOn = { readonly filters: readonly Filter[] } | { readonly reason: Reason } | UnknownReason;

function byRoute(
  { route, target: routeTarget }: Extract<NextHop, { kind: 'route' }>,
  part: Ranges,
  exit: Exit,
  transit: Transit,
): SentOn {
  const { key, scene } = transit;
  const { network, to, from } = scene;
  const target = keyOfField(routeTarget.target);
  if (target === undefined) return unknownTarget(route);
  const nat = network.natGateways.get(target);
  if (nat) {
    const isNoUse = isPrivate(nat) || isEmpty(intersect(part, publicAddresses(4)));
    if (isNoUse && !mayLeadToNetworks(nat, part, transit)) {
      const subnet = subnetOfNat(nat, network)!.id;
      return { reason: { kind: 'no-path-on', gateway: key, subnet, to: nameOf(to) } };
    }
    const filters = isNoUse ? undefined : byNat(nat, route, exit, transit);
    return filters ? { filters } : { why: `what ${nat.id} does with packets of ${key} is not looked at` };
  }
  if (network.internetGateways.has(target)) {
    const other = nameOf(from);
    return { reason: { kind: 'private-at-internet-gateway', gateway: key, internetGateway: target, other } };
  }
  const leadsBack = routeTarget.property === 'TransitGatewayId' && target === key;
  if (leadsBack && turnsInCircles(part, exit, transit))
    return { reason: { kind: 'no-path-on', gateway: key, subnet: exit.down.id, to: nameOf(to) } };
  return { why: `whether packets that ${exit.far.id} brings get on by ${target} is not looked at` };
}

/**
 * The route that central egress lacks: to a NAT gateway of the attachment's VPC, if the destination is on the internet.
 */
function routeToNat(destinations: Ranges, down: Subnet, scene: FlowContext): Change | undefined {
  const { network, to } = scene;
  if (to.subnet) return undefined;
  const vpc = vpcKeyOf(down);
  const table = tableFor(down, network);
  for (const nat of network.natGateways.values()) {
    const subnet = subnetOfNat(nat, network);
    // If the NAT gateway's own subnet uses the table, the route would lead it back to itself.
    const isElsewhere = subnet && vpcKeyOf(subnet) === vpc && tableFor(subnet, network) !== table;
    if (!isElsewhere || !leadsOut(nat, network)) continue;
    const asked = { destinations, destination: '0.0.0.0/0', what: nameOf(to) };
    const [route] = proposeRoute({ property: 'NatGatewayId', id: nat.id }, down, asked, scene);
    if (route) return route.change;
  }
  return undefined;
}

/** Back in the gateway, packets are dropped, or returned to where they came from. */
function turnsInCircles(part: Ranges, { far }: Exit, { key, own, scene }: Transit): boolean {
  const { network } = scene;
  const ranges = lookupGatewayRoutes(
    associatedTable(far.id, key, network),
    key,
    part,
    4,
    network,
    'possible',
  );
  return ranges.every(
    ({ hop }) =>
      hop.kind === 'none' ||
      hop.kind === 'blackhole' ||
      (hop.kind === 'attachment' && (hop.attachment.id === own.id || hop.attachment.id === far.id)),
  );
}

/** Whether the table of a NAT gateway's subnet may lead to a network other than the internet. */
function mayLeadToNetworks(nat: NatGateway, part: Ranges, { scene }: Transit): boolean {
  const { network } = scene;
  const subnet = subnetOfNat(nat, network);
  if (!subnet) return true;
  return lookupRoutes(subnet, part, 4, network, 'possible').some(({ nextHop }) => {
    if (nextHop.kind === 'unknown' || nextHop.kind === 'propagated') return true;
    const key = nextHop.kind === 'route' ? keyOfField(nextHop.target.target) : undefined;
    if (nextHop.kind !== 'route' || key === undefined) return nextHop.kind === 'route';
    return !isInternetGateway(key, network) && !network.natGateways.has(key);
  });
}

/** Fact NAT-01. */
function isPrivate({ connectivity }: NatGateway): boolean {
  return connectivity.kind === 'known' && connectivity.value === 'private';
}

/**
 * Central egress: a public NAT gateway leads to the internet, and its subnet's table leads the reply back (fact
 * TGW-08).
 */
function byNat(
  nat: NatGateway,
  route: Route,
  { far, down }: Exit,
  transit: Transit,
): readonly Filter[] | undefined {
  const { key, own, scene } = transit;
  const { from, to, network } = scene;
  const subnet = subnetOfNat(nat, network);
  const isPublic = valueOr(nat.connectivity, 'public') === 'public';
  // The ports of two NAT gateways in sequence are not distinguished.
  if (network.natGateways.has(from.id)) return undefined;
  if (!subnet || isRegional(nat) || !isPublic || to.subnet || vpcKeyOf(subnet) !== vpcKeyOf(down))
    return undefined;
  const source = from.subnet!;
  const back = entrySubnetFor(far, subnet, network);
  const noWayBack = (): Blocker => ({
    code: 'NO_ROUTE_TO_DESTINATION',
    resource: subnet.id,
    at: subnet.at,
    reason: { kind: 'no-route-back', table: (tableFor(subnet, network) ?? subnet).id, to: source.id },
    change: { kind: 'other', what: `Add a return route to ${source.id} for ${subnet.id}` },
  });
  return present([
    groupFilter({ ...scene, groupReferences: 'none' }, 'egress'),
    aclFilter(scene, { subnet: source, direction: 'egress', peer: 'to', ports: 'traffic' }),
    ...upToGateway(transit),
    gatewayFilter(transit, 'open'),
    ...(down === subnet
      ? []
      : [
          aclFilter(scene, { subnet: down, direction: 'egress', peer: 'to', ports: 'traffic' }),
          aclFilter(scene, { subnet, direction: 'ingress', peer: 'from', ports: 'traffic' }),
        ]),
    constantFilter({ resource: nat.id, kind: 'nat-gateway', at: nat.at }, 'open', () => {
      throw new Error('A public NAT gateway is never in the way by itself.');
    }),
    ...outOfNat(nat, route, scene),
    returnRouteFilter(subnet, scene, leadsToGateway(key), { resource: subnet.id, at: subnet.at }, noWayBack),
    aclFilter(scene, { subnet, direction: 'egress', peer: 'from', ports: 'port' }),
    attachmentZoneFilter(far, back, subnet),
    entryAcl(scene, back, 'answer'),
    gatewayRouteFilter({ at: far, to: own.id, side: 'from' }, transit),
    ...exitChecks(scene, exitsFor(own, back.subnet ?? subnet, network), source, 'answer'),
  ]);
}
