import { or, type Truth } from '../../network/truth.ts';
import type { FlowContext } from '../filters/filter.ts';
import type { Verdict } from '../question.ts';
import { type Flow, flowSize, type Mode, narrow } from './flow.ts';
import { type Path, wholeFlow } from './path.ts';
import type { Ranges } from './ranges.ts';

/** The packets of a path that pass all of its filters. */
export function remaining({ flow, checks }: Path, mode: Mode): readonly Flow[] {
  let flows: readonly Flow[] = [flow];
  for (const check of checks) {
    flows = flows.flatMap((part) => check.apply(part, mode));
    if (flows.length === 0) break;
  }
  return flows;
}

/** Whether some of a pair's packets arrive, and whether some do not; `unknown` if something unknown decides. */
export interface Outcome {
  readonly passes: Truth<'unknown'>;
  readonly fails: Truth<'unknown'>;
}

export const ALL_PASS: Outcome = { passes: 'yes', fails: 'no' };

/** Both are possible, because something is not in the file. */
export const UNDECIDED: Outcome = { passes: 'unknown', fails: 'unknown' };

/** The outcome of a pair: compares the packets that certainly arrive with those that may. */
export function runPaths(scene: FlowContext, paths: (mode: Mode) => readonly Path[]): Outcome {
  const parts = (mode: Mode): readonly Throughput[] =>
    paths(mode).map((path) => ({ through: flowSize(remaining(path, mode)), whole: flowSize([path.flow]) }));
  const flow = wholeFlow(scene);
  // Which path an unknown address takes is unknown too, so only what is true of every path is certain.
  if (flow.supersets.length > 0) return outcomeOf(parts('certain'), () => parts('possible'));
  const together = (mode: Mode): readonly Throughput[] => [
    { through: parts(mode).reduce((sum, { through }) => sum + through, 0n), whole: flowSize([flow]) },
  ];
  return outcomeOf(together('certain'), () => together('possible'));
}

interface Throughput {
  readonly through: bigint;
  readonly whole: bigint;
}

function outcomeOf(certain: readonly Throughput[], possibleParts: () => readonly Throughput[]): Outcome {
  if (certain.every(({ through, whole }) => through >= whole)) return ALL_PASS;
  const possible = possibleParts();
  return {
    passes: certain.every(({ through }) => through > 0n)
      ? 'yes'
      : possible.every(({ through }) => through === 0n)
        ? 'no'
        : 'unknown',
    fails: possible.every(({ through, whole }) => through < whole) ? 'yes' : 'unknown',
  };
}

/** A pair with its paths in both modes. */
export interface RunPair {
  readonly scene: FlowContext;
  readonly paths: (mode: Mode) => readonly Path[];
}

/**
 * The verdict of pairs whose destination has one address, the same for all pairs, that is unknown: an AWS service. Each
 * possible address gives a verdict; if they differ, the verdict is unknown.
 */
export function runService(pairs: readonly RunPair[]): Verdict {
  const paths = pairs.flatMap(({ paths }) => paths('certain'));
  // If every path lets everything through, the address does not matter.
  if (paths.every((path) => flowSize(remaining(path, 'certain')) >= flowSize([path.flow])))
    return 'reachable';
  const runs = pairs.map(({ scene, paths }) => {
    const flows = (mode: Mode) => paths(mode).flatMap((path) => remaining(path, mode));
    return { whole: wholeFlow(scene), certain: flows('certain'), possible: flows('possible') };
  });
  const sets = runs.flatMap(({ whole, certain, possible }) =>
    [whole, ...certain, ...possible].map(({ to }) => to),
  );
  const [first, ...others] = new Set(
    cellsOf(sets).map((cell) => {
      const through = (flows: readonly Flow[]) =>
        flowSize(flows.flatMap((flow) => narrow(flow, 'to', [cell], 'certain')));
      return verdictOf(
        runs
          .filter(({ whole }) => narrow(whole, 'to', [cell], 'certain').length > 0)
          .map(({ whole, certain, possible }) =>
            outcomeOf([{ through: through(certain), whole: through([whole]) }], () => [
              { through: through(possible), whole: through([whole]) },
            ]),
          ),
      );
    }),
  );
  return first !== undefined && others.length === 0 ? first : 'unknown';
}

/**
 * Splits the addresses into ranges such that each set contains all of a range or nothing of it. Addresses in no set are
 * left out.
 */
function cellsOf(sets: readonly Ranges[]): readonly (readonly [bigint, bigint])[] {
  const starts = [...new Set(sets.flatMap((set) => set.flatMap(([low, high]) => [low, high + 1n])))].sort(
    (a, b) => (a < b ? -1 : 1),
  );
  return starts.slice(0, -1).flatMap((low, i) => {
    const cell = [low, starts[i + 1]! - 1n] as const;
    return sets.some((set) => set.some(([from, to]) => from <= cell[0] && cell[1] <= to)) ? [cell] : [];
  });
}

/** The verdict of one or several pairs together. */
export function verdictOf(outcomes: readonly Outcome[]): Verdict {
  const somePass = or(...outcomes.map(({ passes }) => passes));
  const someFail = or(...outcomes.map(({ fails }) => fails));
  if (outcomes.length > 0 && someFail === 'no') return 'reachable';
  if (outcomes.length > 0 && somePass === 'no') return 'blocked';
  return somePass === 'yes' && someFail === 'yes' ? 'partial' : 'unknown';
}
