import type { InventoryPart } from '../../inventory/inventory.ts';
import type { PartName } from '../../inventory/parts.ts';
import type { Span } from '../../syntax/span.ts';
import { known, NO_VALUE, type Value } from '../../template/evaluation/value.ts';
import { ABSENT, type Field, type NetworkObject, type Target, type TargetList } from '../field.ts';
import { targetField } from '../template/fieldOfValue.ts';
import type { Draft } from '../template/readResource.ts';

export function objectOf(id: string, at: Span): NetworkObject {
  return { id, at, properties: undefined };
}

/** A member of a described object, as a value for the functions that read template values. */
export function memberValue(member: string | number | boolean | undefined, at: Span): Value {
  return member === undefined ? NO_VALUE : known(`${member}`, at);
}

/** The object that this one belongs or leads to; unknown if AWS's answer lacks it. */
export function targetOf(id: string | undefined, at: Span): Field<Target> {
  if (id === undefined) return { kind: 'unknown', why: 'the inventory does not say', at };
  return targetField(memberValue(id, at));
}

/** As `targetOf`; absent if AWS's answer lacks it. */
export function optionalTarget(id: string | undefined, at: Span): Field<Target> {
  return id === undefined ? ABSENT : targetOf(id, at);
}

export function targetListOf(ids: readonly (string | undefined)[] | undefined, at: Span): TargetList {
  if (!ids) return { kind: 'unknown', why: 'the inventory does not say', at };
  return { kind: 'known', items: ids.map((id) => targetOf(id, at)), at };
}

/**
 * Marks the list of an object as incomplete if a part of the inventory is missing, so that nothing is concluded from
 * what the list lacks.
 */
export function markIncomplete<K extends PartName>(
  draft: Draft,
  part: InventoryPart<K>,
  id: string,
  lists: readonly (readonly unknown[] | undefined)[],
  noun: string,
): void {
  if (part.damaged.has(id)) draft.incomplete.set(id, `a part of ${id} cannot be read`);
  else if (lists.some((list) => list === undefined))
    draft.incomplete.set(id, `the inventory does not tell the ${noun} of ${id}`);
}

/** A property that a template omits has AWS's default; a member that an answer omits is unknown. */
export function unknownIfAbsent<T>(field: Field<T>, at: Span): Field<T> {
  return field.kind === 'absent' ? { kind: 'unknown', why: 'the inventory does not say', at } : field;
}

/** False for an object that is deleted or being deleted: AWS's answers contain it for some time. */
export function isThere({ State }: { readonly State: string | undefined }): boolean {
  return !/^(delet|fail|reject|expir|detach|disassociat)/i.test(State ?? '');
}
