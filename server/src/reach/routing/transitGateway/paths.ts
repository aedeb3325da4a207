import { keyOfField, vpcKeyOf } from '../../../network/lookup.ts';
import type { Network, Route } from '../../../network/model.ts';
import { type UnknownReason, unknownBecause } from '../../../network/unknownReason.ts';
import { type Filter, type FlowContext, present } from '../../filters/filter.ts';
import { groupFilter } from '../../filters/groupFilter.ts';
import { nameOf } from '../../locations/location.ts';
import type { Mode } from '../../packets/flow.ts';
import type { FilterChain, PartialPath } from '../../packets/path.ts';
import type { Ranges } from '../../packets/ranges.ts';
import type { NextHop } from '../routeTable.ts';
import { leads } from '../takenRoute.ts';
import { attachmentOf } from './attachment.ts';
import { gatewayFilter, notAttached, stoppedAtTable, type Transit } from './gateway.ts';
import { intoVpc } from './joinedVpc.ts';
import { before } from './legs.ts';
import type { GatewayHop } from './propagation.ts';
import { associatedTable, lookupGatewayRoutes } from './routes.ts';
import { throughVpc } from './throughVpc.ts';
import { fromVpnConnection, toVpn } from './vpnConnection.ts';

/** The transit gateway of a next hop, if the file creates it or attaches something to it. */
export function transitGatewayOf(nextHop: NextHop, network: Network): string | undefined {
  if (nextHop.kind !== 'route' || nextHop.target.property !== 'TransitGatewayId') return undefined;
  const key = keyOfField(nextHop.target.target);
  const isKnown =
    key !== undefined &&
    (network.transitGateways.has(key) ||
      [...network.transitGatewayAttachments.values()].some((one) => keyOfField(one.transitGateway) === key));
  return isKnown ? key : undefined;
}

/**
 * The paths by a route to a transit gateway, one for each part of the destinations for which its tables have another
 * next hop.
 */
export function acrossTransitGateway(
  key: string,
  route: Route,
  scene: FlowContext,
  destinations: Ranges,
  mode: Mode,
): readonly PartialPath[] {
  const { from, network, traffic } = scene;
  const own = attachmentOf(key, vpcKeyOf(from.subnet), network);
  if (!own)
    return [{ part: destinations, checks: [leads(route, scene), notAttached({ key, route, scene })] }];
  const transit: Transit = { key, route, own, scene };
  const table = associatedTable(own.id, key, network);
  return lookupGatewayRoutes(table, key, destinations, traffic.family, network, mode).flatMap(
    ({ to, hop }) => {
      const reason = traffic.family === 6 ? unknownReasonOfIpv6(hop, transit) : undefined;
      if (reason) return [{ part: to, checks: [leads(route, scene), gatewayFilter(transit, reason)] }];
      return along(hop, to, transit, mode);
    },
  );
}

/**
 * Why it is unknown whether a transit gateway forwards IPv6. It does between two attachments that support it (fact
 * TGW-09); other cases are not documented.
 */
function unknownReasonOfIpv6(hop: GatewayHop, { key, own, scene }: Transit): UnknownReason | undefined {
  const isJoined = hop.kind === 'attachment' && keyOfField(hop.attachment.vpc) === vpcKeyOf(scene.to.subnet);
  if (!isJoined) return { why: `where ${key} leads IPv6 packets to ${nameOf(scene.to)} is not looked at` };
  const without = [own, hop.attachment].find(({ ipv6 }) => ipv6.kind !== 'known' || ipv6.value === 'disable');
  if (!without) return undefined;
  return without.ipv6.kind === 'unknown'
    ? unknownBecause(`Ipv6Support of ${without.id} is unknown`, without.ipv6)
    : { why: `Ipv6Support of ${without.id} is off, and AWS does not say what that does to a route` };
}

/** The filters of the most likely path, for a route that does not exist yet. */
export function checksAcross(key: string, route: Route, scene: FlowContext): readonly Filter[] {
  const [first] = acrossTransitGateway(key, route, scene, scene.to.addresses, 'certain');
  return first?.checks ?? [];
}

function along(hop: GatewayHop, part: Ranges, transit: Transit, mode: Mode): readonly PartialPath[] {
  const { key, own, scene } = transit;
  const { to, network } = scene;
  switch (hop.kind) {
    case 'unknown':
      return [{ part, checks: before(transit, gatewayFilter(transit, hop)) }];
    case 'none':
    case 'blackhole': {
      const blocker = () => stoppedAtTable(hop, own, key, nameOf(to), network);
      return [{ part, checks: before(transit, gatewayFilter(transit, 'closed', blocker)) }];
    }
    case 'vpn':
      return [{ part, ...toVpn(network.vpnConnections.get(hop.connection)!, transit) }];
    case 'attachment': {
      const there = vpcKeyOf(to.subnet);
      return there !== undefined && keyOfField(hop.attachment.vpc) === there
        ? [{ part, checks: intoVpc(hop.attachment, transit) }]
        : throughVpc(hop.attachment, part, transit, mode);
    }
  }
}

/** The paths from addresses in no subnet whose replies go to a transit gateway: what is behind it by its tables. */
export function fromTransitGateway(
  key: string,
  route: Route,
  scene: FlowContext,
  sources: Ranges,
  mode: Mode,
): readonly PartialPath[] {
  const { from, to, network, traffic } = scene;
  const transit = { key, route, scene };
  const far = attachmentOf(key, vpcKeyOf(to.subnet), network);
  if (!far || traffic.family === 6) {
    const why = `the file does not say what is behind ${key}`;
    return [{ part: sources, checks: arrival(gatewayFilter(transit, { why }), scene) }];
  }
  const passage = (hop: GatewayHop): FilterChain => {
    switch (hop.kind) {
      case 'unknown':
        return { checks: arrival(gatewayFilter(transit, hop), scene) };
      case 'vpn':
        return fromVpnConnection(network.vpnConnections.get(hop.connection)!, far, transit);
      // The addresses are in no subnet, so they are not those of another VPC.
      case 'attachment':
      case 'none':
      case 'blackhole': {
        const blocker = () => stoppedAtTable(hop, far, key, nameOf(from), network);
        return { checks: [gatewayFilter(transit, 'closed', blocker)] };
      }
    }
  };
  const table = associatedTable(far.id, key, network);
  return lookupGatewayRoutes(table, key, sources, 4, network, mode).map(
    ({ to: part, hop }): PartialPath => ({ part, ...passage(hop) }),
  );
}

/** However packets come from the gateway, the groups of the destination apply. */
function arrival(unknown: Filter, scene: FlowContext): readonly Filter[] {
  return present([unknown, groupFilter(scene, 'ingress')]);
}
