import type { Span } from '../syntax/span.ts';
import type { Mapping, Scalar } from '../syntax/tree.ts';
import { reasonAlone, type UnknownReason } from './unknownReason.ts';

/** The value of a property. `at` is the position where it is used. */
export type Field<T> = KnownField<T> | UnknownField | Absent;

export interface UnknownField extends UnknownReason {
  readonly kind: 'unknown';
  readonly at: Span;
  /** Amazon chooses it when it makes the object. */
  readonly isProvided?: true;
}

export interface KnownField<T> {
  readonly kind: 'known';
  readonly value: T;
  readonly at: Span;
  /** The one literal that contains the value, if editing that literal changes the value. */
  readonly origin?: Scalar;
  /** Parameters whose defaults the value depends on. */
  readonly defaults: readonly string[];
  /** Set if the value is an assumption: a sentence about it, which answers repeat. */
  readonly assumed?: string;
}

export interface Absent {
  readonly kind: 'absent';
}

export const ABSENT: Absent = { kind: 'absent' };

/** The reason `why`, decided by what decides the fields, and by what they name outside of the file. */
export function unknownOf(why: string, ...fields: readonly (Field<Target> | UnknownField)[]): UnknownReason {
  const decidedBy = new Set(
    fields.flatMap((field) => {
      if (field.kind === 'unknown') return field.decidedBy ?? [];
      return field.kind === 'known' && field.value.kind !== 'resource' ? [field.value.id] : [];
    }),
  );
  return decidedBy.size > 0 ? { why, decidedBy: [...decidedBy] } : { why };
}

export function unknownField(reason: UnknownReason, at: Span): UnknownField {
  return { kind: 'unknown', ...reasonAlone(reason), at };
}

/** An AWS object that a property refers to. */
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
  | UnknownField
  | Absent;

/** The common part of all objects of the model. */
export interface NetworkObject {
  /** The logical id, or the stage's name. */
  readonly id: string;
  /** The span of its name. */
  readonly at: Span;
  /** The mapping of its properties, for edits that add one. */
  readonly properties: Mapping | undefined;
}

export interface InVpc extends NetworkObject {
  readonly vpc: Field<Target>;
}

/** The logical id of a resource of this file that a field refers to by `Ref`; undefined for anything else. */
export function referredResource(field: Field<Target>): string | undefined {
  if (field.kind !== 'known' || field.value.kind !== 'resource') return undefined;
  return field.value.id;
}

/** The value of a field, or the default if the field is not written; undefined if it is unknown. */
export function valueOr<T>(field: Field<T>, byDefault: T): T | undefined {
  if (field.kind === 'absent') return byDefault;
  return field.kind === 'known' ? field.value : undefined;
}

/** The parameters whose defaults any of the fields depends on, without duplicates. */
export function defaultsOf(...fields: readonly Field<unknown>[]): readonly string[] {
  return [...new Set(fields.flatMap((field) => (field.kind === 'known' ? field.defaults : [])))];
}

/** The assumptions of the fields, without duplicates. */
export function assumptionsOf(...fields: readonly Field<unknown>[]): readonly string[] {
  const assumed = fields.map((field) => (field.kind === 'known' ? field.assumed : undefined));
  return [...new Set(assumed.filter((one) => one !== undefined))];
}

/** True if both certainly refer to the same object, in whichever way. */
export function isSameTarget(a: Target, b: Target): boolean {
  if (a.kind !== b.kind || a.id !== b.id) return false;
  if (a.kind !== 'resource' || b.kind !== 'resource') return true;
  // `Ref` and the attribute with the id are the same; two other attributes, as of a custom resource, may be two
  // objects.
  return a.attribute === b.attribute || a.attribute === undefined || b.attribute === undefined;
}

/** True if both fields certainly refer to the same object. */
export function areSameTarget(a: Field<Target>, b: Field<Target>): boolean {
  return a.kind === 'known' && b.kind === 'known' && isSameTarget(a.value, b.value);
}

/** True if both certainly refer to different objects. If it is unknown, this and `isSameTarget` are both false. */
export function isOtherTarget(a: Target, b: Target): boolean {
  if (a.kind === 'outside' || b.kind === 'outside') return false;
  return a.kind !== b.kind || a.id !== b.id;
}

/** True if both fields certainly refer to different objects. */
export function areOtherTargets(a: Field<Target>, b: Field<Target>): boolean {
  return a.kind === 'known' && b.kind === 'known' && isOtherTarget(a.value, b.value);
}

/** True if a list certainly has no item: it is not written, or empty. */
export function hasNoItems(list: TargetList): boolean {
  return list.kind === 'absent' || (list.kind === 'known' && list.items.length === 0);
}

/** True if a list certainly has an item. If it is unknown, this and `hasNoItems` are both false. */
export function hasItems(list: TargetList): boolean {
  return list.kind === 'known' && list.items.length > 0;
}
