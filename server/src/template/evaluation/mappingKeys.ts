import { entriesOf, type Node, type Scalar, valueAt } from '../../syntax/tree.ts';
import { isCertainValue, type Known, type Value } from './value.ts';

// What the keys of a mapping say with certainty about a call of Fn::FindInMap.

/** Why no first key, such as the region, has an entry with this second key; undefined if one may have it. */
export function missingEverywhere(
  map: Value | undefined,
  second: Value | undefined,
  mapping: Node | undefined,
): string | undefined {
  if (!isCertainValue(map) || !isCertainValue(second) || !isAsWritten(second.origin)) return undefined;
  const entries = entriesOf(mapping);
  const isNowhere = entries.every(({ key, value }) => {
    return hasPlainKeys(mapping, key.text) && !valueAt(value, second.text);
  });
  if (entries.length === 0 || !isNowhere) return undefined;
  return `no entry of the mapping ${map.text} has a key ${keyInWords(second.text)}`;
}

/** Why there is no entry with this first key, whatever the second one is; undefined if there may be one. */
export function missingFirst(
  map: Value | undefined,
  top: Known,
  second: Value | undefined,
  mapping: Node | undefined,
): string | undefined {
  if (!isCertainValue(map) || second?.kind === 'known' || !isAsWritten(top.origin)) return undefined;
  const isHere = valueAt(mapping, top.text) !== undefined || !hasPlainKeys(mapping, top.text);
  return isHere || entriesOf(mapping).length === 0
    ? undefined
    : `the mapping ${map.text} has no key ${keyInWords(top.text)}`;
}

/** A key as it is quoted in a sentence. */
export function keyInWords(key: string): string {
  return key.trim() === '' ? `'${key}'` : key;
}

/**
 * False for keys that a macro fills in, and for keys such as `yes` and `010`, which AWS may read as a boolean or
 * another number.
 */
export function hasPlainKeys(mapping: Node | undefined, top: string): boolean {
  const isPlain = (node: Node | undefined) =>
    entriesOf(node).every(({ key }) => isAsWritten(key) && !key.text.startsWith('Fn::'));
  return isPlain(mapping) && isPlain(valueAt(mapping, top));
}

/** True if CloudFormation sees the text as it is written: `010` is a number, whose text it is not. */
export function isAsWritten(scalar: Scalar | undefined): boolean {
  return scalar === undefined || typeof scalar.value === 'string' || String(scalar.value) === scalar.text;
}
