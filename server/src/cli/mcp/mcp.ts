import type { Command } from 'commander';

/** Adds `vpc-lens mcp` to the program. */
export function registerMcp(program: Command, serve: () => Promise<void>): void {
  program
    .command('mcp')
    .description('Run a server of the Model Context Protocol on standard input and output, for assistants.')
    .action(serve);
}
