import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import {
  analyze,
  checkRules,
  isAtLeast,
  PROFILES,
  type Profile,
  type RunOptions,
  rules,
  SETTINGS_FILE,
  SEVERITIES,
  type Settings,
  type Severity,
} from '../languageService.ts';
import { ArgumentError } from './argumentError.ts';
import { findingsAsJson } from './checkJson.ts';
import { findingsAsSarif } from './checkSarif.ts';
import { countOf, diffAsText, findingsAsText } from './checkText.ts';
import { type FileReport, reportOf } from './fileReport.ts';
import { type FilesProblem, type FoundFile, findFiles } from './files.ts';
import { unifiedDiff } from './fixDiff.ts';
import { type Checked, withPreferredFixes } from './fixText.ts';
import type { Progress } from './progress.ts';
import { readText } from './readText.ts';
import { couldNot, type Result } from './result.ts';
import { settingsFor } from './settingsFor.ts';
import { writeText } from './writeText.ts';

/** The options of `check`, read. */
export interface CheckOptions {
  readonly format: 'text' | 'json' | 'sarif';
  readonly failOn: Severity | 'never';
  readonly profile?: Profile;
  readonly rule: Readonly<Record<string, Severity | 'off'>>;
  readonly parameter: ReadonlyMap<string, string>;
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

function addParameter(text: string, before: CheckOptions['parameter']): CheckOptions['parameter'] {
  const equals = text.indexOf('=');
  if (equals < 1) throw new ArgumentError(`--parameter takes NAME=VALUE; "${text}" has no name and value.`);
  return new Map([...before, [text.slice(0, equals), text.slice(equals + 1)]]);
}

/** Checks what the paths mean; never throws for anything that a user can have written. */
export function runCheck(paths: readonly string[], options: CheckOptions, host: CheckHost): Result {
  const started = performance.now();
  const files = inputsOf(paths, options, host);
  if ('problem' in files) return couldNot(files.problem);

  const notes: string[] = [];
  const failures: string[] = [];
  const checked: CheckedFile[] = [];
  const settingsOf = settingsFor(host.cwd, settingsOfOptions(options), (problem) => notes.push(problem));
  for (const [index, { name, isNamed, read }] of files.entries()) {
    host.progress?.show(index, files.length);
    const settings = settingsOf(name);
    if (!settings) {
      if (isNamed) notes.push(`${name} is left out by ${SETTINGS_FILE}.`);
      continue;
    }
    const text = read();
    if (text === undefined) {
      const sentence = `${isStdin(options) ? 'Standard input' : name} cannot be read.`;
      if (isNamed) return couldNot(sentence);
      notes.push(sentence);
      continue;
    }
    const file = checkText(name, text, settings, options, (rule, error) => {
      failures.push(`The rule ${rule.id} failed on ${name}; its findings are missing.`);
      host.onFailure(error);
    });
    if (file) checked.push(file);
    else if (isNamed) return couldNot(`${name} is not a Zappa settings file or a CloudFormation template.`);
  }
  host.progress?.clear();

  for (const name of options.parameter.keys()) {
    const isKnown = checked.some(({ parameters }) => parameters.has(name));
    if (!isKnown) notes.push(`No template here has a parameter "${name}".`);
  }
  const fixed = checked.filter(({ text, fixedText }) => text !== fixedText);
  if (options.fix) {
    const problem = writeAll(fixed, host.cwd);
    if (problem !== undefined) return couldNot(problem);
  }
  const reports = checked.map(({ report }) => report);
  const isFailure = reports.some(({ findings }) =>
    findings.some(({ severity }) => options.failOn !== 'never' && isAtLeast(severity, options.failOn)),
  );
  const fixes = fixesTold(fixed, options, host);
  const isText = options.format === 'text';
  const seconds = (performance.now() - started) / 1000;
  const stdout = isText
    ? fixes + findingsAsText(reports, seconds, host.isColourful)
    : options.format === 'json'
      ? findingsAsJson(reports)
      : findingsAsSarif(reports, { version: host.version, pageOf: host.pageOf, failures });
  const told = [...notes, ...failures].map((note) => `${note}\n`).join('');
  // Standard output holds one document; what was changed is told beside it.
  return { status: isFailure ? 1 : 0, stdout, stderr: isText ? told : fixes + told };
}

function isStdin({ stdinFilename }: CheckOptions): boolean {
  return stdinFilename !== undefined;
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
    const files = findFiles(paths, cwd);
    if ('problem' in files) return files;
    return files.map((file) => ({ ...file, read: () => readText(resolve(cwd, file.name)) }));
  }
  if (paths.length > 0) return { problem: '--stdin-filename takes no paths beside it.' };
  if (fix)
    return { problem: '--fix cannot write standard input; --fix-dry-run prints what it would change.' };
  return [{ name: stdinFilename, isNamed: true, read: readStdin }];
}

