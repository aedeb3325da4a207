import type { Command } from 'commander';

/** Adds `vpc-lens lsp` to the program. */
export function registerLsp(program: Command, serve: () => Promise<void>): void {
  program
    .command('lsp')
    .description('Run the language server, for any editor.')
    .option('--stdio', 'use standard input and output', true)
    // The server reads its transport from the arguments itself.
    .action(() => {
      if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
      return serve();
    });
}
