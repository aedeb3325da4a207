import type { Analysis, Uses } from '../../languageService.ts';

/** The last analysis of a document. `analysis` is undefined for a file of another kind. */
export interface DocumentState {
  readonly version: number;
  /** Changes with each analysis. */
  readonly revision: number;
  readonly analysis: Analysis | undefined;
  /** The other files that it depends on. */
  readonly uses: Uses;
  /** The paths that were looked up around Zappa settings. */
  readonly siblingPaths: ReadonlySet<string>;
  /** True if the document was edited or reopened since. */
  hasOldText: boolean;
  /** True if one of `siblingPaths` has changed since. */
  hasOldSiblings: boolean;
  /** True if the client was notified that other files have changed, and has not requested diagnostics since. */
  refreshRequested: boolean;
  /** True if the analysis was made because other files changed, and the client was not notified yet. */
  isUnreported: boolean;
}
