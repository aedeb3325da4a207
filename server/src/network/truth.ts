import type { Field } from './field.ts';

/**
 * Kleene's three-valued logic: yes, no, or not known (https://en.wikipedia.org/wiki/Three-valued_logic#Kleene_and_Priest_logics).
 * What is not known says why, or is the plain `unknown` where nobody is told.
 */
export type Truth<Unknown = Doubt> = 'yes' | 'no' | Unknown;

/** Why something is not known. */
export interface Doubt {
  readonly why: string;
}

export function truth(is: boolean): 'yes' | 'no' {
  return is ? 'yes' : 'no';
}

export function not<Unknown extends object | 'unknown'>(value: Truth<Unknown>): Truth<Unknown> {
  return value === 'yes' ? 'no' : value === 'no' ? 'yes' : value;
}

/** No where one is no; else what is first not known; else yes. */
export function and<Unknown extends object | 'unknown'>(
  ...values: readonly Truth<Unknown>[]
): Truth<Unknown> {
  if (values.includes('no')) return 'no';
  return values.find((value) => value !== 'yes') ?? 'yes';
}

/** Yes where one is yes; else what is first not known; else no. */
export function or<Unknown extends object | 'unknown'>(...values: readonly Truth<Unknown>[]): Truth<Unknown> {
  if (values.includes('yes')) return 'yes';
  return values.find((value) => value !== 'no') ?? 'no';
}

/** Whether something surely is not so, or surely is, without the reason where neither holds. */
export function withoutReason(value: Truth<Doubt | 'unknown'>): Truth<'unknown'> {
  return typeof value === 'object' ? 'unknown' : value;
}

/** What a property says of something; `preset` is so where it is absent. */
export function truthOf<T>(field: Field<T>, is: (value: T) => boolean, preset: Truth, name: string): Truth {
  if (field.kind === 'absent') return preset;
  if (field.kind === 'unknown') return { why: `${name} is unknown: ${field.why}` };
  return truth(is(field.value));
}
