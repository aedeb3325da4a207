import { availableParallelism } from 'node:os';
import { Command, CommanderError, type OutputConfiguration } from 'commander';
import { printable } from '../escape/printable.ts';
import { ArgumentError } from './input/argumentError.ts';
import { isTerminal, write } from './process/output.ts';
import { progressOn } from './process/progress.ts';
import type { Result } from './result.ts';
import type { RulePage } from './rulePages.ts';

/** The environment of the program. */
export interface Installation {
  readonly version: string;
  readonly rulePage: RulePage;
  /** The program of a worker thread of `check`. */
  readonly worker: string;
  /** Starts the language server. */
  readonly serve: () => Promise<void>;
  /** Reads networks from AWS. */
  readonly readNetwork: typeof import('./inventory/readNetwork.ts').readNetwork;
  /** Starts the MCP server. */
  readonly serveAssistants: typeof import('./mcp/serve.ts').serveMcp;
}

type Register = (program: Command, installation: Installation, finish: Finish) => void;

/** Receives the result of a command. */
type Finish = (result: Result) => void;

/** The commands, in the order of the help, with the modules that they need. */
const COMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
  async check() {
    const { registerCheck } = await import('./check/check.ts');
    const { readStandardInput } = await import('../files/readFile.ts');
    return (program, { version, rulePage, worker }, finish) =>
      registerCheck(
        program,
        {
          cwd: process.cwd(),
          version,
          readStdin: readStandardInput,
          isColourful: isColourful(),
          progress: progressOnTerminal(),
          workers: { file: worker, version, most: availableParallelism() - 1, worthMs: WORTH_MS },
          rulePage,
          onFailure: (error) => {
            if (isDebugging()) console.error(error);
          },
        },
        finish,
      );
  },
  async reach() {
    const { registerReach } = await import('./reach.ts');
    return (program, _, finish) => registerReach(program, process.cwd(), finish);
  },
  async test() {
    const { registerTest } = await import('./test/test.ts');
    return (program, _, finish) =>
      registerTest(program, { cwd: process.cwd(), isColourful: isColourful() }, finish);
  },
  async diff() {
    const { registerDiff } = await import('./diff/diff.ts');
    return (program, _, finish) =>
      registerDiff(program, { cwd: process.cwd(), isColourful: isColourful() }, finish);
  },
  async drift() {
    const { registerDrift } = await import('./drift/drift.ts');
    return (program, _, finish) =>
      registerDrift(program, { cwd: process.cwd(), isColourful: isColourful() }, finish);
  },
  async cidr() {
    const { registerCidr } = await import('./cidr/cidr.ts');
    return (program, _, finish) => registerCidr(program, finish);
  },
  async map() {
    const { registerMap } = await import('./map.ts');
    return (program, _, finish) => registerMap(program, process.cwd(), finish);
  },
  async new() {
    const { registerNew } = await import('./new.ts');
    return (program, _, finish) => registerNew(program, process.cwd(), finish);
  },
  async rules() {
    const { registerRules } = await import('./rules.ts');
    return (program, { rulePage }, finish) => registerRules(program, rulePage, finish);
  },
  async inventory() {
    const { registerInventory } = await import('./inventory/inventory.ts');
    return (program, { readNetwork }, finish) =>
      registerInventory(
        program,
        { cwd: process.cwd(), now: () => new Date(), progress: progressOnTerminal(), read: readNetwork },
        finish,
      );
  },
  async lsp() {
    const { registerLsp } = await import('./lsp.ts');
    return (program, { serve }) => registerLsp(program, serve);
  },
  async mcp() {
    const { registerMcp } = await import('./mcp/mcp.ts');
    const { rules } = await import('../languageService.ts');
    return (program, installation) =>
      registerMcp(program, () =>
        installation.serveAssistants({
          version: installation.version,
          rules: rules.map(({ id }) => id),
          answer: (args) => answer(args, installation),
        }),
      );
  },
};

function progressOnTerminal() {
  return progressOn({ isTTY: isTerminal(2), write: (text) => write(2, text) }, process.env, Date.now);
}

/** A worker needs 270 ms of processor time before it is as fast as the main thread. */
const WORTH_MS = 1000;

