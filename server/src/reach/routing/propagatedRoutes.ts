import { keyOfField } from '../../network/lookup.ts';
import type { Network, Route, RouteTable } from '../../network/model.ts';
import type { UnknownReason } from '../../network/unknownReason.ts';
import type { Ranges } from '../packets/ranges.ts';
import { staticBlocks } from './vpn/behindVpn.ts';

/** The routes that a virtual private gateway may add to a table, by a propagation. */
export interface Propagated {
  readonly gateway: string;
  readonly at: Route['at'];
  /** Why the propagation may be for another table, or of another gateway; undefined if it certainly is for this one. */
  readonly why?: string;
}

/** A route of a VPN connection's static blocks, which its gateway propagates. */
interface PropagatedRoute {
  readonly addresses: Ranges;
  readonly prefix: number;
  /** After all routes of equal length that are written in the table (fact VPN-03). */
  readonly rank: 2;
  readonly nextHop: { readonly kind: 'propagated'; readonly gateway: string; readonly at: Route['at'] };
}

interface PropagatedRoutes {
  /** The gateways whose routes are unknown; those that certainly propagate come first. */
  readonly unknownRoutes: readonly Propagated[];
  /** The static routes of VPN connections. */
  readonly known: readonly PropagatedRoute[];
}

/** What the gateways of a VPC propagate to one of its tables. */
export function propagatedRoutesOf(table: RouteTable, network: Network): PropagatedRoutes {
  const all = network.routePropagations.flatMap((one): Propagated[] => {
    const { id, routeTables, vpnGateway, at, isByRouteServer } = one;
    if (routeTables.kind === 'absent' || isByRouteServer) return [];
    const items = routeTables.kind === 'known' ? routeTables.items : [];
    const gateway = keyOfField(vpnGateway);
    const isOn = items.some((item) => keyOfField(item) === table.id);
    if (isOn && gateway !== undefined) return [{ gateway, at }];
    const mayBeOn = routeTables.kind === 'unknown' || items.some(({ kind }) => kind === 'unknown');
    const why = `the gateway and tables of ${id} are known only after deployment`;
    return isOn || mayBeOn ? [{ gateway: gateway ?? id, at, why }] : [];
  });
  const blocksOf = ({ gateway, why }: Propagated) =>
    why !== undefined ? undefined : staticBlocks(gateway, network);
  return {
    unknownRoutes: all
      .filter((one) => blocksOf(one) === undefined)
      .sort((a, b) => Number(a.why !== undefined) - Number(b.why !== undefined)),
    known: all.flatMap((one) =>
      (blocksOf(one) ?? []).map(
        ({ addresses, prefix }): PropagatedRoute => ({
          addresses,
          prefix,
          rank: 2,
          nextHop: { kind: 'propagated', gateway: one.gateway, at: one.at },
        }),
      ),
    ),
  };
}

/**
 * Why the table may have routes for any destination: a route server writes what it learns by BGP. Undefined if none writes
 * into it.
 */
export function unknownReasonOfRouteServers(
  { id }: RouteTable,
  { routePropagations }: Network,
): UnknownReason | undefined {
  const writer = routePropagations.find(
    ({ isByRouteServer, routeTables }) =>
      isByRouteServer &&
      routeTables.kind === 'known' &&
      routeTables.items.some((item) => item.kind === 'unknown' || keyOfField(item) === id),
  );
  return writer && { why: `the routes that ${writer.id} writes into ${id} are learnt by BGP` };
}
