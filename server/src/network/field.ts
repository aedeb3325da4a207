import type { Span } from '../syntax/span.ts';
import type { Mapping, Scalar } from '../syntax/tree.ts';

/** What a property says. `at` is the place of use. */
export type Field<T> =
  | KnownField<T>
  | {
      readonly kind: 'unknown';
      readonly why: string;
      readonly at: Span;
      /** Amazon chooses it when it makes the object. */
      readonly isProvided?: true;
    }
  | Absent;

export interface KnownField<T> {
  readonly kind: 'known';
  readonly value: T;
  readonly at: Span;
  /** The one literal that the value stands in, where changing it changes the value. */
  readonly origin?: Scalar;
  /** Parameters whose defaults the value rests on. */
  readonly defaults: readonly string[];
  /** Nobody said so: a sentence on what is taken to be so, for answers to repeat. */
  readonly assumed?: string;
}

export interface Absent {
  readonly kind: 'absent';
}

export const ABSENT: Absent = { kind: 'absent' };

/** Something of AWS's that a property names. */
export type Target =
  | { readonly kind: 'resource'; readonly id: string; readonly attribute?: string }
  /** An id such as `subnet-f3446aba`, of something outside the file. */
  | { readonly kind: 'id'; readonly id: string }
  /**
   * Decided outside of the file, such as a parameter, an import or the output of a nested stack. Which thing it is
   * is not known; equal ids are one thing, and different ids may be.
   */
  | { readonly kind: 'outside'; readonly id: string };

export type TargetList =
  | { readonly kind: 'known'; readonly items: readonly Field<Target>[]; readonly at: Span }
  | { readonly kind: 'unknown'; readonly why: string; readonly at: Span }
  | Absent;

/** Every object of the model. */
export interface NetworkObject {
  /** The logical id, or the stage's name. */
  readonly id: string;
  /** Where its name is written. */
  readonly at: Span;
  /** Where its properties are written, for edits that add one. */
  readonly properties: Mapping | undefined;
}

export interface InVpc extends NetworkObject {
  readonly vpc: Field<Target>;
}

/** The name of a resource of this file that a field refers to by `Ref`; undefined for anything else. */
export function referredResource(field: Field<Target>): string | undefined {
  if (field.kind !== 'known' || field.value.kind !== 'resource') return undefined;
  return field.value.id;
}

/** The parameters whose defaults any of the fields rests on, each once. */
export function defaultsOf(...fields: readonly Field<unknown>[]): readonly string[] {
  return [...new Set(fields.flatMap((field) => (field.kind === 'known' ? field.defaults : [])))];
}

/** What is taken to be so without anybody having said it, each once. */
export function assumptionsOf(...fields: readonly Field<unknown>[]): readonly string[] {
  const assumed = fields.map((field) => (field.kind === 'known' ? field.assumed : undefined));
  return [...new Set(assumed.filter((one) => one !== undefined))];
}

/** True where both surely name the same thing, whichever way they do. */
export function isSameTarget(a: Target, b: Target): boolean {
  if (a.kind !== b.kind || a.id !== b.id) return false;
  if (a.kind !== 'resource' || b.kind !== 'resource') return true;
  // `Ref` and the id as an attribute are one thing; two attributes, as of a custom resource, may be two.
  return a.attribute === b.attribute || a.attribute === undefined || b.attribute === undefined;
}

/** True where both surely name different things. Neither this nor `isSameTarget` holds where nobody can tell. */
export function isOtherTarget(a: Target, b: Target): boolean {
  if (a.kind === 'outside' || b.kind === 'outside') return false;
  return a.kind !== b.kind || a.id !== b.id;
}
