import { type Command, Option } from 'commander';
import { printableJson } from '../escape/printable.ts';
import {
  drawioOfMaps,
  mermaidOf,
  type NetworkMap,
  networkMaps,
  PICTURE_THEMES,
  type PictureTheme,
  svgOf,
} from '../languageService.ts';
import { analyzeOne, unknownParameters, unreadIn } from './input/oneFile.ts';
import { parameterFileOption, parameterOption } from './input/parameters.ts';
import { couldNot, type Result } from './result.ts';

interface MapOptions {
  readonly format: 'svg' | 'mermaid' | 'drawio' | 'json';
  readonly theme: PictureTheme;
  readonly parameter: ReadonlyMap<string, string>;
  readonly parameterFile: readonly string[];
}

/** Adds `vpc-lens map` to the program. */
export function registerMap(program: Command, cwd: string, finish: (result: Result) => void): void {
  program
    .command('map')
    .description('Print the network of a template: VPCs, zones, tiers, routes, gateways and workloads.')
    .argument('<FILE>', 'a CloudFormation or SAM template')
    .addOption(
      new Option('--format <FORMAT>', 'output format')
        .choices(['svg', 'mermaid', 'drawio', 'json'])
        .default('json'),
    )
    .addOption(
      new Option('--theme <THEME>', 'colours of the SVG picture').choices(PICTURE_THEMES).default('light'),
    )
    .addOption(parameterOption())
    .addOption(parameterFileOption())
    .addHelpText('after', MORE)
    .action((file: string, options: MapOptions) => finish(mapFile(file, options, cwd)));
}

const MORE = `
Examples:
  vpc-lens map template.yaml --format svg > network.svg
  vpc-lens map template.yaml --format svg --theme print > network.svg
  vpc-lens map template.yaml --format mermaid --parameter UseNat=false

Exit status: 0 fine, 2 the map could not be drawn.
`;

function mapFile(file: string, options: MapOptions, cwd: string): Result {
  const read = analyzeOne(file, options, cwd);
  if ('problem' in read) return couldNot(read.problem);
  const { analysis } = read;
  const unread = analysis && unreadIn(file, analysis);
  if (unread !== undefined) return couldNot(unread);
  if (analysis?.content.kind !== 'template') return couldNot(`${file} is not a CloudFormation template.`);
  const maps = networkMaps(analysis);
  return {
    status: 0,
    stdout: printed(maps, options, file),
    stderr: unknownParameters(analysis, options)
      .map((note) => `${note}\n`)
      .join(''),
  };
}

function printed(maps: readonly NetworkMap[], { format, theme }: MapOptions, file: string): string {
  switch (format) {
    case 'svg':
      return svgOf(maps, theme);
    case 'drawio':
      return drawioOfMaps(maps);
    case 'mermaid':
      return mermaidOf(maps);
    case 'json':
      return `${printableJson(maps.map((map) => ({ file, ...map })))}\n`;
  }
}
