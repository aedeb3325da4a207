import { dirname, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { Content } from '../../files/content.ts';
import {
  isAtLeast,
  PROFILES,
  type Profile,
  rules,
  SEVERITIES,
  type Severity,
} from '../../languageService.ts';
import { countFixes, diffOf, writeFixes } from '../fix/fixFiles.ts';
import { ArgumentError } from '../input/argumentError.ts';
import { type FilesProblem, type FoundFiles, findFiles } from '../input/files.ts';
import { addParameter, givenParameters, parameterFileOption } from '../input/parameters.ts';
import type { Progress } from '../process/progress.ts';
import { couldNot, type Result } from '../result.ts';
import { checkAll, type Workers } from './checkAll.ts';
import type { CheckTask, FileOutcome } from './checker.ts';
import type { CheckedFile } from './checkFile.ts';
import { findingsAsJson } from './checkJson.ts';
import { findingsAsSarif } from './checkSarif.ts';
import { diffAsText, findingsAsText } from './checkText.ts';
import { INVENTORY_HELP } from './inventoriesFor.ts';
import { settingsFor } from './settingsFor.ts';

/** The options of `check`, read. */
export interface CheckOptions {
  readonly format: 'text' | 'json' | 'sarif';
  readonly failOn: Severity | 'never';
  readonly profile?: Profile;
  readonly rule: Readonly<Record<string, Severity | 'off'>>;
  readonly parameter: ReadonlyMap<string, string>;
  readonly parameterFile: readonly string[];
  readonly inventory?: string;
  readonly fix?: boolean;
  readonly fixDryRun?: boolean;
  readonly stdinFilename?: string;
}

export interface CheckHost {
  readonly cwd: string;
  readonly version: string;
  readonly readStdin: () => Content;
  /** Whether text output may have colours. */
  readonly isColourful: boolean;
  readonly progress: Progress | undefined;
  /** Undefined where one thread does all. */
  readonly workers: Workers | undefined;
  /** A rule's page; undefined where this installation has none. */
  readonly pageOf: (id: string) => string | undefined;
  /** Told of the error when a rule fails; `--debug` prints it. */
  readonly onFailure: (error: unknown) => void;
}

/** Adds `vpc-lens check` to the program. */
export function registerCheck(program: Command, host: CheckHost, finish: (result: Result) => void): void {
  program
    .command('check')
    .description('Find network mistakes in Zappa settings and CloudFormation templates.')
    .argument('[PATH...]', 'files, folders or globs (default: .)')
    .addOption(
      new Option('--format <FORMAT>', 'output format').choices(['text', 'json', 'sarif']).default('text'),
    )
    .addOption(
      new Option('--fail-on <SEVERITY>', 'lowest severity that sets exit status 1')
        .choices([...SEVERITIES, 'never'])
        .default('error'),
    )
    .addOption(
      new Option(
        '--profile <PROFILE>',
        'which rules run (default: from vpc-lens.json, otherwise "recommended")',
      ).choices(PROFILES),
    )
    .addOption(
      new Option('--rule <ID=SEVERITY>', 'severity of one rule, or off; repeatable')
        .argParser(addRule)
        .default({}, 'none'),
    )
    .addOption(
      new Option('--parameter <NAME=VALUE>', 'value of a CloudFormation parameter; repeatable')
        .argParser(addParameter)
        .default(new Map(), 'template defaults'),
    )
    .addOption(parameterFileOption())
    .option('--inventory <FILE>', INVENTORY_HELP)
    .option('--fix', 'apply all preferred fixes and write the files')
    .option('--fix-dry-run', 'print the changes of --fix as a diff')
    .option('--stdin-filename <NAME>', 'check standard input under this file name')
    .addHelpText('after', MORE)
    .action(async (paths: string[], options: CheckOptions) => finish(await runCheck(paths, options, host)));
}

const MORE = `
Examples:
  vpc-lens check
  vpc-lens check template.yaml zappa_settings.json
  vpc-lens check --fail-on warning --format sarif > vpc-lens.sarif
  vpc-lens check --fix infrastructure/

Exit status: 0 no finding at or above --fail-on, 1 at least one, 2 the check could not be completed.
`;

function addRule(text: string, before: CheckOptions['rule']): CheckOptions['rule'] {
  const [id = '', severity = ''] = text.split('=');
  if (!rules.some((rule) => rule.id === id))
    throw new ArgumentError(`Unknown rule "${id}". vpc-lens rules lists all rules.`);
  if (severity !== 'off' && !SEVERITIES.includes(severity as Severity)) {
    throw new ArgumentError(`--rule must be ID=off or ID=${SEVERITIES.join(', ID=')}, not "${text}".`);
  }
  return { ...before, [id]: severity as Severity | 'off' };
}

/** Checks what the paths mean; never throws for anything that a user can have written. */
export async function runCheck(
  paths: readonly string[],
  options: CheckOptions,
  host: CheckHost,
): Promise<Result> {
  const started = Date.now();
  const inputs = inputsOf(paths, options, host);
  if ('problem' in inputs) return couldNot(inputs.problem);
  const given = givenParameters(options, host.cwd);
  if ('problem' in given) return couldNot(given.problem);
  const { files, opened, stdin } = inputs;
  const task: CheckTask = {
    cwd: host.cwd,
    files,
    opened,
    profile: options.profile,
    rules: options.rule,
    given,
    inventory: options.inventory,
    wantsFixes: options.fix === true || options.fixDryRun === true,
    stdin,
  };
  const outcomes = await checkAll(task, host.workers, host.progress);
  host.progress?.clear();
  if ('problem' in outcomes) return couldNot(outcomes.problem);
  const run = together(inputs, outcomes, options, host);
  if ('problem' in run) return couldNot(run.problem);

  const { checked, notes, failures, isPartial } = run;
  const fixed = checked.flatMap((file) => (file.fixed ? [file.fixed] : []));
  const reports = checked.map(({ report }) => report);
  const { version, pageOf } = host;
  const asSarif = () => findingsAsSarif(reports, { version, pageOf, failures });
  if (failures.length > 0) {
    // A log has its own place to say that it is not whole; what else is printed would look as if it were.
    const stdout = options.format === 'sarif' ? asSarif() : '';
    return { status: 2, stdout, stderr: lines(failures) };
  }
  if (options.fix) {
    const problem = writeFixes(fixed, host.cwd);
    if (problem !== undefined) return couldNot(problem);
  }
  const isFailure = reports.some(({ findings }) =>
    findings.some(({ severity }) => options.failOn !== 'never' && isAtLeast(severity, options.failOn)),
  );
  const isText = options.format === 'text';
  const fixes =
    options.fix || options.fixDryRun
      ? [
          ...(options.fixDryRun && fixed.length > 0
            ? [diffAsText(diffOf(fixed), isText && host.isColourful)]
            : []),
          `${countFixes(fixed, options.fix === true)}\n`,
          '',
        ].join('\n')
      : '';
  return {
    status: isFailure || isPartial ? 1 : 0,
    stdout: isText
      ? fixes + findingsAsText(reports, (Date.now() - started) / 1000, host.isColourful)
      : options.format === 'json'
        ? findingsAsJson(reports)
        : asSarif(),
    // Standard output holds one document; what was changed is told beside it.
    stderr: isText ? lines(notes) : fixes + lines(notes),
  };
}

function lines(sentences: readonly string[]): string {
  return sentences.map((sentence) => `${sentence}\n`).join('');
}

interface Inputs extends FoundFiles {
  readonly stdin?: Content;
}

function inputsOf(
  paths: readonly string[],
  { stdinFilename, fix, fixDryRun }: CheckOptions,
  { cwd, readStdin }: CheckHost,
): Inputs | FilesProblem {
  if (fix && fixDryRun) return { problem: '--fix and --fix-dry-run cannot be used together.' };
  if (stdinFilename === undefined) {
    let settingsOf: ReturnType<typeof settingsFor> | undefined;
    return findFiles(paths, cwd, (path, opened) => {
      settingsOf ??= settingsFor(cwd, {}, () => {}, opened);
      return settingsOf(path)?.kind !== undefined;
    });
  }
  if (paths.length > 0) return { problem: '--stdin-filename cannot be used with paths.' };
  if (fix) return { problem: '--fix cannot write standard input; --fix-dry-run prints the changes.' };
  if (stdinFilename === '') return { problem: '--stdin-filename is empty.' };
  const files = [{ name: stdinFilename, isNamed: true }];
  return { files, unread: [], notes: [], opened: [dirname(resolve(cwd, stdinFilename))], stdin: readStdin() };
}

interface Run {
  readonly checked: readonly CheckedFile[];
  /** Sentences about what was left out. */
  readonly notes: readonly string[];
  /** Sentences about what was asked for and is not known: files that were not read whole, rules that failed. */
  readonly failures: readonly string[];
  /** A file is past the limits of what is understood; a finding says so, and nothing is proven of it. */
  readonly isPartial: boolean;
}

/** What the outcomes of all files say together, in the order of the files. */
function together(
  inputs: Inputs,
  outcomes: readonly FileOutcome[],
  { parameter }: CheckOptions,
  { onFailure }: CheckHost,
): Run | FilesProblem {
  const problem = outcomes.find((outcome) => outcome.problem !== undefined)?.problem;
  if (problem !== undefined) return { problem };
  const checked = outcomes.flatMap((outcome) => outcome.checked ?? []);
  const failures = outcomes.flatMap((outcome) => outcome.failures);
  for (const { error } of failures) if (error !== undefined) onFailure(error);
  const names = new Set(inputs.files.map(({ name }) => name));
  // Of an inventory that is checked itself, findings tell more.
  const inventories = outcomes
    .flatMap((outcome) => outcome.inventories)
    .filter(({ file }) => !names.has(file));
  const unknown = [...parameter.keys()].filter(
    (name) => !checked.some(({ parameters }) => parameters.has(name)),
  );
  // What several threads have told of a file that they share is told once.
  const notes = new Set([
    ...inputs.notes,
    ...outcomes.flatMap((outcome) => [
      ...outcome.notes,
      ...(outcome.checked ? notesOf(outcome.checked) : []),
    ]),
    ...inventories.map(({ sentence }) => sentence),
    ...unknown.map((name) => `No template has a parameter "${name}".`),
  ]);
  return {
    checked,
    notes: [...notes],
    failures: [...new Set([...inputs.unread, ...failures.map(({ sentence }) => sentence)])],
    isPartial: checked.some(({ limits }) => limits.length > 0),
  };
}

function notesOf({ report, limits, notes }: CheckedFile): readonly string[] {
  return [...limits, ...notes].map((sentence) => `${report.name}: ${sentence}`);
}
