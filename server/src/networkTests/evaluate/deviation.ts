import type { HopPath } from '../../reach/hopPaths.ts';
import type { TestQuestion } from './ask.ts';

/** What a test has not found as expected. */
export type Deviation =
  /** Packets arrive that must not; `path` is one of their paths. */
  | { readonly kind: 'reached'; readonly asked: TestQuestion; readonly path: HopPath }
  /** Packets do not arrive, or not always. */
  | { readonly kind: 'unreached'; readonly asked: TestQuestion }
  /** Packets arrive by a way that leads past what it must lead through. */
  | { readonly kind: 'around'; readonly asked: TestQuestion; readonly path: HopPath }
  /** What the file does not decide: sentences without a full stop. */
  | { readonly kind: 'unknown'; readonly asked: TestQuestion | undefined; readonly why: readonly string[] };
