import { xmlText } from '../../../escape/xml.ts';
import { isAtLeast } from '../../../languageService.ts';
import type { CheckReport } from '../checkReport.ts';
import type { ReportedFinding } from '../fileReport.ts';

/**
 * JUnit XML as Jenkins, GitLab and Azure read it (https://github.com/testmoapp/junitxml): a suite for each file and a
 * case for each finding. Findings below `failOn` pass, so that the report fails exactly if the command does. A file
 * without findings is a case that passes.
 */
export function findingsAsJUnit({ files, failOn }: Pick<CheckReport, 'files' | 'failOn'>): string {
  const fails = ({ severity }: ReportedFinding) => failOn !== 'never' && isAtLeast(severity, failOn);
  const suites = files.map(({ name, findings }) => {
    const failures = findings.filter(fails).length;
    const cases =
      findings.length === 0
        ? [`    <testcase name="no findings" classname="${xmlText(name)}"/>`]
        : findings.map((finding) => caseOf(name, finding, fails(finding)));
    const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="0"`;
    return { cases: cases.length, failures, text: suite(name, counts, cases) };
  });
  const sum = (of: 'cases' | 'failures') => suites.reduce((total, one) => total + one[of], 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="VPC Lens" tests="${sum('cases')}" failures="${sum('failures')}" errors="0">`,
    ...suites.map(({ text }) => text),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(name: string, counts: string, cases: readonly string[]): string {
  return [`  <testsuite name="${xmlText(name)}" ${counts}>`, ...cases, '  </testsuite>'].join('\n');
}

function caseOf(name: string, { rule, severity, message, at }: ReportedFinding, isFailure: boolean): string {
  const file = xmlText(name);
  const place = `${file}:${at.line}:${at.column}`;
  const text = xmlText(message);
  const result = isFailure
    ? `<failure type="${severity}" message="${text}">${place}</failure>`
    : `<system-out>${place} ${severity}: ${text}</system-out>`;
  const attributes = `name="${rule} ${at.line}:${at.column}" classname="${file}" file="${file}" line="${at.line}"`;
  return `    <testcase ${attributes}>${result}</testcase>`;
}