/** The work of a worker thread of `check`. */
export async function runCheckThread(
  ...given: Parameters<typeof import('./check/checkAll.ts').checkInWorker>
) {
  const { checkInWorker: work } = await import('./check/checkAll.ts');
  work(...given);
}

/** Parses the command line, runs its command and sets the exit status. */
export async function run(installation: Installation): Promise<void> {
  try {
    const streams = {
      writeOut: (text: string) => write(1, text),
      writeErr: (text: string) => write(2, text),
    };
    await parse(process.argv.slice(2), installation, streams, finish);
  } catch (error) {
    const { status, stderr } = complain(error);
    write(2, stderr);
    process.exitCode = status;
  }
}

/** Runs a command in this process, and returns what it would print. */
async function answer(args: readonly string[], installation: Installation): Promise<Result> {
  let stdout = '';
  let stderr = '';
  let result: Result | undefined;
  const streams = {
    writeOut: (text: string) => {
      stdout += text;
    },
    writeErr: (text: string) => {
      stderr += text;
    },
  };
  try {
    await parse(args, installation, streams, (given) => {
      result = given;
    });
  } catch (error) {
    const complaint = complain(error);
    result = { status: complaint.status, stdout, stderr: stderr + complaint.stderr };
  }
  return result ?? { status: 0, stdout, stderr };
}

async function parse(
  args: readonly string[],
  installation: Installation,
  streams: Pick<OutputConfiguration, 'writeOut' | 'writeErr'>,
  finish: Finish,
): Promise<void> {
  const program = new Command('vpc-lens')
    .description('Finds network mistakes in Zappa settings and CloudFormation templates.')
    .version(installation.version)
    .option('--debug', 'print a stack trace if something fails')
    .configureOutput({ ...streams, outputError: (text, print) => print(sentenceOf(text)) })
    .exitOverride();
  const named = args.find((arg) => !arg.startsWith('-'));
  // Only the requested command is loaded; help and a misspelt name need all of them.
  const names = named !== undefined && Object.hasOwn(COMMANDS, named) ? [named] : Object.keys(COMMANDS);
  for (const name of names) (await COMMANDS[name]!())(program, installation, finish);
  if (args.every((arg) => arg === '--debug'))
    throw new ArgumentError(`Name a command: ${names.join(', ')}. vpc-lens --help shows all options.`);
  await program.parseAsync(args, { from: 'user' });
}

/** Written at once, so that a reader that closes early, such as `head`, interrupts nothing. */
function finish({ status, stdout, stderr }: Result): void {
  process.exitCode = status;
  if (stderr) write(2, printable(stderr));
  if (stdout) write(1, stdout);
}

function complain(error: unknown): { readonly status: 0 | 2; readonly stderr: string } {
  // Help and version are no errors; for all others the sentence is written already.
  if (error instanceof CommanderError) return { status: error.exitCode === 0 ? 0 : 2, stderr: '' };
  if (error instanceof ArgumentError) return { status: 2, stderr: `${error.message}\n` };
  if (isDebugging()) console.error(error);
  return { status: 2, stderr: 'VPC Lens failed; --debug prints a stack trace.\n' };
}

function isColourful(): boolean {
  return isTerminal(1) && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
}

function isDebugging(): boolean {
  return process.argv.includes('--debug');
}

/** Commander's own sentence about a choice, reworded to list the choices without the word "invalid". */
const NO_CHOICE =
  /^option '(--[\w-]+)[^']*' argument '(.*)' is invalid\. Allowed choices are (.*), ([^,]+)\.$/i;

/** One plain sentence in place of Commander's "error: unknown option '--formt'\n(Did you mean --format?)". */
function sentenceOf(text: string): string {
  const [first = '', ...hints] = text
    .trim()
    .replace(/^error: /, '')
    .split('\n');
  const choice = NO_CHOICE.exec(first);
  if (choice) return `${choice[1]} must be ${choice[3]} or ${choice[4]}, not "${choice[2]}".\n`;
  const sentence = first.charAt(0).toUpperCase() + first.slice(1);
  return `${[sentence.replace(/\.?$/, '.'), ...hints].join(' ')}\n`;
}
