import type { Span } from '../span.ts';
import type { Entry, Mapping, Node, Sequence } from '../tree.ts';

/**
 * A change to a document, told in terms of its tree; `textEditsOf` finds the characters. Nodes must come from the
 * tree that the change is made to, and so do keys and indexes: they count what is there before any edit of the list.
 */
export type Edit =
  /** Another value in place of a node; a scalar keeps its quotes. */
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
 * Where a new entry goes: behind the entry `after`, else before the entry `before`, else where `order`, the keys as
 * their family is usually written, puts it among those that are there, else at the end. Keys that are not there count
 * as not said.
 */
export interface KeyPlace {
  readonly after?: string;
  readonly before?: string;
  readonly order?: readonly string[];
}

/**
 * What an edit writes. A mapping whose one key is `Ref` or `Fn::…` is a call; in YAML it is written in the short form
 * (`!Ref Vpc`), unless the document uses the long one.
 */
export type Data = string | number | boolean | null | readonly Data[] | { readonly [key: string]: Data };

/** `span` gives way to `text`; the spans of one list neither overlap nor touch the same point twice. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** Why an edit cannot be made safely; then no fix is offered. */
export interface Refusal {
  readonly refused: string;
}
