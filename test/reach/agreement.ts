// Whether an engine and the simulator agree on random networks.
//
//   npx node test/reach/agreement.ts [COUNT] [SEED]     the shares of the verdicts, without an engine

import fc from 'fast-check';
import { render } from './render.ts';
import { explain, verdictOf } from './verdict.ts';
import type { Question, Verdict } from './world.ts';
import { aCase, type Case } from './worlds.ts';

/** What is asked: the text of a template and a question about it. The engine has only these. */
export type Engine = (text: string, question: Question) => Verdict;

export interface Agreement {
  readonly networks: number;
  readonly questions: number;
  /** How often the simulator gave each verdict. */
  readonly shares: Readonly<Record<Verdict, number>>;
  /** The smallest network found on which the two differ, as a text to read and to try again. */
  readonly counterexample: string | undefined;
}

/** Asks both about so many random networks, up to the first on which they differ. A seed gives the same networks again. */
export function agree(engine: Engine, count: number, seed: number): Agreement {
  const shares: Record<Verdict, number> = { reachable: 0, partial: 0, blocked: 0, unknown: 0 };
  const property = fc.property(aCase, (one) => {
    const text = render(one.world, one.spelling);
    for (const question of one.questions) {
      const expected = verdictOf(one.world, question);
      shares[expected]++;
      if (ask(engine, text, question) !== expected) return false;
    }
    return true;
  });
  const result = fc.check(property, { numRuns: count, seed });
  const [smallest] = result.counterexample ?? [];
  return {
    networks: result.numRuns,
    questions: Object.values(shares).reduce((sum, one) => sum + one, 0),
    shares,
    counterexample: smallest && described(engine, smallest, result.seed, result.counterexamplePath ?? ''),
  };
}

/** What the engine says; what it throws is a disagreement like another. */
function ask(engine: Engine, text: string, question: Question): string {
  try {
    return engine(text, question);
  } catch (error) {
    return `it threw ${error instanceof Error ? error.stack : error}`;
  }
}

function described(
  engine: Engine,
  { world, questions, breaks, spelling }: Case,
  seed: number,
  path: string,
): string {
  const text = render(world, spelling);
  const lines = [
    `seed ${seed}, path ${path}, spelling ${spelling}`,
    `broken: ${breaks.join(', ') || 'nothing'}`,
  ];
  for (const question of questions) {
    const { from, to, protocol, port } = question;
    const said = ask(engine, text, question);
    if (said === verdictOf(world, question)) continue;
    const options = `--from ${from} --to ${to} --protocol ${protocol}${port === undefined ? '' : ` --port ${port}`}`;
    lines.push('', options, `engine: ${said}`, `simulator: ${explain(world, question)}`);
  }
  return [...lines, '', text].join('\n');
}

if (import.meta.main) {
  const [count = '2000', seed = '1'] = process.argv.slice(2);
  const started = performance.now();
  measure(Number(count), Number(seed));
  console.log(`${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** Prints how often each verdict comes. */
function measure(count: number, seed: number): void {
  const shares: Record<string, number> = {};
  let questions = 0;
  let characters = 0;
  for (const { world, questions: asked, spelling } of fc.sample(aCase, { numRuns: count, seed })) {
    characters += render(world, spelling).length;
    for (const question of asked) {
      questions++;
      const verdict = verdictOf(world, question);
      shares[verdict] = (shares[verdict] ?? 0) + 1;
    }
  }
  const percent = Object.entries(shares).map(
    ([verdict, n]) => `${verdict} ${((100 * n) / questions).toFixed(1)} %`,
  );
  console.log(`${count} networks, ${questions} questions, seed ${seed}: ${percent.join(', ')}`);
  console.log(`${Math.round(characters / count)} characters a template`);
}
