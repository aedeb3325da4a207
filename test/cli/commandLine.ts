import { Command, CommanderError } from 'commander';
import { registerCheck } from '../../server/src/cli/check/check.ts';
import type { CheckHost } from '../../server/src/cli/check/runCheck.ts';
import { ArgumentError } from '../../server/src/cli/input/argumentError.ts';
import type { Result } from '../../server/src/cli/result.ts';
import { type Files, inFolder } from './folder.ts';

/** `vpc-lens check ARGS` in a folder, without a process. Mistakes that Commander finds are left to the process tests. */
export async function checkIn(
  folder: string,
  args: readonly string[],
  host: Partial<CheckHost> = {},
): Promise<Result> {
  let result: Result | undefined;
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  registerCheck(
    program,
    {
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
    },
    (given) => {
      result = given;
    },
  );
  try {
    await program.parseAsync(['check', ...args], { from: 'user' });
  } catch (error) {
    if (error instanceof ArgumentError || error instanceof CommanderError)
      return { status: 2, stdout: '', stderr: `${error.message}\n` };
    throw error;
  }
  return result ?? { status: 2, stdout: '', stderr: 'The command did nothing.\n' };
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
