import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.ts';
import { printable } from '../escape/printable.ts';
import type { Severity } from '../rules/defineRule.ts';
import type { Finding } from '../rules/engine/findings.ts';
import { rangeOf } from './ranges.ts';

export const SOURCE = 'VPC Lens';

/** Related places of a finding that are listed: a wrong route table may concern hundreds of functions. */
export const MOST_RELATED = 8;

/**
 * Findings as LSP diagnostics. `rulePage` is the address of a rule's page with `{id}` in it, for editors that can open
 * one.
 */
export function diagnosticsOf(
  analysis: Analysis,
  findings: readonly Finding[],
  uri: string,
  rulePage?: string,
): Diagnostic[] {
  return findings.map((finding) => ({
    range: rangeOf(analysis.lines, finding.at),
    severity: SEVERITY[finding.severity],
    code: finding.rule.id,
    ...(rulePage && { codeDescription: { href: rulePage.replace('{id}', finding.rule.id) } }),
    source: SOURCE,
    message: printable(finding.message),
    relatedInformation: finding.related.slice(0, MOST_RELATED).map(({ at, message }) => ({
      location: { uri, range: rangeOf(analysis.lines, at) },
      message: printable(message),
    })),
  }));
}

const SEVERITY: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
