import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { printable } from '../escape/printable.ts';
import { ArgumentError } from './argumentError.ts';
import { progressOn } from './progress.ts';
import type { Result } from './result.ts';

type Register = (program: Command, version: string) => void;

/** Each command with what it needs, in the order of the help. */
const COMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
  async check() {
    const { registerCheck } = await import('./check/check.ts');
    const { readStandardInput } = await import('../files/readFile.ts');
    return (program, version) =>
      registerCheck(
        program,
        {
          cwd: process.cwd(),
          version,
          readStdin: readStandardInput,
          isColourful: process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
          progress: progressOn(process.stderr, process.env, () => performance.now()),
          pageOf: (id) => readOr(() => readFileSync(new URL(`${id}.md`, PAGES), 'utf8')),
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
  async cidr() {
    const { registerCidr } = await import('./cidr.ts');
    return (program) => registerCidr(program, finish);
  },
  async map() {
    const { registerMap } = await import('./map.ts');
    return (program) => registerMap(program, process.cwd(), finish);
  },
  async rules() {
    const { registerRules } = await import('./rules.ts');
    return (program) => registerRules(program, PAGES, finish);
  },
  async lsp() {
    const { registerLsp } = await import('./lsp.ts');
    return (program) => registerLsp(program);
  },
};

/** The rules' pages, as the package holds them. */
const PAGES = new URL('../docs/rules/', import.meta.url);

/** Reads the command line and does what it says; sets the exit status. */
export async function run(version: string): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader has enough.
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    process.stderr.write(`Cannot write the output: ${error.code ?? error.message}.\n`);
    process.exit(2);
  });
  const program = new Command('vpc-lens')
    .description('Finds network mistakes in Zappa settings and CloudFormation templates.')
    .version(version)
    .option('--debug', 'print a stack trace if something fails')
    .configureOutput({ outputError: (text, write) => write(sentenceOf(text)) })
    .exitOverride();

  const args = process.argv.slice(2);
  const named = args.find((arg) => !arg.startsWith('-'));
  try {
    // Only the command that is asked for is loaded; help and a misspelt name need them all.
    const names = named !== undefined && Object.hasOwn(COMMANDS, named) ? [named] : Object.keys(COMMANDS);
    for (const name of names) (await COMMANDS[name]!())(program, version);
    if (args.every((arg) => arg === '--debug'))
      throw new ArgumentError(`Name a command: ${names.join(', ')}. vpc-lens --help shows all options.`);
    await program.parseAsync();
  } catch (error) {
    process.exitCode = complain(error);
  }
}

/** Written in one go, so that a reader that closes early, such as `head`, ends nothing halfway. */
function finish({ status, stdout, stderr }: Result): void {
  if (stderr) process.stderr.write(printable(stderr));
  if (stdout) process.stdout.write(stdout);
  process.exitCode = status;
}

function complain(error: unknown): 0 | 2 {
  // Help and version are no mistakes; for the others the sentence is written already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof ArgumentError) {
    process.stderr.write(`${error.message}\n`);
  } else {
    process.stderr.write('VPC Lens failed; --debug prints a stack trace.\n');
    if (isDebugging()) console.error(error);
  }
  return 2;
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
