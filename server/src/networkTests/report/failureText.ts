import { scenarioOfAnswer } from '../../features/reachability/reachWords.ts';
import type { TestFailure } from '../runSuite.ts';

/** A failure as a sentence, with the case in which it is so. */
export function failureText({ message, scenario }: Pick<TestFailure, 'message' | 'scenario'>): string {
  const when = scenarioOfAnswer({ scenario });
  return when === '' ? message : `${message} It is so ${when}.`;
}
