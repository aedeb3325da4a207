import type { Span } from '../span.ts';
import type { Entry, Mapping, Node, Sequence } from '../tree.ts';
import type { Data, Refusal } from './edits.ts';
import type { PathStep } from './places.ts';

export type Collection = Mapping | Sequence;

/** A new child of a collection: an entry if it has a key. */
export type Child =
  | { readonly kind: 'data'; readonly key: string | undefined; readonly value: Data }
  | { readonly kind: 'moved'; readonly from: Collection; readonly index: number };

/** The changes to the children of one collection; all indexes count the children before any edit. */
export interface ChildChanges {
  readonly removed: ReadonlySet<number>;
  /** By the index of the child that they are inserted before. */
  readonly inserted: ReadonlyMap<number, readonly Child[]>;
}

/** A list of edits grouped by the nodes they touch, and checked for contradictions. */
export interface EditPlan {
  readonly changes: ReadonlyMap<Collection, ChildChanges>;
  readonly replaced: ReadonlyMap<Node, Data>;
  readonly wrapped: ReadonlySet<Node>;
  readonly renamed: ReadonlyMap<Entry, string>;
  readonly deleted: readonly Span[];
  /** The path from the root to each touched collection and node. */
  readonly paths: ReadonlyMap<Node, readonly PathStep[]>;
}

/** The entries of a mapping, or the items of a sequence, in the order of the text. */
export function childrenOf(collection: Collection): readonly (Entry | Node)[] {
  return collection.kind === 'mapping' ? collection.entries : collection.items;
}

/** New children in the order of their gaps. */
export function inOrder(inserted: ChildChanges['inserted']): readonly Child[] {
  return [...inserted].sort(([a], [b]) => a - b).flatMap(([, pieces]) => pieces);
}

export function isRefusal(value: object): value is Refusal {
  return 'refused' in value;
}

/** The key that a new entry will have. */
export function keyOfPiece(piece: Child): string | undefined {
  if (piece.kind === 'data') return piece.key;
  return piece.from.kind === 'mapping' ? piece.from.entries[piece.index]?.key.text : undefined;
}
