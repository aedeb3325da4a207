import { filesBeside } from '../../files/beside.ts';
import { isCandidate } from '../../files/walk.ts';
import { matcherOf } from '../../glob.ts';
import {
  type Analysis,
  type Expected,
  isNetworkTestName,
  isSettingsName,
  isTestedBy,
  type Mistake,
  nameWithin,
  readSettings,
  readTestFile,
  runSuite,
  type Suite,
  type TestFile,
  type TestResult,
  type TestsText,
} from '../../languageService.ts';
import { memoized } from '../../memo.ts';
import { lineStartsOf } from '../../syntax/span.ts';
import { folderOf, isPath, normalizePath, normalizeUri, uriOf } from '../client/uris.ts';
import type { Documents } from '../documents/documents.ts';
import { inSlices } from '../documents/slices.ts';
import type { Quiet } from '../quiet.ts';
import type { Configuration } from './configuration.ts';

/** Tests with the text that contains them. */
export interface SuiteText extends TestsText {
  readonly suite: Suite;
}

/** The results of a text's tests for one file. */
export interface SuiteResults extends SuiteText {
  readonly tested: { readonly uri: string; readonly analysis: Analysis };
  /** Undefined if they were not run. */
  readonly results: readonly TestResult[] | undefined;
}

export interface NetworkTestsHost {
  readonly documents: Pick<Documents, 'all' | 'at' | 'read'>;
  readonly configuration: Pick<Configuration, 'expectedOf'>;
  /** The file at a path as it is now; undefined for a file of another kind. */
  readonly analysisAt: (
    path: string,
  ) => { readonly analysis: Analysis; readonly isCurrent: () => boolean } | undefined;
  /** The files of the workspace that may be templates. */
  readonly templates: () => Promise<ReadonlySet<string> | undefined>;
  readonly quiet: Pick<Quiet, 'pause'>;
}

export interface NetworkTests {
  /** The tests about a document. */
  suitesOf(uri: string): readonly SuiteText[];
  /**
   * The mistakes in a test file, including names that are not in the files that it tests; for a settings file only
   * those names. Undefined if it is outdated before it is computed.
   */
  mistakesIn(uri: string, isOutdated: () => boolean): Promise<readonly Mistake[] | undefined>;
  /** The mistakes in a text of tests, and its tests for each file that they are about. */
  runAll(
    uri: string,
    isRun: boolean,
  ): Promise<
    | {
        readonly text: TestsText;
        readonly mistakes: readonly Mistake[];
        readonly suites: readonly SuiteResults[];
      }
    | undefined
  >;
}

