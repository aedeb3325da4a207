import { place } from './shift.ts';
import type { Entry, Mapping, Node, Scalar, Sequence } from './tree.ts';

/**
 * Builds a newly parsed value from the node objects of an earlier version wherever they are equal, moved to their new
 * offsets. Caches that are keyed by node then stay valid after a change elsewhere in the same resource. Neither version
 * may have anchors or aliases, and the earlier one must not be used any more.
 */
export function reconciled(before: Node, fresh: Node): Node {
  if (isSame(before, fresh)) return moved(before, fresh);
  if (before.kind === 'sequence' && fresh.kind === 'sequence') {
    const items = fresh.items as Node[];
    for (const [old, index] of pairsOf(before.items, items, isSame))
      items[index] = reconciled(old, items[index]!);
  } else if (before.kind === 'mapping' && fresh.kind === 'mapping') {
    for (const [old, index] of pairsOf(before.entries, fresh.entries, isSameEntry))
      reconcileEntry(old, fresh.entries[index]!);
  }
  return fresh;
}

/** As `reconciled`, for the key and the value of a newly parsed entry. */
export function reconcileEntry(before: Entry, fresh: { -readonly [K in keyof Entry]: Entry[K] }): void {
  if (isSame(before.key, fresh.key)) fresh.key = moved(before.key, fresh.key);
  fresh.value = reconciled(before.value, fresh.value);
}

/** Pairs the equal children at the start and at the end, and those between if their number is unchanged. */
function pairsOf<T>(
  before: readonly T[],
  fresh: readonly T[],
  areSame: (a: T, b: T) => boolean,
): readonly (readonly [T, number])[] {
  const most = Math.min(before.length, fresh.length);
  const by = fresh.length - before.length;
  let start = 0;
  while (start < most && areSame(before[start]!, fresh[start]!)) start++;
  let end = before.length;
  while (end > start && end + by > start && areSame(before[end - 1]!, fresh[end - 1 + by]!)) end--;
  return before.flatMap((old, i): (readonly [T, number])[] => {
    if (i < start) return [[old, i]];
    if (i >= end) return [[old, i + by]];
    return by === 0 ? [[old, i]] : [];
  });
}

function isSame(a: Node, b: Node): boolean {
  if (a.tag !== b.tag || a.anchor !== b.anchor) return false;
  switch (a.kind) {
    case 'scalar':
      return b.kind === 'scalar' && a.text === b.text && a.value === b.value && a.style === b.style;
    case 'sequence':
      return b.kind === 'sequence' && a.style === b.style && areSame(a.items, b.items, isSame);
    case 'mapping':
      return b.kind === 'mapping' && a.style === b.style && areSame(a.entries, b.entries, isSameEntry);
    case 'alias':
      return false;
  }
}

function isSameEntry(a: Entry, b: Entry): boolean {
  return isSame(a.key, b.key) && isSame(a.value, b.value);
}

function areSame<T>(a: readonly T[], b: readonly T[], areBoth: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((one, i) => areBoth(one, b[i]!));
}

/**
 * Moves a node to the position of an equal one. It gets that node's strings, so that it does not keep the earlier
 * source in memory.
 */
function moved<T extends Node>(node: T, to: T): T {
  place(node, to);
  if (node.kind === 'scalar') {
    const { text, value } = to as Scalar;
    Object.assign(node, { text, value });
  }
  if (node.kind === 'sequence')
    for (const [i, item] of node.items.entries()) moved(item, (to as Sequence).items[i]!);
  if (node.kind === 'mapping') {
    for (const [i, entry] of node.entries.entries()) {
      const other = (to as Mapping).entries[i]!;
      place(entry, other);
      moved(entry.key, other.key);
      moved(entry.value, other.value);
    }
  }
  return node;
}
