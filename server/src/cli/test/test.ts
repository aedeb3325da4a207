import { type Command, Option } from 'commander';
import { printable } from '../../escape/printable.ts';
import { isNetworkTestName } from '../../languageService.ts';
import { INVENTORY_HELP } from '../check/inventoriesFor.ts';
import { settingsFor } from '../check/settingsFor.ts';
import { findFiles } from '../input/files.ts';
import { unknownParameters } from '../input/oneFile.ts';
import { givenParameters, parameterFileOption, parameterOption } from '../input/parameters.ts';
import { createReading } from '../input/reading.ts';
import { couldNot, type Result } from '../result.ts';
import { testsAsJunit } from './junit.ts';
import { recordFiles } from './recordFiles.ts';
import { runPairs } from './runPairs.ts';
import { testsAsTap } from './tap.ts';
import { testsAsJson } from './testJson.ts';
import { type TestPairs, testPairs } from './testPairs.ts';
import { testsAsText } from './testText.ts';

export interface TestOptions {
  readonly format: 'text' | 'json' | 'junit' | 'tap';
  readonly allowUnknown?: true;
  readonly record?: true;
  readonly parameter: ReadonlyMap<string, string>;
  readonly parameterFile: readonly string[];
  readonly inventory?: string;
}

export interface TestHost {
  readonly cwd: string;
  readonly isColourful: boolean;
}

/** Adds `vpc-lens test` to the program. */
export function registerTest(program: Command, host: TestHost, finish: (result: Result) => void): void {
  program
    .command('test')
    .description('Run network tests: files named *.nettest.yaml, and "expect" in vpc-lens.json.')
    .argument('[PATH...]', 'files of tests, tested files, folders or globs (default: .)')
    .addOption(
      new Option('--format <FORMAT>', 'output format')
        .choices(['text', 'json', 'junit', 'tap'])
        .default('text'),
    )
    .option('--allow-unknown', 'pass tests whose answer is known only after deployment')
    .option('--record', 'write what holds today as tests beside each PATH')
    .addOption(parameterOption())
    .addOption(parameterFileOption())
    .option('--inventory <FILE>', INVENTORY_HELP)
    .addHelpText('after', MORE)
    .action((paths: string[], options: TestOptions) => finish(runTests(paths, options, host)));
}

const MORE = `
Examples:
  vpc-lens test
  vpc-lens test network.yaml --parameter UseNat=false
  vpc-lens test --format junit > network-tests.xml
  vpc-lens test network.yaml --record

Exit status: 0 every test passes, 1 a test fails, is unknown or names what is not there, 2 the tests could not be run.
`;

/** Runs the tests that the paths denote; never throws for anything that a user can write. */
function runTests(paths: readonly string[], options: TestOptions, { cwd, isColourful }: TestHost): Result {
  const quietly = () => {};
  let ours: ReturnType<typeof settingsFor> | undefined;
  const found = findFiles(paths, cwd, (path, opened) => {
    ours ??= settingsFor(cwd, {}, quietly, opened);
    return ours(path)?.kind !== undefined;
  });
  if ('problem' in found) return couldNot(found.problem);
  if (found.unread.length > 0) return failed(found.unread);
  const given = givenParameters(options, cwd);
  if ('problem' in given) return couldNot(given.problem);
  const notes: string[] = [...found.notes];
  const task = { cwd, files: found.files, opened: found.opened, given, inventory: options.inventory };
  const reading = createReading(task, {}, (problem) => notes.push(problem));
  if ('problem' in reading) return couldNot(reading.problem);
  if (options.record)
    return recordFiles(
      found.files.filter(({ name }) => !isNetworkTestName(name)),
      reading,
      cwd,
    );

  const tests = testPairs(found.files, reading.settingsOf, cwd);
  if (tests.problems.length > 0) return failed(tests.problems);
  const run = runPairs(tests.pairs, reading, cwd);
  if (run.problems.length > 0) return failed(run.problems);
  const untested = unmatched(tests, run.tested);
  if (untested.length > 0) return failed(untested);
  const { suites } = run;
  const all = suites.flatMap((suite) => suite.tests);
  if (all.length === 0)
    return couldNot(
      'There are no network tests here. vpc-lens test FILE --record writes a first file of them.',
    );
  const isRight = all.every(
    ({ outcome }) => outcome === 'passed' || (outcome === 'unknown' && options.allowUnknown === true),
  );
  const unknown = run.analyses
    .map((analysis) => unknownParameters(analysis, options))
    .reduce((known, others) => known.filter((note) => others.includes(note)));
  const notices = [...notes, ...unknown, ...reading.inventoryProblems.map(({ sentence }) => sentence)];
  return {
    status: isRight ? 0 : 1,
    stdout: printed(suites, options, isColourful),
    stderr: [...new Set(notices)].map((note) => `${printable(note)}\n`).join(''),
  };
}

function printed(
  suites: ReturnType<typeof runPairs>['suites'],
  { format, allowUnknown: allowed }: TestOptions,
  isColourful: boolean,
): string {
  const allowsUnknown = allowed === true;
  switch (format) {
    case 'text':
      return testsAsText(suites, isColourful);
    case 'json':
      return testsAsJson(suites);
    case 'junit':
      return testsAsJunit(suites, allowsUnknown);
    case 'tap':
      return testsAsTap(suites, allowsUnknown);
  }
}

/** Tests that match no file must not pass. */
function unmatched({ matches }: TestPairs, tested: ReadonlySet<string>): readonly string[] {
  return matches
    .filter((one) => !one.tested.some((name) => tested.has(name)))
    .map(({ file, place, glob }) =>
      place === undefined
        ? `${file}: there is no template and no Zappa settings file of this name beside it; template: says which file it tests.`
        : `${place}: ${glob} matches no template and no Zappa settings file.`,
    );
}

function failed(sentences: readonly string[]): Result {
  return { status: 2, stdout: '', stderr: sentences.map((sentence) => `${sentence}\n`).join('') };
}
