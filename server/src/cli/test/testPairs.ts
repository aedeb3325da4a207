import { basename, dirname, resolve } from 'node:path';
import { filesBeside } from '../../files/beside.ts';
import { readWhole, unreadWords } from '../../files/readFile.ts';
import { isCandidate, walk } from '../../files/walk.ts';
import {
  isNetworkTestName,
  isTestedBy,
  readTestFile,
  SETTINGS_FILE,
  type Suite,
} from '../../languageService.ts';
import { type LineStarts, positionAt, type Span } from '../../syntax/span.ts';
import type { FileSettings } from '../check/settingsFor.ts';
import { type FoundFile, shownName } from '../input/files.ts';

/** Tests, and the file whose network they test. */
export interface TestPair {
  /** The displayed name of the text that contains the tests. */
  readonly file: string;
  readonly lines: LineStarts;
  readonly suite: Suite;
  readonly tested: string;
}

/** Tests with the files that they match, possibly none. */
export interface Unmatched {
  readonly file: string;
  /** The position of the glob; undefined for a test file, whose name decides. */
  readonly place: string | undefined;
  readonly glob: string | undefined;
  readonly tested: readonly string[];
}

export interface TestPairs {
  readonly pairs: readonly TestPair[];
  /** The matches of each glob, and of each test file's name. */
  readonly matches: readonly Unmatched[];
  /** Sentences about texts that cannot be read. */
  readonly problems: readonly string[];
}

/** Pairs of tests and tested files, for everything that the command line names. */
export function testPairs(
  files: readonly FoundFile[],
  settingsOf: (name: string) => FileSettings | undefined,
  cwd: string,
): TestPairs {
  const pairs = new Map<string, TestPair>();
  const matches: Unmatched[] = [];
  const problems: string[] = [];
  const add = (pair: TestPair) =>
    pairs.set(`${pair.file}\n${pair.tested}\n${pair.suite.tests[0]?.at.start}`, pair);
  const read = reader(cwd, problems);
  const beside = (name: string) => filesBeside(resolve(cwd, name)).map((path) => shownName(path, cwd));
  /** The files that a test file is about. */
  const addTestedBy = (file: string) => {
    const test = read(file);
    if (!test) return;
    const tested = beside(file).filter((one) => isCandidate(one) && isTestedBy(file, test.suite, one));
    for (const one of tested) add({ file, ...test, tested: one });
    matches.push(...matchesOf(file, test, tested));
  };
  /** The test files that are about a file. */
  const addTestsOf = (tested: string) => {
    for (const file of beside(tested).filter(isNetworkTestName)) {
      const test = read(file);
      if (test && isTestedBy(file, test.suite, tested)) add({ file, ...test, tested });
    }
  };
  for (const { name, isNamed } of files) {
    if (isNetworkTestName(name)) addTestedBy(name);
    else if (isNamed && basename(name) !== SETTINGS_FILE) addTestsOf(name);
  }
  addExpected(files, settingsOf, cwd, add, matches, problems);
  return { pairs: [...pairs.values()], matches, problems };
}

type ReadTests = { readonly suite: Suite; readonly lines: LineStarts } | undefined;

/** Reads each test file once. */
function reader(cwd: string, problems: string[]): (name: string) => ReadTests {
  const known = new Map<string, ReadTests>();
  const readOne = (name: string): ReadTests => {
    const content = readWhole(resolve(cwd, name));
    if (typeof content !== 'object') {
      problems.push(`${name} ${unreadWords(content)}.`);
      return undefined;
    }
    const { suite, lines, mistakes } = readTestFile(content.text.replace(/^\uFEFF/, ''));
    for (const mistake of mistakes)
      problems.push(`${locationText(name, lines, mistake)}: ${mistake.message}`);
    return { suite, lines };
  };
  return (name) => {
    if (!known.has(name)) known.set(name, readOne(name));
    return known.get(name);
  };
}

function matchesOf(
  file: string,
  { suite, lines }: NonNullable<ReadTests>,
  tested: readonly string[],
): readonly Unmatched[] {
  if (!suite.templates) return [{ file, place: undefined, glob: undefined, tested }];
  return suite.templates.map((glob) => ({
    file,
    place: locationText(file, lines, glob.at),
    glob: glob.text,
    tested: tested.filter((one) => isTestedBy(file, { ...suite, templates: [glob] }, one)),
  }));
}

/**
 * The tests in `vpc-lens.json` for the files that were found; if that file itself was given, for all files below it.
 */
function addExpected(
  files: readonly FoundFile[],
  settingsOf: (name: string) => FileSettings | undefined,
  cwd: string,
  add: (pair: TestPair) => void,
  matches: Unmatched[],
  problems: string[],
): void {
  const isSettings = ({ name }: FoundFile) => basename(name) === SETTINGS_FILE;
  const below = files
    .filter((one) => one.isNamed && isSettings(one))
    .flatMap(({ name }) =>
      [...walk(dirname(resolve(cwd, name)), isCandidate)].map((path) => shownName(path, cwd)),
    );
  const names = new Set([...files.map(({ name }) => name), ...below]);
  const globs = new Map<
    string,
    { readonly file: string; readonly glob: string; readonly tested: string[] }
  >();
  const reported = new Set<string>();
  for (const name of names) {
    if (isNetworkTestName(name) || basename(name) === SETTINGS_FILE) continue;
    const { by, expected, lines } = settingsOf(name) ?? {};
    if (by === undefined || !expected || !lines) continue;
    const file = shownName(by, cwd);
    for (const { glob, at, suite, mistakes, isMatch } of expected) {
      const place = locationText(file, lines, at);
      const known = globs.get(place) ?? { file, glob, tested: [] };
      globs.set(place, known);
      if (!isMatch) continue;
      known.tested.push(name);
      add({ file, lines, suite, tested: name });
      for (const mistake of mistakes)
        reported.add(`${locationText(file, lines, mistake)}: ${mistake.message}`);
    }
  }
  problems.push(...reported);
  const isWhole = (file: string) => files.some((one) => one.name === file);
  for (const [place, { file, glob, tested }] of globs)
    if (isWhole(file)) matches.push({ file, place, glob, tested });
}

/** "net.nettest.yaml:3:5". */
function locationText(file: string, lines: LineStarts, { start }: Span): string {
  const { line, character } = positionAt(lines, start);
  return `${file}:${line + 1}:${character + 1}`;
}
