import { valueOr } from '../../../network/field.ts';
import { find, keyOfField } from '../../../network/lookup.ts';
import {
  isSameZone,
  type Network,
  type Subnet,
  type TransitGatewayAttachment,
} from '../../../network/model.ts';
import type { UnknownReason } from '../../../network/unknownReason.ts';
import { aclFilter } from '../../filters/aclFilter.ts';
import {
  constantFilter,
  type Filter,
  type FilterState,
  type FlowContext,
  present,
} from '../../filters/filter.ts';
import { nameOf } from '../../locations/location.ts';
import { narrow } from '../../packets/flow.ts';
import { unite } from '../../packets/ranges.ts';
import { isAppliance, whyAppliance } from '../appliance.ts';
import { lookupRoutes, tableFor } from '../routeTable.ts';

/** The attachment of a VPC to a transit gateway. */
export function attachmentOf(
  gateway: string,
  vpc: string | undefined,
  network: Network,
): TransitGatewayAttachment | undefined {
  return [...network.transitGatewayAttachments.values()].find(
    (one) => vpc !== undefined && keyOfField(one.transitGateway) === gateway && keyOfField(one.vpc) === vpc,
  );
}

/**
 * The subnet of an attachment through which another subnet reaches the gateway: the one in its own zone (fact TGW-01).
 */
export interface EntrySubnet {
  /** Undefined if the zone has none, or if that is unknown. */
  readonly subnet: Subnet | undefined;
  readonly state: FilterState;
}

export function entrySubnetFor(
  attachment: TransitGatewayAttachment,
  { zone }: Subnet,
  network: Network,
): EntrySubnet {
  const { subnets, isAll } = subnetsOf(attachment, network);
  const same = subnets.find((one) => isSameZone(one.zone, zone) === 'yes');
  if (same) return { subnet: same, state: 'open' };
  const maybe = subnets.find((one) => isSameZone(one.zone, zone) === 'unknown');
  if (isAll && !maybe) return { subnet: undefined, state: 'closed' };
  return {
    subnet: maybe,
    state: { why: `the file does not say whether ${attachment.id} has a subnet in every zone` },
  };
}

/**
 * The subnets of an attachment through which packets may leave the gateway: the one in the zone in which they entered,
 * else any (fact TGW-01). In appliance mode it may be any, too (fact TGW-07).
 */
export function exitsFor(
  attachment: TransitGatewayAttachment,
  zoneOf: Subnet,
  network: Network,
): readonly Subnet[] {
  const { subnets } = subnetsOf(attachment, network);
  const isOff = valueOr(attachment.applianceMode, 'disable') === 'disable';
  const same = subnets.find((one) => isSameZone(one.zone, zoneOf.zone) === 'yes');
  return same && isOff ? [same] : subnets;
}

function subnetsOf(
  { subnets }: TransitGatewayAttachment,
  network: Network,
): { readonly subnets: readonly Subnet[]; readonly isAll: boolean } {
  const items = subnets.kind === 'known' ? subnets.items : [];
  const inFile = items.flatMap((item) => find(network.subnets, item) ?? []);
  return { subnets: inFile, isAll: subnets.kind === 'known' && inFile.length === items.length };
}

/** Whether the zone of a subnet has access to the gateway. */
export function attachmentZoneFilter(
  { id, at }: TransitGatewayAttachment,
  { state }: EntrySubnet,
  subnet: Subnet,
): Filter {
  return constantFilter({ resource: id, kind: 'transit-gateway', at }, state, () => ({
    code: 'TGW_ROUTE_AZ_RESTRICTION',
    resource: id,
    at,
    reason: { kind: 'no-subnet-in-zone', attachment: id, subnets: [subnet.id] },
    change: { kind: 'other', what: `Add a subnet of that zone to ${id}` },
  }));
}

/** The packet on its way to the destination, or the reply on its way to the source. */
export type Leg = 'packet' | 'answer';

/**
 * The ACL of the subnet through which a packet enters the gateway
 * (https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html).
 */
export function entryAcl(scene: FlowContext, { subnet }: EntrySubnet, leg: Leg): Filter | undefined {
  if (!subnet) return undefined;
  return leg === 'packet'
    ? aclFilter(scene, { subnet, direction: 'ingress', peer: 'from', ports: 'traffic' })
    : aclFilter(scene, { subnet, direction: 'ingress', peer: 'to', ports: 'port' });
}

