import { dirname, resolve } from 'node:path';
import type { Content } from '../../files/content.ts';
import { isAtLeast, type Profile, type Severity } from '../../languageService.ts';
import { countFixes, diffOf, type FixedFile, writeFixes } from '../fix/fixFiles.ts';
import { type FilesProblem, type FoundFiles, findFiles } from '../input/files.ts';
import { givenParameters } from '../input/parameters.ts';
import type { Progress } from '../process/progress.ts';
import { couldNot, type Result } from '../result.ts';
import type { RulePage } from '../rulePages.ts';
import { writeNew } from '../writeText.ts';
import type { BaselineResult } from './baseline.ts';
import { checkAll, type Workers } from './checkAll.ts';
import type { CheckTask, FileOutcome } from './checker.ts';
import type { FileResult } from './checkFile.ts';
import type { CheckReport } from './checkReport.ts';
import type { FileReport } from './fileReport.ts';
import { fixesShownIn, printReport, type ReportFormat } from './formats/format.ts';
import { paintedDiff } from './formats/text.ts';
import { settingsFor } from './settingsFor.ts';

/** The parsed options of `check`. */
export interface CheckOptions {
  readonly format: ReportFormat;
  readonly output: readonly OutputFile[];
  readonly failOn: Severity | 'never';
  readonly profile?: Profile;
  readonly rule: Readonly<Record<string, Severity | 'off'>>;
  readonly parameter: ReadonlyMap<string, string>;
  readonly parameterFile: readonly string[];
  readonly inventory?: string;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly fix?: boolean;
  readonly fixDryRun?: boolean;
  readonly stdinFilename?: string;
}

/** A file to write in addition to standard output. */
export interface OutputFile {
  readonly format: ReportFormat;
  readonly file: string;
}

export interface CheckHost {
  readonly cwd: string;
  readonly version: string;
  readonly readStdin: () => Content;
  /** Whether text output may have colours. */
  readonly isColourful: boolean;
  readonly progress: Progress | undefined;
  /** Undefined to use one thread. */
  readonly workers: Workers | undefined;
  /** A rule's page; undefined if the installation has none. */
  readonly rulePage: RulePage;
  /** Called with the error if a rule fails; `--debug` prints it. */
  readonly onFailure: (error: unknown) => void;
}

/** Checks the files that the paths denote. Never throws for anything that a user can write. */
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
    fixesShown: fixesShownIn([options.format, ...options.output.map(({ format }) => format)]),
    stdin,
  };
  const outcomes = await checkAll(task, host.workers, host.progress);
  host.progress?.clear();
  if ('problem' in outcomes) return couldNot(outcomes.problem);
  const run = together(inputs, outcomes, options, host);
  if ('problem' in run) return couldNot(run.problem);

  const { checked, failures, isPartial } = run;
  const compared = await compare(
    checked.map(({ report }) => report),
    options,
    host,
    failures.length > 0,
  );
  if ('problem' in compared) return couldNot(compared.problem);
  const fixed = checked.flatMap((file) => (file.fixed ? [file.fixed] : []));
  if (options.fix && failures.length === 0) {
    const problem = writeFixes(fixed, host.cwd);
    if (problem !== undefined) return couldNot(problem);
  }
  const { version, rulePage, isColourful } = host;
  const seconds = (Date.now() - started) / 1000;
  const report: CheckReport = {
    files: compared.reports,
    failOn: options.failOn,
    version,
    rulePage,
    failures,
    seconds,
    isColourful,
  };
  const problem = await writeOutputs(options.output, report, host.cwd);
  if (problem !== undefined) return couldNot(problem);
  return printed(report, options, { fixed, isPartial, notes: [...run.notes, ...compared.notes] });
}

