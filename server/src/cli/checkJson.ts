import { positionAt } from '../syntax/span.ts';
import type { CheckedFile } from './check.ts';

/** The findings as one JSON array; its shape is a contract. Lines and columns are 1-based, columns in UTF-16 units. */
export function findingsAsJson(files: readonly CheckedFile[]): string {
  const all = files.flatMap(({ name, analysis, findings }) => {
    const place = (offset: number) => {
      const { line, character } = positionAt(analysis.lines, offset);
      return { line: line + 1, column: character + 1 };
    };
    return findings.map((finding) => {
      const start = place(finding.at.start);
      const end = place(finding.at.end);
      return {
        file: name,
        rule: finding.rule.id,
        severity: finding.severity,
        message: finding.message,
        line: start.line,
        column: start.column,
        endLine: end.line,
        endColumn: end.column,
        resource: finding.resource,
        stage: finding.stage,
        scenario: finding.scenario,
        related: finding.related.map(({ at, message }) => ({ file: name, ...place(at.start), message })),
        fixes: finding.fixes.map(({ title, preferred }) => ({ title, preferred })),
      };
    });
  });
  all.sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.rule, b.rule),
  );
  return `${JSON.stringify(all, null, 2)}\n`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
