import { encloses, type Span } from '../span.ts';
import type { Entry, Mapping, Node, Sequence, SyntaxTree } from '../tree.ts';

/** Where a node is: the value of an entry, an item, or the root. */
export type ParentLink =
  | { readonly kind: 'root' }
  | { readonly kind: 'value'; readonly parent: Mapping; readonly entry: Entry; readonly index: number }
  | { readonly kind: 'item'; readonly parent: Sequence; readonly index: number };

/** A node on the path from the root, and its place. */
export interface PathStep {
  readonly node: Node;
  readonly place: ParentLink;
}

/** The path from the root to a node, both included; undefined if the node is not written in this tree. */
export function pathTo(tree: SyntaxTree, node: Node): readonly PathStep[] | undefined {
  const path: PathStep[] = [];
  // In TOML, parts of a table may be away from its header, so spans do not tell what contains what.
  const mayHold = (outer: Node) => tree.format === 'toml' || encloses(outer, node);

  function visit(current: Node, place: ParentLink): boolean {
    path.push({ node: current, place });
    if (current === node) return true;
    if (mayHold(current) && visitChildren(current)) return true;
    path.pop();
    return false;
  }
  function visitChildren(parent: Node): boolean {
    if (parent.kind === 'mapping')
      return someAround(parent.entries, (entry, index) =>
        visit(entry.value, { kind: 'value', parent, entry, index }),
      );
    if (parent.kind === 'sequence')
      return someAround(parent.items, (item, index) => visit(item, { kind: 'item', parent, index }));
    return false;
  }
  /** Whether it holds for one of the children that `node` may be in. */
  function someAround<T extends Span>(
    children: readonly T[],
    holds: (child: T, index: number) => boolean,
  ): boolean {
    for (let index = firstEndingFrom(tree, children, node.start); index < children.length; index++) {
      const child = children[index]!;
      if (tree.format !== 'toml' && child.start > node.end) return false;
      if (holds(child, index)) return true;
    }
    return false;
  }

  return tree.root && visit(tree.root, { kind: 'root' }) ? path : undefined;
}

/** Binary search for the first child that ends at or after the offset: a template's sections are long. */
function firstEndingFrom(
  tree: SyntaxTree,
  children: readonly { readonly end: number }[],
  offset: number,
): number {
  if (tree.format === 'toml') return 0;
  let low = 0;
  let high = children.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (children[middle]!.end < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The keys and indexes of a path. */
export function pathOfSteps(path: readonly PathStep[]): (string | number)[] {
  return path.flatMap(({ place }): (string | number)[] =>
    place.kind === 'value' ? [place.entry.key.text] : place.kind === 'item' ? [place.index] : [],
  );
}

/** The first node in the order of the text that satisfies the predicate. */
export function findNode(from: Node | undefined, isWanted: (node: Node) => boolean): Node | undefined {
  if (!from || isWanted(from)) return from;
  if (from.kind === 'mapping') {
    for (const { key, value } of from.entries) {
      const found = findNode(key, isWanted) ?? findNode(value, isWanted);
      if (found) return found;
    }
  } else if (from.kind === 'sequence') {
    for (const item of from.items) {
      const found = findNode(item, isWanted);
      if (found) return found;
    }
  }
  return undefined;
}
