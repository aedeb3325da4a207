import { type Command, Option } from 'commander';
import { networkMaps } from '../languageService.ts';
import { analyzeOne } from './oneFile.ts';
import { addParameter, parameterFileOption } from './parameters.ts';
import { couldNot, type Result } from './result.ts';

interface MapOptions {
  readonly format: 'svg' | 'mermaid' | 'json';
  readonly parameter: ReadonlyMap<string, string>;
  readonly parameterFile: readonly string[];
}

/** Adds `vpc-lens map` to the program. */
export function registerMap(program: Command, cwd: string, finish: (result: Result) => void): void {
  program
    .command('map')
    .description('print the network of a template: VPC, zones, tiers, routes, groups, workloads')
    .argument('<FILE>', 'a CloudFormation or SAM template')
    .addOption(
      new Option('--format <FORMAT>', 'how to print').choices(['svg', 'mermaid', 'json']).default('json'),
    )
    .addOption(
      new Option('--parameter <NAME=VALUE>', "a CloudFormation parameter's value; repeatable")
        .argParser(addParameter)
        .default(new Map(), 'the defaults'),
    )
    .addOption(parameterFileOption())
    .action((file: string, options: MapOptions) => finish(mapFile(file, options, cwd)));
}

function mapFile(file: string, options: MapOptions, cwd: string): Result {
  const { format, parameter } = options;
  if (format !== 'json') return couldNot(`--format ${format} is not made yet; --format json is.`);
  const read = analyzeOne(file, options, cwd);
  if ('problem' in read) return couldNot(read.problem);
  const { analysis } = read;
  // Comments and trailing commas in JSON leave nothing unread.
  if (analysis?.tree.problems.some(({ kind }) => kind === 'broken' || kind === 'limit')) {
    const language = analysis.tree.format.toUpperCase();
    return couldNot(`${file} has a mistake in its ${language}; vpc-lens check tells where.`);
  }
  if (analysis?.content.kind !== 'template') return couldNot(`${file} is not a CloudFormation template.`);
  const { parameters } = analysis.content.template;
  const unknown = [...parameter.keys()].filter((name) => !parameters.has(name));
  return {
    status: 0,
    stdout: `${JSON.stringify(
      networkMaps(analysis).map((map) => ({ file, ...map })),
      null,
      2,
    )}\n`,
    stderr: unknown.map((name) => `No template here has a parameter "${name}".\n`).join(''),
  };
}
