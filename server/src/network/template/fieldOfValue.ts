import type { Cidr, Family } from '../../cidr/cidr.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { table } from '../../table.ts';
import { NO_VALUE, type Value } from '../../template/evaluation/value.ts';
import {
  ABSENT,
  defaultsOf,
  type Field,
  type KnownField,
  type Target,
  type TargetList,
  unknownField,
} from '../field.ts';
import { ALL_PORTS, type IcmpType, type PortRange, type Protocol } from '../protocol.ts';
import type { Property } from './readResource.ts';

/** Parses a text; undefined if the text is not of this kind. */
type Reader<T> = (text: string) => T | undefined;

/**
 * Converts a value of a template to a field of the model. Lists and structures become unknown, since the caller expects
 * neither.
 */
export function fieldOf<T>(value: Value, read: Reader<T>): Field<T> {
  switch (value.kind) {
    case 'absent':
      return ABSENT;
    case 'known': {
      const result = read(value.text);
      if (result === undefined)
        return { kind: 'unknown', why: `it is written "${value.text}"`, at: value.at };
      return fieldAs(value, result);
    }
    case 'unknown':
      return unknownField(value, value.at);
    default:
      return { kind: 'unknown', why: 'it is known only after deployment', at: value.at };
  }
}

function fieldAs<T>(value: Extract<Value, { kind: 'known' }>, result: T): KnownField<T> {
  const { at, origin, defaults } = value;
  return { kind: 'known', value: result, at, defaults, ...(origin && { origin }) };
}

/** A block of that family. A malformed block is unknown here, and reported by the check of all stated blocks. */
export function cidrField(value: Value, family: Family): Field<Cidr> {
  return fieldOf(value, (text) => {
    const cidr = parseCidr(text);
    return cidr.kind === 'cidr' && cidr.family === family ? cidr : undefined;
  });
}

/** An integer in decimal digits, possibly negative. */
export function integerField(value: Value): Field<number> {
  return fieldOf(value, (text) => (/^-?\d+$/.test(text.trim()) ? Number(text) : undefined));
}

/** As `integerField`; undefined for anything else. */
export function integerOf(value: Value): number | undefined {
  const field = integerField(value);
  return field.kind === 'known' ? field.value : undefined;
}

/** `true` or `false` in any case, as CloudFormation accepts them. */
export function booleanField(value: Value): Field<boolean> {
  return fieldOf(value, (text) => (/^true$/i.test(text) ? true : /^false$/i.test(text) ? false : undefined));
}

/** As `booleanField`; undefined for anything else. */
export function booleanOf(value: Value): boolean | undefined {
  const field = booleanField(value);
  return field.kind === 'known' ? field.value : undefined;
}

/** One of a closed list of words in AWS's spelling. */
export function oneOfField<T extends string>(value: Value, words: readonly T[]): Field<T> {
  return fieldOf(value, (text) => words.find((word) => word === text));
}

/**
 * IANA's numbers of the protocol names that AWS accepts:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html
 */
const PROTOCOLS: Record<string, Protocol> = table({
  '-1': 'all',
  tcp: 'tcp',
  '6': 'tcp',
  udp: 'udp',
  '17': 'udp',
  icmp: 'icmp',
  '1': 'icmp',
  icmpv6: 'icmpv6',
  '58': 'icmpv6',
});

export function readProtocol(text: string): Protocol | undefined {
  const name = text.trim().toLowerCase();
  return PROTOCOLS[name] ?? (/^\d{1,3}$/.test(name) ? { number: Number(name) } : undefined);
}

/**
 * The port range of two properties. Protocols other than TCP and UDP have no ports, so the rule covers all (fact
 * SG-08).
 */
export function portRangeOf(
  protocol: Field<Protocol>,
  property: (name: string) => Value,
  [fromName, toName]: readonly [string, string],
): Field<PortRange> {
  if (protocol.kind !== 'known') return protocol;
  const { at, defaults } = protocol;
  if (protocol.value !== 'tcp' && protocol.value !== 'udp')
    return { kind: 'known', value: ALL_PORTS, at, defaults };
  const from = integerField(property(fromName));
  const to = integerField(property(toName));
  if (from.kind === 'unknown') return from;
  if (to.kind === 'unknown') return to;
  if (from.kind === 'absent' || to.kind === 'absent') {
    return { kind: 'unknown', why: 'one end of the port range is missing', at };
  }
  // The API interprets -1 as every port.
  const range = from.value === -1 || to.value === -1 ? ALL_PORTS : { from: from.value, to: to.value };
  return { kind: 'known', value: range, at: from.at, defaults: defaultsOf(from, to) };
}

