import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir, type } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { calculatorPageTimes, ROWS } from './calculatorPage.ts';
import {
  cfnLintVersion,
  cli,
  commandLine,
  largestTemplate,
  manyTemplates,
  workspace,
} from './commandLine.ts';
import { completionFigures } from './completion.ts';
import { changeFigures, diffFigures } from './diff.ts';
import { mapTimes } from './mapPage.ts';
import { neighbourFigures } from './neighbours.ts';
import { calibration, keystrokeRatios } from './ratios.ts';
import { reachFigures } from './reach.ts';
import { report, table } from './report.ts';
import { coldParse, keystrokes, memory, modelOfTemplate, requests, serverStart } from './server.ts';
import { RESOURCES } from './templates.ts';
import { atMost, below, spell } from './timing.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    edits: { type: 'string', default: '2000' },
    'no-cfn-lint': { type: 'boolean', default: false },
  },
});

const root = fileURLToPath(new URL('../', import.meta.url));
const vsix = join(root, 'dist/vpc-lens.vsix');
const readme = new URL('./README.md', import.meta.url);

async function calculatorPage(): Promise<void> {
  const { firstPaint, operations } = await calculatorPageTimes(7, 20);
  const lines = `calculator page, ${ROWS.toLocaleString('en')} lines`;
  report(atMost(`${lines}: from nothing to its first paint`, firstPaint, 200));
  for (const [name, taken] of Object.entries(operations)) {
    // The first ones find the code cold.
    report(below(`${lines}: ${name}, key to paint`, taken.slice(3), 50));
  }
}

async function networkMap(): Promise<void> {
  const { picture, reached, firstPaint, redraw } = await mapTimes(7, 20);
  const map = `network map, ${RESOURCES} resources`;
  // The first ones find the code cold.
  report(below(`${map}: the picture of an analyzed text`, picture.slice(3), 200));
  report(atMost(`${map}: from nothing to its first paint`, firstPaint, 200));
  report(below(`${map}: a new picture to its paint`, redraw.slice(3), 50));
  report(below(`${map}: everything that one function reaches`, reached.slice(3), 200));
}

async function packageSize(): Promise<void> {
  if (!existsSync(vsix)) return;
  // As vsce prints it.
  const megabytes = statSync(vsix).size / 1024 ** 2;
  report({
    what: 'the packaged extension',
    target: '≤ 1.5 MB',
    measured: `${megabytes.toFixed(2)} MB`,
    isMet: megabytes <= 1.5,
  });
}

function machine(load: number): string {
  const besides = cfnLint === undefined ? '' : `, cfn-lint ${cfnLint}`;
  const date = new Date().toISOString().slice(0, 10);
  const cores = availableParallelism();
  return `Measured ${date} on ${cores} ${cores === 1 ? 'core' : 'cores'}, ${type()}, Node ${process.version}${besides}; load of the machine at the start ${load.toFixed(1)}; the calibration loop takes ${spell(calibration())}.`;
}

const cfnLint = options['no-cfn-lint'] ? undefined : cfnLintVersion();
const hasCfnLint = cfnLint !== undefined;

const MEASUREMENTS: [name: string, measure: (folder: string) => Promise<void>][] = [
  ['server start', serverStart],
  ['cold', coldParse],
  ['keystroke', keystrokes],
  ['ratios', async () => report(...keystrokeRatios(200))],
  ['model', modelOfTemplate],
  ['requests', requests],
  ['suggestions', async () => report(...completionFigures())],
  ['command line', (folder) => commandLine(folder, hasCfnLint)],
  ['many templates', (folder) => manyTemplates(folder, hasCfnLint)],
  ['workspace', (folder) => workspace(folder, hasCfnLint)],
  ['neighbours', async (folder) => report(...(await neighbourFigures(folder)))],
  ['largest template', (folder) => largestTemplate(folder, hasCfnLint)],
  ['memory', () => memory(Number(options.edits))],
  ['calculator page', calculatorPage],
  ['network map', networkMap],
  ['package', packageSize],
  ['reach', async () => report(...reachFigures())],
  ['diff', async (folder) => report(...diffFigures(cli, folder), ...changeFigures())],
];

const load = loadavg()[0]!;
const folder = mkdtempSync(join(tmpdir(), 'vpc-lens-bench-'));
try {
  for (const [name, measure] of MEASUREMENTS) {
    if (!name.includes(options.only)) continue;
    console.log(name);
    await measure(folder);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const written = `${table()}\n\n${machine(load)}`;
console.log(`\n${written}`);
if (options.only === '') {
  const before = readFileSync(readme, 'utf8');
  const after = before.replace(
    /(<!-- figures -->\n)[\s\S]*(\n<!-- \/figures -->)/,
    (_, start, end) => `${start}\n${written}\n${end}`,
  );
  writeFileSync(readme, after);
}
