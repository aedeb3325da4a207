import type { Family } from '../../cidr/cidr.ts';
import { directionOfEntry, type EffectiveAcl } from '../../network/analysis/subnets/subnetAcl.ts';
import { unknownOf } from '../../network/field.ts';
import type { NetworkAclEntry } from '../../network/model.ts';
import {
  type Direction,
  type IcmpType,
  type Protocol,
  protocolOverFamily,
  type TransportProtocol,
} from '../../network/protocol.ts';
import type { UnknownReason } from '../../network/unknownReason.ts';
import type { Traffic } from '../locations/location.ts';
import { intersectBox, type Mode, type PacketBox, subtractBox } from '../packets/flow.ts';
import { allAddresses, EMPTY, isSame, portRanges, type Ranges, rangesOf, unite } from '../packets/ranges.ts';

/** The traffic that a network ACL allows in one direction. */
export interface AclAllowed {
  readonly boxes: readonly PacketBox[];
  readonly unknownReasons: readonly UnknownReason[];
}

/** The rule numbers of a default ACL's allow-all entries (fact ACL-03). */
const DEFAULT_RULE = { 4: 100, 6: 101 } as const;

/**
 * The peer addresses, with the destination ports, that an ACL allows. Entries are evaluated by ascending number, the
 * first match decides, and unmatched traffic is denied (facts ACL-01, ACL-02).
 */
export function aclAllows(
  acl: Exclude<EffectiveAcl, { kind: 'unknown' }>,
  direction: Direction,
  protocol: TransportProtocol,
  family: Family,
  mode: Mode,
): AclAllowed {
  const everything: PacketBox = { addresses: allAddresses(family), ports: portRanges(0, 65_535) };
  const unknownReasons: UnknownReason[] = [];
  if (acl.mayHaveMore !== undefined) {
    unknownReasons.push({ why: acl.mayHaveMore });
    return { boxes: mode === 'possible' ? [everything] : [], unknownReasons };
  }
  const steps: AclStep[] = [];
  for (const entry of acl.entries) {
    const step = readEntry(entry, direction, protocol, family, everything);
    if (step === 'other') continue;
    if (step.isClear) steps.push(step);
    else {
      const { cidr, ports, icmp, ruleNumber, action: own, direction: way } = entry;
      const unknown = [cidr, ports, icmp, ruleNumber, own, way, entry.protocol].filter(
        (field) => field.kind === 'unknown',
      );
      unknownReasons.push(unknownOf(`${entry.id} is only partly known`, ...unknown));
      const action = mode === 'possible' ? 'allow' : 'deny';
      // An unknown allow entry denies nothing and an unknown deny entry allows nothing: it may be last, or about other
      // traffic.
      const isHarmless = entry.action.kind === 'known' && entry.action.value !== action;
      if (!isHarmless) steps.push({ ...step, action });
    }
  }
  if (acl.kind === 'default') steps.push({ number: DEFAULT_RULE[family], box: everything, action: 'allow' });
  return { boxes: byPorts(firstMatches(steps, everything)), unknownReasons };
}

interface AclStep {
  readonly number: number;
  readonly box: PacketBox;
  readonly action: 'allow' | 'deny';
}

/** What of `everything` the steps allow where the first match decides, lowest number first. */
function firstMatches(steps: readonly AclStep[], everything: PacketBox): readonly PacketBox[] {
  let open: readonly PacketBox[] = [everything];
  const boxes: PacketBox[] = [];
  for (const { box, action } of [...steps].sort((a, b) => a.number - b.number)) {
    if (action === 'allow') boxes.push(...open.flatMap((part) => intersectBox(part, box) ?? []));
    open = open.flatMap((part) => subtractBox(part, box));
    if (open.length === 0) break;
  }
  return boxes;
}

/**
 * The first entry that denies a part of a box that no earlier entry allows; undefined if an allowing entry is missing.
 */
export function denying(
  acl: Exclude<EffectiveAcl, { kind: 'unknown' }>,
  direction: Direction,
  traffic: Pick<Traffic, 'protocol' | 'family'>,
  wanted: PacketBox,
): NetworkAclEntry | undefined {
  let open: readonly PacketBox[] = [wanted];
  for (const { entry, box, action } of readAll(acl, direction, traffic)) {
    if (action === 'deny' && open.some((part) => intersectBox(part, box))) return entry;
    open = open.flatMap((part) => subtractBox(part, box));
  }
  return undefined;
}

