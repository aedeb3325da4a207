import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir, type } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { networkOfTemplate } from '../server/src/network/template/networkOfTemplate.ts';
import { partOfNetwork } from '../server/src/network/template/resourceReaders.ts';
import { parse } from '../server/src/syntax/parse.ts';
import { scenariosOf } from '../server/src/template/scenarios/scenarios.ts';
import { readTemplate } from '../server/src/template/template.ts';
import { withServer } from '../test/lsp/client.ts';
import { randomFrom } from '../test/robustness/random.ts';
import { calculatorPageTimes, ROWS } from './calculatorPage.ts';
import { completionFigures } from './completion.ts';
import { changeFigures, diffFigures } from './diff.ts';
import { inSession, memoryOf } from './editing.ts';
import { RESOURCES as DRAWN, mapTimes } from './mapPage.ts';
import { neighbourFigures } from './neighbours.ts';
import { calibration, keystrokeRatios } from './ratios.ts';
import { reachFigures } from './reach.ts';
import {
  type Format,
  INLINE,
  smallTemplate,
  templateOfBytes,
  templateOfGroups,
  templateOfResources,
} from './templates.ts';
import { atMost, below, type Figure, median, ratio, spell, timeOf } from './timing.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    edits: { type: 'string', default: '2000' },
    'no-cfn-lint': { type: 'boolean', default: false },
  },
});

const root = fileURLToPath(new URL('../', import.meta.url));
const cli = join(root, 'dist/cli.js');
const vsix = join(root, 'dist/vpc-lens.vsix');
const readme = new URL('./README.md', import.meta.url);

/** The largest legal template. */
const LARGEST = 1_000_000;
const RESOURCES = 500;

const figures: Figure[] = [];

function report(...more: readonly Figure[]): void {
  for (const figure of more) {
    figures.push(figure);
    console.log(`  ${figure.what.padEnd(72)} ${figure.measured}${verdict(figure)}`);
  }
}

function verdict({ target, isMet }: Figure): string {
  return target === undefined ? '' : `  [${target}: ${isMet ? 'met' : 'not met'}]`;
}

async function times(count: number, once: () => Promise<number> | number): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < count; i++) taken.push(await once());
  return taken;
}

