import type { Scenario } from '../template/evaluation/scenario.ts';
import { distinguishingConditions } from '../template/scenarios/distinguishingConditions.ts';
import type { ScenarioPair } from './scenarioPairs.ts';

/** Something that is true in the scenarios that `scenario` describes, as `UseNat=false`; null if it is true in all. */
export type InScenarios<T> = T & { readonly scenario: string | null };

type Pair = ScenarioPair<{ readonly scenario: Scenario | undefined }>;

/** The results over pairs of scenarios, without duplicates. Two results with equal keys are the same. */
export function inScenarios<P extends Pair, T>(
  pairs: readonly P[],
  find: (pair: P) => readonly T[],
  keyOf: (found: T) => string,
): readonly InScenarios<T>[] {
  const all = new Map<string, { readonly one: T; readonly shown: P[] }>();
  for (const pair of pairs) {
    for (const one of find(pair)) {
      const key = keyOf(one);
      const known = all.get(key);
      if (!known) all.set(key, { one, shown: [pair] });
      else if (known.shown.at(-1) !== pair) known.shown.push(pair);
    }
  }
  return [...all.values()].map(({ one, shown }) => ({ ...one, scenario: scenarioText(shown, pairs) }));
}

/** The conditions of the new version, or of the old one if the new one has one scenario. */
function scenarioText(shown: readonly Pair[], all: readonly Pair[]): string | null {
  if (shown.length === all.length) return null;
  const side = new Set(all.map(({ after }) => after.scenario)).size === 1 ? 'before' : 'after';
  const scenarios = [...new Set(all.flatMap((pair) => pair[side].scenario ?? []))];
  const conditions = distinguishingConditions(
    [...new Set(shown.map((pair) => pair[side].scenario))],
    scenarios,
  );
  return conditions.length === 0 ? null : conditions.map(({ name, holds }) => `${name}=${holds}`).join(',');
}
