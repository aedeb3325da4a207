import type { Span } from '../span.ts';
import type { Entry, Mapping, Node, Sequence } from '../tree.ts';

/**
 * A change to a document in terms of its tree; `textEditsOf` computes the text edits. Nodes must come from the tree
 * that is changed. Keys and indexes refer to it as well: they do not count other edits of the list.
 */
export type Edit =
  /** Replaces the value of a node; a scalar keeps its quotes, and gets some where it needs them. */
  | { readonly op: 'replace'; readonly node: Node; readonly value: Data }
  | { readonly op: 'rename'; readonly entry: Entry; readonly key: string }
  /** With the comments that belong to it. */
  | { readonly op: 'remove-entry'; readonly from: Mapping; readonly entry: Entry }
  | { readonly op: 'remove-item'; readonly from: Sequence; readonly item: Node }
  /** A key that is there already refuses. */
  | ({
      readonly op: 'insert-entry';
      readonly into: Mapping;
      readonly key: string;
      readonly value: Data;
    } & KeyPlace)
  /** Another value for the key if it is there; if not, inserts it. */
  | ({
      readonly op: 'set-entry';
      readonly in: Mapping;
      readonly key: string;
      readonly value: Data;
    } & KeyPlace)
  /** Before the item at `index`; without it at the end. */
  | { readonly op: 'insert-item'; readonly into: Sequence; readonly value: Data; readonly index?: number }
  /** The node as the only item of a list. */
  | { readonly op: 'wrap'; readonly node: Node }
  /** The entry as written, with its comments, taken out of one mapping and put into another, or elsewhere in its own. */
  | ({
      readonly op: 'move-entry';
      readonly from: Mapping;
      readonly entry: Entry;
      readonly to: Mapping;
    } & KeyPlace)
  /** The item as written, with its comments; before the item at `index` of the other list, without it at the end. */
  | {
      readonly op: 'move-item';
      readonly from: Sequence;
      readonly item: Node;
      readonly to: Sequence;
      readonly index?: number;
    }
  /** Characters that are no node, such as a comment or a comma too many. */
  | { readonly op: 'delete'; readonly at: Span };

/**
 * Where a new entry goes: after the entry `after`, else before the entry `before`, else by `order`, the usual order of
 * keys, else at the end. Keys that the mapping does not have are ignored.
 */
export interface KeyPlace {
  readonly after?: string;
  readonly before?: string;
  readonly order?: readonly string[];
}

/**
 * A value to write. A mapping whose only key is `Ref` or `Fn::…` is a call; YAML gets the short form (`!Ref Vpc`),
 * unless the document uses the long one.
 */
export type Data = string | number | boolean | null | readonly Data[] | { readonly [key: string]: Data };

/** Replaces `span` by `text`. The spans of one list neither overlap nor touch the same offset twice. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** Why an edit cannot be made safely. No fix is offered then. */
export interface Refusal {
  readonly refused: string;
}
