import { type Field, type NetworkObject, unknownOf } from '../../../network/field.ts';
import { keyOfField, vpcKeyOf } from '../../../network/lookup.ts';
import type {
  Network,
  Route,
  TransitGatewayAttachment,
  TransitGatewayRoute,
} from '../../../network/model.ts';
import { and, type Truth, truth } from '../../../network/truth.ts';
import type { UnknownReason } from '../../../network/unknownReason.ts';
import {
  constantFilter,
  type Filter,
  type FilterState,
  type FlowContext,
  type GroupReferences,
} from '../../filters/filter.ts';
import { nameOf } from '../../locations/location.ts';
import { narrow } from '../../packets/flow.ts';
import { unite } from '../../packets/ranges.ts';
import type { Blocker } from '../../question.ts';
import { isAppliance, whyAppliance } from '../appliance.ts';
import { lookupRoutes, type NextHop } from '../routeTable.ts';
import { exitsFor } from './attachment.ts';
import type { GatewayHop } from './propagation.ts';
import { associatedTable, lookupGatewayRoutes } from './routes.ts';

/** A packet that enters a transit gateway from a subnet, by a route and the attachment of its VPC. */
export interface Transit {
  readonly key: string;
  readonly route: Route;
  readonly own: TransitGatewayAttachment;
  readonly scene: FlowContext;
}

/** The gateway itself, as a hop. */
export function gatewayFilter(
  { key, route, scene }: Pick<Transit, 'key' | 'route' | 'scene'>,
  state: FilterState,
  blocker?: () => Blocker,
): Filter {
  const at = scene.network.transitGateways.get(key)?.at ?? route.at;
  return constantFilter(
    { resource: key, kind: 'transit-gateway', at },
    state,
    blocker ??
      (() => ({
        code: null,
        resource: key,
        at,
        reason: {
          kind: 'unknown',
          why: `the file does not say whether ${key} has a route to ${nameOf(scene.to)}`,
        },
        change: { kind: 'other', what: 'Check the resources outside this file' },
      })),
  );
}

function isOfSomeGateway({ transitGateway }: TransitGatewayAttachment): boolean {
  return transitGateway.kind === 'unknown';
}

/**
 * The VPC has no attachment in the file. Another stack may attach it if the gateway is outside of this file or
 * exported.
 */
export function notAttached(transit: Pick<Transit, 'key' | 'route' | 'scene'>): Filter {
  const { key, route, scene } = transit;
  const { from, network } = scene;
  const vpc = vpcKeyOf(from.subnet);
  const isOutside =
    !network.transitGateways.has(key) ||
    network.exportedIds.has(key) ||
    [...network.transitGatewayAttachments.values()].some(isOfSomeGateway);
  const state =
    vpc === undefined || isOutside
      ? { why: `the file does not say whether ${vpc ?? 'the VPC'} is attached to ${key}` }
      : 'closed';
  return gatewayFilter(transit, state, () => ({
    code: 'NO_ROUTE_TO_DESTINATION',
    resource: key,
    at: network.transitGateways.get(key)?.at ?? route.at,
    reason: { kind: 'not-attached', gateway: key, vpc },
    change: { kind: 'other', what: `Attach both VPCs to ${key}` },
  }));
}

/** The next hop that an attachment's table has for a side it does not lead to. */
export function stoppedAtTable(
  hop: GatewayHop | undefined,
  attachment: NetworkObject,
  key: string,
  what: string,
  network: Network,
): Blocker {
  if (hop?.kind === 'blackhole') return droppedBy(hop.route, key, what);
  return associatedTable(attachment.id, key, network).kind === 'none'
    ? notAssociated(attachment, key)
    : noGatewayRoute(attachment, key, what);
}

function notAssociated({ id, at }: NetworkObject, key: string): Blocker {
  return {
    code: 'TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION',
    resource: id,
    at,
    reason: { kind: 'no-transit-table', attachment: id, gateway: key },
    change: { kind: 'other', what: `Associate ${id} with a route table of ${key}` },
  };
}

function noGatewayRoute({ id, at }: NetworkObject, key: string, what: string): Blocker {
  return {
    code: 'TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT',
    resource: key,
    at,
    reason: { kind: 'no-transit-route', gateway: key, from: id, to: what },
    change: { kind: 'other', what: `Add a route to ${what} in that table` },
  };
}

