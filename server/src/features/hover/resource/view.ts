import type { Markdown } from '../../../escape/markdown.ts';
import type { Network } from '../../../network/model.ts';
import type { Span } from '../../../syntax/span.ts';

/** What descriptions are made from: a network, and links to places of its text. */
export interface HoverContext {
  readonly network: Network;
  /** "line 88", as a link to it where the document has an address. */
  readonly lineText: (place: Span) => Markdown;
}

/** Paragraphs of Markdown, the first of which carries the answer. */
export type Description = readonly Markdown[];
