import assert from 'node:assert/strict';
import { Command, CommanderError } from 'commander';
import { registerCheck } from '../../server/src/cli/check/check.ts';
import type { CheckHost } from '../../server/src/cli/check/runCheck.ts';
import { ArgumentError } from '../../server/src/cli/input/argumentError.ts';
import type { Result } from '../../server/src/cli/result.ts';
import { type Files, inFolder } from './folder.ts';

/** Adds a command to a program, and hands its result over. */
type Register = (program: Command, finish: (result: Result) => void) => void;

/** `vpc-lens ARGS` with that one command, without a process. Mistakes in the arguments are results, as in the program. */
export async function runCommand(register: Register, args: readonly string[]): Promise<Result> {
  let result: Result | undefined;
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  register(program, (given) => {
    result = given;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof ArgumentError || error instanceof CommanderError)
      return { status: 2, stdout: '', stderr: `${error.message}\n` };
    throw error;
  }
  assert.ok(result, 'The command did nothing.');
  return result;
}

/** `vpc-lens check ARGS` in a folder. */
export function checkIn(
  folder: string,
  args: readonly string[],
  host: Partial<CheckHost> = {},
): Promise<Result> {
  const whole: CheckHost = {
    cwd: folder,
    version: '1.2.3',
    readStdin: () => ({ unread: 'cannot be read' }),
    isColourful: false,
    progress: undefined,
    workers: undefined,
    rulePage: () => undefined,
    onFailure: (error) => {
      throw error;
    },
    ...host,
  };
  return runCommand((program, finish) => registerCheck(program, whole, finish), ['check', ...args]);
}

/** `vpc-lens check ARGS` in a new folder with these files. */
export function check(
  files: Files,
  args: readonly string[] = [],
  host: Partial<CheckHost> = {},
): Promise<Result> {
  return inFolder(files, (folder) => checkIn(folder, args, host));
}

/** The findings as `file:line rule severity`, a line each. */
export async function found(files: Files, args: readonly string[] = []): Promise<string[]> {
  const { stdout, stderr } = await check(files, ['--format', 'json', ...args]);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout).map(
    (finding: { file: string; line: number; rule: string; severity: string }) =>
      `${finding.file}:${finding.line} ${finding.rule} ${finding.severity}`,
  );
}