/** The first entry that allows a part of a box; undefined if only AWS's default entry does. */
export function allowing(
  acl: Exclude<EffectiveAcl, { kind: 'unknown' }>,
  direction: Direction,
  traffic: Pick<Traffic, 'protocol' | 'family'>,
  wanted: PacketBox,
): NetworkAclEntry | undefined {
  return readAll(acl, direction, traffic).find(
    ({ action, box }) => action === 'allow' && intersectBox(wanted, box),
  )?.entry;
}

/** The known entries of an ACL for one kind of traffic, in order. */
function readAll(
  { entries }: { readonly entries: readonly NetworkAclEntry[] },
  direction: Direction,
  { protocol, family }: Pick<Traffic, 'protocol' | 'family'>,
) {
  const everything: PacketBox = { addresses: allAddresses(family), ports: portRanges(0, 65_535) };
  return entries
    .map((entry) => ({ entry, read: readEntry(entry, direction, protocol, family, everything) }))
    .flatMap(({ entry, read }) => (read === 'other' || !read.isClear ? [] : [{ entry, ...read }]))
    .sort((a, b) => a.number - b.number);
}

/**
 * Splits boxes at the borders of their port ranges, so that ranges are disjoint and each box has all addresses of its
 * ports.
 */
function byPorts(boxes: readonly PacketBox[]): readonly PacketBox[] {
  const starts = [
    ...new Set(boxes.flatMap(({ ports }) => ports.flatMap(([low, high]) => [low, high + 1n]))),
  ].sort((a, b) => (a < b ? -1 : 1));
  const merged: { addresses: Ranges; ports: [bigint, bigint][] }[] = [];
  for (const [i, low] of starts.slice(0, -1).entries()) {
    const high = starts[i + 1]! - 1n;
    const here = boxes.filter(({ ports }) => ports.some(([from, to]) => from <= low && high <= to));
    if (here.length === 0) continue;
    const addresses = unite(...here.map((box) => box.addresses));
    const sameAddresses = merged.find((one) => isSame(one.addresses, addresses));
    if (sameAddresses) sameAddresses.ports.push([low, high]);
    else merged.push({ addresses, ports: [[low, high]] });
  }
  return merged.map(({ addresses, ports }) => ({
    addresses,
    ports: unite(...ports.map((range): Ranges => [range])),
  }));
}

/** `isClear`: everything that it depends on is known. */
type Read = AclStep & { readonly isClear: boolean };

/** `other`: the entry is certainly not about this direction, family and protocol. */
function readEntry(
  entry: NetworkAclEntry,
  direction: Direction,
  protocol: TransportProtocol,
  family: Family,
  everything: PacketBox,
): Read | 'other' {
  const { cidr, ports, icmp, ruleNumber, action } = entry;
  const own = directionOfEntry(entry);
  if (own !== undefined && own !== direction) return 'other';
  if (cidr.kind === 'known' && cidr.value.family !== family) return 'other';
  if (entry.family !== undefined && entry.family !== family) return 'other';
  if (entry.protocol.kind === 'known' && !covers(entry.protocol.value, protocol, family)) return 'other';
  const isAll = entry.protocol.kind === 'known' && entry.protocol.value === 'all';
  const addresses: Ranges = cidr.kind === 'known' ? rangesOf(cidr.value) : everything.addresses;
  const range =
    icmp.kind === 'known'
      ? typesOf(icmp.value)
      : isAll || ports.kind !== 'known'
        ? everything.ports
        : portRanges(ports.value.from, ports.value.to);
  const isClear =
    own !== undefined &&
    cidr.kind === 'known' &&
    entry.protocol.kind === 'known' &&
    (isAll || ports.kind === 'known') &&
    icmp.kind !== 'unknown' &&
    ruleNumber.kind === 'known' &&
    action.kind === 'known';
  return {
    number: ruleNumber.kind === 'known' ? ruleNumber.value : 0,
    box: { addresses, ports: range },
    action: action.kind === 'known' ? action.value : 'deny',
    isClear,
  };
}

/** ICMP types as ports. An entry with a code other than 0 does not match pings, whose code is 0. */
function typesOf({ type, code }: IcmpType): Ranges {
  if (type === -1) return portRanges(0, 255);
  return code === -1 || code === 0 ? portRanges(type, type) : EMPTY;
}

function covers(own: Protocol, protocol: TransportProtocol, family: Family): boolean {
  if (own === 'all') return true;
  return own === protocolOverFamily(protocol, family);
}
