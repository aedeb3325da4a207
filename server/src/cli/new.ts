import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import {
  EXTRAS,
  newNetwork,
  OFFERED_ENDPOINTS,
  PATTERNS,
  type TemplateFormat,
  zappaSettingsFor,
} from '../languageService.ts';
import { couldNot, type Result } from './result.ts';
import { writeNew } from './writeText.ts';

interface NewOptions {
  readonly list?: true;
  readonly azs: string;
  readonly cidr: string;
  readonly with?: string;
  readonly format: TemplateFormat;
  readonly zappa?: 'json' | 'yaml' | 'toml';
  readonly output?: string;
  readonly force?: true;
}

/** Adds `vpc-lens new` to the program. */
export function registerNew(program: Command, cwd: string, finish: (result: Result) => void): void {
  program
    .command('new')
    .description('Print the template of a new network, or the Zappa settings that go with it.')
    .argument('[PATTERN]', `what to build: ${PATTERNS.map(({ id }) => id).join(', ')}`)
    .option('--list', 'list the patterns and what can be added to them')
    .option('--azs <N>', 'number of zones, 2 or 3', '2')
    .option('--cidr <CIDR>', 'block of the VPC', '10.0.0.0/16')
    .option(
      '--with <NAME,NAME,…>',
      `additions: ${Object.keys(EXTRAS).join(', ')}, endpoints=SERVICE,…; repeatable`,
      (value: string, before: string | undefined) => (before === undefined ? value : `${before},${value}`),
    )
    .addOption(
      new Option('--format <FORMAT>', 'format of the template').choices(['yaml', 'json']).default('yaml'),
    )
    .addOption(
      new Option('--zappa <FORMAT>', 'print Zappa settings in this format in place of the template').choices([
        'json',
        'yaml',
        'toml',
      ]),
    )
    .option('--output <FILE>', 'write to a new file in place of standard output')
    .option('--force', 'overwrite the file of --output')
    .addHelpText('after', MORE)
    .action((pattern: string | undefined, options: NewOptions) => finish(runNew(pattern, options, cwd)));
}

const MORE = `
Examples:
  vpc-lens new nat --azs 2 --with rds,bastion --output network.yaml
  vpc-lens new internal --with rds,endpoints=sqs,sns --format json
  vpc-lens new nat --azs 2 --zappa toml

Exit status: 0 fine, 1 the block is too small, 2 an argument is wrong or the file exists.
`;

function runNew(pattern: string | undefined, options: NewOptions, cwd: string): Result {
  if (options.list) return { status: 0, stdout: listText(), stderr: '' };
  if (pattern === undefined) return couldNot('Name a pattern; vpc-lens new --list shows them.');
  const extras = options.with?.split(',') ?? [];
  const words = { pattern, zones: options.azs, cidr: options.cidr, extras };
  const network = newNetwork(words, options.format);
  if ('refused' in network)
    return { ...couldNot(network.refused), ...(network.isTooSmall && { status: 1 as const }) };
  const text = options.zappa ? zappaSettingsFor(network, options.zappa) : network.template;
  if (options.output === undefined) return { status: 0, stdout: text, stderr: '' };
  return write(options.output, text, options.force === true, cwd);
}

function write(name: string, text: string, isForced: boolean, cwd: string): Result {
  if (name === '') return couldNot('--output is empty.');
  const written = writeNew(resolve(cwd, name), text, isForced);
  if (written === 'exists') return couldNot(`${name} exists; --force overwrites it.`);
  if (written === 'refused') return couldNot(`${name} cannot be written.`);
  return { status: 0, stdout: '', stderr: '' };
}

function listText(): string {
  const rows = (entries: readonly (readonly [string, string])[]) => {
    const width = Math.max(...entries.map(([name]) => name.length));
    return entries.map(([name, description]) => `  ${name.padEnd(width)}  ${description}\n`).join('');
  };
  const patterns = rows(PATTERNS.map(({ id, title }) => [id, title]));
  const additions = rows([
    ...Object.entries(EXTRAS),
    ['endpoints=…', `Endpoints of AWS services: ${OFFERED_ENDPOINTS.join(', ')} and others`],
  ]);
  return `Patterns:\n${patterns}\n--with:\n${additions}`;
}
