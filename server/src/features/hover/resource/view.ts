import type { Markdown } from '../../../escape/markdown.ts';
import type { Network } from '../../../network/model.ts';
import type { Span } from '../../../syntax/span.ts';

/** What descriptions are made from: a network, and the lines of the text that it stands in. */
export interface View {
  readonly network: Network;
  /** From 1, as editors count lines. */
  readonly lineOf: (place: Span) => number;
}

/** Paragraphs of Markdown, the first of which carries the answer. */
export type Description = readonly Markdown[];
