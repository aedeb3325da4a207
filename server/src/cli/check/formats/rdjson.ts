import { printableJson } from '../../../escape/printable.ts';
import { type Rule, rules, type Severity } from '../../../languageService.ts';
import type { CheckReport } from '../checkReport.ts';
import type { LineRange, ReportedFinding } from '../fileReport.ts';

const SEVERITIES: Record<Severity, 'ERROR' | 'WARNING' | 'INFO'> = {
  error: 'ERROR',
  warning: 'WARNING',
  info: 'INFO',
  hint: 'INFO',
};

/**
 * The input format of reviewdog (https://github.com/reviewdog/reviewdog/tree/master/proto/rdf); preferred fixes are
 * suggestions.
 */
export function findingsAsRdjson({ files }: Pick<CheckReport, 'files'>): string {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const diagnostics = files.flatMap(({ name, findings }) =>
    findings.map((finding) => diagnosticOf(name, finding, byId.get(finding.rule))),
  );
  return `${printableJson({ source: { name: 'vpc-lens' }, diagnostics })}\n`;
}

function diagnosticOf(
  path: string,
  { severity, message, at, rule, fixes, related }: ReportedFinding,
  { sources = [] }: Partial<Rule> = {},
): object {
  const url = sources.find((source) => /^https?:/.test(source));
  const preferred = fixes.find((fix) => fix.preferred)?.replacements ?? [];
  return {
    message,
    location: { path, range: rangeOf(at) },
    severity: SEVERITIES[severity],
    code: { value: rule, ...(url !== undefined && { url }) },
    // Each suggestion can be accepted separately, so a fix with several changes is left out.
    ...(preferred.length === 1 && {
      suggestions: preferred.map((one) => ({ range: rangeOf(one.at), text: one.text })),
    }),
    ...(related.length > 0 && {
      related_locations: related.map((other) => ({
        message: other.message,
        location: { path, range: rangeOf(other.at) },
      })),
    }),
  };
}

/** Columns are 1-based and count bytes of UTF-8. */
function rangeOf({ line, endLine, bytes }: LineRange): object {
  return { start: { line, column: bytes.column }, end: { line: endLine, column: bytes.endColumn } };
}
