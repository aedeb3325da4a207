import type { Route } from '../../network/model.ts';
import { aclFilter, type Filter, type FlowContext, groupFilter, vpcKeyOf } from '../filters/flowFilters.ts';
import { nameOf } from '../locations/party.ts';
import type { Mode } from '../packets/flow.ts';
import type { Ranges } from '../packets/ranges.ts';
import { present } from './internetChecks.ts';
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
} from './transitGatewayJoin.ts';
import type { GatewayHop } from './transitGatewayPropagation.ts';
import { associatedTable, lookupGatewayRoutes } from './transitGatewayRoutes.ts';

/** What is on the way of a part of the sources. */
export interface InwardPath {
  readonly from: Ranges;
  readonly checks: readonly Filter[];
  readonly assumptions?: readonly string[];
}

/** From addresses in no subnet, to which the answer goes by a transit gateway: what its tables say lies behind it. */
export function fromTransitGateway(
  key: string,
  route: Route,
  scene: FlowContext,
  sources: Ranges,
  mode: Mode,
): readonly InwardPath[] {
  const { from, to, network, traffic } = scene;
  const whole = (check: Filter): readonly InwardPath[] => [{ from: sources, checks: [check] }];
  const hop = { key, route, scene };
  const far = attachmentOf(key, vpcKeyOf(to.subnet), network);
  if (!far || traffic.family === 6)
    return whole(gatewayFilter(hop, { why: `the file does not say what is behind ${key}` }));
  const closed = (found: GatewayHop) => () => {
    if (found.kind === 'blackhole') return droppedBy(found.route, key, nameOf(from));
    const isAlone = associatedTable(far.id, key, network).kind === 'none';
    return isAlone ? notAssociated(far, key) : noGatewayRoute(far, key, nameOf(from));
  };
  const table = associatedTable(far.id, key, network);
  return lookupGatewayRoutes(table, key, sources, 4, network, mode).map(
    ({ to: part, hop: found }): InwardPath => {
      if (found.kind === 'unknown') return { from: part, checks: [gatewayFilter(hop, { why: found.why })] };
      const connection = found.kind === 'vpn' ? network.vpnConnections.get(found.connection) : undefined;
      if (!connection) return { from: part, checks: [gatewayFilter(hop, 'closed', closed(found))] };
      const subnet = to.subnet!;
      const back = entranceFor(far, subnet, network);
      return {
        from: part,
        checks: present([
          gatewayRouteFilter({ at: connection, to: far.id, side: 'to' }, hop),
          ...exitChecks(scene, exitsFor(far, subnet, network), subnet, 'packet'),
          groupFilter(scene, 'ingress'),
          aclFilter(scene, { subnet, direction: 'egress', peer: 'from', ports: 'port' }),
          doorFilter(far, back, subnet),
          entranceAcl(scene, back, 'answer'),
        ]),
        assumptions: [`${nameOf(from)} is behind ${connection.id}`],
      };
    },
  );
}
