import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import packageJson from '../../../package.json' with { type: 'json' };
import { ArgumentError, registerCheck } from './check.ts';
import { registerCidr } from './cidr.ts';
import type { Result } from './result.ts';
import { registerRules } from './rules.ts';

const isDebugging = process.argv.includes('--debug');

/** Written in one go, so that a reader that closes early, such as `head`, ends nothing halfway. */
function finish({ status, stdout, stderr }: Result): void {
  if (stderr) process.stderr.write(stderr);
  if (stdout) process.stdout.write(stdout);
  process.exitCode = status;
}

function complain(error: unknown): void {
  if (isDebugging) console.error(error);
  process.exitCode = 2;
}

const program = new Command('vpc-lens')
  .description('Finds network mistakes in Zappa settings and CloudFormation templates.')
  .version(packageJson.version)
  .option('--debug', 'print a stack trace where something fails')
  .showSuggestionAfterError(true)
  .configureOutput({
    outputError: (text, write) => write(text.replace(/^error: (.)/, (_, first) => first.toUpperCase())),
  })
  .exitOverride();

registerCheck(
  program,
  {
    cwd: process.cwd(),
    readStdin: () => readFileSync(0, 'utf8'),
    isColourful: process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
    onFailure: (sentence, error) => {
      process.stderr.write(`${sentence}\n`);
      if (isDebugging) console.error(error);
    },
  },
  finish,
);
registerCidr(program, finish);
registerRules(program, new URL('../docs/rules/', import.meta.url), finish);
program
  .command('lsp')
  .description('the language server, for any editor')
  .option('--stdio', 'speak over standard input and output', true)
  // The server reads its transport from the arguments itself.
  .action(() => {
    if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
    return import('./server.cjs' as string);
  });

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader has enough.
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Help and version are no mistakes; the sentence is written already.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    if (error instanceof ArgumentError) process.stderr.write(`${error.message}\n`);
    else process.stderr.write('VPC Lens failed; --debug shows where.\n');
    complain(error);
  }
}
