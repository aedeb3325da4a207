import type { Scenario } from '../template/evaluation/scenario.ts';
import type { Check, CheckedFile, Report } from './defineRule.ts';
import { foundAtEach, type ThingsIn } from './engine/keptByThing.ts';
import { unwatched } from './engine/watchedFile.ts';

/**
 * The check of a rule that examines items one by one: resources, the rules of one group, subnets. The reports on an
 * item are cached as long as the item is the same object and everything that was read for it is unchanged.
 */
export function each<T extends object>(
  thingsIn: ThingsIn<T>,
  check: (thing: T, file: CheckedFile) => Iterable<Report>,
): Check {
  const checkAll = (file: CheckedFile): readonly Report[] => {
    const whole = unwatched(file);
    return [...thingsIn(whole)].flatMap((thing) => [...check(thing, whole)]);
  };
  return Object.assign(checkAll, {
    inSteps: (scenario: Scenario) => foundAtEach(thingsIn, check, scenario),
  });
}
