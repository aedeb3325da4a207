import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import {
  type Analysis,
  analyze,
  type Finding,
  findingsOf,
  isAtLeast,
  type Profile,
  rules,
  SEVERITIES,
  type Severity,
} from '../languageService.ts';
import { findingsAsJson } from './checkJson.ts';
import { findingsAsText } from './checkText.ts';
import { findFiles } from './files.ts';
import { couldNot, type Result } from './result.ts';

/** The options of `check`, read. */
export interface CheckOptions {
  readonly format: 'text' | 'json';
  readonly failOn: Severity | 'never';
  readonly profile: Profile;
  readonly rule: Readonly<Record<string, Severity | 'off'>>;
  readonly parameter: ReadonlyMap<string, string>;
  readonly stdinFilename?: string;
}

/** A file that was checked, with what was found in it. */
export interface CheckedFile {
  readonly name: string;
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
}

export interface Host {
  readonly cwd: string;
  readonly readStdin: () => string;
  /** Whether text output may have colours. */
  readonly isColourful: boolean;
  /** Told of a rule that failed; `--debug` prints the error. */
  readonly onFailure: (sentence: string, error: unknown) => void;
}

/** Adds `vpc-lens check` to the program. */
export function registerCheck(program: Command, host: Host, finish: (result: Result) => void): void {
  program
    .command('check')
    .description('find network mistakes in Zappa settings and CloudFormation templates')
    .argument('[PATH...]', 'files, folders or globs', [])
    .addOption(new Option('--format <FORMAT>', 'how to print').choices(['text', 'json']).default('text'))
    .addOption(
      new Option('--fail-on <SEVERITY>', 'lowest severity that makes the exit status 1')
        .choices([...SEVERITIES, 'never'])
        .default('error'),
    )
    .addOption(
      new Option('--profile <PROFILE>', 'which rules run')
        .choices(['recommended', 'strict', 'errors'])
        .default('recommended'),
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
    .option('--stdin-filename <NAME>', 'check standard input as if it were that file')
    .action((paths: string[], options: CheckOptions) => finish(runCheck(paths, options, host)));
}

/** A plain sentence about an argument that cannot be read; the program prints it and exits with 2. */
export class ArgumentError extends Error {}

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
export function runCheck(paths: readonly string[], options: CheckOptions, host: Host): Result {
  const started = performance.now();
  const checked: CheckedFile[] = [];
  const check = (name: string, text: string): boolean => {
    const analysis = analyze(name, text, { parameters: options.parameter });
    if (!analysis) return false;
    const findings = findingsOf(analysis, {
      profile: options.profile,
      severities: options.rule,
      onFailure: (rule, error) =>
        host.onFailure(`The rule ${rule.id} failed on ${name}; its findings are missing.`, error),
    });
    checked.push({ name, analysis, findings });
    return true;
  };

  if (options.stdinFilename !== undefined) {
    if (paths.length > 0) return couldNot('--stdin-filename takes no paths beside it.');
    if (!check(options.stdinFilename, host.readStdin())) return notOurs(options.stdinFilename);
  } else {
    const files = findFiles(paths, host.cwd);
    if ('notFound' in files) return couldNot(`${files.notFound} does not exist.`);
    for (const { name, isNamed } of files) {
      const text = read(resolve(host.cwd, name));
      if (text === undefined && isNamed) return couldNot(`${name} cannot be read.`);
      if ((text === undefined || !check(name, text)) && isNamed) return notOurs(name);
    }
  }

  const isFailure = checked.some(({ findings }) =>
    findings.some(({ severity }) => options.failOn !== 'never' && isAtLeast(severity, options.failOn)),
  );
  const seconds = (performance.now() - started) / 1000;
  const stdout =
    options.format === 'json' ? findingsAsJson(checked) : findingsAsText(checked, seconds, host.isColourful);
  return { status: isFailure ? 1 : 0, stdout, stderr: '' };
}

function notOurs(name: string): Result {
  return couldNot(`${name} is not a Zappa settings file or a CloudFormation template.`);
}

/** Undefined for a file that cannot be read. Bytes that are no UTF-8 become replacement characters. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