/**
 * From the gateway into a subnet of the VPC: the ACL of the attachment's subnet, its route table, and the ACL of the
 * destination subnet. Nothing applies if both are the same subnet. With several possible attachment subnets it is
 * unknown which one is used.
 */
export function exitChecks(
  scene: FlowContext,
  exits: readonly Subnet[],
  end: Subnet,
  leg: Leg,
): readonly Filter[] {
  const alternatives = exits.map((exit) => (exit === end ? [] : byExit(scene, exit, end, leg)));
  const [only, ...others] = alternatives;
  if (!only) return present([endAcl(scene, end, leg)]);
  return others.length === 0 ? only : [anyOf(alternatives, scene, end, leg)];
}

function byExit(scene: FlowContext, exit: Subnet, end: Subnet, leg: Leg): readonly Filter[] {
  return present([
    leg === 'packet'
      ? aclFilter(scene, { subnet: exit, direction: 'egress', peer: 'to', ports: 'traffic' })
      : aclFilter(scene, { subnet: exit, direction: 'egress', peer: 'from', ports: 'port' }),
    staysInVpc(scene, exit, leg),
    endAcl(scene, end, leg),
  ]);
}

function endAcl(scene: FlowContext, subnet: Subnet, leg: Leg): Filter | undefined {
  return leg === 'packet'
    ? aclFilter(scene, { subnet, direction: 'ingress', peer: 'from', ports: 'traffic' })
    : aclFilter(scene, { subnet, direction: 'ingress', peer: 'to', ports: 'port' });
}

/**
 * The attachment subnet's table leads inside of the VPC, unless a route for a subnet leads through an appliance (fact
 * RT-03).
 */
function staysInVpc(scene: FlowContext, exit: Subnet, leg: Leg): Filter {
  const { traffic, network } = scene;
  const side = leg === 'packet' ? 'to' : 'from';
  const table = tableFor(exit, network) ?? exit;
  const unknownReasons = new Map<string, UnknownReason>();
  const note = (reason: UnknownReason) => unknownReasons.set(reason.why, reason);
  return {
    hop: { resource: table.id, kind: 'route-table', direction: 'egress', at: table.at },
    isQuiet: true,
    apply: (flow, mode) => {
      const ranges = lookupRoutes(exit, flow[side], traffic.family, network, mode).filter(({ nextHop }) => {
        if (nextHop.kind === 'local') return true;
        if (nextHop.kind === 'unknown') note(nextHop);
        if (nextHop.kind !== 'route' || !isAppliance(nextHop.target))
          return nextHop.kind === 'unknown' && mode === 'possible';
        note({ why: whyAppliance(nextHop.route, nextHop.target) });
        return mode === 'possible';
      });
      return narrow(flow, side, unite(...ranges.map(({ to }) => to)), mode);
    },
    unknownReasons: () => [...unknownReasons.values()],
    blocker: () => ({
      code: 'NO_ROUTE_TO_DESTINATION',
      resource: table.id,
      at: table.at,
      reason: { kind: 'no-route-back', table: table.id, to: nameOf(scene[side]) },
      change: { kind: 'other', what: `Keep the routes of ${table.id} inside the VPC` },
    }),
  };
}

/**
 * A filter for several next hops of which it is unknown which one is used: only packets that pass all of them
 * certainly pass.
 */
function anyOf(
  alternatives: readonly (readonly Filter[])[],
  scene: FlowContext,
  end: Subnet,
  leg: Leg,
): Filter {
  const checks = alternatives.flat();
  const apply: Filter['apply'] = (flow, mode) => {
    const after = (checks: readonly Filter[]) =>
      checks.reduce((flows, check) => flows.flatMap((one) => check.apply(one, mode)), [
        flow,
      ] as readonly (typeof flow)[]);
    if (mode === 'certain') return after(checks);
    return alternatives.some((checks) => after(checks).length > 0) ? [flow] : [];
  };
  const first = checks[0] ?? endAcl(scene, end, leg);
  return {
    hop: first?.hop ?? { resource: end.id, kind: 'network-acl', at: end.at },
    isQuiet: true,
    apply,
    unknownReasons: () => [
      ...checks.flatMap((check) => check.unknownReasons?.() ?? []),
      { why: 'into which of its zones the transit gateway sends packets is AWS’s choice' },
    ],
    blocker: () => first!.blocker(),
  };
}
