import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { disk } from '../../files/disk.ts';
import { readText } from '../../files/readText.ts';
import {
  createWorkspace,
  isAtLeast,
  isInventoryName,
  PROFILES,
  type Profile,
  rules,
  SETTINGS_FILE,
  SEVERITIES,
  type Severity,
  surroundingsOf,
  usesNothing,
} from '../../languageService.ts';
import { ArgumentError } from '../argumentError.ts';
import { type FilesProblem, type FoundFile, findFiles, pathOf } from '../files.ts';
import { countFixes, diffOf, writeFixes } from '../fix/fixFiles.ts';
import { addParameter, givenParameters, parameterFileOption } from '../parameters.ts';
import type { Progress } from '../progress.ts';
import { couldNot, type Result } from '../result.ts';
import { type CheckedFile, checkFile } from './checkFile.ts';
import { findingsAsJson } from './checkJson.ts';
import { findingsAsSarif } from './checkSarif.ts';
import { diffAsText, findingsAsText } from './checkText.ts';
import { INVENTORY_HELP, inventoriesFor } from './inventoriesFor.ts';
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
  /** Undefined where it cannot be read. */
  readonly readStdin: () => string | undefined;
  /** Whether text output may have colours. */
  readonly isColourful: boolean;
  readonly progress: Progress | undefined;
  /** A rule's page; undefined where this installation has none. */
  readonly pageOf: (id: string) => string | undefined;
  /** Told of the error when a rule fails; `--debug` prints it. */
  readonly onFailure: (error: unknown) => void;
}

/** Adds `vpc-lens check` to the program. */
export function registerCheck(program: Command, host: CheckHost, finish: (result: Result) => void): void {
  program
    .command('check')
    .description('find network mistakes in Zappa settings and CloudFormation templates')
    .argument('[PATH...]', 'files, folders or globs', [])
    .addOption(
      new Option('--format <FORMAT>', 'how to print').choices(['text', 'json', 'sarif']).default('text'),
    )
    .addOption(
      new Option('--fail-on <SEVERITY>', 'lowest severity that makes the exit status 1')
        .choices([...SEVERITIES, 'never'])
        .default('error'),
    )
    .addOption(
      new Option(
        '--profile <PROFILE>',
        'which rules run (default: as in vpc-lens.json, else "recommended")',
      ).choices(PROFILES),
    )
    .addOption(
      new Option('--rule <ID=SEVERITY>', "a rule's own severity, or off; repeatable")
        .argParser(addRule)
        .default({}, 'none'),
    )
    .addOption(
      new Option('--parameter <NAME=VALUE>', "a CloudFormation parameter's value; repeatable")
        .argParser(addParameter)
        .default(new Map(), 'the defaults'),
    )
    .addOption(parameterFileOption())
    .option('--inventory <FILE>', INVENTORY_HELP)
    .option('--fix', 'apply every preferred fix and write the files')
    .option('--fix-dry-run', 'print what --fix would change')
    .option('--stdin-filename <NAME>', 'check standard input as if it were that file')
    .action((paths: string[], options: CheckOptions) => finish(runCheck(paths, options, host)));
}

function addRule(text: string, before: CheckOptions['rule']): CheckOptions['rule'] {
  const [id = '', severity = ''] = text.split('=');
  if (!rules.some((rule) => rule.id === id))
    throw new ArgumentError(`There is no rule "${id}"; vpc-lens rules lists them.`);
  if (severity !== 'off' && !SEVERITIES.includes(severity as Severity)) {
    throw new ArgumentError(`--rule takes ID=off or ID=${SEVERITIES.join(', ID=')}; "${text}" is neither.`);
  }
  return { ...before, [id]: severity as Severity | 'off' };
}

/** Checks what the paths mean; never throws for anything that a user can have written. */
export function runCheck(paths: readonly string[], options: CheckOptions, host: CheckHost): Result {
  const started = performance.now();
  const files = inputsOf(paths, options, host);
  if ('problem' in files) return couldNot(files.problem);
  const given = givenParameters(options, host.cwd);
  if ('problem' in given) return couldNot(given.problem);
  const run = checkAll(files, given, options, host);
  host.progress?.clear();
  if ('problem' in run) return couldNot(run.problem);

  const { checked, notes, failures, isPartial } = run;
  const fixed = checked.flatMap((file) => (file.fixed ? [file.fixed] : []));
  if (options.fix) {
    const problem = writeFixes(fixed, host.cwd);
    if (problem !== undefined) return couldNot(problem);
  }
  const reports = checked.map(({ report }) => report);
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
  const told = [...notes, ...failures].map((note) => `${note}\n`).join('');
  return {
    status: isFailure || isPartial ? 1 : 0,
    stdout: isText
      ? fixes + findingsAsText(reports, (performance.now() - started) / 1000, host.isColourful)
      : options.format === 'json'
        ? findingsAsJson(reports)
        : findingsAsSarif(reports, { version: host.version, pageOf: host.pageOf, failures: [...failures] }),
    // Standard output holds one document; what was changed is told beside it.
    stderr: isText ? told : fixes + told,
  };
}

