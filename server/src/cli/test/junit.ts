import { xmlText } from '../../escape/xml.ts';
import type { ReportedSuite, ReportedTest } from './runPairs.ts';

/**
 * The results as Jenkins, GitLab and GitHub's reporters read them, by what these have in common:
 * https://github.com/testmoapp/junitxml. An unknown result is a failure of its own type, or skipped if that is allowed.
 */
export function testsAsJunit(suites: readonly ReportedSuite[], allowsUnknown: boolean): string {
  const all = suites.flatMap(({ tests }) => tests);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="VPC Lens" ${countsOf(all, allowsUnknown)}>`,
    ...suites.flatMap(({ file, tested, tests }) => [
      `  <testsuite name="${xmlText(`${file} on ${tested}`)}" ${countsOf(tests, allowsUnknown)}>`,
      ...tests.flatMap((test) => caseOf(test, file, tested, allowsUnknown)),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function countsOf(tests: readonly ReportedTest[], allowsUnknown: boolean): string {
  const count = (outcome: ReportedTest['outcome']) => tests.filter((test) => test.outcome === outcome).length;
  const unknown = count('unknown');
  const failures = count('failed') + (allowsUnknown ? 0 : unknown);
  return `tests="${tests.length}" failures="${failures}" errors="${count('error')}" skipped="${allowsUnknown ? unknown : 0}"`;
}

function caseOf(test: ReportedTest, file: string, tested: string, allowsUnknown: boolean): readonly string[] {
  const head = `    <testcase name="${xmlText(test.title)}" classname="${xmlText(file)}" file="${xmlText(file)}" line="${test.line}"`;
  const element = elementOf(test, tested, allowsUnknown);
  return element === undefined ? [`${head}/>`] : [`${head}>`, `      ${element}`, '    </testcase>'];
}

function elementOf(
  { outcome, failures, mistakes, reason }: ReportedTest,
  tested: string,
  allowsUnknown: boolean,
): string | undefined {
  if (outcome === 'passed') return undefined;
  const [first] = [...mistakes, ...failures];
  const message = xmlText(first?.message ?? '');
  if (outcome === 'unknown' && allowsUnknown) return `<skipped message="${message}"/>`;
  const details = [
    ...mistakes.map((mistake) => mistake.message),
    ...failures.flatMap((failure) => [
      `${failure.message}${failure.line === null ? '' : ` (${tested}:${failure.line})`}`,
      ...failure.fixes.map((fix) => `fix: ${fix}`),
    ]),
    ...(reason === null ? [] : [`reason: ${reason}`]),
  ];
  const name = outcome === 'error' ? 'error' : 'failure';
  const type = outcome === 'failed' ? (failures[0]?.kind ?? 'failed') : outcome;
  return `<${name} type="${type}" message="${message}">${details.map(xmlText).join('\n')}</${name}>`;
}
