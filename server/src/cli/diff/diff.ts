import { type Command, Option } from 'commander';
import { INVENTORY_HELP } from '../check/inventoriesFor.ts';
import { ArgumentError } from '../input/argumentError.ts';
import { givenParameters, parameterFileOption, parameterOption } from '../input/parameters.ts';
import { couldNot, type Result } from '../result.ts';
import { compareFiles, type FileDiff } from './compare.ts';
import { diffAsJson } from './diffJson.ts';
import { diffAsMarkdown } from './diffMarkdown.ts';
import { diffAsText } from './diffText.ts';
import {
  type ComparedFiles,
  type ComparisonProblem,
  comparisonOfPaths,
  comparisonOfRevision,
} from './pairs.ts';
import { summaryOf } from './summary.ts';

const REASONS = ['exposure', 'lost', 'replacement', 'never'] as const;

type Reason = (typeof REASONS)[number];

export interface DiffOptions {
  readonly git?: string;
  readonly format: 'text' | 'json' | 'markdown';
  readonly failOn: readonly Reason[];
  readonly parameter: ReadonlyMap<string, string>;
  readonly parameterFile: readonly string[];
  readonly inventory?: string;
}

export interface DiffHost {
  readonly cwd: string;
  /** Whether text output may have colours. */
  readonly isColourful: boolean;
}

/** Adds `vpc-lens diff` to the program. */
export function registerDiff(program: Command, host: DiffHost, finish: (result: Result) => void): void {
  program
    .command('diff')
    .description('Tell what a change does: what can reach what, what CloudFormation replaces, new findings.')
    .argument('[PATH...]', 'OLD and NEW, two files or folders; with --git, what to look at (default: .)')
    .option('--git <REVISION>', 'compare the working tree with a revision: a branch, a tag or a commit')
    .addOption(
      new Option('--format <FORMAT>', 'output format').choices(['text', 'json', 'markdown']).default('text'),
    )
    .addOption(
      new Option(
        '--fail-on <REASONS>',
        'what sets exit status 1: exposure, lost, replacement (several with commas), or never',
      )
        .argParser(readReasons)
        .default(['exposure'], 'exposure'),
    )
    .addOption(parameterOption())
    .addOption(parameterFileOption())
    .option('--inventory <FILE>', INVENTORY_HELP)
    .addHelpText('after', MORE)
    .action(async (paths: string[], options: DiffOptions) => finish(await runDiff(paths, options, host)));
}

const MORE = `
Examples:
  vpc-lens diff before.yaml after.yaml
  vpc-lens diff --git HEAD
  vpc-lens diff --git origin/main --format markdown infrastructure/
  vpc-lens diff --git main --fail-on exposure,lost,replacement

Exit status: 0 nothing that --fail-on names, 1 something of it, 2 the versions could not be compared.
`;

function readReasons(text: string): readonly Reason[] {
  const given = text.split(',').map((one) => one.trim());
  const unknown = given.find((one) => !REASONS.includes(one as Reason));
  if (unknown !== undefined)
    throw new ArgumentError(`--fail-on must be exposure, lost, replacement or never, not "${unknown}".`);
  return given as readonly Reason[];
}

async function runDiff(
  paths: readonly string[],
  options: DiffOptions,
  { cwd, isColourful }: DiffHost,
): Promise<Result> {
  const given = givenParameters(options, cwd);
  if ('problem' in given) return couldNot(given.problem);
  const comparison = await comparisonOf(paths, options.git, cwd);
  if ('problem' in comparison) return couldNot(comparison.problem);
  const compared = compareFiles(comparison, { parameters: given, inventory: options.inventory, cwd });
  if ('problem' in compared) return couldNot(compared.problem);
  const { files, failures, notes, count } = compared;
  if (failures.length > 0) return couldNot(failures.join('\n'));
  const summary = summaryOf(files, count);
  return {
    status: isFailure(files, options.failOn) ? 1 : 0,
    stdout:
      options.format === 'json'
        ? diffAsJson(files, summary, comparison.titles)
        : options.format === 'markdown'
          ? diffAsMarkdown(files, summary)
          : diffAsText(files, summary, isColourful),
    stderr: [...new Set(notes)].map((note) => `${note}\n`).join(''),
  };
}

async function comparisonOf(
  paths: readonly string[],
  revision: string | undefined,
  cwd: string,
): Promise<ComparedFiles | ComparisonProblem> {
  if (paths.includes('')) return { problem: 'A PATH is empty.' };
  if (revision !== undefined) return comparisonOfRevision(revision, paths, cwd);
  const [old, now, ...more] = paths;
  if (old === undefined || now === undefined || more.length > 0)
    return { problem: 'Name OLD and NEW, or a revision with --git.' };
  return comparisonOfPaths(old, now, cwd);
}

function isFailure(files: readonly FileDiff[], reasons: readonly Reason[]): boolean {
  const has = (meaning: string) =>
    files.some(({ diff }) =>
      diff.reach.some(({ changes }) => changes.some((one) => one.meaning === meaning)),
    );
  const isGiven: Readonly<Record<Reason, () => boolean>> = {
    exposure: () => has('exposure'),
    lost: () => has('loss'),
    // An update that fails replaces nothing, but is no better.
    replacement: () =>
      files.some(
        ({ diff }) =>
          diff.failures.length + diff.deletions.length > 0 ||
          diff.replacements.some(({ certainty }) => certainty === 'yes'),
      ),
    never: () => false,
  };
  return !reasons.includes('never') && reasons.some((reason) => isGiven[reason]());
}
