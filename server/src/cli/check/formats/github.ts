import { printable } from '../../../escape/printable.ts';
import type { Severity } from '../../../languageService.ts';
import type { CheckReport } from '../checkReport.ts';

const COMMANDS: Record<Severity, 'error' | 'warning' | 'notice'> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/**
 * Workflow commands of GitHub Actions, which shows them at the lines of a pull request
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message).
 */
export function findingsAsAnnotations({ files }: Pick<CheckReport, 'files'>): string {
  return files
    .flatMap(({ name, findings }) =>
      findings.map(({ rule, severity, message, at }) => {
        const properties = {
          file: name,
          line: at.line,
          endLine: at.endLine,
          // GitHub accepts columns only within one line.
          ...(at.line === at.endLine && { col: at.column, endColumn: at.endColumn }),
          title: `VPC Lens: ${rule}`,
        };
        const list = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
        return `::${COMMANDS[severity]} ${list.join(',')}::${data(message)}\n`;
      }),
    )
    .join('');
}

/**
 * Escapes characters that would end a command or a property, as GitHub's own toolkit does (`@actions/core`,
 * src/command.ts).
 */
function data(text: string): string {
  return printable(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
