import { keyOfField } from '../../network/lookup.ts';
import type { Network, Route, TransitGatewayAttachment } from '../../network/model.ts';
import { aclFilter, type Filter, type FlowContext, groupFilter, vpcKeyOf } from '../filters/flowFilters.ts';
import { nameOf } from '../locations/party.ts';
import type { Mode } from '../packets/flow.ts';
import type { Ranges } from '../packets/ranges.ts';
import { betweenSubnets } from './insideVpc.ts';
import { leads, present } from './internetChecks.ts';
import type { NextHop } from './routing.ts';
import {
  attachmentOf,
  doorFilter,
  entranceAcl,
  entranceFor,
  exitChecks,
  exitsFor,
} from './transitGatewayAttachment.ts';
import {
  droppedBy,
  gatewayFilter,
  gatewayRouteFilter,
  noGatewayRoute,
  notAssociated,
  notAttached,
  referencesOver,
  type Transit,
} from './transitGatewayJoin.ts';
import type { GatewayHop } from './transitGatewayPropagation.ts';
import { associatedTable, lookupGatewayRoutes } from './transitGatewayRoutes.ts';
import { before, leadsToGateway, type TransitPath, upToGateway } from './transitLegs.ts';
import { throughVpc } from './transitVpc.ts';

/** The ways by a route to a transit gateway, one for each part of the destinations that its tables send another way. */
export function acrossTransitGateway(
  key: string,
  route: Route,
  scene: FlowContext,
  destinations: Ranges,
  mode: Mode,
): readonly TransitPath[] {
  const { from, network, traffic } = scene;
  const own = attachmentOf(key, vpcKeyOf(from.subnet), network);
  if (!own) return [{ to: destinations, checks: [leads(route, scene), notAttached({ key, route, scene })] }];
  const transit: Transit = { key, route, own, scene };
  // Attachments carry it only where they are told to.
  if (traffic.family === 6) {
    const why = `whether the attachments of ${key} carry IPv6 is not looked at`;
    return [{ to: destinations, checks: [leads(route, scene), gatewayFilter(transit, { why })] }];
  }
  const table = associatedTable(own.id, key, network);
  return lookupGatewayRoutes(table, key, destinations, 4, network, mode).flatMap(({ to, hop }) =>
    behind(hop, to, transit, mode),
  );
}

/** The transit gateway that a way leads to, if the file knows it or attaches something to it. */
export function transitGatewayOf(way: NextHop, network: Network): string | undefined {
  if (way.kind !== 'route' || way.target.property !== 'TransitGatewayId') return undefined;
  const key = keyOfField(way.target.target);
  const isKnown =
    key !== undefined &&
    (network.transitGateways.has(key) ||
      [...network.transitGatewayAttachments.values()].some((one) => keyOfField(one.transitGateway) === key));
  return isKnown ? key : undefined;
}

/** The checks of the likeliest way, for a route that is not there yet. */
export function checksAcross(key: string, route: Route, scene: FlowContext): readonly Filter[] {
  const [first] = acrossTransitGateway(key, route, scene, scene.to.addresses, 'certain');
  return first?.checks ?? [];
}

function behind(hop: GatewayHop, to: Ranges, transit: Transit, mode: Mode): readonly TransitPath[] {
  const { key, own, scene } = transit;
  const what = nameOf(scene.to);
  switch (hop.kind) {
    case 'unknown':
      return [{ to, checks: before(transit, gatewayFilter(transit, { why: hop.why })) }];
    case 'none': {
      const isAlone = associatedTable(own.id, key, scene.network).kind === 'none';
      const blocker = () => (isAlone ? notAssociated(own, key) : noGatewayRoute(own, key, what));
      return [{ to, checks: before(transit, gatewayFilter(transit, 'closed', blocker)) }];
    }
    case 'blackhole': {
      const blocker = () => droppedBy(hop.route, key, what);
      return [{ to, checks: before(transit, gatewayFilter(transit, 'closed', blocker)) }];
    }
    case 'vpn':
      return [overVpn(hop.connection, to, transit)];
    case 'attachment': {
      const there = vpcKeyOf(scene.to.subnet);
      return there !== undefined && keyOfField(hop.attachment.vpc) === there
        ? [{ to, checks: intoVpc(hop.attachment, transit) }]
        : throughVpc(hop.attachment, to, transit, mode);
    }
  }
}

/** Facts TGW-01 to TGW-04: the destination's VPC is attached, and the table of its attachment leads the answer back. */
function intoVpc(far: TransitGatewayAttachment, transit: Transit): readonly Filter[] {
  const { key, own, scene } = transit;
  const { from, to, network } = scene;
  const [source, destination] = [from.subnet!, to.subnet!];
  const up = entranceFor(own, source, network);
  const back = entranceFor(far, destination, network);
  const joint: FlowContext = { ...scene, groupReferences: referencesOver(transit, far) };
  return betweenSubnets(
    joint,
    leadsToGateway(key),
    present([
      ...upToGateway(transit),
      gatewayFilter(transit, 'open'),
      ...exitChecks(joint, exitsFor(far, up.subnet ?? source, network), destination, 'packet'),
      doorFilter(far, back, destination),
      entranceAcl(joint, back, 'answer'),
      gatewayRouteFilter({ at: far, to: own.id, side: 'from' }, transit),
      ...exitChecks(joint, exitsFor(own, back.subnet ?? destination, network), source, 'answer'),
    ]),
    { property: 'TransitGatewayId', id: key },
    // Asked with the exits.
    { arrival: true, answer: true },
  );
}

/** What lies behind a VPN connection is taken to answer, as behind a virtual private gateway. */
function overVpn(connection: string, to: Ranges, transit: Transit): TransitPath {
  const { own, scene } = transit;
  const { from, network } = scene;
  const source = from.subnet!;
  const far = network.vpnConnections.get(connection)!;
  return {
    to,
    checks: present([
      groupFilter({ ...scene, groupReferences: 'none' }, 'egress'),
      aclFilter(scene, { subnet: source, direction: 'egress', peer: 'to', ports: 'traffic' }),
      ...upToGateway(transit),
      gatewayFilter(transit, 'open'),
      gatewayRouteFilter({ at: far, to: own.id, side: 'from' }, transit),
      ...exitChecks(scene, exitsFor(own, source, network), source, 'answer'),
    ]),
    assumptions: [
      `the network behind ${connection} forwards packets to ${nameOf(scene.to)} and returns the answers`,
    ],
  };
}
