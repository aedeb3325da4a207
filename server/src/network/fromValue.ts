import type { Cidr, Family } from '../cidr/cidr.ts';
import { parseCidr } from '../cidr/parse.ts';
import type { Value } from '../template/value.ts';
import { ABSENT, type Field, type KnownField, type Target, type TargetList } from './model.ts';

/** Reads one kind of value from a text; undefined where the text is no such thing. */
type Reader<T> = (text: string) => T | undefined;

/** A value of a template as a field of the model. Lists and structures are unknown: the caller wanted neither. */
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
      return { kind: 'unknown', why: value.why, at: value.at };
    default:
      return { kind: 'unknown', why: 'it is known when the stack is deployed', at: value.at };
  }
}

function fieldAs<T>(value: Extract<Value, { kind: 'known' }>, result: T): KnownField<T> {
  const { at, origin, defaults } = value;
  return { kind: 'known', value: result, at, defaults, ...(origin && { origin }) };
}

/** A block of that family; one that is malformed is unknown here and reported where all stated blocks are. */
export function cidrField(value: Value, family: Family): Field<Cidr> {
  return fieldOf(value, (text) => {
    const cidr = parseCidr(text);
    return cidr.kind === 'cidr' && cidr.family === family ? cidr : undefined;
  });
}

/** A whole number in decimal digits, perhaps negative. */
export function integerField(value: Value): Field<number> {
  return fieldOf(value, (text) => (/^-?\d+$/.test(text.trim()) ? Number(text) : undefined));
}

/** A resource of the template, or an id from outside. A text that is empty names nothing that is known. */
export function targetField(value: Value): Field<Target> {
  if (value.kind === 'reference') {
    const { resource, attribute, at } = value;
    const target: Target = { kind: 'resource', id: resource, ...(attribute !== undefined && { attribute }) };
    return { kind: 'known', value: target, at, defaults: [] };
  }
  return fieldOf(value, (text) => (text.trim() === '' ? undefined : { kind: 'id', id: text.trim() }));
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
      return { kind: 'unknown', why: 'it is no list of ids', at: value.at };
    case 'known':
    case 'reference': {
      // CloudFormation takes a single value where a list is expected.
      return { kind: 'known', items: [targetField(value)], at: value.at };
    }
  }
}
