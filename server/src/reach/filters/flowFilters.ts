import { bitsOf, type Family, withoutHostBits } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { keyOfGroup, nameOfGroup } from '../../network/analysis/groupRules.ts';
import { aclOf } from '../../network/analysis/subnetAcl.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { Direction, Network, Subnet } from '../../network/model.ts';
import type { Span } from '../../syntax/span.ts';
import { entryText, groupReason, letsThrough, trafficNameOf } from '../explain/words.ts';
import { blockOf, type Location, locationAt, nameOf, type Traffic } from '../locations/party.ts';
import { type Flow, type Mode, narrow, narrowToBoxes, perMode } from '../packets/flow.ts';
import { EMPTY, portRanges, type Ranges, unite } from '../packets/ranges.ts';
import type { Blocker, Hop } from '../question.ts';
import { isAppliance, whyAppliance } from '../routing/appliance.ts';
import { lookupRoutes, type NextHop } from '../routing/routing.ts';
import { aclAllows, allowing, denying } from './aclFilter.ts';
import { allowedByGroups } from './groupFilter.ts';
import { spareGroup } from './spareGroup.ts';

/** One thing on a path that may stop packets. */
export interface Filter {
  readonly hop: Omit<Hop, 'allows' | 'by'>;
  /** The part of a flow that it lets through; the very flow where that is all. */
  readonly apply: (flow: Flow, mode: Mode) => readonly Flow[];
  /** What lets it through, in words, and where that is written if not where the hop is. */
  readonly by?: () => By | undefined;
  /** Not worth a line where it lets everything through. */
  readonly isQuiet?: boolean;
  /** What stops it, and what would not. */
  readonly blocker: () => Blocker;
  /** What is not known here and may decide. */
  readonly unknownReasons?: () => readonly string[];
  /** Parameters whose defaults it rests on. */
  readonly defaults?: () => readonly string[];
}

export interface By {
  readonly text: string;
  readonly at?: Span;
}

/** Where a check is made: everything that all checks of a path share. */
export interface FlowContext {
  readonly from: Location;
  readonly to: Location;
  readonly traffic: Traffic;
  readonly network: Network;
  /** Which rules may name groups of the other side; all where nothing is said. */
  readonly groupReferences?: GroupReferences;
}

/** `ingress`: those that let in. `maybe-ingress`: whether these may is not known. */
export type GroupReferences = 'none' | 'ingress' | 'maybe-ingress';

/** The groups of a side, which must let the packet out to the other side, or in from it. */
export function groupFilter(scene: FlowContext, direction: Direction): Filter | undefined {
  const { from, to, traffic, network, groupReferences } = scene;
  const own = direction === 'egress' ? from : to;
  const peer = direction === 'egress' ? to : from;
  if (own.securityGroups.isUnfiltered) return undefined;
  const mayName = (mode: Mode) =>
    groupReferences === undefined ||
    (direction === 'ingress' &&
      (groupReferences === 'ingress' || (groupReferences === 'maybe-ingress' && mode === 'possible')));
  const areStrangers = !mayName('certain');
  const allowed = perMode((mode: Mode) =>
    allowedByGroups(
      own.securityGroups,
      direction,
      mayName(mode) && !(direction === 'ingress' && from.keepsClients?.isStrange)
        ? peer.securityGroups
        : undefined,
      traffic,
      network,
      mode,
    ),
  );
  const first = own.securityGroups.groups[0];
  const resource = first ? nameOfGroup(first) : (own.securityGroups.keys[0] ?? own.id);
  const at = first?.kind === 'group' ? first.group.at : first ? first.vpc.at : locationAt(own);
  const port = traffic.protocol === 'icmp' ? undefined : traffic.port;
  return {
    hop: { resource, kind: 'security-group', direction, at },
    apply: (flow, mode) =>
      narrow(flow, direction === 'egress' ? 'to' : 'from', allowed(mode).addresses, mode),
    by: () => letsThrough(allowed('possible'), direction, traffic, peer),
    unknownReasons: () => [
      ...allowed('possible').doubts,
      ...(mayName('possible') && areStrangers
        ? ['whether the transit gateway lets rules name groups of the other VPC is not known']
        : []),
    ],
    defaults: () =>
      allowed('possible').rules.flatMap(({ ports, peer: whom, protocol }) => [
        ...(ports.kind === 'known' ? ports.defaults : []),
        ...(protocol.kind === 'known' ? protocol.defaults : []),
        ...(whom.kind === 'cidr' && whom.cidr.kind === 'known' ? whom.cidr.defaults : []),
      ]),
    blocker: () => {
      const spare = direction === 'ingress' ? spareGroup(own, peer, scene) : undefined;
      return {
        code: own.securityGroups.groups.length === 0 ? 'SG_HAS_NO_RULES' : 'ENI_SG_RULES_MISMATCH',
        resource,
        at,
        reason: groupReason(own, peer, direction, traffic, network),
        change:
          spare === undefined
            ? {
                kind: 'allow-in-group',
                group: first ? keyOfGroup(first) : resource,
                direction,
                peer: peerOf(peer, traffic.family, areStrangers),
                protocol: traffic.protocol,
                port,
              }
            : { kind: 'use-group', workload: own.id, group: spare },
      };
    },
  };
}

