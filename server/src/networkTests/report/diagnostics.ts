import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { printable, printableLine } from '../../escape/printable.ts';
import { SOURCE } from '../../features/diagnostics.ts';
import { rangeOf } from '../../features/ranges.ts';
import { addTo } from '../../multimap.ts';
import type { LineStarts } from '../../syntax/span.ts';
import type { TestFailure, TestResult } from '../runSuite.ts';
import type { Mistake } from '../suite.ts';
import { failureText } from './failureText.ts';

/** The code of a failed expectation, where findings have their rule's id. */
const TEST_CODE = 'network-test';

/** The text that tests are written in: a file of tests, or a `vpc-lens.json`. */
export interface TestsText {
  readonly uri: string;
  readonly lines: LineStarts;
}

/** Failed tests in the tested file, each at the line that brings it about. What is unknown is no mistake of the file. */
export function testDiagnostics(
  analysis: Analysis,
  results: readonly TestResult[],
  { uri, lines }: TestsText,
): Diagnostic[] {
  return results.flatMap(({ test, failures }) =>
    [...byPlace(failures).values()].map(([first, ...others]): Diagnostic => {
      const more = others.length === 0 ? '' : ` So it is for ${others.length} more.`;
      const reason = test.reason === undefined ? '' : ` ${test.reason}`;
      return {
        range: rangeOf(analysis.lines, first!.at!),
        severity: DiagnosticSeverity.Error,
        code: TEST_CODE,
        source: SOURCE,
        message: printable(`${failureText(first!)}${more} Test “${test.title}” fails.${reason}`),
        relatedInformation: [
          { location: { uri, range: rangeOf(lines, test.at) }, message: printableLine(test.title) },
        ],
      };
    }),
  );
}

function byPlace(failures: readonly TestFailure[]): ReadonlyMap<number, readonly TestFailure[]> {
  const places = new Map<number, TestFailure[]>();
  for (const failure of failures) {
    if (failure.kind === 'unknown' || !failure.at) continue;
    addTo(places, failure.at.start, failure);
  }
  return places;
}

/** What is wrong in a file of tests. `hasSchema`: the editor checks it by the JSON schema, which says most of it. */
export function mistakeDiagnostics(
  mistakes: readonly Mistake[],
  lines: LineStarts,
  hasSchema: boolean,
): Diagnostic[] {
  return mistakes
    .filter(({ isBesideSchema }) => !hasSchema || isBesideSchema)
    .map((mistake) => ({
      range: rangeOf(lines, mistake),
      severity: DiagnosticSeverity.Error,
      source: SOURCE,
      message: printable(mistake.message),
    }));
}
