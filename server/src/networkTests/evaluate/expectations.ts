import { isExisting } from '../../network/analysis/overlay.ts';
import { type HopPath, hopPathsOf } from '../../reach/hopPaths.ts';
import type { NetworkTest } from '../suite.ts';
import {
  askTest,
  type PairQuestion,
  questionsOfFamilies,
  questionsOfOneFamily,
  type TestQuestion,
} from './ask.ts';
import type { Deviation } from './deviation.ts';
import { destinationsBeside, outsideOf, sourcesBeside } from './others.ts';
import { allMembers } from './parties.ts';
import type { TestScene } from './scene.ts';
import { aroundCarriers } from './through.ts';

/** Yields `asked` for each question, where a host may pause, and each deviation. */
export type TestRun = Generator<'asked' | Deviation, void>;

/** Runs a test in one scenario. What it names and is not there asks nothing. */
export function* runTest(test: NetworkTest, scene: TestScene): TestRun {
  const from = allMembers(test.from, 'from', scene);
  const to = allMembers(test.to, 'to', scene);
  const unknownReasons = [...from.unknownReasons, ...to.unknownReasons];
  if (unknownReasons.length > 0)
    yield { kind: 'unknown', asked: undefined, why: [...new Set(unknownReasons)] };
  switch (test.expect) {
    case 'reachable':
      for (const pair of pairsOf(from.names, to.names, questionsOfOneFamily(test)))
        yield* mustArrive(pair, scene);
      break;
    case 'blocked':
      for (const pair of pairsOf(from.names, to.names, questionsOfFamilies(test, scene)))
        yield* mustNotArrive(pair, scene);
      break;
    case 'only-from':
      for (const [destination, asking] of productOf(to.names, questionsOfFamilies(test, scene))) {
        for (const pair of pairsOf(sourcesBeside(from.names, scene), [destination], [asking]))
          yield* mustNotArrive(pair, scene);
        yield* noneOf(outsideOf(from.names, asking, scene), (block) =>
          mustNotArrive([block, destination, asking], scene),
        );
      }
      break;
    case 'only-to':
      for (const [source, asking] of productOf(from.names, questionsOfFamilies(test, scene))) {
        for (const pair of pairsOf([source], destinationsBeside(to.names, scene), [asking]))
          yield* mustNotArrive(pair, scene);
        yield* noneOf(outsideOf(to.names, asking, scene), (block) =>
          mustNotArrive([source, block, asking], scene),
        );
      }
      break;
    case 'only-through':
      for (const pair of pairsOf(from.names, to.names, questionsOfFamilies(test, scene)))
        yield* mustPassThrough(test, pair, scene);
      break;
  }
}

type Names = ReadonlySet<string> | readonly string[];

/** Every party of one list with every party of the other, itself left out, for each thing asked. */
function* pairsOf(from: Names, to: Names, askings: readonly PairQuestion[]): Generator<Pair> {
  for (const source of from)
    for (const [destination, asking] of productOf(to, askings))
      if (source !== destination) yield [source, destination, asking];
}

function* productOf<A, B>(some: Iterable<A>, others: readonly B[]): Generator<readonly [A, B]> {
  for (const one of some) for (const other of others) yield [one, other];
}

type Pair = readonly [from: string, to: string, asking: PairQuestion];

function askPair([from, to, asking]: Pair, scene: TestScene): TestQuestion | undefined {
  return askTest(from, to, asking, scene);
}

function* mustArrive(pair: Pair, scene: TestScene): TestRun {
  const asked = askPair(pair, scene);
  if (!asked) return;
  yield 'asked';
  if (asked.answer.verdict === 'unknown') yield { kind: 'unknown', asked, why: asked.answer.assumptions };
  else if (asked.answer.verdict !== 'reachable') yield { kind: 'unreached', asked };
}

function* mustNotArrive(pair: Pair, scene: TestScene): TestRun {
  const asked = askPair(pair, scene);
  if (!asked) return;
  yield 'asked';
  const { verdict, assumptions } = asked.answer;
  if (verdict === 'unknown') yield { kind: 'unknown', asked, why: assumptions };
  else if (verdict !== 'blocked') yield { kind: 'reached', asked, path: arrivingPath(asked, scene) };
}

function* mustPassThrough(test: NetworkTest, pair: Pair, scene: TestScene): TestRun {
  const asked = askPair(pair, scene);
  if (!asked) return;
  yield 'asked';
  const isSecondFamily = pair[2].ipv6 && !test.ipv6;
  const found = aroundCarriers(asked, test.through, isSecondFamily, scene);
  if (found) yield found;
}

/** The first path by which packets arrive with a hop that the file can change. */
function arrivingPath({ question }: TestQuestion, { network }: TestScene): HopPath {
  const paths = hopPathsOf(question, network, 'certain') ?? [];
  return paths.find((path) => path.some(({ resource }) => !isExisting(resource, network))) ?? paths[0] ?? [];
}

/** Blocks of one party, of which the first deviation says it for all. */
function* noneOf(blocks: readonly string[], run: (block: string) => TestRun): TestRun {
  for (const block of blocks) {
    for (const step of run(block)) {
      yield step;
      if (step !== 'asked') return;
    }
  }
}
