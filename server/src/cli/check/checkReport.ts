import type { Severity } from '../../languageService.ts';
import type { RulePage } from '../rulePages.ts';
import type { FileReport } from './fileReport.ts';

/** The result of a check, as the output formats get it. */
export interface CheckReport {
  readonly files: readonly FileReport[];
  /** Findings of this severity or above are failures. */
  readonly failOn: Severity | 'never';
  readonly version: string;
  /** A rule's page in Markdown; undefined if it is missing. */
  readonly rulePage: RulePage;
  /** Sentences about what could not be done. */
  readonly failures: readonly string[];
  readonly seconds: number;
  readonly isColourful: boolean;
}
