import type { Command } from 'commander';
import { rules } from '../languageService.ts';
import { couldNot, type Result } from './result.ts';
import type { RulePage } from './rulePages.ts';
import { unknownRule } from './unknownRule.ts';

/** Adds `vpc-lens rules` to the program. */
export function registerRules(program: Command, rulePage: RulePage, finish: (result: Result) => void): void {
  program
    .command('rules')
    .description('List all rules, or print the page of one rule.')
    .argument('[ID]', 'the rule id, as in a finding')
    .addHelpText('after', MORE)
    .action((id: string | undefined) => finish(id === undefined ? listRules() : printPage(id, rulePage)));
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

function printPage(id: string, rulePage: RulePage): Result {
  if (!rules.some((rule) => rule.id === id)) return couldNot(unknownRule(id));
  const page = rulePage(id);
  return page === undefined
    ? couldNot(`The page of ${id} is missing from this installation.`)
    : { status: 0, stdout: page, stderr: '' };
}