function droppedBy({ id, at }: TransitGatewayRoute, key: string, what: string): Blocker {
  return {
    code: 'TGW_RTB_BAD_STATE_ROUTE',
    resource: id,
    at,
    reason: { kind: 'transit-blackhole', route: id, gateway: key, to: what },
    change: { kind: 'other', what: `Remove ${id}, or exclude ${what} from it` },
  };
}

/** The table of one attachment must lead packets for a side to another attachment (facts TGW-02, TGW-03). */
export function gatewayRouteFilter(
  { at: start, to: target, side }: GatewayLeg,
  { key, scene }: Pick<Transit, 'key' | 'scene'>,
): Filter {
  const { network } = scene;
  const what = nameOf(scene[side]);
  const table = associatedTable(start.id, key, network);
  const unknownReasons = new Map<string, UnknownReason>();
  const isThere = ({ kind, ...hop }: GatewayHop) =>
    kind === 'attachment' && 'attachment' in hop && hop.attachment.id === target;
  let worst: GatewayHop | undefined;
  return {
    hop: { resource: key, kind: 'transit-gateway', at: start.at },
    isQuiet: true,
    apply: (flow, mode) => {
      const ranges = lookupGatewayRoutes(table, key, flow[side], scene.traffic.family, network, mode);
      const open = ranges.filter(({ to, hop }) => {
        if (isThere(hop)) return true;
        const reason = whyMayArrive(hop, to, scene);
        if (reason) unknownReasons.set(reason.why, reason);
        else worst ??= hop;
        return reason !== undefined && mode === 'possible';
      });
      return narrow(flow, side, unite(...open.map(({ to }) => to)), mode);
    },
    unknownReasons: () => [...unknownReasons.values()],
    blocker: () => stoppedAtTable(worst, start, key, what, network),
  };
}

export interface GatewayLeg {
  /** The attachment whose table is used. */
  readonly at: NetworkObject;
  /** The id of the attachment that the table has to lead to. */
  readonly to: string;
  readonly side: 'from' | 'to';
}

/**
 * Why packets that go to another attachment may still arrive: what is behind it is unknown, or an appliance forwards
 * them, which has seen one direction only (fact TGW-07). Undefined if they certainly do not arrive.
 */
function whyMayArrive(
  hop: GatewayHop,
  to: Parameters<typeof lookupRoutes>[1],
  { network, from }: FlowContext,
): UnknownReason | undefined {
  if (hop.kind === 'unknown') return hop;
  if (hop.kind !== 'attachment' || !from.subnet) return undefined;
  const exits = exitsFor(hop.attachment, from.subnet, network);
  if (exits.length === 0) return { why: `the file does not say what is behind ${hop.attachment.id}` };
  return exits
    .flatMap((exit) => lookupRoutes(exit, to, 4, network, 'possible'))
    .map(({ nextHop }) => whyMayArriveBy(nextHop, hop.attachment))
    .find((reason) => reason !== undefined);
}

/** The same for the next hop of packets that come from an attachment. */
function whyMayArriveBy(nextHop: NextHop, attachment: TransitGatewayAttachment): UnknownReason | undefined {
  if (nextHop.kind === 'unknown') return nextHop;
  if (nextHop.kind !== 'route') return undefined;
  if (isAppliance(nextHop.target)) return { why: whyAppliance(nextHop.route, nextHop.target) };
  if (keyOfField(nextHop.target.target) === undefined)
    return unknownOf(`the target of ${nextHop.route.id} is unknown`, nextHop.target.target);
  return nextHop.target.property === 'TransitGatewayId'
    ? { why: `the answer goes another way than the packet, by ${attachment.id}` }
    : undefined;
}

/**
 * Inbound rules can refer to groups of the other VPC if the gateway and both attachments enable it; outbound rules
 * cannot (fact TGW-06). An endpoint's group cannot be referred to.
 */
export function referencesOver({ key, own, scene }: Transit, far: TransitGatewayAttachment): GroupReferences {
  const { network, to } = scene;
  const gateway = network.transitGateways.get(key);
  if (network.endpoints.has(to.id)) return 'none';
  const isOn = (field: Field<'enable' | 'disable'>, preset: 'yes' | 'no'): Truth<'unknown'> =>
    field.kind === 'known' ? truth(field.value === 'enable') : field.kind === 'absent' ? preset : 'unknown';
  const areOn = and(
    gateway ? isOn(gateway.groupReferences, 'no') : 'unknown',
    isOn(own.groupReferences, 'yes'),
    isOn(far.groupReferences, 'yes'),
  );
  return areOn === 'no' ? 'none' : areOn === 'yes' ? 'ingress' : 'maybe-ingress';
}
