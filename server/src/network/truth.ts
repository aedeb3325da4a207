import type { Field } from './field.ts';
import { type UnknownReason, unknownBecause } from './unknownReason.ts';

/**
 * Kleene's three-valued logic: yes, no, or unknown
 * (https://en.wikipedia.org/wiki/Three-valued_logic#Kleene_and_Priest_logics). An unknown value has a reason, or is the
 * plain `unknown` if the reason is not shown.
 */
export type Truth<Unknown = UnknownReason> = 'yes' | 'no' | Unknown;

export function truth(is: boolean): 'yes' | 'no' {
  return is ? 'yes' : 'no';
}

export function not<Unknown extends object | 'unknown'>(value: Truth<Unknown>): Truth<Unknown> {
  return value === 'yes' ? 'no' : value === 'no' ? 'yes' : value;
}

/** No if one value is no; else the first unknown value; else yes. */
export function and<Unknown extends object | 'unknown'>(
  ...values: readonly Truth<Unknown>[]
): Truth<Unknown> {
  if (values.includes('no')) return 'no';
  return values.find((value) => value !== 'yes') ?? 'yes';
}

/** Yes if one value is yes; else the first unknown value; else no. */
export function or<Unknown extends object | 'unknown'>(...values: readonly Truth<Unknown>[]): Truth<Unknown> {
  if (values.includes('yes')) return 'yes';
  return values.find((value) => value !== 'no') ?? 'no';
}

/** The same truth value, without the reason if it is unknown. */
export function withoutReason(value: Truth<UnknownReason | 'unknown'>): Truth<'unknown'> {
  return typeof value === 'object' ? 'unknown' : value;
}

/** The truth of a predicate over a property's value; `preset` if the property is absent. */
export function truthOf<T>(field: Field<T>, is: (value: T) => boolean, preset: Truth, name: string): Truth {
  if (field.kind === 'absent') return preset;
  if (field.kind === 'unknown') return unknownBecause(`${name} is unknown`, field);
  return truth(is(field.value));
}
