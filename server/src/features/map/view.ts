import type { Network } from '../../network/model.ts';
import type { Span } from '../../syntax/span.ts';

/** The input of a map: a network, and the line numbers of its text. */
export interface MapSource {
  readonly network: Network;
  /** 1-based, as editors show them. */
  readonly lineOf: (place: Span) => number;
}
