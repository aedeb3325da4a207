import { printableJson } from '../../escape/printable.ts';
import type { ReportedSuite } from './runPairs.ts';

/** One array with an object for each test. The shape is a contract, since other programs read it. */
export function testsAsJson(suites: readonly ReportedSuite[]): string {
  const tests = suites.flatMap(({ file, tested, tests: own }) =>
    own.map(({ line, title, reason, expect, outcome, failures, mistakes }) => ({
      file,
      line,
      tested,
      title,
      reason,
      expect,
      outcome,
      failures,
      mistakes,
    })),
  );
  return `${printableJson(tests)}\n`;
}