/** What the command prints, and its exit code: 2 if a result is unknown, 1 if something is wrong. */
async function printed(
  report: CheckReport,
  options: CheckOptions,
  { fixed, isPartial, notes }: Pick<Run, 'isPartial' | 'notes'> & { readonly fixed: readonly FixedFile[] },
): Promise<Result> {
  const { format, failOn } = options;
  if (report.failures.length > 0) {
    const stdout = saysFailures(format) ? await printReport(format, report) : '';
    return { status: 2, stdout, stderr: lines(report.failures) };
  }
  const isFailure = report.files.some(({ findings }) =>
    findings.some(({ severity }) => failOn !== 'never' && isAtLeast(severity, failOn)),
  );
  const isText = format === 'text';
  const fixes = fixesText(fixed, options, isText && report.isColourful);
  const text = await printReport(format, report);
  return {
    status: isFailure || isPartial ? 1 : 0,
    stdout: isText ? fixes + text : text,
    // Standard output has one document, so the list of changes goes to standard error.
    stderr: isText ? lines(notes) : fixes + lines(notes),
  };
}

/** What `--fix` changed or would change; empty where neither is asked for. */
function fixesText(
  fixed: readonly FixedFile[],
  { fix = false, fixDryRun = false }: CheckOptions,
  isColourful: boolean,
): string {
  if (!fix && !fixDryRun) return '';
  const diff = fixDryRun && fixed.length > 0 ? [paintedDiff(diffOf(fixed), isColourful)] : [];
  return [...diff, `${countFixes(fixed, fix)}\n`, ''].join('\n');
}

/** SARIF can state that a report is incomplete; in any other format it would look complete. */
function saysFailures(format: ReportFormat): boolean {
  return format === 'sarif';
}

/** A sentence about the first file that cannot be written. */
async function writeOutputs(
  outputs: readonly OutputFile[],
  report: CheckReport,
  cwd: string,
): Promise<string | undefined> {
  for (const { format, file } of outputs) {
    if (report.failures.length > 0 && !saysFailures(format)) continue;
    const text = await printReport(format, { ...report, isColourful: false });
    if (writeNew(resolve(cwd, file), text, true) !== 'written') return `${file} cannot be written.`;
  }
  return undefined;
}

/** Removes the baseline's findings; in a run that writes a baseline, all findings become known. */
async function compare(
  reports: readonly FileReport[],
  { baseline, writeBaseline: written }: CheckOptions,
  { cwd }: CheckHost,
  isIncomplete: boolean,
): Promise<BaselineResult | FilesProblem> {
  const name = baseline ?? written;
  if (name === undefined || isIncomplete) return { reports, notes: [] };
  const { withoutKnown, writeBaseline } = await import('./baseline.ts');
  if (baseline !== undefined) return withoutKnown(reports, baseline, cwd);
  return writeBaseline(reports, name, cwd);
}

function lines(sentences: readonly string[]): string {
  return sentences.map((sentence) => `${sentence}\n`).join('');
}

interface Inputs extends FoundFiles {
  readonly stdin?: Content;
}

function inputsOf(
  paths: readonly string[],
  { stdinFilename, fix, fixDryRun, baseline, writeBaseline }: CheckOptions,
  { cwd, readStdin }: CheckHost,
): Inputs | FilesProblem {
  if (fix && fixDryRun) return { problem: '--fix and --fix-dry-run cannot be used together.' };
  if (baseline !== undefined && writeBaseline !== undefined)
    return { problem: '--baseline and --write-baseline cannot be used together.' };
  if (stdinFilename === undefined) {
    if (paths.includes('-'))
      return { problem: 'Standard input needs a file name: --stdin-filename template.yaml, without a path.' };
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
  readonly checked: readonly FileResult[];
  /** Sentences about what was left out. */
  readonly notes: readonly string[];
  /** Sentences about requested results that are unknown: files that were read in part, rules that failed. */
  readonly failures: readonly string[];
  /** True if a file exceeds the limits of what can be analyzed; a finding says so. */
  readonly isPartial: boolean;
}

/** Combines the outcomes of all files, in the order of the files. */
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
  // For an inventory that is itself checked, the findings are more detailed.
  const inventories = outcomes
    .flatMap((outcome) => outcome.inventories)
    .filter(({ file }) => !names.has(file));
  const unknown = [...parameter.keys()].filter(
    (name) => !checked.some(({ parameters }) => parameters.has(name)),
  );
  // Several threads may report the same about a shared file.
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

function notesOf({ report, limits, notes }: FileResult): readonly string[] {
  return [...limits, ...notes].map((sentence) => `${report.name}: ${sentence}`);
}
