import type { Scenario } from '../evaluation/scenario.ts';

export interface ConditionValue {
  readonly name: string;
  readonly holds: boolean;
}

/**
 * The smallest set of condition values that distinguishes the shown scenarios from all others; if there is no such set, the values
 * that they all share and that some other scenario has not.
 */
export function distinguishingConditions(
  shown: readonly (Scenario | undefined)[],
  all: readonly Scenario[],
): readonly ConditionValue[] {
  const wanted = new Set(shown);
  const first = all.find((scenario) => wanted.has(scenario));
  const values = [...(first?.conditions ?? [])]
    .filter(([name, holds]) => all.some(({ conditions }) => conditions.get(name) !== holds))
    .map(([name, holds]) => ({ name, holds }));
  const singlesOut = (chosen: readonly ConditionValue[]) =>
    all.every(
      (scenario) =>
        wanted.has(scenario) === chosen.every(({ name, holds }) => scenario.conditions.get(name) === holds),
    );
  for (const one of values) if (singlesOut([one])) return [one];
  for (const [i, one] of values.entries()) {
    for (const other of values.slice(i + 1)) if (singlesOut([one, other])) return [one, other];
  }
  // The values that all of the shown scenarios share are the most that is true of each of them.
  return values.filter(({ name, holds }) =>
    shown.every((scenario) => scenario?.conditions.get(name) === holds),
  );
}
