import type { Span } from './span.ts';
import type { Entry, Node } from './tree.ts';

/**
 * Moves nodes on in the text, in place: whoever keeps what was made of a node finds it at its new offsets, and a keystroke
 * costs nothing for all that stands behind it but these additions.
 */
export function moveEntry(entry: Entry, by: number): void {
  move(entry, by);
  move(entry.key, by);
  moveNode(entry.value, by);
}

export function moveNode(node: Node, by: number): void {
  move(node, by);
  // What an alias stands for is moved in its own place.
  if (node.kind === 'mapping') for (const entry of node.entries) moveEntry(entry, by);
  else if (node.kind === 'sequence') for (const item of node.items) moveNode(item, by);
}

/** Everything else reads offsets and leaves them. */
export function move(span: { -readonly [K in keyof Span]: Span[K] }, by: number): void {
  span.start += by;
  span.end += by;
}

/** Puts a span where another one is. */
export function place(span: { -readonly [K in keyof Span]: Span[K] }, { start, end }: Span): void {
  span.start = start;
  span.end = end;
}