/** The type and code of an ICMP rule; a missing one means any. */
export function icmpOf(protocol: Field<Protocol>, type: Value, code: Value): Field<IcmpType> {
  if (protocol.kind !== 'known' || (protocol.value !== 'icmp' && protocol.value !== 'icmpv6')) return ABSENT;
  const [first, second] = [integerField(type), integerField(code)];
  if (first.kind === 'unknown') return first;
  if (second.kind === 'unknown') return second;
  const value = {
    type: first.kind === 'known' ? first.value : -1,
    code: second.kind === 'known' ? second.value : -1,
  };
  const defaults = [first, second].flatMap((one) => (one.kind === 'known' ? one.defaults : []));
  return { kind: 'known', value, at: protocol.at, defaults: [...protocol.defaults, ...defaults] };
}

/**
 * A resource of the template, or an id from outside. An empty text is unknown, and so is one like `Vpc`, which is not
 * an AWS id but a logical id without its `Ref`.
 */
export function targetField(value: Value): Field<Target> {
  if (value.kind === 'reference') {
    const { resource, attribute, at } = value;
    const target: Target = { kind: 'resource', id: resource, ...(attribute !== undefined && { attribute }) };
    return { kind: 'known', value: target, at, defaults: [] };
  }
  return fieldOf(value, (text) =>
    /^\s*(?:[A-Z][A-Za-z0-9]*\s*)?$/.test(text) ? undefined : { kind: 'id', id: text.trim() },
  );
}

/** As `targetField`, for the owner of an object: two objects with the same parameter or import have the same owner. */
export function ownerField(value: Value): Field<Target> {
  const name = value.kind === 'unknown' ? outsideName(value.partial ?? '') : undefined;
  if (value.kind !== 'unknown' || name === undefined) return targetField(value);
  return { kind: 'known', value: { kind: 'outside', id: name }, at: value.at, defaults: [] };
}

/**
 * The name inside of `${…}` if that is the whole text; the name may itself contain `${…}`. Undefined if it contains a
 * part without a name, `${?}`, since two such parts need not be equal.
 */
function outsideName(partial: string): string | undefined {
  const name = /^\$\{((?:[^{}]|\$\{[^{}]*\})+)\}$/.exec(partial)?.[1];
  return name === undefined || name === '?' || name.includes('${?}') ? undefined : name;
}

export function targetList(value: Value): TargetList {
  switch (value.kind) {
    case 'absent':
      return ABSENT;
    case 'list':
      return { kind: 'known', items: value.items.map(targetField), at: value.at };
    case 'unknown':
      return value;
    case 'fields':
    case 'zone':
    case 'zones':
      return { kind: 'unknown', why: 'it is not a list of ids', at: value.at };
    case 'known':
    case 'reference': {
      // CloudFormation accepts a single value in place of a list.
      return { kind: 'known', items: [targetField(value)], at: value.at };
    }
  }
}

/**
 * The value at a path such as `VpcConfig.SubnetIds`. `*` visits every item of a list and concatenates the results,
 * lists included; one unknown item makes the whole result unknown.
 */
export function valueAtPath(property: Property, path: string): Value {
  const [first, ...rest] = path.split('.');
  return within(property(first!), rest);
}

/** The field of a mapping by its name; absent if it has none, or if the value is no mapping that is written out. */
export function fieldIn(value: Value, name: string): Value {
  return value.kind === 'fields' ? (value.fields.get(name) ?? NO_VALUE) : NO_VALUE;
}

/** As `fieldIn`, but a value that is no mapping that is written out is returned itself, so that it stays unknown. */
export function fieldWithin(value: Value, name: string): Value {
  return value.kind === 'fields' ? fieldIn(value, name) : value;
}

function within(value: Value, [step, ...rest]: readonly string[]): Value {
  if (step === undefined || value.kind === 'unknown' || value.kind === 'absent') return value;
  if (step !== '*') {
    if (value.kind === 'fields') return within(value.fields.get(step) ?? NO_VALUE, rest);
    return { kind: 'unknown', why: 'it is not written out', at: value.at };
  }
  const items = value.kind === 'list' ? value.items : [value];
  const present = items.map((item) => within(item, rest)).filter(({ kind }) => kind !== 'absent');
  const unknown = present.find(({ kind }) => kind === 'unknown');
  if (unknown) return unknown;
  if (present.length === 0) return NO_VALUE;
  return {
    kind: 'list',
    items: present.flatMap((one) => (one.kind === 'list' ? one.items : [one])),
    at: value.at,
  };
}

/** The value of the first path that is written; absent if none is. */
export function firstAtPath(property: Property, paths: readonly string[] = []): Value {
  for (const path of paths) {
    const value = valueAtPath(property, path);
    if (value.kind !== 'absent') return value;
  }
  return NO_VALUE;
}

/** The items of a list; a single value counts as a list of one. */
export function itemsOf(value: Value): readonly Value[] {
  return value.kind === 'list' ? value.items : value.kind === 'absent' ? [] : [value];
}
