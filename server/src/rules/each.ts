import { THIS_VERSION } from '../template/evaluation/reads.ts';
import type { CheckedFile, Report, Rule } from './defineRule.ts';
import { keptReports } from './engine/keptReports.ts';
import { scenarioOf, unwatched } from './engine/watchedFile.ts';

/**
 * The check of a rule that looks at things one by one: resources, rules of one group, subnets. What it finds at one is kept
 * while that stays the same object, and so does all that was read for it.
 */
export function each<T extends object>(
  thingsIn: (file: CheckedFile) => Iterable<T>,
  check: (thing: T, file: CheckedFile) => Iterable<Report>,
): Rule['check'] {
  const kept = keptReports(check);
  return function* (file) {
    const scenario = scenarioOf(file);
    const whole = unwatched(file);
    if (!scenario) {
      for (const thing of thingsIn(whole)) yield* check(thing, whole);
      return;
    }
    const { reads } = scenario.values;
    const before = reads.length;
    for (const thing of thingsIn(whole)) {
      yield* kept(thing, scenario);
      reads.length = before;
    }
    reads.push(THIS_VERSION);
  };
}
