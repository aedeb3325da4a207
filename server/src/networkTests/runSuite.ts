import type { Analysis } from '../analysis.ts';
import { fixOf } from '../features/reachability/reachability.ts';
import type { Network } from '../network/model.ts';
import type { TextEdit } from '../syntax/edit.ts';
import type { Span } from '../syntax/span.ts';
import { distinguishingConditions } from '../template/scenarios/distinguishingConditions.ts';
import type { Deviation } from './evaluate/deviation.ts';
import { deviationText } from './evaluate/deviationText.ts';
import { runTest } from './evaluate/expectations.ts';
import { deviationSpan } from './evaluate/place.ts';
import { scenesOf, type TestScene } from './evaluate/scene.ts';
import { mistakesIn, nobodyAsked } from './mistakes.ts';
import type { Mistake, NetworkTest, Suite } from './suite.ts';

/** The kind of a problem. `error`: a name of the test is not in the tested file. */
export interface TestResult {
  readonly test: NetworkTest;
  readonly outcome: 'passed' | 'failed' | 'unknown' | 'error';
  /** What is not as expected, failures first. */
  readonly failures: readonly TestFailure[];
  /** In the text of the test. */
  readonly mistakes: readonly Mistake[];
}

/** One thing that is not as expected, in all scenarios in which it is so. */
export interface TestFailure {
  readonly kind: Deviation['kind'];
  /** One sentence. */
  readonly message: string;
  /** As `UseNat=false`; null where it is so in every case. */
  readonly scenario: string | null;
  /** What was asked, in the names of the file; undefined where there was no party to ask about. */
  readonly question:
    | {
        readonly from: string;
        readonly to: string;
        readonly protocol: NetworkTest['protocol'];
        readonly port: number | undefined;
        readonly ipv6: boolean;
      }
    | undefined;
  /** The line of the tested file that causes it; undefined if only an inventory shows it. */
  readonly at: Span | undefined;
  /** What would fix it; without edits where no edit of the file does. */
  readonly fixes: readonly { readonly title: string; readonly edits: readonly TextEdit[] | undefined }[];
}

/** More failures of one test in one scenario say less. */
const MOST_FAILURES = 20;

/** Runs every test on a file, in every scenario of it. A host may pause wherever it yields. */
export function* runSuite(suite: Suite, analysis: Analysis): Generator<void, readonly TestResult[]> {
  const scenes = scenesOf(analysis, suite);
  const results: TestResult[] = [];
  for (const test of suite.tests) results.push(yield* resultOf(test, scenes, analysis));
  return results;
}

/** The same at once. */
export function resultsOf(suite: Suite, analysis: Analysis): readonly TestResult[] {
  const run = runSuite(suite, analysis);
  for (;;) {
    const step = run.next();
    if (step.done) return step.value;
  }
}

function* resultOf(
  test: NetworkTest,
  scenes: readonly TestScene[],
  analysis: Analysis,
): Generator<void, TestResult> {
  const mistakes = mistakesIn(test, scenes, analysis);
  if (mistakes.length > 0) return { test, outcome: 'error', failures: [], mistakes };
  const found = new Map<string, { readonly deviation: Deviation; readonly shown: TestScene[] }>();
  let questions = 0;
  for (const scene of scenes) {
    let deviations = 0;
    for (const step of runTest(test, scene)) {
      if (step === 'asked') {
        questions++;
        yield;
        continue;
      }
      keep(step, scene, found);
      // Computing the blockers of each answer takes far longer than its verdict.
      if (++deviations === MOST_FAILURES) break;
    }
  }
  // A test about everything except one party holds if there is nothing else; two parties that never exist together are a mistake.
  if (questions === 0 && test.expect !== 'only-from' && test.expect !== 'only-to' && found.size === 0) {
    return { test, outcome: 'error', failures: [], mistakes: [nobodyAsked(test, analysis)] };
  }
  const failures = [...found.values()]
    .toSorted((a, b) => Number(a.deviation.kind === 'unknown') - Number(b.deviation.kind === 'unknown'))
    .map(({ deviation, shown }) => failureOf(deviation, shown, scenes, analysis));
  const isFailed = failures.some(({ kind }) => kind !== 'unknown');
  return {
    test,
    outcome: isFailed ? 'failed' : failures.length > 0 ? 'unknown' : 'passed',
    failures,
    mistakes: [],
  };
}

function keep(
  deviation: Deviation,
  scene: TestScene,
  found: Map<string, { readonly deviation: Deviation; readonly shown: TestScene[] }>,
): void {
  const key = `${deviation.kind} ${deviationText(deviation)}`;
  const known = found.get(key);
  if (known && !known.shown.includes(scene)) known.shown.push(scene);
  if (!known) found.set(key, { deviation, shown: [scene] });
}

function failureOf(
  deviation: Deviation,
  shown: readonly TestScene[],
  scenes: readonly TestScene[],
  analysis: Analysis,
): TestFailure {
  const { network } = shown[0]!;
  const { asked } = deviation;
  const conditions =
    shown.length === scenes.length
      ? []
      : distinguishingConditions(
          shown.map(({ scenario }) => scenario),
          scenes.flatMap(({ scenario }) => scenario ?? []),
        );
  return {
    kind: deviation.kind,
    message: deviationText(deviation),
    scenario:
      conditions.length === 0 ? null : conditions.map(({ name, holds }) => `${name}=${holds}`).join(','),
    question: asked && {
      from: asked.from,
      to: asked.to,
      protocol: asked.answer.protocol,
      port: asked.answer.port,
      ipv6: asked.question.ipv6 === true,
    },
    at: deviationSpan(deviation, network, analysis),
    fixes: deviation.kind === 'unreached' ? testFixes(deviation, network, analysis) : [],
  };
}

function testFixes(
  { asked }: Deviation & { kind: 'unreached' },
  network: Network,
  analysis: Analysis,
): TestFailure['fixes'] {
  return asked.answer.blockedBy.map((blocker) => fixOf(blocker, network, analysis));
}
