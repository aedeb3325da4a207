import { createHash } from 'node:crypto';
import type { FileReport, ReportedFinding } from './fileReport.ts';

/**
 * A key that identifies a finding in other versions of its file: its rule, the resource or stage, and the underlined
 * text. So the finding may move, and messages may change between releases. Findings with equal keys are numbered in the
 * order of the text.
 */
export function fingerprintsOf({
  findings,
  known,
  suppressed,
}: FileReport): ReadonlyMap<ReportedFinding, string> {
  const all = [...findings, ...known, ...suppressed].sort(
    (a, b) => a.at.line - b.at.line || a.at.column - b.at.column,
  );
  const counts = new Map<string, number>();
  return new Map(
    all.map((finding) => {
      const { rule, resource, stage } = finding;
      const key = JSON.stringify([rule, resource, stage, underlinedIn(finding)]);
      const count = counts.get(key) ?? 0;
      counts.set(key, count + 1);
      return [finding, createHash('sha256').update(`${key}${count}`).digest('hex').slice(0, 32)];
    }),
  );
}

/** For several lines, the first one. */
function underlinedIn({ sourceLine, at }: ReportedFinding): string {
  return sourceLine.slice(at.column - 1, at.line === at.endLine ? at.endColumn - 1 : undefined).trim();
}