/** A group of the other side, or its block; everything where it has neither. */
function peerOf(peer: Location, family: Family, areStrangers: boolean): { group: string } | { cidr: string } {
  const [group] = areStrangers ? [] : peer.securityGroups.groups;
  if (group) return { group: keyOfGroup(group) };
  return { cidr: blockText(peer, family) };
}

/** The block of a workload's subnet, the address or block that was asked for, or everything. */
function blockText(place: Location, family: Family): string {
  const block = place.subnet && blockOf(place.subnet, family);
  if (place.object && !place.keepsClients && block?.kind === 'known')
    return formatCidr(withoutHostBits(block.value));
  if (!place.object && /[.:]/.test(place.id) && !place.isVague)
    return place.id.includes('/') ? place.id : `${place.id}/${bitsOf(family)}`;
  return family === 4 ? '0.0.0.0/0' : '::/0';
}

/** Whether a packet or an answer crosses the border of a subnet, and whose ports are asked. */
export interface Crossing {
  readonly subnet: Subnet;
  readonly direction: Direction;
  /** The side that the entry's block is compared with. */
  readonly peer: 'from' | 'to';
  /** `port`: the traffic's own. The other two are those that an answer goes to. */
  readonly ports: 'port' | 'natPort' | 'traffic';
}

/** The network ACL of a subnet. An answer's destination ports are those that the packet was sent from. */
export function aclFilter(
  { from, to, traffic, network }: FlowContext,
  crossing: Crossing,
): Filter | undefined {
  const { subnet, direction, peer, ports } = crossing;
  const acl = aclOf(subnet, network);
  if (acl.kind === 'default' && acl.entries.length === 0 && acl.mayHaveMore === undefined) return undefined;
  const resource = acl.kind === 'acl' ? acl.acl.id : subnet.id;
  const at: Span = acl.kind === 'acl' ? acl.acl.at : subnet.at;
  const allowed = perMode((mode: Mode) =>
    acl.kind === 'unknown' ? undefined : aclAllows(acl, direction, traffic.protocol, traffic.family, mode),
  );
  // A ping's answer has a type of its own in place of a port.
  const fixed =
    ports === 'traffic' ? traffic.port : traffic.protocol === 'icmp' ? answerType(traffic) : undefined;
  const other = peer === 'from' ? from : to;
  const asked = (): Ranges => {
    if (fixed !== undefined) return portRanges(fixed, fixed);
    return ports === 'natPort' ? portRanges(...NAT_PORTS) : from.sourcePorts;
  };
  return {
    hop: { resource, kind: 'network-acl', direction, at },
    apply: (flow, mode) => {
      const found = allowed(mode);
      if (!found) return mode === 'possible' ? [flow] : [];
      if (fixed === undefined)
        return narrowToBoxes(flow, peer, ports === 'natPort' ? 'natPort' : 'port', found.boxes, mode);
      const open = found.boxes.filter((box) => holds(box.ports, BigInt(fixed)));
      return narrow(flow, peer, unite(...open.map((box) => box.addresses)), mode);
    },
    by: () => {
      if (acl.kind === 'unknown') return undefined;
      const entry = allowing(acl, direction, traffic, { addresses: other.addresses, ports: asked() });
      return entry && { text: entryText(entry, direction), at: entry.at };
    },
    unknownReasons: () => (acl.kind === 'unknown' ? [acl.why] : (allowed('possible')?.doubts ?? [])),
    defaults: () =>
      acl.kind === 'unknown'
        ? []
        : acl.entries.flatMap((entry) =>
            [entry.cidr, entry.ports, entry.action, entry.ruleNumber, entry.protocol].flatMap((field) =>
              field.kind === 'known' ? field.defaults : [],
            ),
          ),
    blocker: () => {
      const [low, high] = boundsOf(asked());
      const entry =
        acl.kind === 'unknown'
          ? undefined
          : denying(acl, direction, traffic, { addresses: other.addresses, ports: asked() });
      return {
        code: 'SUBNET_ACL_RESTRICTION',
        resource,
        at: entry?.at ?? at,
        reason: {
          kind: 'acl',
          acl: resource,
          direction,
          what: ports === 'traffic' ? trafficNameOf(traffic) : { answersTo: [low, high] },
          other: nameOf(other),
          entry: entry?.ruleNumber.kind === 'known' ? entry.ruleNumber.value : undefined,
        },
        change: {
          kind: 'allow-in-acl',
          acl: resource,
          direction,
          cidr: blockText(other, traffic.family),
          protocol: traffic.protocol,
          from: low,
          to: high,
        },
      };
    },
  };
}

