import { type Command, Option } from 'commander';
import { PROFILES, rules, SEVERITIES, type Severity } from '../../languageService.ts';
import { ArgumentError } from '../input/argumentError.ts';
import { parameterFileOption, parameterOption } from '../input/parameters.ts';
import type { Result } from '../result.ts';
import { unknownRule } from '../unknownRule.ts';
import { REPORT_FORMATS } from './formats/format.ts';
import { INVENTORY_HELP } from './inventoriesFor.ts';
import { type CheckHost, type CheckOptions, type OutputFile, runCheck } from './runCheck.ts';

/** Adds `vpc-lens check` to the program. */
export function registerCheck(program: Command, host: CheckHost, finish: (result: Result) => void): void {
  program
    .command('check')
    .description('Find network mistakes in Zappa settings and CloudFormation templates.')
    .argument('[PATH...]', 'files, folders or globs (default: .)')
    .addOption(new Option('--format <FORMAT>', 'what is printed').choices(REPORT_FORMATS).default('text'))
    .addOption(
      new Option('--output <FORMAT=FILE>', 'write a file in this format as well; repeatable')
        .argParser(addOutput)
        .default([], 'none'),
    )
    .addOption(
      new Option('--fail-on <SEVERITY>', 'lowest severity that sets exit status 1')
        .choices([...SEVERITIES, 'never'])
        .default('error'),
    )
    .addOption(
      new Option(
        '--profile <PROFILE>',
        'which rules run (default: from vpc-lens.json, otherwise "recommended")',
      ).choices(PROFILES),
    )
    .addOption(
      new Option('--rule <ID=SEVERITY>', 'severity of one rule, or off; repeatable')
        .argParser(addRule)
        .default({}, 'none'),
    )
    .addOption(parameterOption())
    .addOption(parameterFileOption())
    .option('--inventory <FILE>', INVENTORY_HELP)
    .option('--baseline <FILE>', 'report only findings that are not in this file')
    .option('--write-baseline <FILE>', 'write the findings of this run to a file for --baseline')
    .option('--fix', 'apply all preferred fixes and write the files')
    .option('--fix-dry-run', 'print the changes of --fix as a diff')
    .option('--stdin-filename <NAME>', 'check standard input under this file name')
    .addHelpText('after', MORE)
    .action(async (paths: string[], options: CheckOptions) => finish(await runCheck(paths, options, host)));
}

const MORE = `
Examples:
  vpc-lens check
  vpc-lens check template.yaml zappa_settings.json
  vpc-lens check --fail-on warning --format github --output sarif=vpc-lens.sarif
  vpc-lens check --write-baseline .vpc-lens-baseline.json
  vpc-lens check --fix infrastructure/

Exit status: 0 no finding at or above --fail-on, 1 at least one, 2 the check could not be completed.
`;

function addRule(text: string, before: CheckOptions['rule']): CheckOptions['rule'] {
  const [id = '', severity = ''] = text.split('=');
  if (!text.includes('=')) throw new ArgumentError(`--rule must be ID=SEVERITY or ID=off, not "${text}".`);
  if (!rules.some((rule) => rule.id === id)) throw new ArgumentError(unknownRule(id));
  if (severity !== 'off' && !SEVERITIES.includes(severity as Severity)) {
    throw new ArgumentError(`--rule must be ID=off or ID=${SEVERITIES.join(', ID=')}, not "${text}".`);
  }
  return { ...before, [id]: severity as Severity | 'off' };
}

function addOutput(text: string, before: readonly OutputFile[]): readonly OutputFile[] {
  const equals = text.indexOf('=');
  const format = REPORT_FORMATS.find((one) => one === text.slice(0, equals));
  const file = text.slice(equals + 1);
  if (format === undefined || file === '')
    throw new ArgumentError(
      `--output must be FORMAT=FILE with one of ${REPORT_FORMATS.join(', ')}, not "${text}".`,
    );
  return [...before, { format, file }];
}
