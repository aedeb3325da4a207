import { xmlText } from '../../../escape/xml.ts';
import type { Severity } from '../../../languageService.ts';
import type { CheckReport } from '../checkReport.ts';
import type { ReportedFinding } from '../fileReport.ts';

const SEVERITIES: Record<Severity, 'error' | 'warning' | 'info'> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  hint: 'info',
};

/** Checkstyle's XML (https://checkstyle.org/config.html#Severity): every checked file with its findings. */
export function findingsAsCheckstyle({ files }: Pick<CheckReport, 'files'>): string {
  const elements = files.flatMap(({ name, findings }) => [
    `  <file name="${xmlText(name)}">`,
    ...findings.map((finding) => `    ${errorOf(finding)}`),
    '  </file>',
  ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<checkstyle version="4.3">',
    ...elements,
    '</checkstyle>',
    '',
  ].join('\n');
}

function errorOf({ rule, severity, message, at }: ReportedFinding): string {
  const place = `line="${at.line}" column="${at.column}"`;
  return `<error ${place} severity="${SEVERITIES[severity]}" message="${xmlText(message)}" source="vpc-lens.${rule}"/>`;
}
