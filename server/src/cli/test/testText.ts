import { printable } from '../../escape/printable.ts';
import { countOf } from '../countOf.ts';
import { painter } from '../process/paint.ts';
import type { ReportedSuite, ReportedTest } from './runPairs.ts';

const MARKS = {
  passed: ['✓', 'green'],
  failed: ['✗', 'red'],
  unknown: ['?', 'yellow'],
  error: ['!', 'red'],
} as const;

/** The results for people: a line for each test, below it the deviations, then a summary. */
export function testsAsText(suites: readonly ReportedSuite[], isColourful: boolean): string {
  const blocks = suites.map(({ file, tested, tests }) =>
    [`${file} on ${tested}`, ...tests.flatMap((test) => linesOf(test, file, tested, isColourful))].join('\n'),
  );
  return [...blocks, testSummary(suites)].join('\n\n').concat('\n');
}

function linesOf(
  { title, reason, outcome, failures, mistakes }: ReportedTest,
  file: string,
  tested: string,
  isColourful: boolean,
): readonly string[] {
  const [mark, colour] = MARKS[outcome];
  const shown = painter(isColourful)(colour, mark);
  return [
    `  ${shown} ${oneLine(title)}`,
    ...mistakes.map(({ line, column, message }) => `      ${printable(message)}  ${file}:${line}:${column}`),
    ...failures.flatMap(({ message, line, fixes }) => [
      `      ${printable(message)}${line === null ? '' : `  ${tested}:${line}`}`,
      ...fixes.map((fix) => `      fix: ${printable(fix)}`),
    ]),
    ...(outcome === 'passed' || reason === null ? [] : [`      reason: ${oneLine(reason)}`]),
  ];
}

/** "4 tests: 2 passed, 1 failed, 1 unknown". */
function testSummary(suites: readonly ReportedSuite[]): string {
  const tests = suites.flatMap((suite) => suite.tests);
  const counts = (['passed', 'failed', 'unknown', 'error'] as const).flatMap((outcome) => {
    const count = tests.filter((test) => test.outcome === outcome).length;
    const word = outcome === 'error' && count > 1 ? 'errors' : outcome;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return `${countOf(tests.length, 'test')}: ${counts.join(', ')}`;
}

export function oneLine(text: string): string {
  return printable(text.replace(/\s+/g, ' ').trim());
}