export function createNetworkTests(host: NetworkTestsHost): NetworkTests {
  const { documents } = host;
  /** By path, as long as the text is the same. */
  const known = new Map<string, { readonly text: string; readonly file: TestFile }>();

  function testFileAt(path: string): TestFile | undefined {
    const text = documents.read(path);
    if (text === undefined) {
      known.delete(path);
      return undefined;
    }
    const before = known.get(path);
    if (before?.text === text) return before.file;
    const file = readTestFile(text);
    known.set(path, { text, file });
    return file;
  }

  /** Files in the folder, those `onDisk` and those that are only open in the client. */
  function withOpen(path: string, onDisk: readonly string[]): readonly string[] {
    const folder = folderOf(path);
    const open = documents
      .all()
      .map(({ uri }) => normalizeUri(uri))
      .filter((one) => folderOf(one) === folder);
    return [...new Set([...onDisk, ...open])];
  }

  function testsBeside(path: string): readonly string[] {
    return withOpen(path, isPath(path) ? testsAmong(filesBeside(path)) : []).filter(isNetworkTestName);
  }

  /** As the editor names the document, if it is open. */
  function uriAt(path: string): string {
    return documents.at(path)?.uri ?? (isPath(path) ? uriOf(path) : path);
  }

  function testedBeside(path: string, suite: Suite): readonly string[] {
    const onDisk = isPath(path) ? filesBeside(path).map(normalizePath) : [];
    return withOpen(path, onDisk).filter((one) => isCandidate(one) && isTestedBy(path, suite, one));
  }

  async function resultsOn(
    path: string,
    suite: Suite,
  ): Promise<{ readonly analysis: Analysis; readonly results: readonly TestResult[] } | undefined> {
    // Edits in between restart it.
    for (let at = host.analysisAt(path); at; at = host.analysisAt(path)) {
      const { analysis, isCurrent } = at;
      const results = await inSlices(runSuite(suite, analysis), host.quiet, () => !isCurrent());
      if (results) return { analysis, results };
    }
    return undefined;
  }

  async function suiteResults(
    text: SuiteText,
    paths: readonly string[],
    isRun: boolean,
  ): Promise<readonly SuiteResults[]> {
    const all: SuiteResults[] = [];
    for (const path of paths) {
      const run = isRun ? await resultsOn(path, text.suite) : undefined;
      const analysis = run?.analysis ?? host.analysisAt(path)?.analysis;
      if (analysis) all.push({ ...text, tested: { uri: uriAt(path), analysis }, results: run?.results });
    }
    return all;
  }

  /** The files that a glob of a settings file matches, of the workspace and of the open documents beside it. */
  async function matched({ glob }: Expected, folder: string): Promise<readonly string[]> {
    const matches = matcherOf([glob]);
    const open = documents
      .all()
      .map(({ uri }) => normalizeUri(uri))
      .filter(isCandidate);
    return [...new Set([...((await host.templates()) ?? []), ...open])]
      .filter((path) => matches(nameWithin(folder, path) ?? ''))
      .sort();
  }

  /** The mistakes in the tests of a settings file, for every file that they are about. */
  async function settingsMistakes(
    path: string,
    isOutdated: () => boolean,
  ): Promise<readonly Mistake[] | undefined> {
    const content = documents.read(path);
    const expected = content === undefined ? [] : (readSettings(content).settings.expect ?? []);
    // A workspace that is too large is not searched, so nothing is reported.
    if (expected.length === 0 || !(await host.templates())) return [];
    const folder = folderOf(path);
    const found: Mistake[] = [];
    for (const one of expected) {
      const mistakes = await expectationMistakes(one, folder, isOutdated);
      if (!mistakes) return undefined;
      found.push(...mistakes);
    }
    return found;
  }

  async function expectationMistakes(
    one: Expected,
    folder: string,
    isOutdated: () => boolean,
  ): Promise<readonly Mistake[] | undefined> {
    const found: Mistake[] = [];
    const paths = await matched(one, folder);
    let isAboutAny = false;
    for (const tested of paths) {
      await host.quiet.pause();
      if (isOutdated()) return undefined;
      const run = await resultsOn(tested, one.suite);
      isAboutAny ||= run !== undefined;
      const which = paths.length > 1 ? `${nameWithin(folder, tested)}: ` : '';
      for (const { mistakes } of run?.results ?? [])
        found.push(...mistakes.map((mistake) => ({ ...mistake, message: `${which}${mistake.message}` })));
    }
    return isAboutAny ? found : [matchesNothing(one)];
  }

  return {
    suitesOf(uri) {
      const path = normalizeUri(uri);
      if (isNetworkTestName(path)) return [];
      const own = testsBeside(path).flatMap((test): SuiteText[] => {
        const file = testFileAt(test);
        if (!file || !isTestedBy(test, file.suite, path)) return [];
        return [{ uri: uriAt(test), lines: file.lines, suite: file.suite }];
      });
      return [...own, ...host.configuration.expectedOf(uri)];
    },
    async mistakesIn(uri, isOutdated) {
      const path = normalizeUri(uri);
      if (isSettingsName(path)) return settingsMistakes(path, isOutdated);
      const file = testFileAt(path);
      if (!file) return [];
      const found = [...file.mistakes];
      for (const tested of testedBeside(path, file.suite)) {
        if (isOutdated()) return undefined;
        const run = await resultsOn(tested, file.suite);
        for (const { mistakes } of run?.results ?? []) found.push(...mistakes);
      }
      return found;
    },
    async runAll(uri, isRun) {
      const path = normalizeUri(uri);
      if (isNetworkTestName(path)) {
        const file = testFileAt(path);
        if (!file) return undefined;
        const text = { uri: uriAt(path), lines: file.lines, suite: file.suite };
        const suites = await suiteResults(text, testedBeside(path, file.suite), isRun);
        return { text, mistakes: file.mistakes, suites };
      }
      const content = isSettingsName(path) ? documents.read(path) : undefined;
      if (content === undefined) return undefined;
      const folder = folderOf(path);
      const lines = lineStartsOf(content);
      const suites: SuiteResults[] = [];
      const mistakes: Mistake[] = [];
      for (const expected of readSettings(content).settings.expect ?? []) {
        mistakes.push(...expected.mistakes);
        const text = { uri: uriAt(path), lines, suite: expected.suite };
        suites.push(...(await suiteResults(text, await matched(expected, folder), isRun)));
      }
      return { text: { uri: uriAt(path), lines }, mistakes, suites };
    },
  };
}

/** The network tests among files, as long as these are the same array. */
const testsAmong = memoized((files: readonly string[]) => files.map(normalizePath).filter(isNetworkTestName));

function matchesNothing({ glob, at: { start, end } }: Expected): Mistake {
  const message = `${glob} matches no template and no Zappa settings file.`;
  return { start, end, message, isBesideSchema: true };
}
