import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Command, CommanderError } from 'commander';
import { printable } from '../escape/printable.ts';
import { ArgumentError } from './input/argumentError.ts';
import { isTerminal, write } from './process/output.ts';
import { progressOn } from './process/progress.ts';
import type { Result } from './result.ts';

/** What lies around the program. */
export interface Installation {
  readonly version: string;
  /** The folder with a page for each rule. */
  readonly pages: URL;
  /** The program of a thread of `check`. */
  readonly worker: string;
  /** Starts the language server. */
  readonly serve: () => Promise<void>;
}

type Register = (program: Command, installation: Installation) => void;

/** Each command with what it needs, in the order of the help. */
const COMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
  async check() {
    const { registerCheck } = await import('./check/check.ts');
    const { readStandardInput } = await import('../files/readFile.ts');
    return (program, { version, pages, worker }) =>
      registerCheck(
        program,
        {
          cwd: process.cwd(),
          version,
          readStdin: readStandardInput,
          isColourful: isColourful(),
          progress: progressOn(
            { isTTY: isTerminal(2), write: (text) => write(2, text) },
            process.env,
            Date.now,
          ),
          workers: { file: worker, version, most: availableParallelism() - 1, worthMs: WORTH_MS },
          pageOf: (id) => readOr(() => readFileSync(new URL(`${id}.md`, pages), 'utf8')),
          onFailure: (error) => {
            if (isDebugging()) console.error(error);
          },
        },
        finish,
      );
  },
  async reach() {
    const { registerReach } = await import('./reach.ts');
    return (program) => registerReach(program, process.cwd(), finish);
  },
  async test() {
    const { registerTest } = await import('./test/test.ts');
    return (program) => registerTest(program, { cwd: process.cwd(), isColourful: isColourful() }, finish);
  },
  async diff() {
    const { registerDiff } = await import('./diff/diff.ts');
    return (program) => registerDiff(program, { cwd: process.cwd(), isColourful: isColourful() }, finish);
  },
  async cidr() {
    const { registerCidr } = await import('./cidr/cidr.ts');
    return (program) => registerCidr(program, finish);
  },
  async map() {
    const { registerMap } = await import('./map.ts');
    return (program) => registerMap(program, process.cwd(), finish);
  },
  async new() {
    const { registerNew } = await import('./new.ts');
    return (program) => registerNew(program, process.cwd(), finish);
  },
  async rules() {
    const { registerRules } = await import('./rules.ts');
    return (program, { pages }) => registerRules(program, pages, finish);
  },
  async lsp() {
    const { registerLsp } = await import('./lsp.ts');
    return (program, { serve }) => registerLsp(program, serve);
  },
};

/** A worker takes 270 ms of a processor before it is of as much use as the first thread. */
const WORTH_MS = 1000;

/** What a thread of `check` does. */
export async function checkInWorker(
  ...given: Parameters<typeof import('./check/checkAll.ts').checkInWorker>
) {
  const { checkInWorker: work } = await import('./check/checkAll.ts');
  work(...given);
}

/** Reads the command line and does what it says; sets the exit status. */
export async function run(installation: Installation): Promise<void> {
  const program = new Command('vpc-lens')
    .description('Finds network mistakes in Zappa settings and CloudFormation templates.')
    .version(installation.version)
    .option('--debug', 'print a stack trace if something fails')
    .configureOutput({
      writeOut: (text) => write(1, text),
      writeErr: (text) => write(2, text),
      outputError: (text, tell) => tell(sentenceOf(text)),
    })
    .exitOverride();

  const args = process.argv.slice(2);
  const named = args.find((arg) => !arg.startsWith('-'));
  try {
    // Only the command that is asked for is loaded; help and a misspelt name need them all.
    const names = named !== undefined && Object.hasOwn(COMMANDS, named) ? [named] : Object.keys(COMMANDS);
    for (const name of names) (await COMMANDS[name]!())(program, installation);
    if (args.every((arg) => arg === '--debug'))
      throw new ArgumentError(`Name a command: ${names.join(', ')}. vpc-lens --help shows all options.`);
    await program.parseAsync();
  } catch (error) {
    process.exitCode = complain(error);
  }
}

/** Written in one go, so that a reader that closes early, such as `head`, ends nothing halfway. */
function finish({ status, stdout, stderr }: Result): void {
  process.exitCode = status;
  if (stderr) write(2, printable(stderr));
  if (stdout) write(1, stdout);
}

function complain(error: unknown): 0 | 2 {
  // Help and version are no mistakes; for the others the sentence is written already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof ArgumentError) {
    write(2, `${error.message}\n`);
  } else {
    write(2, 'VPC Lens failed; --debug prints a stack trace.\n');
    if (isDebugging()) console.error(error);
  }
  return 2;
}

function isColourful(): boolean {
  return isTerminal(1) && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
}

function isDebugging(): boolean {
  return process.argv.includes('--debug');
}

/** Commander's own sentence about a choice; "takes" says what there is, and nothing is called invalid. */
const NO_CHOICE =
  /^option '(--[\w-]+)[^']*' argument '(.*)' is invalid\. Allowed choices are (.*), ([^,]+)\.$/i;

/** One plain sentence: "error: unknown option '--formt'\n(Did you mean --format?)" is how Commander says it. */
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

function readOr(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
