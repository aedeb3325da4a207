import { resolve } from 'node:path';
import { readDocument, unreadWords } from '../../files/readFile.ts';
import { type Analysis, analyze, failureText, resultsOf, type TestResult } from '../../languageService.ts';
import { type LineStarts, positionAt, type Span } from '../../syntax/span.ts';
import { unreadIn } from '../input/oneFile.ts';
import type { Reading } from '../input/reading.ts';
import type { TestPair } from './testPairs.ts';

/** The tests of one text for one file, with their results. */
export interface ReportedSuite {
  readonly file: string;
  readonly tested: string;
  readonly tests: readonly ReportedTest[];
}

export interface ReportedTest {
  readonly title: string;
  readonly reason: string | null;
  readonly expect: TestResult['test']['expect'];
  /** 1-based, in the text of the tests. */
  readonly line: number;
  readonly outcome: TestResult['outcome'];
  readonly failures: readonly ReportedFailure[];
  readonly mistakes: readonly ReportedMistake[];
}

export interface ReportedFailure {
  readonly kind: TestResult['failures'][number]['kind'];
  readonly message: string;
  readonly scenario: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly protocol: string | null;
  readonly port: number | null;
  /** 1-based, in the tested file; null if no line causes it. */
  readonly line: number | null;
  readonly fixes: readonly string[];
}

export interface ReportedMistake {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface RunPairs {
  readonly suites: readonly ReportedSuite[];
  /** The tested files of a supported kind. */
  readonly tested: ReadonlySet<string>;
  readonly analyses: readonly Analysis[];
  readonly problems: readonly string[];
}

/** Runs all tests; each tested file is read once. */
export function runPairs(pairs: readonly TestPair[], reading: Reading, cwd: string): RunPairs {
  const problems: string[] = [];
  const analyses = new Map<string, Analysis | undefined>();
  const analysisOf = (name: string): Analysis | undefined => {
    const settings = reading.settingsOf(name);
    if (!settings) return undefined;
    const content = readDocument(resolve(cwd, name));
    if (typeof content !== 'object') {
      problems.push(`${name} ${unreadWords(content)}.`);
      return undefined;
    }
    const analysis = analyze(name, content.text.replace(/^\uFEFF/, ''), reading.optionsOf(name, settings));
    if (!analysis || analysis.content.kind === 'inventory') return undefined;
    const unread = unreadIn(name, analysis);
    if (unread !== undefined) problems.push(unread);
    return unread === undefined ? analysis : undefined;
  };
  const suites = pairs.flatMap((pair): ReportedSuite[] => {
    if (!analyses.has(pair.tested)) analyses.set(pair.tested, analysisOf(pair.tested));
    const analysis = analyses.get(pair.tested);
    return analysis ? [reported(pair, analysis)] : [];
  });
  const known = [...analyses].filter((entry): entry is [string, Analysis] => entry[1] !== undefined);
  return {
    suites,
    tested: new Set(known.map(([name]) => name)),
    analyses: known.map(([, analysis]) => analysis),
    problems,
  };
}

function reported({ file, tested, suite, lines }: TestPair, analysis: Analysis): ReportedSuite {
  return {
    file,
    tested,
    tests: resultsOf(suite, analysis).map(({ test, outcome, failures, mistakes }) => ({
      title: test.title,
      reason: test.reason ?? null,
      expect: test.expect,
      line: lineOf(lines, test.at),
      outcome,
      failures: failures.map((failure) => ({
        kind: failure.kind,
        message: failureText(failure),
        scenario: failure.scenario,
        from: failure.question?.from ?? null,
        to: failure.question?.to ?? null,
        protocol: failure.question?.protocol ?? null,
        port: failure.question?.port ?? null,
        line: failure.at ? lineOf(analysis.lines, failure.at) : null,
        fixes: failure.fixes.map(({ title }) => title),
      })),
      mistakes: mistakes.map((mistake) => ({
        line: lineOf(lines, mistake),
        column: positionAt(lines, mistake.start).character + 1,
        message: mistake.message,
      })),
    })),
  };
}

function lineOf(lines: LineStarts, { start }: Span): number {
  return positionAt(lines, start).line + 1;
}
