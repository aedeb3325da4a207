import { printableJson } from '../../../escape/printable.ts';
import type { CheckReport } from '../checkReport.ts';
import type { LineRange } from '../fileReport.ts';

/** The findings as one JSON array; its shape is a contract. Lines and columns are 1-based, columns in UTF-16 units. */
export function findingsAsJson({ files }: Pick<CheckReport, 'files'>): string {
  const all = files.flatMap(({ name, findings }) =>
    findings.map(({ rule, severity, message, at, resource, stage, scenario, related, fixes }) => ({
      file: name,
      rule,
      severity,
      message,
      line: at.line,
      column: at.column,
      endLine: at.endLine,
      endColumn: at.endColumn,
      resource,
      stage,
      scenario,
      related: related.map((other) => ({ file: name, ...startOf(other.at), message: other.message })),
      fixes: fixes.map(({ title, preferred }) => ({ title, preferred })),
    })),
  );
  all.sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.rule, b.rule),
  );
  return `${printableJson(all)}\n`;
}

function startOf({ line, column }: LineRange) {
  return { line, column };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
