import type { Span } from '../span.ts';
import type { Entry, Mapping, Node, SyntaxTree } from '../tree.ts';
import { aliasTargetsOf, hasNested, isAtGap, keyBroughtTwice } from './conflicts.ts';
import { dataOf, isSameData } from './data.ts';
import type { Data, Edit, KeyPlace, Refusal } from './edits.ts';
import { findNode, type Step, wayTo } from './places.ts';
import { type Child, type Collection, childrenOf, keyOfPiece, type Plan } from './plan.ts';

const ELSEWHERE = 'What the edit changes is not written in this document.';
const BROKEN = 'The text here is broken; it has to be mended first.';
const TWICE = 'Two of the edits change the same value.';

/**
 * Groups edits by the nodes that they touch. Refuses edits that touch aliased or broken text, and edits that touch the
 * same thing.
 */
export function planOf(tree: SyntaxTree, edits: readonly Edit[]): Plan | Refusal {
  const ways = new Map<Node, readonly Step[]>();
  const changes = new Map<Collection, { removed: Set<number>; inserted: Map<number, Child[]> }>();
  const replaced = new Map<Node, Data>();
  const wrapped = new Set<Node>();
  const renamed = new Map<Entry, string>();
  const deleted: Span[] = [];
  /** Nodes that are moved or replaced as a whole, so that nothing within them can be edited. */
  const whole = new Map<Node, string>();
  const aliases = aliasTargetsOf(tree);
  const broken = tree.problems.filter(({ kind }) => kind === 'broken' || kind === 'limit');
  let refused: string | undefined;

  function refuse(reason: string): void {
    refused ??= reason;
  }
  /** The path to a node; empty, and refused, for a node of another tree. */
  function find(node: Node): readonly Step[] {
    const way = ways.get(node) ?? wayTo(tree, node) ?? [];
    if (way.length === 0) refuse(ELSEWHERE);
    ways.set(node, way);
    return way;
  }
  /** Marks a node as changed; with `all`, its whole content is removed or changed. */
  function touch(node: Node, all: boolean): void {
    const way = find(node);
    if (aliases.size === 0) return;
    const isShared =
      way.some((step) => aliases.has(step.node)) || (all && findNode(node, (n) => aliases.has(n)));
    if (isShared) refuse('The value has an anchor that other places use, so the edit would change them too.');
  }
  function changeOf(collection: Collection) {
    let change = changes.get(collection);
    if (!change) {
      change = { removed: new Set(), inserted: new Map() };
      changes.set(collection, change);
    }
    return change;
  }
  function takeWhole(node: Node, by: string): void {
    const earlier = whole.get(node);
    if (earlier !== undefined && earlier !== by) refuse(TWICE);
    whole.set(node, by);
  }
  function refuseBroken(touched: Span | Entry): void {
    let { end } = touched;
    const isMissing = 'key' in touched && touched.value.start === touched.value.end;
    // For a missing value the place where it would be counts too.
    if (isMissing) while (/[\s:]/.test(tree.text[end] ?? '')) end++;
    if (broken.some((problem) => problem.start <= end && touched.start <= problem.end)) refuse(BROKEN);
  }
  function indexIn(collection: Collection, child: Entry | Node): number {
    const index = childrenOf(collection).indexOf(child);
    if (index < 0) refuse(ELSEWHERE);
    return index;
  }
  function remove(from: Collection, child: Entry | Node, by: string): number {
    const index = indexIn(from, child);
    const node = 'key' in child ? child.value : child;
    touch(from, false);
    touch(node, true);
    refuseBroken(child);
    takeWhole(node, by);
    changeOf(from).removed.add(index);
    return index;
  }
  function replace(node: Node, value: Data): void {
    const there = dataOf(node);
    if (there !== undefined && isSameData(there, value)) return;
    const place = find(node).at(-1)?.place;
    touch(node, true);
    refuseBroken(place?.kind === 'value' ? place.entry : node);
    takeWhole(node, `replace ${JSON.stringify(value)}`);
    replaced.set(node, value);
  }
  function insertAt(into: Collection, gap: number, piece: Child, position?: number): void {
    touch(into, false);
    if (broken.some((problem) => isAtGap(problem, into, gap))) refuse(BROKEN);
    const { inserted } = changeOf(into);
    const pieces = inserted.get(gap) ?? [];
    pieces.splice(position ?? pieces.length, 0, piece);
    inserted.set(gap, pieces);
  }
  function insertEntry(into: Mapping, key: string, piece: Child, place: KeyPlace): void {
    const { inserted } = changeOf(into);
    if (place.after !== undefined) {
      for (const [gap, pieces] of inserted) {
        const at = pieces.findIndex((other) => keyOfPiece(other) === place.after);
        if (at >= 0) {
          insertAt(into, gap, piece, at + 1);
          return;
        }
      }
    }
    insertAt(into, gapFor(into, key, place), piece);
  }
  /** True if the same insertion was requested before. */
  function isRepeated(into: Mapping, key: string, value: Data): boolean {
    for (const pieces of changeOf(into).inserted.values()) {
      for (const piece of pieces) {
        if (keyOfPiece(piece) !== key) continue;
        if (piece.kind === 'data' && JSON.stringify(piece.value) === JSON.stringify(value)) return true;
        refuse(`Two of the edits insert ${key}.`);
      }
    }
    return false;
  }

  // Removals first, so that a new entry may reuse the key of a removed one, in whatever order they are listed.
  const takesAway = (edit: Edit) => edit.op === 'remove-entry' || edit.op === 'remove-item';
  for (const edit of [...edits.filter(takesAway), ...edits.filter((edit) => !takesAway(edit))]) {
    switch (edit.op) {
      case 'replace':
        replace(edit.node, edit.value);
        break;
      case 'rename': {
        const way = find(edit.entry.value);
        const place = way.at(-1)?.place;
        if (place?.kind === 'value' && place.entry === edit.entry) touch(place.parent, false);
        else refuse(ELSEWHERE);
        refuseBroken(edit.entry.key);
        if (edit.key === edit.entry.key.text) break;
        if ((renamed.get(edit.entry) ?? edit.key) !== edit.key) refuse(TWICE);
        renamed.set(edit.entry, edit.key);
        break;
      }
      case 'remove-entry':
        remove(edit.from, edit.entry, 'remove');
        break;
      case 'remove-item':
        remove(edit.from, edit.item, 'remove');
        break;
      case 'insert-entry':
        if (isRepeated(edit.into, edit.key, edit.value)) break;
        insertEntry(edit.into, edit.key, { kind: 'data', key: edit.key, value: edit.value }, edit);
        break;
      case 'set-entry': {
        const removed = changes.get(edit.in)?.removed;
        const existing = edit.in.entries.findLast(
          (entry, i) => entry.key.text === edit.key && !removed?.has(i),
        );
        if (existing) replace(existing.value, edit.value);
        else if (!isRepeated(edit.in, edit.key, edit.value)) {
          insertEntry(edit.in, edit.key, { kind: 'data', key: edit.key, value: edit.value }, edit);
        }
        break;
      }
      case 'insert-item':
        insertAt(edit.into, Math.min(edit.index ?? edit.into.items.length, edit.into.items.length), {
          kind: 'data',
          key: undefined,
          value: edit.value,
        });
        break;
      case 'wrap':
        touch(edit.node, true);
        refuseBroken(edit.node);
        takeWhole(edit.node, 'wrap');
        wrapped.add(edit.node);
        break;
      case 'move-entry': {
        if (whole.has(edit.entry.value)) refuse(TWICE);
        const index = remove(edit.from, edit.entry, 'move');
        insertEntry(edit.to, edit.entry.key.text, { kind: 'moved', from: edit.from, index }, edit);
        break;
      }
      case 'move-item': {
        if (whole.has(edit.item)) refuse(TWICE);
        const index = remove(edit.from, edit.item, 'move');
        const gap = Math.min(edit.index ?? edit.to.items.length, edit.to.items.length);
        insertAt(edit.to, gap, { kind: 'moved', from: edit.from, index });
        break;
      }
      case 'delete':
        deleted.push(edit.at);
        break;
      default:
        edit satisfies never;
    }
  }

  const plan: Plan = { changes, replaced, wrapped, renamed, deleted, ways };
  const twice = keyBroughtTwice(plan);
  if (twice !== undefined) refuse(`There is an entry named ${twice} already.`);
  if (hasNested(plan, whole)) refuse('One of the edits lies within a value that another one changes.');
  return refused === undefined ? plan : { refused };
}

/** The index of the entry before which a new one is inserted. */
function gapFor({ entries }: Mapping, key: string, { after, before, order }: KeyPlace): number {
  const behind = after === undefined ? -1 : entries.findLastIndex((entry) => entry.key.text === after);
  if (behind >= 0) return behind + 1;
  const front = before === undefined ? -1 : entries.findIndex((entry) => entry.key.text === before);
  if (front >= 0) return front;
  const rank = order?.indexOf(key) ?? -1;
  if (!order || rank < 0) return entries.length;
  const ranks = entries.map((entry) => order.indexOf(entry.key.text));
  const lower = ranks.findLastIndex((other) => other >= 0 && other < rank);
  if (lower >= 0) return lower + 1;
  const higher = ranks.findIndex((other) => other > rank);
  return higher >= 0 ? higher : entries.length;
}
