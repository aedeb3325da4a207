import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { rules } from '../languageService.ts';
import { couldNot, type Result } from './result.ts';

/** Adds `vpc-lens rules` to the program. `pages` is the folder with a page for each rule. */
export function registerRules(program: Command, pages: URL, finish: (result: Result) => void): void {
  program
    .command('rules')
    .description('List all rules, or print the page of one rule.')
    .argument('[ID]', 'the rule id, as in a finding')
    .addHelpText('after', MORE)
    .action((id: string | undefined) => finish(id === undefined ? listRules() : printPage(id, pages)));
}

const MORE = `
Examples:
  vpc-lens rules
  vpc-lens rules subnet-overlap

Exit status: 0 fine, 2 the rule is unknown.
`;

function listRules(): Result {
  const width = Math.max(...rules.map(({ id }) => id.length));
  const lines = [...rules]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${title}`);
  return { status: 0, stdout: `${lines.join('\n')}\n`, stderr: '' };
}

function printPage(id: string, pages: URL): Result {
  if (!rules.some((rule) => rule.id === id))
    return couldNot(`Unknown rule "${id}". vpc-lens rules lists all rules.`);
  try {
    return { status: 0, stdout: readFileSync(new URL(`${id}.md`, pages), 'utf8'), stderr: '' };
  } catch {
    return couldNot(`The page of ${id} is missing from this installation.`);
  }
}
