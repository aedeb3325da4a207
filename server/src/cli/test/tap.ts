import { stringify } from 'yaml';
import { printable } from '../../escape/printable.ts';
import type { ReportedSuite } from './runPairs.ts';
import { oneLine } from './testText.ts';

/** The results by the Test Anything Protocol: https://testanything.org/tap-version-14-specification.html */
export function testsAsTap(suites: readonly ReportedSuite[], allowsUnknown: boolean): string {
  const tests = suites.flatMap(({ file, tested, tests: own }) =>
    own.map((test) => ({ ...test, file, tested })),
  );
  const lines = tests.flatMap(({ title, outcome, failures, mistakes, reason, file, tested, line }, i) => {
    const isSkipped = outcome === 'unknown' && allowsUnknown;
    const isOk = outcome === 'passed' || isSkipped;
    const head = `${isOk ? 'ok' : 'not ok'} ${i + 1} - ${description(title)}${isSkipped ? ' # SKIP unknown' : ''}`;
    if (outcome === 'passed') return [head];
    const details = {
      outcome,
      at: `${file}:${line}`,
      ...(reason !== null && { reason: oneLine(reason) }),
      found: [...mistakes, ...failures].map((one) => printable(one.message)),
      places: failures.flatMap((one) => (one.line === null ? [] : [`${tested}:${one.line}`])),
    };
    const block = stringify(details, { lineWidth: 0 }).trimEnd();
    return [head, ...['---', ...block.split('\n'), '...'].map((one) => `  ${one}`)];
  });
  return ['TAP version 14', `1..${tests.length}`, ...lines, ''].join('\n');
}

/** A number sign starts a directive, and a backslash escapes it. */
function description(title: string): string {
  return oneLine(title).replace(/[\\#]/g, '\\$&');
}
