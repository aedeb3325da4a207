import type { Span } from '../span.ts';
import {
  type Entry,
  type Mapping,
  type Node,
  type Sequence,
  type SyntaxTree,
  syntaxErrorsIn,
} from '../tree.ts';
import { aliasTargetsOf, hasNested, isAtGap, keyBroughtTwice } from './conflicts.ts';
import { dataOf, isSameData } from './data.ts';
import type { Data, KeyPlace, Refusal } from './edits.ts';
import { findNode, type ParentLink, type PathStep, pathTo } from './places.ts';
import { type Child, type Collection, childrenOf, type EditPlan, keyOfPiece } from './plan.ts';

const ELSEWHERE = 'What the edit changes is not written in this document.';
const BROKEN = 'The text here has a syntax error, which has to be fixed first.';
const TWICE = 'Two of the edits change the same value.';

/** Collects what edits do to the nodes of a tree, an operation a function, and the first reason against them. */
export function createPlanBuilder(tree: SyntaxTree) {
  const paths = new Map<Node, readonly PathStep[]>();
  const changes = new Map<Collection, { removed: Set<number>; inserted: Map<number, Child[]> }>();
  const replaced = new Map<Node, Data>();
  const wrapped = new Set<Node>();
  const renamed = new Map<Entry, string>();
  const deleted: Span[] = [];
  /** Nodes that are moved or replaced as a whole, so that nothing within them can be edited. */
  const whole = new Map<Node, string>();
  const aliases = aliasTargetsOf(tree);
  const broken = syntaxErrorsIn(tree);
  let refused: string | undefined;

  function refuse(reason: string): void {
    refused ??= reason;
  }
  /** The path to a node; empty, and refused, for a node of another tree. */
  function find(node: Node): readonly PathStep[] {
    const path = paths.get(node) ?? pathTo(tree, node) ?? [];
    if (path.length === 0) refuse(ELSEWHERE);
    paths.set(node, path);
    return path;
  }
  /** Marks a node as changed; with `all`, its whole content is removed or changed. */
  function touch(node: Node, all: boolean): void {
    const path = find(node);
    if (aliases.size === 0) return;
    const isShared =
      path.some((step) => aliases.has(step.node)) || (all && findNode(node, (n) => aliases.has(n)));
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
  function takeOut(from: Collection, child: Entry | Node, by: 'remove' | 'move'): number {
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
    const place = find(node).at(-1)?.place;
    if (there !== undefined && isSameData(there, value) && !needsQuotes(node, place)) return;
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
  function insertPiece(into: Mapping, key: string, piece: Child, place: KeyPlace): void {
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
  function insertEntry(into: Mapping, key: string, value: Data, place: KeyPlace): void {
    if (!isRepeated(into, key, value)) insertPiece(into, key, { kind: 'data', key, value }, place);
  }
  function moved(from: Collection, child: Entry | Node, node: Node): Child {
    if (whole.has(node)) refuse(TWICE);
    return { kind: 'moved', from, index: takeOut(from, child, 'move') };
  }

  return {
    replace,
    insertEntry,
    rename(entry: Entry, key: string): void {
      const place = find(entry.value).at(-1)?.place;
      if (place?.kind === 'value' && place.entry === entry) touch(place.parent, false);
      else refuse(ELSEWHERE);
      refuseBroken(entry.key);
      if (key === entry.key.text) return;
      if ((renamed.get(entry) ?? key) !== key) refuse(TWICE);
      renamed.set(entry, key);
    },
    remove(from: Collection, child: Entry | Node): void {
      takeOut(from, child, 'remove');
    },
    setEntry(mapping: Mapping, key: string, value: Data, place: KeyPlace): void {
      const removed = changes.get(mapping)?.removed;
      const existing = mapping.entries.findLast((entry, i) => entry.key.text === key && !removed?.has(i));
      if (existing) replace(existing.value, value);
      else insertEntry(mapping, key, value, place);
    },
    insertItem(into: Sequence, value: Data, index?: number): void {
      insertAt(into, gapAt(into, index), { kind: 'data', key: undefined, value });
    },
    wrap(node: Node): void {
      touch(node, true);
      refuseBroken(node);
      takeWhole(node, 'wrap');
      wrapped.add(node);
    },
    moveEntry(from: Mapping, entry: Entry, to: Mapping, place: KeyPlace): void {
      insertPiece(to, entry.key.text, moved(from, entry, entry.value), place);
    },
    moveItem(from: Sequence, item: Node, to: Sequence, index?: number): void {
      insertAt(to, gapAt(to, index), moved(from, item, item));
    },
    deleteSpan(span: Span): void {
      deleted.push(span);
    },
    finish(): EditPlan | Refusal {
      const plan: EditPlan = { changes, replaced, wrapped, renamed, deleted, paths };
      const twice = keyBroughtTwice(plan);
      if (twice !== undefined) refuse(`There is an entry named ${twice} already.`);
      if (hasNested(plan, whole)) refuse('One of the edits is within a value that another one changes.');
      return refused === undefined ? plan : { refused };
    },
  };
}

/** Whether it is a plain string that some readers of YAML end early within brackets. */
function needsQuotes(node: Node, place: ParentLink | undefined): boolean {
  if (node.kind !== 'scalar' || node.style !== 'plain' || typeof node.value !== 'string') return false;
  return (
    place !== undefined && place.kind !== 'root' && place.parent.style === 'flow' && node.text.includes('?')
  );
}

function gapAt({ items }: Sequence, index: number | undefined): number {
  return Math.min(index ?? items.length, items.length);
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
