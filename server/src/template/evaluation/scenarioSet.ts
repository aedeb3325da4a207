/** Some of the scenarios of one version of a document, a bit for each: there are at most 32. */
export type ScenarioSet = number;

export const NO_SCENARIO: ScenarioSet = 0;

/** As many as there can be. */
export const ANY_SCENARIO: ScenarioSet = -1;

/** The scenario at a place among those of its version. */
export function setOf(index: number): ScenarioSet {
  return 1 << index;
}

/** The first ones of its version, as many as that. */
export function firstOnes(count: number): ScenarioSet {
  return count === 0 ? NO_SCENARIO : ANY_SCENARIO >>> (32 - count);
}

/** The place of one of them. */
export function indexIn(set: ScenarioSet): number {
  return 31 - Math.clz32(set);
}

export function isIn(set: ScenarioSet, index: number): boolean {
  return (set & setOf(index)) !== 0;
}
