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

/** A member of an answer as the readers of template values take it. */
export function memberValue(member: string | number | boolean | undefined, at: Span): Value {
  return member === undefined ? NO_VALUE : known(`${member}`, at);
}

/** What an object belongs to or leads to; unknown where AWS's answer lacks it. */
export function targetOf(id: string | undefined, at: Span): Field<Target> {
  if (id === undefined) return { kind: 'unknown', why: 'the inventory does not say', at };
  return targetField(memberValue(id, at));
}

/** As `targetOf`; absent where it is not told. */
export function optionalTarget(id: string | undefined, at: Span): Field<Target> {
  return id === undefined ? ABSENT : targetOf(id, at);
}

export function targetListOf(ids: readonly (string | undefined)[] | undefined, at: Span): TargetList {
  if (!ids) return { kind: 'unknown', why: 'the inventory does not say', at };
  return { kind: 'known', items: ids.map((id) => targetOf(id, at)), at };
}

/** Marks an object of whose list a piece is missing, so that what is not there proves nothing. */
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

/** What a template leaves out has AWS's default; what an answer leaves out is not known. */
export function told<T>(field: Field<T>, at: Span): Field<T> {
  return field.kind === 'absent' ? { kind: 'unknown', why: 'the inventory does not say', at } : field;
}

/** False for what is gone or going: the answers hold it for a while. */
export function isThere({ State }: { readonly State: string | undefined }): boolean {
  return !/^(delet|fail|reject|expir|detach|disassociat)/i.test(State ?? '');
}
