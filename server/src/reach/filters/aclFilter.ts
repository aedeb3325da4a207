import { aclOf } from '../../network/analysis/subnets/subnetAcl.ts';
import type { NetworkAclEntry, Subnet } from '../../network/model.ts';
import type { Direction } from '../../network/protocol.ts';
import type { Span } from '../../syntax/span.ts';
import { entryText, trafficNameOf } from '../explain/words.ts';
import { type Location, nameOf, type Traffic } from '../locations/location.ts';
import { type Mode, NAT_PORTS, narrow, narrowToBoxes, perMode } from '../packets/flow.ts';
import { portRanges, type Ranges, unite } from '../packets/ranges.ts';
import type { Blocker } from '../question.ts';
import { aclAllows, allowing, denying } from './aclAllows.ts';
import { blockToAllow } from './blockToAllow.ts';
import type { Filter, FlowContext } from './filter.ts';

/** A packet or a reply that crosses the border of a subnet, and which ports are its destination ports. */
export interface Crossing {
  readonly subnet: Subnet;
  readonly direction: Direction;
  /** The side that the entry's block is compared with. */
  readonly peer: 'from' | 'to';
  /** `traffic`: the port of the question. The other two are the ports that a reply is sent to. */
  readonly ports: 'port' | 'natPort' | 'traffic';
}

/** The network ACL of a subnet. The destination ports of a reply are the source ports of the packet. */
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
  // The reply to a ping has an ICMP type of its own in place of a port.
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
      const allowedHere = allowed(mode);
      if (!allowedHere) return mode === 'possible' ? [flow] : [];
      if (fixed === undefined)
        return narrowToBoxes(flow, peer, ports === 'natPort' ? 'natPort' : 'port', allowedHere.boxes, mode);
      const open = allowedHere.boxes.filter((box) => holds(box.ports, BigInt(fixed)));
      return narrow(flow, peer, unite(...open.map((box) => box.addresses)), mode);
    },
    by: () => {
      if (acl.kind === 'unknown') return undefined;
      const entry = allowing(acl, direction, traffic, { addresses: other.addresses, ports: asked() });
      return entry && { text: entryText(entry, direction), at: entry.at };
    },
    unknownReasons: () => (acl.kind === 'unknown' ? [acl] : (allowed('possible')?.unknownReasons ?? [])),
    defaults: () =>
      acl.kind === 'unknown'
        ? []
        : acl.entries.flatMap((entry) =>
            [entry.cidr, entry.ports, entry.action, entry.ruleNumber, entry.protocol].flatMap((field) =>
              field.kind === 'known' ? field.defaults : [],
            ),
          ),
    blocker: () => {
      const entry =
        acl.kind === 'unknown'
          ? undefined
          : denying(acl, direction, traffic, { addresses: other.addresses, ports: asked() });
      return aclBlocker({ id: resource, at: entry?.at ?? at }, entry, crossing, other, traffic, asked());
    },
  };
}

/** The ACL as a blocker of traffic, with the entry that denies it if one does. `asked` are the ports to allow. */
function aclBlocker(
  acl: { readonly id: string; readonly at: Span },
  entry: NetworkAclEntry | undefined,
  { direction, ports }: Crossing,
  other: Location,
  traffic: Traffic,
  asked: Ranges,
): Blocker {
  const [low, high] = boundsOf(asked);
  return {
    code: 'SUBNET_ACL_RESTRICTION',
    resource: acl.id,
    at: acl.at,
    reason: {
      kind: 'acl',
      acl: acl.id,
      direction,
      what: ports === 'traffic' ? trafficNameOf(traffic) : { answersTo: [low, high] },
      other: other.preservesClients?.of ?? nameOf(other),
      ...(other.preservesClients && { keptBy: other.id }),
      entry: entry?.ruleNumber.kind === 'known' ? entry.ruleNumber.value : undefined,
    },
    change: {
      kind: 'allow-in-acl',
      acl: acl.id,
      direction,
      cidr: blockToAllow(other, traffic.family),
      protocol: traffic.protocol,
      from: low,
      to: high,
    },
  };
}

function answerType({ family }: Traffic): number {
  return family === 4 ? 0 : 129;
}

function boundsOf(ports: Ranges): readonly [number, number] {
  return [Number(ports[0]?.[0] ?? 0), Number(ports.at(-1)?.[1] ?? 65_535)];
}

function holds(set: Ranges, value: bigint): boolean {
  return set.some(([low, high]) => low <= value && value <= high);
}
