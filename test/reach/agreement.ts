// Whether an engine and the simulator agree on random networks.
//
//   npx node test/reach/agreement.ts [COUNT] [SEED]     the shares of the verdicts, without an engine

import fc from 'fast-check';
import { render } from './render/render.ts';
import { explain, verdictOf } from './simulator/verdict.ts';
import { smallest } from './world/smaller.ts';
import type { Question, Verdict, World } from './world/world.ts';
import { aCase, type Case } from './world/worlds.ts';

/** What is asked: the text of a template and a question about it. The engine has only these. */
export type Engine = (text: string, question: Question) => Verdict;

export interface Agreement {
  readonly networks: number;
  /** How often the simulator gave each verdict. */
  readonly shares: Readonly<Record<Verdict, number>>;
  /** The smallest network found on which the two differ, as a text to read and to try again. */
  readonly counterexample: string | undefined;
}

/** Asks both about so many random networks, up to the first on which they differ. A seed gives the same networks again. */
export function agree(engine: Engine, count: number, seed: number): Agreement {
  const shares: Record<Verdict, number> = { reachable: 0, partial: 0, blocked: 0, unknown: 0 };
  const property = fc.property(aCase, ({ world, questions, spelling }) => {
    const text = render(world, spelling);
    return questions.every((question) => {
      const expected = verdictOf(world, question);
      shares[expected]++;
      return ask(engine, text, question) === expected;
    });
  });
  const { numRuns, counterexample } = fc.check(property, { numRuns: count, seed });
  const [found] = counterexample ?? [];
  return { networks: numRuns, shares, counterexample: found && described(engine, found, seed) };
}

/** What the engine says; what it throws is a disagreement like another. */
function ask(engine: Engine, text: string, question: Question): string {
  try {
    return engine(text, question);
  } catch (error) {
    return `it threw ${error instanceof Error ? error.stack : error}`;
  }
}

function described(engine: Engine, found: Case, seed: number): string {
  const both = (world: World, question: Question, spelling: number): string =>
    `${ask(engine, render(world, spelling), question)} for ${verdictOf(world, question)}`;
  for (const question of found.questions) {
    const differ = both(found.world, question, found.spelling);
    const [said, expected] = differ.split(' for ');
    if (said === expected) continue;
    // The plainest spelling, if it is not the spelling on which they differ.
    const spelling = both(found.world, question, 0) === differ ? 0 : found.spelling;
    // They are to differ in the same way, else one mistake leads to another.
    const world = smallest(found.world, (one) => both(one, question, spelling) === differ);
    return report(engine, { ...found, world, spelling }, question, seed);
  }
  return `The engine answers otherwise when asked again, seed ${seed}.`;
}

function report(engine: Engine, { world, spelling, breaks }: Case, question: Question, seed: number): string {
  const text = render(world, spelling);
  const { from, to, protocol, port } = question;
  const options = [`--from ${from}`, `--to ${to}`, `--protocol ${protocol}`];
  if (port !== undefined) options.push(`--port ${port}`);
  return [
    `seed ${seed}, spelling ${spelling}; broken: ${breaks.join(', ') || 'nothing'}`,
    options.join(' '),
    `engine: ${ask(engine, text, question)}`,
    `simulator: ${explain(world, question)}`,
    '',
    text,
  ].join('\n');
}

/** Prints how often each verdict comes, and what so many networks cost without an engine. */
function measure(count: number, seed: number): void {
  const started = performance.now();
  const counts: Partial<Record<Verdict, number>> = {};
  let asked = 0;
  for (const { world, questions, spelling } of fc.sample(aCase, { numRuns: count, seed })) {
    render(world, spelling);
    for (const question of questions) {
      const verdict = verdictOf(world, question);
      counts[verdict] = (counts[verdict] ?? 0) + 1;
      asked++;
    }
  }
  const shares = Object.entries(counts).map(
    ([verdict, n]) => `${verdict} ${((100 * n) / asked).toFixed(1)} %`,
  );
  console.log(`${count} networks, ${asked} questions, seed ${seed}: ${shares.join(', ')}`);
  console.log(`${((performance.now() - started) / 1000).toFixed(1)} s`);
}

if (import.meta.main) {
  const [count = '2000', seed = '1'] = process.argv.slice(2);
  measure(Number(count), Number(seed));
}
