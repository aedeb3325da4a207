import type { Network } from '../../network/model.ts';
import type { Span } from '../../syntax/span.ts';

/** What a map is made from: a network, and the lines of the text that it is written in. */
export interface MapSource {
  readonly network: Network;
  /** From 1, as editors count lines. */
  readonly lineOf: (place: Span) => number;
}
