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

export function moveNode(node: Node, by: number): void {
  move(node, by);
  // An alias's target is moved at its own position.
  if (node.kind === 'mapping') for (const entry of node.entries) moveEntry(entry, by);
  else if (node.kind === 'sequence') for (const item of node.items) moveNode(item, by);
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
