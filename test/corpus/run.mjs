// `npm run test:corpus [-- --update]`: templates that nobody here wrote. None may get an error, and every
// finding at all stands in expected.json with a word on why it is right. How each of their subnets leaves stands in
// classes.txt, a line a template, as classes.ts makes it. Templates come from sources.mjs.
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import { node24 } from '../host/paths.mjs';
import { compareFile, comparePolicies, updateExpected } from './compare.mjs';
import { collectTemplates, filesUnder } from './sources.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = path.join(root, 'dist/cli.js');
const expectations = new URL('expected.json', import.meta.url);
const classes = new URL('classes.txt', import.meta.url);
/** One template that takes longer hangs. */
const TEMPLATE_TIMEOUT_MS = 10_000;
/** A folder of them, on a busy machine. */
const FOLDER_TIMEOUT_MS = 60_000;

const folder = await collectTemplates(path.join(root, '.vscode-test/corpus'));
const files = await filesUnder(folder);
/** File → what is wrong with the answer for it. */
const failures = new Map();
const fail = (file, reason) => failures.set(file, [...(failures.get(file) ?? []), reason]);

// Named, not walked: a named file that is not recognised as a template is refused, so none goes unchecked.
const findings = [];
const table = [];
for (const origin of new Set(files.map((file) => file.split('/')[0]))) {
  const group = files.filter((file) => file.startsWith(`${origin}/`));
  const start = performance.now();
  const answer = check(group, FOLDER_TIMEOUT_MS);
  const time = performance.now() - start;
  // Where the group failed, each of its files alone tells which it was; that none did is a failure too.
  const found = answer.findings ?? group.flatMap(checkAlone);
  if (!answer.findings && !group.some((file) => failures.has(file))) fail(`${origin}/`, answer.reason);
  findings.push(...found);
  const resources = (await Promise.all(group.map(countResources))).reduce((sum, n) => sum + n, 0);
  table.push({
    origin,
    templates: group.length,
    resources,
    findings: found.length,
    time: `${(time / 1000).toFixed(2)} s`,
  });
}

// Walking the folder must find the same files.
const start = performance.now();
const walked = check(['.'], FOLDER_TIMEOUT_MS);
const time = performance.now() - start;
if (!walked.findings) fail('.', walked.reason);
else if (JSON.stringify(sorted(walked.findings)) !== JSON.stringify(sorted(findings))) {
  fail(
    '.',
    `walking the folder gives ${walked.findings.length} findings, naming its files ${findings.length}`,
  );
}
table.push({
  origin: 'all, walked',
  templates: files.length,
  resources: table.reduce((sum, row) => sum + row.resources, 0),
  findings: walked.findings?.length ?? '–',
  time: `${(time / 1000).toFixed(2)} s`,
});

let expected = JSON.parse(await readFile(expectations, 'utf8'));
if (process.argv.includes('--update')) {
  expected = updateExpected(findings, expected);
  const lines = expected.map((entry) => `  ${JSON.stringify(entry)}`);
  await writeFile(expectations, `[\n${lines.join(',\n')}\n]\n`);
}
const { others, wrong } = comparePolicies(findings, expected);
for (const reason of wrong) fail('.', reason);
for (const file of files) {
  const here = others.filter((finding) => finding.file === file);
  for (const finding of here.filter(({ severity }) => severity === 'error')) {
    fail(file, `an error, where AWS accepts the template: ${await quote(finding)}`);
  }
  const { unexpected, gone } = compareFile(file, here, expected);
  for (const finding of unexpected) fail(file, `unexpected: ${await quote(finding)}`);
  for (const { rule, resource } of gone) fail(file, `expected and not found: ${rule} at ${resource}`);
}
for (const { file, rule, resource, why } of expected) {
  if (file !== undefined && !files.includes(file))
    fail(file, `expected.json names it, the corpus does not have it`);
  else if (!why || why === 'TODO')
    fail(file, `expected.json does not say why ${rule} at ${resource} is right`);
}

// A changed line is to be read beside its template: it says something else about somebody's network.
const found = classesOf(files);
if (process.argv.includes('--update')) await writeFile(classes, found);
const wanted = new Map(linesOf(await readFile(classes, 'utf8')));
const given = new Map(linesOf(found));
for (const file of new Set([...wanted.keys(), ...given.keys()])) {
  if (wanted.get(file) !== given.get(file))
    fail(file, `subnets: ${given.get(file) ?? 'none'}\nclasses.txt: ${wanted.get(file) ?? 'none'}`);
}

for (const [file, reasons] of failures) {
  console.log(`\n✗ ${file}`);
  for (const reason of reasons) console.log(`  ${reason.replaceAll('\n', '\n  ')}`);
}
console.log();
console.table(table);
const passed = files.filter((file) => !failures.has(file)).length;
console.log(`${passed} passed, ${failures.size} failed`);
process.exitCode = failures.size > 0 ? 1 : 0;

/** The findings in these files or folders, or the reason why there is no answer. */
function check(paths, timeout) {
  const options = ['--format', 'json', '--fail-on', 'never', '--profile', 'strict'];
  const run = spawnSync(process.execPath, [cli, 'check', ...paths, ...options], {
    cwd: folder,
    encoding: 'utf8',
    timeout,
    maxBuffer: 1e9,
  });
  if (run.error?.code === 'ETIMEDOUT') return { reason: `no answer within ${timeout / 1000} s` };
  if (run.status !== 0) return { reason: `exit status ${run.status ?? run.signal}: ${run.stderr.trim()}` };
  try {
    return { findings: JSON.parse(run.stdout) };
  } catch {
    return { reason: `not JSON: ${run.stdout.slice(0, 200)}` };
  }
}

/** `file: class subnet subnet · class …`, a line each. */
function classesOf(names) {
  const script = fileURLToPath(new URL('classes.ts', import.meta.url));
  const run = spawnSync(node24, [script, folder], {
    input: names.join('\n'),
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (run.status !== 0) fail('.', `classes.ts: ${run.error?.message ?? run.stderr.trim()}`);
  return run.stdout ?? '';
}

function linesOf(text) {
  return text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(/: (.*)/, 2));
}

function checkAlone(file) {
  const { findings, reason } = check([file], TEMPLATE_TIMEOUT_MS);
  if (!findings) fail(file, reason);
  return findings ?? [];
}

/** A finding as a person wants to read it, with the line it points at. */
async function quote({ file, line, column, severity, rule, message }) {
  const text = await readFile(path.join(folder, file), 'utf8');
  return `${line}:${column} ${severity} ${rule}: ${message}\n    ${text.split(/\r?\n/)[line - 1]?.trim()}`;
}

async function countResources(file) {
  const text = await readFile(path.join(folder, file), 'utf8');
  const template = file.endsWith('.json')
    ? JSON.parse(text)
    : parseDocument(text, { logLevel: 'silent' }).toJS();
  return Object.keys(template.Resources).length;
}

function sorted(found) {
  return found.map((finding) => JSON.stringify(finding)).sort();
}
