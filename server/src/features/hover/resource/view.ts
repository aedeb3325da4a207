import type { Markdown } from '../../../escape/markdown.ts';
import type { Network } from '../../../network/model.ts';
import type { Span } from '../../../syntax/span.ts';

/** The input of descriptions: a network, and links to positions in its text. */
export interface HoverContext {
  readonly network: Network;
  /** "line 88", as a link if the document has a URI. */
  readonly lineText: (place: Span) => Markdown;
}

/** Paragraphs of Markdown; the first one is the answer. */
export type Description = readonly Markdown[];
