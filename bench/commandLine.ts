import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { report } from './report.ts';
import {
  FORMATS,
  LARGEST,
  RESOURCES,
  smallTemplate,
  templateOfBytes,
  templateOfResources,
} from './templates.ts';
import { atMost, type Figure, median, ratio, spell, timeOf } from './timing.ts';

export const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

export async function commandLine(folder: string, hasCfnLint: boolean): Promise<void> {
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

export async function manyTemplates(folder: string, hasCfnLint: boolean): Promise<void> {
  const many = mkdtempSync(join(folder, 'many-'));
  for (let n = 0; n < 200; n++) {
    const format = FORMATS[n % 2]!;
    const text = n % 4 < 2 ? smallTemplate(format, n + 1) : templateOfBytes(14_000 + 200 * n, format, n + 1);
    writeFileSync(join(many, `template-${n}.${format}`), text);
  }
  const once = () => timeOf(process.execPath, [cli, 'check', many, '--fail-on=never']);
  const ours = [once(), once()];
  if (!hasCfnLint) {
    report({ what: 'vpc-lens check, 200 templates', measured: spell(median(ours)) });
    return;
  }
  const theirs = [timeOf('cfn-lint', [join(many, '*')], CFN_LINT_STATUSES)];
  ours.push(once());
  report(ratio('vpc-lens check, 200 templates, against cfn-lint', ours, theirs, 20));
}

/** Templates of many teams, and settings files beside them. */
export async function workspace(folder: string, hasCfnLint: boolean): Promise<void> {
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
  if (!hasCfnLint) return report({ what, measured: spell(ours) });
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

export async function largestTemplate(folder: string, hasCfnLint: boolean): Promise<void> {
  const file = join(folder, 'largest.yaml');
  writeFileSync(file, templateOfResources(RESOURCES, LARGEST, 'yaml'));
  const once = () => timeOf(process.execPath, [cli, 'check', file, '--fail-on=never']);
  const ours = [once(), once(), once()];
  report({ what: 'vpc-lens check, 1 MB, 500 resources', measured: spell(median(ours)) });
  if (!hasCfnLint) return;
  const theirs = timeOf('cfn-lint', [file], CFN_LINT_STATUSES);
  report({
    what: 'the same against cfn-lint',
    measured: `${(theirs / median(ours)).toFixed(1)} × (${spell(median(ours))} against ${spell(theirs)})`,
  });
}

/** The exit statuses of a check that ran, with findings or without: sums of 2 (errors), 4 (warnings) and 8 (information). */
const CFN_LINT_STATUSES = [0, 2, 4, 6, 8, 10, 12, 14];

/** Undefined where it is not installed: on some machines the name is there and the program is not. */
export function cfnLintVersion(): string | undefined {
  const { status, stdout } = spawnSync('cfn-lint', ['--version'], { encoding: 'utf8' });
  return status === 0 ? /[\d.]+/.exec(stdout)?.[0] : undefined;
}
