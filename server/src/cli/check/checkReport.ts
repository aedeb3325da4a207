import type { Severity } from '../../languageService.ts';
import type { FileReport } from './fileReport.ts';

/** A check, as the formats print it. */
export interface CheckReport {
  readonly files: readonly FileReport[];
  /** Findings at or above it are failures. */
  readonly failOn: Severity | 'never';
  readonly version: string;
  /** A rule's page in Markdown; undefined where it is missing. */
  readonly pageOf: (id: string) => string | undefined;
  /** Sentences about what could not be done. */
  readonly failures: readonly string[];
  readonly seconds: number;
  readonly isColourful: boolean;
}
