import { createHash } from 'node:crypto';
import { printableJson } from '../../../escape/printable.ts';
import type { Severity } from '../../../languageService.ts';
import type { CheckReport } from '../checkReport.ts';
import { fingerprintsOf } from '../fingerprints.ts';

const SEVERITIES: Record<Severity, 'critical' | 'major' | 'minor' | 'info'> = {
  error: 'critical',
  warning: 'major',
  info: 'minor',
  hint: 'info',
};

/** GitLab's report of code quality (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format). */
export function findingsAsCodeQuality({ files }: Pick<CheckReport, 'files'>): string {
  const issues = files.flatMap((file) => {
    const fingerprints = fingerprintsOf(file);
    return file.findings.map((finding) => ({
      description: finding.message,
      check_name: finding.rule,
      // GitLab compares fingerprints across all files.
      fingerprint: createHash('sha256')
        .update(`${file.name}\n${fingerprints.get(finding)}`)
        .digest('hex'),
      severity: SEVERITIES[finding.severity],
      location: { path: file.name, lines: { begin: finding.at.line, end: finding.at.endLine } },
    }));
  });
  return `${printableJson(issues)}\n`;
}
