import type { Family } from '../../cidr/cidr.ts';
import { find, keyOfField, routesByTable } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import type { UnknownReason } from '../../network/unknownReason.ts';
import type { Filter, FlowContext } from '../filters/filter.ts';
import { locationAt } from '../locations/location.ts';
import { narrow } from '../packets/flow.ts';
import {
  allAddresses,
  EMPTY,
  intersect,
  isEmpty,
  type Ranges,
  rangesOf,
  subtract,
  unite,
} from '../packets/ranges.ts';
import { whyAppliance } from './appliance.ts';
import { isOfOtherFamily } from './routeTable.ts';

/** The destinations that a gateway's route table sends to another next hop, and which one. */
interface Redirected {
  readonly to: Ranges;
  readonly reason: UnknownReason;
}

/**
 * Packets that enter through a gateway follow the gateway's own route table, if it has one: it may lead through an
 * appliance before the subnet (fact RT-13). `side` is the end of the flow inside of the VPC; replies to it enter the
 * same way. Undefined if the gateway has no table.
 */
export function ingressFilter(
  gateway: string,
  side: 'from' | 'to',
  { network, traffic, to }: FlowContext,
  inside?: Ranges,
): Filter | undefined {
  const redirected = redirectedBy(gateway, traffic.family, network);
  if (redirected.length === 0) return undefined;
  const elsewhere = unite(...redirected.map((one) => one.to));
  const at =
    network.internetGateways.get(gateway)?.at ?? network.vpnGateways.get(gateway)?.at ?? locationAt(to);
  const touching = (addresses: Ranges) =>
    redirected.filter((one) => !isEmpty(intersect(addresses, one.to))).map(({ reason }) => reason);
  const met = new Set<UnknownReason>();
  return {
    hop: { resource: gateway, kind: 'route-table', direction: 'ingress', at },
    isQuiet: true,
    apply: (flow, mode) => {
      const addresses = inside ?? flow[side];
      for (const reason of touching(addresses)) met.add(reason);
      if (mode === 'possible') return [flow];
      if (inside) return isEmpty(intersect(inside, elsewhere)) ? [flow] : [];
      return narrow(flow, side, subtract(allAddresses(traffic.family), elsewhere), mode);
    },
    unknownReasons: () => [...met],
    blocker: () => ({
      code: null,
      resource: gateway,
      at,
      reason: { kind: 'unknown', why: `the route table of ${gateway} sends traffic through an appliance` },
      change: { kind: 'other', what: 'Check what the appliance allows' },
    }),
  };
}

function redirectedBy(gateway: string, family: Family, network: Network): readonly Redirected[] {
  return network.gatewayRouteTableAssociations.flatMap((association): readonly Redirected[] => {
    const key = keyOfField(association.gateway);
    if (key !== undefined && key !== gateway) return [];
    const everything = (why: string): Redirected => ({ to: allAddresses(family), reason: { why } });
    if (key === undefined) return [everything(`${association.id} may give ${gateway} a route table`)];
    const table = find(network.routeTables, association.routeTable);
    if (!table) return [everything(`the route table of ${gateway} is not in this file`)];
    const { of, unowned } = routesByTable(network);
    const routes = (of.get(table.id) ?? []).filter((route) => !isOfOtherFamily(route, family));
    const unknownReasons = unowned.slice(0, 1).map(({ id }) => everything(`${id} may belong to ${table.id}`));
    return [
      ...unknownReasons,
      ...routes.flatMap((route): Redirected[] => {
        const { id, destination } = route;
        const [target] = route.targets;
        if (!target) return [];
        const cidr = destination.kind === 'cidr' ? destination.cidr : undefined;
        if (cidr?.kind === 'known')
          return [
            {
              to: cidr.value.family === family ? rangesOf(cidr.value) : EMPTY,
              reason: { why: whyAppliance(route, target) },
            },
          ];
        return cidr?.kind === 'absent' ? [] : [everything(`the destination of ${id} is unknown`)];
      }),
    ];
  });
}