interface Input extends FoundFile {
  /** Undefined where it cannot be read. */
  readonly read: () => string | undefined;
}

function inputsOf(
  paths: readonly string[],
  { stdinFilename, fix, fixDryRun }: CheckOptions,
  { cwd, readStdin }: CheckHost,
): readonly Input[] | FilesProblem {
  if (fix && fixDryRun) return { problem: '--fix and --fix-dry-run exclude each other.' };
  if (stdinFilename === undefined) {
    const settingsOf = settingsFor(cwd, {}, () => {});
    const files = findFiles(paths, cwd, (path) => settingsOf(path)?.kind !== undefined);
    if ('problem' in files) return files;
    return files.map((file) => ({ ...file, read: () => readText(resolve(cwd, file.name)) }));
  }
  if (paths.length > 0) return { problem: '--stdin-filename takes no paths beside it.' };
  if (fix)
    return { problem: '--fix cannot write standard input; --fix-dry-run prints what it would change.' };
  return [{ name: stdinFilename, isNamed: true, read: readStdin }];
}

interface Run {
  readonly checked: readonly CheckedFile[];
  /** Sentences about what was left out. */
  readonly notes: readonly string[];
  /** Sentences about what failed in us. */
  readonly failures: ReadonlySet<string>;
  /** A file failed as a whole: nobody knows what is in it. */
  readonly isPartial: boolean;
}

/** Checks each file by itself: one that cannot be understood never stops the others. */
function checkAll(
  files: readonly Input[],
  given: ReadonlyMap<string, string>,
  options: CheckOptions,
  host: CheckHost,
): Run | FilesProblem {
  const { profile, rule, parameter, stdinFilename, fix, fixDryRun } = options;
  const notes: string[] = [];
  const failures = new Set<string>();
  const checked: CheckedFile[] = [];
  let isPartial = false;
  const over = { rules: rule, ...(profile && { profile }) };
  const settingsOf = settingsFor(host.cwd, over, (problem) => notes.push(problem));
  const templates = new Set(files.map(({ name }) => pathOf(name, host.cwd)));
  const workspace = createWorkspace({ read: readText, templates: () => templates });
  const inventories = inventoriesFor(options.inventory, host.cwd);
  if ('problem' in inventories) return inventories;
  const fail = (sentence: string, error: unknown) => {
    failures.add(sentence);
    host.onFailure(error);
  };
  for (const [index, { name, isNamed, read }] of files.entries()) {
    host.progress?.show(index, files.length);
    const settings = settingsOf(name);
    const text = settings && read();
    if (!settings) {
      if (isNamed) notes.push(`${name} is left out by ${SETTINGS_FILE}.`);
    } else if (text === undefined) {
      const sentence = `${stdinFilename === undefined ? name : 'Standard input'} cannot be read.`;
      if (isNamed) return { problem: sentence };
      notes.push(sentence);
    } else {
      try {
        const path = pathOf(name, host.cwd);
        const file = checkFile(name, text, {
          settings,
          parameters: new Map([...settings.values, ...given]),
          neighbours: workspace.neighboursOf(path, usesNothing()),
          surroundings: surroundingsOf(path, disk),
          inventory: inventories.of(name, settings.inventory),
          kind: isInventoryName(path) ? 'inventory' : settings.kind,
          wantsFixes: fix === true || fixDryRun === true,
          onFailure: ({ id }, error) =>
            fail(`The rule ${id} failed on ${name}; its findings are missing.`, error),
        });
        if (file) {
          checked.push(file);
          notes.push(...file.notes.map((note) => `${name}: ${note}`));
        } else if (isNamed)
          return { problem: `${name} is not a Zappa settings file or a CloudFormation template.` };
      } catch (error) {
        isPartial = true;
        fail(`VPC Lens failed on ${name}; --debug shows where.`, error);
      }
    }
  }
  notes.push(...inventories.notes(new Set(files.map(({ name }) => name))));
  for (const name of parameter.keys()) {
    const isKnown = checked.some(({ parameters }) => parameters.has(name));
    if (!isKnown) notes.push(`No template here has a parameter "${name}".`);
  }
  return { checked, notes, failures, isPartial };
}
