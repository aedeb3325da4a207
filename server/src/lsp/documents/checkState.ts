import {
  checkInSteps,
  type Finding,
  isNetworkTestName,
  isSettingsName,
  type Mistake,
  type RunOptions,
  runSuite,
  type TestResult,
  type TestsText,
} from '../../languageService.ts';
import type { Quiet } from '../quiet.ts';
import type { NetworkTests } from '../workspace/networkTests.ts';
import type { DocumentState } from './documentState.ts';
import { inSlices } from './slices.ts';

/** With the findings and the results of network tests. */
export type CheckedState = DocumentState & {
  readonly findings: readonly Finding[];
  /** The results of the tests of this document, by the text that contains the tests. */
  readonly tests: readonly TestedBy[];
  /** The mistakes in a test file; for a settings file, the names in its tests that do not exist. */
  readonly mistakes: readonly Mistake[];
};

export interface TestedBy extends TestsText {
  readonly results: readonly TestResult[];
}

export interface CheckStateHost {
  readonly networkTests: Pick<NetworkTests, 'suitesOf' | 'mistakesIn'>;
  readonly quiet: Pick<Quiet, 'pause'>;
}

/**
 * Runs the rules and the network tests on an analyzed document, in slices; without `options`, as for an excluded
 * document, there are no findings. Undefined, without an end, once `isOutdated`.
 */
export async function checkState(
  uri: string,
  state: DocumentState,
  options: RunOptions | undefined,
  { networkTests, quiet }: CheckStateHost,
  isOutdated: () => boolean,
): Promise<CheckedState | undefined> {
  const unfound = { ...state, findings: [], tests: [], mistakes: [] };
  if (isNetworkTestName(uri) || isSettingsName(uri)) {
    const mistakes = await networkTests.mistakesIn(uri, isOutdated);
    return mistakes && { ...unfound, mistakes };
  }
  if (!state.analysis || !options) return unfound;
  const result = await inSlices(checkInSteps(state.analysis, options), quiet, isOutdated);
  if (!result) return undefined;
  const tests: TestedBy[] = [];
  for (const { suite, ...text } of networkTests.suitesOf(uri)) {
    const results = await inSlices(runSuite(suite, state.analysis), quiet, isOutdated);
    if (!results) return undefined;
    tests.push({ ...text, results });
  }
  return { ...unfound, findings: result.findings, tests };
}
