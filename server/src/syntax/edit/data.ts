import type { Node } from '../tree.ts';
import type { Data } from './edits.ts';
import { isDataList, isDataMapping } from './print.ts';

/**
 * A node as data, with calls in their long form; undefined if data cannot express it, for example because of another
 * tag.
 */
export function dataOf(node: Node): Data | undefined {
  if (node.anchor !== undefined || node.kind === 'alias') return undefined;
  if (node.tag === undefined) return untaggedData(node);
  const key = callOfTag(node.tag);
  const argument = untaggedData(node);
  if (key === undefined || argument === undefined) return undefined;
  return normalCall(key, argument);
}

/** The long name of an intrinsic function from its tag. */
function callOfTag(tag: string): string | undefined {
  if (tag === '!Ref' || tag === '!Condition') return tag.slice(1);
  return /^![A-Z][A-Za-z0-9]+$/.test(tag) ? `Fn::${tag.slice(1)}` : undefined;
}

function untaggedData(node: Node): Data | undefined {
  if (node.kind === 'alias') return undefined;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') {
    const items = node.items.map(dataOf);
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  const entries: [string, Data][] = [];
  for (const { key, value } of node.entries) {
    const data = dataOf(value);
    if (data === undefined || key.tag !== undefined || key.anchor !== undefined) return undefined;
    entries.push([key.text, data]);
  }
  const keys = new Set(entries.map(([key]) => key));
  if (keys.size < entries.length || keys.has('<<')) return undefined;
  return withNormalCalls(Object.fromEntries(entries));
}

function withNormalCalls(mapping: { readonly [key: string]: Data }): Data {
  const entries = Object.entries(mapping);
  const [key, argument] = entries[0] ?? [];
  return entries.length === 1 && key === 'Fn::GetAtt' && argument !== undefined
    ? normalCall(key, argument)
    : mapping;
}

/** Normalises `Fn::GetAtt`, which accepts both `A.B` and `[A, B]`. */
function normalCall(key: string, argument: Data): Data {
  const dot = typeof argument === 'string' ? argument.indexOf('.') : -1;
  if (key !== 'Fn::GetAtt' || typeof argument !== 'string' || dot < 0) return { [key]: argument };
  return { [key]: [argument.slice(0, dot), argument.slice(dot + 1)] };
}

/** True if two values are equivalent; calls may be in either form. */
export function isSameData(a: Data, b: Data): boolean {
  if (isDataList(a))
    return isDataList(b) && a.length === b.length && a.every((item, i) => isSameData(item, b[i]!));
  if (isDataMapping(a)) {
    if (!isDataMapping(b)) return false;
    const [one, other] = [withNormalCalls(a), withNormalCalls(b)] as { readonly [key: string]: Data }[];
    const keys = Object.keys(one!);
    return (
      keys.length === Object.keys(other!).length &&
      keys.every((key) => Object.hasOwn(other!, key) && isSameData(one![key]!, other![key]!))
    );
  }
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}