export const NAT_PORTS = [1024, 65_535] as const;

function answerType({ family }: Traffic): number {
  return family === 4 ? 0 : 129;
}

function boundsOf(ports: Ranges): readonly [number, number] {
  return [Number(ports[0]?.[0] ?? 0), Number(ports.at(-1)?.[1] ?? 65_535)];
}

function holds(set: Ranges, value: bigint): boolean {
  return set.some(([low, high]) => low <= value && value <= high);
}

/** Something that lets everything through, or nothing. */
export function constantFilter(
  hop: Omit<Hop, 'allows' | 'by'>,
  state: 'open' | 'closed' | { readonly why: string },
  blocker: () => Blocker,
  by?: string,
): Filter {
  return {
    hop,
    apply: (flow, mode) =>
      state === 'open' || (typeof state === 'object' && mode === 'possible') ? [flow] : [],
    blocker,
    ...(by !== undefined && { by: () => ({ text: by }) }),
    ...(typeof state === 'object' && { unknownReasons: () => [state.why] }),
  };
}

/** A check at an end of all ways: where it closes, another route mends nothing. */
export function onEveryWay(filter: Filter): Filter {
  return { ...filter, blocker: () => ({ ...filter.blocker(), onEveryWay: true }) };
}

/** The answer's route from a subnet: the sources to which the subnet's table has a way that `isBack` takes for the way back. */
export function returnRouteFilter(
  subnet: Subnet,
  { traffic, network }: FlowContext,
  isBack: (way: NextHop) => boolean,
  hop: Pick<Hop, 'resource' | 'at'>,
  blocker: () => Blocker,
  isQuiet = false,
  isMaybeBack: (way: NextHop) => boolean = () => false,
): Filter {
  const doubts = new Set<string>();
  const isMaybe = (way: NextHop) => {
    const why = way.kind === 'unknown' ? way.why : undefined;
    const { target } = way.kind === 'route' ? way.target : {};
    const isOutside =
      target?.kind === 'unknown' || (target?.kind === 'known' && target.value.kind === 'outside');
    if (why !== undefined) doubts.add(why);
    if (isOutside && way.kind === 'route')
      doubts.add(`the target of ${way.route.id} is known when the stack is deployed`);
    const appliance = way.kind === 'route' && isAppliance(way.target) ? way : undefined;
    if (appliance) doubts.add(whyAppliance(keyOfField(appliance.target.target) ?? appliance.route.id));
    if (isMaybeBack(way)) doubts.add('whether the answer gets back over the internet is said nowhere');
    return why !== undefined || isOutside || appliance !== undefined || isMaybeBack(way);
  };
  const ways = (flow: Flow, mode: Mode) => lookupRoutes(subnet, flow.from, traffic.family, network, mode);
  return {
    hop: { ...hop, kind: 'route-table', direction: 'egress' },
    apply: (flow, mode) => {
      const back = ways(flow, mode).filter(({ way }) => isBack(way) || (mode === 'possible' && isMaybe(way)));
      return narrow(flow, 'from', back.length > 0 ? unite(...back.map(({ to }) => to)) : EMPTY, mode);
    },
    by: () => ({ text: 'leads the answer back' }),
    isQuiet,
    unknownReasons: () => [...doubts],
    blocker,
  };
}

/** The key of the VPC that a subnet belongs to; undefined where that is not known. */
export function vpcKeyOf(subnet: Subnet | undefined): string | undefined {
  return subnet && keyOfField(subnet.vpc);
}
