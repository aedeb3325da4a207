import { isConditional } from '../../../changes/resources.ts';
import type { KnownField } from '../../../network/field.ts';
import type { Data, Edit } from '../../../syntax/edit.ts';
import { entryAt, type Node, type Scalar, writtenEntry } from '../../../syntax/tree.ts';
import type { Fix } from '../../defineRule.ts';

/** The literal of a value that is written where it is used, and not in a parameter or a mapping. */
export function literalInPlace({
  at,
  origin,
}: Pick<KnownField<unknown>, 'at' | 'origin'>): Scalar | undefined {
  return origin?.start === at.start ? origin : undefined;
}

/** Replaces a literal; no fix if there is none, or no replacement. */
export function changeTo(
  literal: Node | undefined,
  value: string | number | undefined,
  preferred: boolean,
): readonly Fix[] {
  if (!literal || value === undefined) return [];
  return [{ title: `Change to ${value}`, preferred, edits: [{ op: 'replace', node: literal, value }] }];
}

/** Sets a property that is absent or a literal; no fix if it is a call or conditional. */
export function settingFix(
  properties: Node | undefined,
  key: string,
  value: Data,
  title: string,
): readonly Fix[] {
  if (properties?.kind !== 'mapping') return [];
  const node = entryAt(properties, key)?.value;
  // The property may exist in another scenario.
  if (
    !node &&
    properties.entries.some((entry) => entry.key.text.startsWith('Fn::') || entry.key.text === '<<')
  )
    return [];
  if (node && (node.kind !== 'scalar' || node.tag !== undefined || isConditional(node))) return [];
  return [{ title, preferred: false, edits: [{ op: 'set-entry', in: properties, key, value }] }];
}

/** Removes a property; no fix if it is conditional. */
export function removalFix(properties: Node | undefined, key: string): readonly Fix[] {
  const entry = writtenEntry(properties, key);
  if (properties?.kind !== 'mapping' || !entry || isConditional(entry.value)) return [];
  return [
    { title: `Remove ${key}`, preferred: false, edits: [{ op: 'remove-entry', from: properties, entry }] },
  ];
}

/** Removes a property from every item of a literal list. */
export function removalInItems(list: Node | undefined, key: string): readonly Fix[] {
  if (list?.kind !== 'sequence' || list.tag !== undefined || isConditional(list)) return [];
  const edits = list.items.flatMap((from): Edit[] => {
    const entry = entryAt(from, key);
    return from.kind === 'mapping' && entry ? [{ op: 'remove-entry', from, entry }] : [];
  });
  return edits.length > 0 ? [{ title: `Remove ${key}`, preferred: false, edits }] : [];
}
