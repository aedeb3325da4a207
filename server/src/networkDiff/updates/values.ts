import { withoutHostBits } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { table } from '../../table.ts';
import type {
  Fields,
  Known,
  List,
  ResourceReference,
  Unknown,
  Value,
  ZoneValue,
} from '../../template/evaluation/value.ts';

/** Whether a property changes; `perhaps` if only the deployment decides. */
export type Changed = 'no' | 'perhaps' | 'yes';

/** A value with the text of its file. */
export interface ValueIn {
  readonly value: Value;
  readonly text: string;
}

/** Compares the value of a property in the old and in the new version. */
export function changed({ value: one, text }: ValueIn, { value: other, text: otherText }: ValueIn): Changed {
  const inner = (a: Value, b: Value) => changed({ value: a, text }, { value: b, text: otherText });
  if (one.kind === 'unknown' && other.kind === 'unknown') {
    return isSameUnknown(one, text, other, otherText) ? 'no' : 'perhaps';
  }
  if (one.kind === 'unknown' || other.kind === 'unknown') return 'perhaps';
  if (one.kind === 'absent' || other.kind === 'absent') return one.kind === other.kind ? 'no' : 'yes';
  return one.kind === other.kind ? changedAlike(one, other, inner) : 'perhaps';
}

type Stated = Exclude<Value, { kind: 'unknown' | 'absent' }>;

/** The same of two values of one kind. */
function changedAlike(one: Stated, other: Stated, inner: (a: Value, b: Value) => Changed): Changed {
  if (one.kind === 'known' && other.kind === 'known') return changedText(one, other);
  if (one.kind === 'list' && other.kind === 'list') return changedList(one, other, inner);
  if (one.kind === 'fields' && other.kind === 'fields') return changedFields(one, other, inner);
  if (one.kind === 'reference' && other.kind === 'reference') return changedReference(one, other);
  if (one.kind === 'zone' && other.kind === 'zone') return changedZone(one, other);
  return one.kind === 'zones' && other.kind === 'zones' && one.region === other.region ? 'no' : 'perhaps';
}

function changedFields(one: Fields, other: Fields, inner: (a: Value, b: Value) => Changed): Changed {
  const names = new Set([...one.fields.keys(), ...other.fields.keys()]);
  return together([...names].map((name) => inner(fieldOf(one, name), fieldOf(other, name))));
}

function changedZone(one: ZoneValue, other: ZoneValue): Changed {
  if (one.region !== other.region) return 'perhaps';
  return one.index === other.index ? 'no' : 'yes';
}

function changedReference(one: ResourceReference, other: ResourceReference): Changed {
  if (one.resource === other.resource && one.attribute === other.attribute) return 'no';
  // An attribute of another resource may have the same value.
  return one.attribute === undefined && other.attribute === undefined ? 'yes' : 'perhaps';
}

/** The value at a path of properties, such as `DnsOptions.PrivateDnsPreference`. */
export function nestedValue(value: Value, path: string): Value {
  return path.split('.').reduce(fieldOf, value);
}

function fieldOf(value: Value, name: string): Value {
  if (value.kind === 'unknown') return value;
  return (value.kind === 'fields' ? value.fields.get(name) : undefined) ?? { kind: 'absent' };
}

function together(parts: readonly Changed[]): Changed {
  return parts.includes('yes') ? 'yes' : parts.includes('perhaps') ? 'perhaps' : 'no';
}

/** A changed default changes nothing in a stack that keeps its parameters' values. */
function changedText(one: Known, other: Known): Changed {
  if (one.text === other.text) return 'no';
  const rests = [one, other].some(({ defaults, isSupposed }) => defaults.length > 0 || isSupposed === true);
  return rests || meantBy(one.text) === meantBy(other.text) ? 'perhaps' : 'yes';
}

/**
 * A canonical form of texts that AWS treats as equal: 10.0.1.5/24 is stored as 10.0.1.0/24 (fact CIDR-06), and 6 is
 * TCP.
 */
function meantBy(text: string): string {
  const cidr = text.includes('/') ? parseCidr(text) : undefined;
  if (cidr?.kind === 'cidr') return formatCidr(withoutHostBits(cidr));
  return PROTOCOL_NUMBERS[text] ?? text.toLowerCase();
}

/** https://www.iana.org/assignments/protocol-numbers/protocol-numbers.xhtml */
const PROTOCOL_NUMBERS: Readonly<Record<string, string>> = table({
  1: 'icmp',
  6: 'tcp',
  17: 'udp',
  58: 'icmpv6',
});

function changedList(one: List, other: List, inner: (a: Value, b: Value) => Changed): Changed {
  if (one.items.length !== other.items.length) {
    const isVague = [...one.items, ...other.items].some(({ kind }) => kind === 'unknown' || kind === 'zones');
    return isVague ? 'perhaps' : 'yes';
  }
  const inOrder = together(one.items.map((item, i) => inner(item, other.items[i]!)));
  if (inOrder !== 'yes') return inOrder;
  // Pages of properties seldom say whether the order of a list matters.
  const rest = [...other.items];
  for (const item of one.items) {
    const at = rest.findIndex((candidate) => inner(item, candidate) !== 'yes');
    if (at < 0) return 'yes';
    rest.splice(at, 1);
  }
  return 'perhaps';
}

function isSameUnknown(one: Unknown, text: string, other: Unknown, otherText: string): boolean {
  if (one.selected !== undefined || other.selected !== undefined) return one.selected === other.selected;
  const isNamed = [one, other].every(({ partial }) => partial !== undefined && !partial.includes('${?}'));
  if (isNamed) return one.partial === other.partial;
  return plain(text.slice(one.at.start, one.at.end)) === plain(otherText.slice(other.at.start, other.at.end));
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
