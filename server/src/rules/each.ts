import type { Scenario } from '../template/evaluation/scenario.ts';
import type { Check, CheckedFile, Report } from './defineRule.ts';
import { foundAtEach, foundInSteps } from './engine/keptByThing.ts';
import { scenarioOf, unwatched } from './engine/watchedFile.ts';

/**
 * The check of a rule that looks at things one by one: resources, the rules of one group, subnets. What it finds at one is
 * kept while that stays the same object, and so does all that was read for it.
 */
export function each<T extends object>(
  thingsIn: (file: CheckedFile) => Iterable<T>,
  check: (thing: T, file: CheckedFile) => Iterable<Report>,
): Check {
  const checkAll = (file: CheckedFile): readonly Report[] => {
    const scenario = scenarioOf(file);
    const whole = unwatched(file);
    if (!scenario) return [...thingsIn(whole)].flatMap((thing) => [...check(thing, whole)]);
    return foundAtEach(thingsIn, check, scenario);
  };
  return Object.assign(checkAll, {
    inSteps: (scenario: Scenario) => foundInSteps(thingsIn, check, scenario),
  });
}
