import { filesBeside } from '../../files/beside.ts';
import { isCandidate } from '../../files/walk.ts';
import { matcherOf } from '../../glob.ts';
import {
  type Analysis,
  type Expected,
  isNetworkTestName,
  isTestedBy,
  type Mistake,
  nameWithin,
  readSettings,
  readTestFile,
  runSuite,
  SETTINGS_FILE,
  type Suite,
  type TestFile,
  type TestResult,
  type TestsText,
} from '../../languageService.ts';
import { lineStartsOf } from '../../syntax/span.ts';
import { isPath, normalizePath, normalizeUri, uriOf } from '../client/uris.ts';
import type { Documents } from '../documents/documents.ts';
import { inSlices } from '../documents/slices.ts';
import type { Quiet } from '../quiet.ts';
import type { Configuration } from './configuration.ts';

/** Tests, and the text that they are written in. */
export interface SuiteText extends TestsText {
  readonly suite: Suite;
}

/** What came of the tests of a text on one file. */
export interface SuiteResults extends SuiteText {
  readonly tested: { readonly uri: string; readonly analysis: Analysis };
  /** Undefined where they were not run. */
  readonly results: readonly TestResult[] | undefined;
}

export interface NetworkTestsHost {
  readonly documents: Pick<Documents, 'all' | 'at' | 'read'>;
  readonly configuration: Pick<Configuration, 'expectedOf'>;
  /** The file at a path as it is now; undefined for one that is none of our business. */
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
  /** What is wrong in a file of tests, also what it names that is not in the files that it tests. */
  mistakesIn(uri: string): Promise<readonly Mistake[]>;
  /** The mistakes of a text of tests, and its tests on each file that they are about. */
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

  /** On disk, and what is only open. */
  function beside(path: string): readonly string[] {
    const folder = path.slice(0, path.lastIndexOf('/'));
    const open = documents
      .all()
      .map(({ uri }) => normalizeUri(uri))
      .filter((one) => one.slice(0, one.lastIndexOf('/')) === folder);
    const onDisk = isPath(path) ? filesBeside(path).map(normalizePath) : [];
    return [...new Set([...onDisk, ...open])];
  }

  function addressOf(path: string): string {
    return documents.at(path)?.uri ?? (isPath(path) ? uriOf(path) : path);
  }

  function testedBeside(path: string, suite: Suite): readonly string[] {
    return beside(path).filter((one) => isCandidate(one) && isTestedBy(path, suite, one));
  }

  async function resultsOn(
    path: string,
    suite: Suite,
  ): Promise<{ readonly analysis: Analysis; readonly results: readonly TestResult[] } | undefined> {
    // Edits in between begin it anew.
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
      if (analysis) all.push({ ...text, tested: { uri: addressOf(path), analysis }, results: run?.results });
    }
    return all;
  }

  /** Of the files of the workspace those that a glob of a settings file means. */
  async function matched({ glob }: Expected, folder: string): Promise<readonly string[]> {
    const matches = matcherOf([glob]);
    return [...((await host.templates()) ?? [])]
      .filter((path) => matches(nameWithin(folder, path) ?? ''))
      .sort();
  }

  return {
    suitesOf(uri) {
      const path = normalizeUri(uri);
      if (isNetworkTestName(path)) return [];
      const own = beside(path)
        .filter(isNetworkTestName)
        .flatMap((test): SuiteText[] => {
          const file = testFileAt(test);
          if (!file || !isTestedBy(test, file.suite, path)) return [];
          return [{ uri: addressOf(test), lines: file.lines, suite: file.suite }];
        });
      return [...own, ...host.configuration.expectedOf(uri)];
    },
    async mistakesIn(uri) {
      const path = normalizeUri(uri);
      const file = testFileAt(path);
      if (!file) return [];
      const found = [...file.mistakes];
      for (const tested of testedBeside(path, file.suite)) {
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
        const text = { uri: addressOf(path), lines: file.lines, suite: file.suite };
        const suites = await suiteResults(text, testedBeside(path, file.suite), isRun);
        return { text, mistakes: file.mistakes, suites };
      }
      const content = path.endsWith(`/${SETTINGS_FILE}`) ? documents.read(path) : undefined;
      if (content === undefined) return undefined;
      const folder = path.slice(0, path.lastIndexOf('/'));
      const lines = lineStartsOf(content);
      const suites: SuiteResults[] = [];
      const mistakes: Mistake[] = [];
      for (const expected of readSettings(content).settings.expect ?? []) {
        mistakes.push(...expected.mistakes);
        const text = { uri: addressOf(path), lines, suite: expected.suite };
        suites.push(...(await suiteResults(text, await matched(expected, folder), isRun)));
      }
      return { text: { uri: addressOf(path), lines }, mistakes, suites };
    },
  };
}
