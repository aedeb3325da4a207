import type { Scenario } from '../template/evaluation/scenario.ts';

/** A scenario of the old version and the scenario of the new version that it is compared with. */
export interface ScenarioPair<T> {
  readonly before: T;
  readonly after: T;
}

interface InScenario {
  /** Undefined for a file without conditions. */
  readonly scenario: Scenario | undefined;
}

/**
 * Pairs each scenario of either version with those of the other that have the most equal values for shared conditions.
 * Swapping the versions swaps the pairs.
 */
export function scenarioPairs<T extends InScenario>(
  before: readonly T[],
  after: readonly T[],
): readonly ScenarioPair<T>[] {
  const closest = (of: T, among: readonly T[]): readonly T[] => {
    const agreements = among.map((one) => agreement(of, one));
    const most = Math.max(...agreements);
    return among.filter((_, i) => agreements[i] === most);
  };
  const partners = new Map<T, Set<T>>();
  const add = (one: T, other: T) => {
    const known = partners.get(one);
    if (known) known.add(other);
    else partners.set(one, new Set([other]));
  };
  for (const one of before) for (const other of closest(one, after)) add(one, other);
  for (const other of after) for (const one of closest(other, before)) add(one, other);
  return before.flatMap((one) =>
    after.flatMap((other) => (partners.get(one)?.has(other) ? [{ before: one, after: other }] : [])),
  );
}

/** The number of conditions with equal values in both. */
function agreement({ scenario: one }: InScenario, { scenario: other }: InScenario): number {
  return [...(one?.conditions ?? [])].filter(([name, holds]) => other?.conditions.get(name) === holds).length;
}