function settingsOfOptions({ profile, rule }: CheckOptions): Settings {
  return { rules: rule, ...(profile && { profile }) };
}

/** A file that was checked, with its preferred fixes made where they are wanted. */
interface CheckedFile {
  readonly name: string;
  readonly report: FileReport;
  readonly text: string;
  readonly fixedText: string;
  readonly fixCount: number;
  /** The names of a template's parameters. */
  readonly parameters: ReadonlySet<string>;
}

/** Undefined for a file that is none of our business. */
function checkText(
  name: string,
  text: string,
  settings: Settings,
  { parameter, fix, fixDryRun }: CheckOptions,
  onFailure: RunOptions['onFailure'],
): CheckedFile | undefined {
  // An editor shows no byte order mark and does not count it as a column.
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const check = (content: string, before?: Checked): Checked | undefined => {
    const analysis = analyze(name, content, { parameters: parameter }, before?.analysis);
    const { profile = 'recommended', rules: severities = {} } = settings;
    return analysis && { analysis, ...checkRules(analysis, { profile, severities, onFailure }) };
  };
  const first = check(text.slice(mark.length));
  if (!first) return undefined;
  // Replacement characters stand for bytes that would be lost in writing.
  const isFixed = (fix || fixDryRun) && !text.includes('\uFFFD');
  const { analysis, findings, silenced, fixCount } = isFixed
    ? withPreferredFixes(first, check)
    : { ...first, fixCount: 0 };
  const { content, tree } = analysis;
  return {
    name,
    report: reportOf(name, analysis, findings, silenced),
    text,
    fixedText: isFixed ? mark + tree.text : text,
    fixCount,
    parameters: new Set(content.kind === 'template' ? content.template.parameters.keys() : []),
  };
}

/** A sentence about what could not be written. */
function writeAll(files: readonly CheckedFile[], cwd: string): string | undefined {
  for (const [written, { name, text, fixedText }] of files.entries()) {
    const result = writeText(resolve(cwd, name), text, fixedText);
    if (result === 'written') continue;
    const before =
      written > 0 ? `; ${countOf(written, 'file')} before it ${written > 1 ? 'are' : 'is'} fixed` : '';
    return result === 'changed'
      ? `${name} was changed by somebody else meanwhile${before}.`
      : `${name} cannot be written${before}.`;
  }
  return undefined;
}

/** The changes of a dry run, and how many fixes there were. */
function fixesTold(
  files: readonly CheckedFile[],
  { fix, fixDryRun, format }: CheckOptions,
  { isColourful }: CheckHost,
): string {
  if (!fix && !fixDryRun) return '';
  const count = files.reduce((sum, { fixCount }) => sum + fixCount, 0);
  const inFiles = `${countOf(count, 'fix')} in ${countOf(files.length, 'file')}`;
  const sentence =
    count === 0 ? 'There is nothing to fix.' : fix ? `Made ${inFiles}.` : `Would make ${inFiles}.`;
  const diffs = fixDryRun
    ? files.map(({ name, text, fixedText }) => unifiedDiff(name, text, fixedText)).join('')
    : '';
  return `${diffAsText(diffs, isColourful && format === 'text')}${diffs && '\n'}${sentence}\n\n`;
}
