import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import { isSettingsName, readSettings, SOURCE } from '../../languageService.ts';
import { lineStartsOf, positionAt } from '../../syntax/span.ts';

/**
 * The problems in an open `vpc-lens.json`; undefined for any other document. `hasSchema`: the editor validates by the
 * JSON schema, which finds most of them.
 */
export function settingsDiagnostics(uri: string, text: string, hasSchema: boolean): Diagnostic[] | undefined {
  if (!isSettingsName(uri)) return undefined;
  const lines = lineStartsOf(text);
  return readSettings(text)
    .problems.filter(({ isBesideSchema }) => !hasSchema || isBesideSchema)
    .map(({ start, end, message }) => ({
      range: { start: positionAt(lines, start), end: positionAt(lines, end) },
      severity: DiagnosticSeverity.Warning,
      source: SOURCE,
      message,
    }));
}