async function since(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

// ---- The server

async function serverStart(): Promise<void> {
  const taken = await times(9, async () => {
    const started = performance.now();
    let ready = 0;
    await withServer({}, async () => {
      ready = performance.now() - started;
    });
    return ready;
  });
  report(atMost('server: from its start to its first answer', taken, 300));
}

async function coldParse(): Promise<void> {
  for (const format of FORMATS) {
    const text = templateOfBytes(INLINE, format);
    const taken = await times(9, async () => {
      let first = 0;
      await inSession(`net.${format}`, text, async (_, firstDiagnostics) => {
        first = firstDiagnostics;
      });
      return first;
    });
    report(atMost(`first diagnostics of 51,200 bytes of ${format.toUpperCase()}, fresh server`, taken, 50));
  }
}

async function keystrokes(): Promise<void> {
  const sizes: [name: string, text: (format: Format) => string, edits: number, limit: number][] = [
    ['51,200 bytes', (format) => templateOfBytes(INLINE, format), 400, 15],
    ['1 MB, 500 resources', (format) => templateOfResources(RESOURCES, LARGEST, format), 200, 50],
    ['1 MB of security groups', (format) => templateOfGroups(LARGEST, format), 200, 50],
  ];
  for (const [name, text, edits, limit] of sizes) {
    for (const format of FORMATS) {
      await inSession(`net.${format}`, text(format), async ({ type: keystroke }) => {
        await times(20, keystroke); // the first ones find the code cold
        report(
          below(
            `keystroke to diagnostics, ${name} of ${format.toUpperCase()}`,
            await times(edits, keystroke),
            limit,
          ),
        );
      });
    }
  }
}

/** Without server and transport, on trees that are parsed already, each after one more keystroke. */
async function modelOfTemplate(): Promise<void> {
  for (const format of FORMATS) {
    const text = templateOfResources(RESOURCES, LARGEST, format);
    const random = randomFrom(7);
    let tree = parse(text, format);
    const taken = await times(130, () => {
      const at = random.below(text.length);
      tree = parse(`${text.slice(0, at)}x${text.slice(at)}`, format, tree);
      const started = performance.now();
      const template = readTemplate(tree);
      if (!template) return 0; // the name of the section is what was typed in
      for (const scenario of scenariosOf(template, { matters: partOfNetwork(template) }).all)
        networkOfTemplate(scenario);
      return performance.now() - started;
    });
    const what = `model and evaluation of 500 resources of ${format.toUpperCase()}, parsed, every scenario`;
    report(atMost(what, taken.slice(30), 10));
  }
}

async function requests(): Promise<void> {
  for (const format of FORMATS) {
    await inSession(`net.${format}`, templateOfResources(RESOURCES, LARGEST, format), async (session) => {
      const { client, uri, anywhere, atValue } = session;
      const asked: [what: string, ask: () => Promise<unknown>][] = [
        ['hover', () => client.hover(uri, anywhere())],
        [
          'code actions',
          () => {
            const start = anywhere();
            return client.codeActions(uri, { start, end: { line: start.line + 40, character: 0 } });
          },
        ],
        ['document symbols', () => client.symbols(uri)],
        [
          'completion',
          () => client.request('textDocument/completion', { textDocument: { uri }, position: atValue() }),
        ],
      ];
      for (const [what, ask] of asked) {
        await times(10, () => since(ask));
        report(below(`${what}, 1 MB of ${format.toUpperCase()}`, await times(100, () => since(ask)), 20));
      }
    });
  }
}

async function memory(): Promise<void> {
  const edits = Number(options.edits);
  const kinds: [kind: string, text: string][] = [
    ['1 MB', templateOfResources(RESOURCES, LARGEST, 'yaml')],
    ['1 MB of security groups', templateOfGroups(LARGEST, 'yaml')],
  ];
  for (const [kind, text] of kinds) {
    await inSession('net.yaml', text, async ({ type: keystroke, client }) => {
      const seen: (number | undefined)[] = [];
      for (let round = 0; round < 4; round++) {
        await times(edits / 4, keystroke);
        seen.push(await memoryOf(client.pid));
      }
      const what = `memory of the server, ${kind} open, after ${edits.toLocaleString('en')} edits`;
      const quarters = seen.map((mb) => Math.round(mb ?? 0)).join(', ');
      reportMemory(what, seen.at(-1), 150, ` (after each quarter ${quarters})`);
    });
  }
  await inSession('net.yaml', kinds[0]![1], async ({ client }) => {
    for (let number = 2; number <= 10; number++) {
      const uri = `file:///bench/net-${number}.yaml`;
      const checked = client.pushed(uri, 1);
      await client.open(uri, templateOfResources(RESOURCES, LARGEST, 'yaml', number));
      await checked;
    }
    reportMemory('memory of the server, ten documents of 1 MB open', await memoryOf(client.pid), 400);
  });
}

function reportMemory(what: string, megabytes: number | undefined, most: number, more = ''): void {
  if (megabytes === undefined) return;
  const measured = `${Math.round(megabytes)} MB${more}`;
  report({ what, target: `≤ ${most} MB`, measured, isMet: megabytes <= most });
}

// ---- The command line

async function commandLine(folder: string): Promise<void> {
  const node = process.execPath;
  const empty = join(folder, 'empty.mjs');
  const small = join(folder, 'small.yaml');
  writeFileSync(empty, '');
  writeFileSync(small, smallTemplate('yaml'));
  const taken = {
    empty: [] as number[],
    version: [] as number[],
    check: [] as number[],
    cfnLint: [] as number[],
  };
  const hasCfnLint = cfnLintWorks();
  for (let round = 0; round < 15; round++) {
    taken.empty.push(timeOf(node, [empty]));
    taken.version.push(timeOf(node, [cli, '--version']));
    taken.check.push(timeOf(node, [cli, 'check', small]));
    if (hasCfnLint && round < 5) taken.cfnLint.push(timeOf('cfn-lint', [small], CFN_LINT_STATUSES));
  }
  report(
    { what: 'Node alone, an empty program', measured: spell(median(taken.empty)) },
    atMost('vpc-lens --version', taken.version, 150),
    { what: 'vpc-lens check, one template of 12 KB', measured: spell(median(taken.check)) },
    timesNode(taken.check, taken.empty),
  );
  if (hasCfnLint) report(ratio('the same against cfn-lint', taken.check, taken.cfnLint, 8));
}

function timesNode(ours: readonly number[], empty: readonly number[]): Figure {
  const times = median(ours.map((time, round) => time / empty[round]!));
  return {
    what: 'the same against Node alone, run by run',
    target: '≤ 2.5 ×',
    measured: `${times.toFixed(1)} ×`,
    isMet: times <= 2.5,
  };
}

async function manyTemplates(folder: string): Promise<void> {
  const many = mkdtempSync(join(folder, 'many-'));
  for (let n = 0; n < 200; n++) {
    const format = FORMATS[n % 2]!;
    const text = n % 4 < 2 ? smallTemplate(format, n + 1) : templateOfBytes(14_000 + 200 * n, format, n + 1);
    writeFileSync(join(many, `template-${n}.${format}`), text);
  }
  const once = () => timeOf(process.execPath, [cli, 'check', many, '--fail-on=never']);
  const ours = [once(), once()];
  if (!cfnLintWorks()) {
    report({ what: 'vpc-lens check, 200 templates', measured: spell(median(ours)) });
    return;
  }
  const theirs = [timeOf('cfn-lint', [join(many, '*')], CFN_LINT_STATUSES)];
  ours.push(once());
  report(ratio('vpc-lens check, 200 templates, against cfn-lint', ours, theirs, 20));
}

/** Templates of many teams, and settings files beside them. */
async function workspace(folder: string): Promise<void> {
  const root = mkdtempSync(join(folder, 'workspace-'));
  const sample: string[] = [];
  for (let n = 0; n < TEMPLATES; n++) {
    const home = join(root, `team-${n % 40}`, `service-${n % 200}`);
    mkdirSync(home, { recursive: true });
    const format = FORMATS[n % 4 === 3 ? 1 : 0]!;
    const text =
      n % 4 < 2 ? smallTemplate(format, n + 1) : templateOfBytes(14_000 + 100 * (n % 200), format, n + 1);
    const file = join(home, `template-${n}.${format}`);
    writeFileSync(file, text);
    if (n % (TEMPLATES / SAMPLE) === 0) sample.push(file);
    if (n < 200) writeFileSync(join(home, 'zappa_settings.json'), ZAPPA);
  }
  const what = 'vpc-lens check, 2,000 templates and 200 settings files';
  const args = [cli, 'check', root, '--fail-on=never', '--format=json'];
  const seen = [timeAndMemory(args), timeAndMemory(args)].sort((a, b) => a.time - b.time)[0]!;
  const ours = seen.time;
  report({ what: `${what}: memory at its highest`, measured: `${Math.round(seen.megabytes)} MB` });
  if (!cfnLintWorks()) return report({ what, measured: spell(ours) });
  const theirs = (timeOf('cfn-lint', sample, CFN_LINT_STATUSES) * TEMPLATES) / SAMPLE;
  report(ratio(`${what}, against cfn-lint (50 of them, times 40)`, [ours], [theirs], 60));
}

/** Milliseconds and the largest resident set of a run of Node. */
function timeAndMemory(args: readonly string[]): { readonly time: number; readonly megabytes: number } {
  const tell = 'data:text/javascript,process.on("exit",()=>console.error(process.resourceUsage().maxRSS))';
  const started = performance.now();
  const { stderr, status } = spawnSync(process.execPath, ['--import', tell, ...args], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(stderr.slice(0, 500));
  return { time: performance.now() - started, megabytes: Number(stderr.trim().split('\n').at(-1)) / 1000 };
}

const TEMPLATES = 2000;
const SAMPLE = 50;

const ZAPPA = JSON.stringify({
  dev: {
    aws_region: 'eu-west-1',
    vpc_config: { SubnetIds: ['subnet-0123456789abcde00'], SecurityGroupIds: ['sg-0123456789abcdef0'] },
  },
});

async function largestTemplate(folder: string): Promise<void> {
  const file = join(folder, 'largest.yaml');
  writeFileSync(file, templateOfResources(RESOURCES, LARGEST, 'yaml'));
  const once = () => timeOf(process.execPath, [cli, 'check', file, '--fail-on=never']);
  const ours = [once(), once(), once()];
  report({ what: 'vpc-lens check, 1 MB, 500 resources', measured: spell(median(ours)) });
  if (!cfnLintWorks()) return;
  const theirs = timeOf('cfn-lint', [file], CFN_LINT_STATUSES);
  report({
    what: 'the same against cfn-lint',
    measured: `${(theirs / median(ours)).toFixed(1)} × (${spell(median(ours))} against ${spell(theirs)})`,
  });
}

/** The exit statuses of a check that ran, with findings or without: sums of 2 (errors), 4 (warnings) and 8 (information). */
const CFN_LINT_STATUSES = [0, 2, 4, 6, 8, 10, 12, 14];

/** On some machines the name is there and the program is not. */
function cfnLintWorks(): boolean {
  return !options['no-cfn-lint'] && cfnLintVersion() !== undefined;
}

function cfnLintVersion(): string | undefined {
  const { status, stdout } = spawnSync('cfn-lint', ['--version'], { encoding: 'utf8' });
  return status === 0 ? /[\d.]+/.exec(stdout)?.[0] : undefined;
}

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
  const map = `network map, ${DRAWN} resources`;
  // The first ones find the code cold.
  report(below(`${map}: the picture of an analyzed text`, picture.slice(3), 200));
  report(atMost(`${map}: from nothing to its first paint`, firstPaint, 200));
  report(below(`${map}: a new picture to its paint`, redraw.slice(3), 50));
  report(below(`${map}: everything that one function reaches`, reached.slice(3), 200));
}

async function packageSize(): Promise<void> {
  if (!existsSync(vsix)) return;
  const megabytes = statSync(vsix).size / 1e6;
  report({
    what: 'the packaged extension',
    target: '≤ 1.5 MB',
    measured: `${megabytes.toFixed(2)} MB`,
    isMet: megabytes <= 1.5,
  });
}

// ---- The table

function table(): string {
  const rows = figures.map(({ what, target, measured, isMet }) =>
    target === undefined
      ? `| ${what} | | ${measured} | |`
      : `| ${what} | ${target} | ${measured} | ${isMet ? 'met' : '**not met**'} |`,
  );
  return ['| what | target | measured | |', '|--|--|--|--|', ...rows].join('\n');
}

function machine(load: number): string {
  const cfnLint = cfnLintWorks() ? `, cfn-lint ${cfnLintVersion()}` : '';
  const date = new Date().toISOString().slice(0, 10);
  const cores = availableParallelism();
  return `Measured ${date} on ${cores} ${cores === 1 ? 'core' : 'cores'}, ${type()}, Node ${process.version}${cfnLint}; load of the machine at the start ${load.toFixed(1)}; the calibration loop takes ${spell(calibration())}.`;
}

const FORMATS = ['yaml', 'json'] as const;

const MEASUREMENTS: [name: string, measure: (folder: string) => Promise<void>][] = [
  ['server start', serverStart],
  ['cold', coldParse],
  ['keystroke', keystrokes],
  ['ratios', async () => report(...keystrokeRatios(200))],
  ['model', modelOfTemplate],
  ['requests', requests],
  ['suggestions', async () => report(...completionFigures())],
  ['command line', commandLine],
  ['many templates', manyTemplates],
  ['workspace', workspace],
  ['neighbours', async (folder) => report(...(await neighbourFigures(folder)))],
  ['largest template', largestTemplate],
  ['memory', memory],
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
