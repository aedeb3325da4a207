import { type Command, Option } from 'commander';
import { type Drift, driftOf, driftSections, inventoryWithDate } from '../../languageService.ts';
import { INVENTORY_HELP } from '../check/inventoriesFor.ts';
import { analyzeOne, unknownParameters, unreadIn } from '../input/oneFile.ts';
import { parameterFileOption, parameterOption } from '../input/parameters.ts';
import { couldNot, type Result } from '../result.ts';
import { driftAsJson } from './driftJson.ts';
import { driftAsMarkdown, driftAsText, type TemplateDrift } from './driftText.ts';

interface DriftOptions {
  readonly stack?: string;
  readonly inventory?: string;
  readonly parameter: ReadonlyMap<string, string>;
  readonly parameterFile: readonly string[];
  readonly format: 'text' | 'json' | 'markdown';
}

interface DriftHost {
  readonly cwd: string;
  /** Whether text output may have colours. */
  readonly isColourful: boolean;
}

/** Adds `vpc-lens drift` to the program. */
export function registerDrift(program: Command, host: DriftHost, finish: (result: Result) => void): void {
  program
    .command('drift')
    .description('Compare a template with the networks of an inventory: what was changed by hand.')
    .argument('<TEMPLATE>', 'a CloudFormation or SAM template')
    .option('--stack <NAME>', "name of the template's stack (default: the stack that has its resources)")
    .option('--inventory <FILE>', INVENTORY_HELP)
    .addOption(parameterOption())
    .addOption(parameterFileOption())
    .addOption(
      new Option('--format <FORMAT>', 'output format').choices(['text', 'json', 'markdown']).default('text'),
    )
    .addHelpText('after', MORE)
    .action((template: string, options: DriftOptions) => finish(runDrift(template, options, host)));
}

const MORE = `
The command reads files alone; vpc-lens inventory writes those of the inventory.

Examples:
  vpc-lens drift network.yaml
  vpc-lens drift network.yaml --stack shop-production --parameter-file production.json
  vpc-lens drift network.yaml --inventory audit/2026-11 --format markdown

Exit status: 0 no difference, 1 a difference, 2 the template could not be compared.
`;

function runDrift(name: string, options: DriftOptions, { cwd, isColourful }: DriftHost): Result {
  const read = analyzeOne(name, options, cwd);
  if ('problem' in read) return couldNot(read.problem);
  const { analysis, notes } = read;
  if (analysis?.kind !== 'template') return couldNot(`${name} is not a CloudFormation template.`);
  const unread = unreadIn(name, analysis);
  if (unread !== undefined) return couldNot(unread);
  const { inventory } = analysis;
  if (!inventory)
    return couldNot(
      `${name} has no inventory; vpc-lens inventory reads one from AWS, --inventory names one.`,
    );
  const drift: Drift | { readonly problem: string } = driftOf(analysis, inventory, options.stack);
  if ('problem' in drift) return couldNot(drift.problem);
  const compared: TemplateDrift = { name, analysis, drift, of: inventoryWithDate(inventory) };
  const sections = driftSections(drift, analysis);
  const stderr = [...notes, ...unknownParameters(analysis, options)].map((note) => `${note}\n`).join('');
  return {
    status: drift.differences.length > 0 ? 1 : 0,
    stdout:
      options.format === 'json'
        ? driftAsJson(compared)
        : options.format === 'markdown'
          ? driftAsMarkdown(compared, sections)
          : driftAsText(compared, sections, isColourful),
    stderr,
  };
}
