import { type CodeAction, CodeActionKind, type Range } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { printableLine } from '../../escape/printable.ts';
import { rangeOf } from '../../features/ranges.ts';
import { type DocumentVersion, workspaceEdit } from '../../features/workspaceEdit.ts';
import type { TestResult } from '../runSuite.ts';
import { type TestsText, testDiagnostics } from './diagnostics.ts';

/** The fixes that let failed tests at a place pass. */
export function testActions(
  analysis: Analysis,
  results: readonly TestResult[],
  tests: TestsText,
  range: Range,
  document: DocumentVersion,
): CodeAction[] {
  return results.flatMap((result) =>
    result.failures.flatMap((failure) => {
      const place = failure.at && rangeOf(analysis.lines, failure.at);
      if (!place || place.end.line < range.start.line || place.start.line > range.end.line) return [];
      return failure.fixes.flatMap(({ title, edits }): CodeAction[] =>
        edits
          ? [
              {
                title: printableLine(title),
                kind: CodeActionKind.QuickFix,
                diagnostics: testDiagnostics(analysis, [{ ...result, failures: [failure] }], tests),
                edit: workspaceEdit(analysis.lines, edits, document),
              },
            ]
          : [],
      );
    }),
  );
}
