import type { Span } from './span.ts';
import type { Entry, Node } from './tree.ts';

/**
 * Moves nodes by an offset, in place: caches that are keyed by node stay valid, and the text after an edit costs only
 * these additions.
 */
export function moveEntry(entry: Entry, by: number): void {
  move(entry, by);
  move(entry.key, by);
  moveNode(entry.value, by);
}

/** Moves a node, with everything in it, by a number of characters; negative ones move it back. */
export function moveNode(node: Node, by: number): void {
  move(node, by);
  // An alias's target is moved at its own position.
  if (node.kind === 'mapping') for (const entry of node.entries) moveEntry(entry, by);
  else if (node.kind === 'sequence') for (const item of node.items) moveNode(item, by);
}

/**
 * As `moveEntry`, for an entry that keeps its nodes, and so is moved again and again. They are gathered once, by what they are: V8 is
 * several times faster at a list of objects of one shape than at a walk through the tree.
 */
export function moveKeptEntry(entry: Entry, by: number): void {
  let parts = partsOfKept.get(entry);
  if (!parts) {
    parts = { entries: [], scalars: [], others: [] };
    addParts(entry, parts);
    partsOfKept.set(entry, parts);
  }
  moveEntries(parts.entries, by);
  moveScalars(parts.scalars, by);
  for (const node of parts.others) move(node, by);
}

/** An entry with all that is in it. */
interface Parts {
  readonly entries: Movable[];
  readonly scalars: Movable[];
  readonly others: Movable[];
}

type Movable = { -readonly [K in keyof Span]: Span[K] };

const partsOfKept = new WeakMap<Entry, Parts>();

function addParts(entry: Entry, parts: Parts): void {
  parts.entries.push(entry);
  addPartsOfNode(entry.key, parts);
  addPartsOfNode(entry.value, parts);
}

function addPartsOfNode(node: Node, parts: Parts): void {
  (node.kind === 'scalar' ? parts.scalars : parts.others).push(node);
  if (node.kind === 'mapping') for (const entry of node.entries) addParts(entry, parts);
  else if (node.kind === 'sequence') for (const item of node.items) addPartsOfNode(item, parts);
}

function moveEntries(entries: readonly Movable[], by: number): void {
  for (const entry of entries) {
    entry.start += by;
    entry.end += by;
  }
}

function moveScalars(scalars: readonly Movable[], by: number): void {
  for (const scalar of scalars) {
    scalar.start += by;
    scalar.end += by;
  }
}

/** The one place that changes offsets; everything else only reads them. */
export function move(span: { -readonly [K in keyof Span]: Span[K] }, by: number): void {
  span.start += by;
  span.end += by;
}

/** Gives a span the offsets of another one. */
export function place(span: { -readonly [K in keyof Span]: Span[K] }, { start, end }: Span): void {
  span.start = start;
  span.end = end;
}
