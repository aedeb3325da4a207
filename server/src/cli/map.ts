import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { analyze, networkMaps } from '../languageService.ts';
import { addParameter } from './parameters.ts';
import { readText } from './readText.ts';
import { couldNot, type Result } from './result.ts';

interface MapOptions {
  readonly format: 'svg' | 'mermaid' | 'json';
  readonly parameter: ReadonlyMap<string, string>;
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
    .action((file: string, options: MapOptions) => finish(mapFile(file, options, cwd)));
}

function mapFile(file: string, { format, parameter }: MapOptions, cwd: string): Result {
  if (format !== 'json') return couldNot(`--format ${format} is not made yet; --format json is.`);
  const text = readText(resolve(cwd, file));
  if (text === undefined) return couldNot(`${file} cannot be read.`);
  const analysis = analyze(file, text.replace(/^\uFEFF/, ''), { parameters: parameter });
  // Comments and trailing commas in JSON leave nothing unread.
  if (analysis?.tree.problems.some(({ kind }) => kind === 'broken' || kind === 'limit')) {
    const format = analysis.tree.format.toUpperCase();
    return couldNot(`${file} has a mistake in its ${format}; vpc-lens check tells where.`);
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
