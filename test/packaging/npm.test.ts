import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { InitializeResult } from 'vscode-languageserver-protocol';
import { parse } from 'yaml';
import packageJson from '../../package.json' with { type: 'json' };
import { HOST_BITS, OUTSIDE } from '../cli/templates.ts';

// The package as npm would publish it, installed without a network into an empty folder. `npm test` builds first.

const root = fileURLToPath(new URL('../../', import.meta.url));
const MOST_BYTES = 2_900_000;

let folder: string;
let packed: readonly string[];
let bytes: number;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'vpc-lens-npm-'));
  succeed(process.execPath, ['packaging/library.mjs'], root);
  // Without scripts: `prepack` would empty dist/ under the tests that run beside this one.
  const [pack] = JSON.parse(
    succeed('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root),
  );
  packed = pack.files.map(({ path }: { path: string }) => path);
  bytes = statSync(join(folder, pack.filename)).size;
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  succeed('npm', ['install', '--offline', '--no-audit', '--no-fund', pack.filename], folder);
});

after(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(program: string, args: readonly string[], cwd: string): Run {
  // On Windows, npm and npx are scripts of the shell.
  const shell = process.platform === 'win32' && program !== process.execPath;
  return spawnSync(program, args, { cwd, shell, encoding: 'utf8', timeout: 120_000 });
}

function succeed(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = run(program, args, cwd);
  assert.equal(status, 0, `${program} ${args.join(' ')}\n${stdout}\n${stderr}`);
  return stdout;
}

const vpcLens = (args: readonly string[]) => run('npx', ['--offline', 'vpc-lens', ...args], folder);

test('the package has the programs, the pages and the library, and nothing else', () => {
  const allowed = /^(package\.json|[A-Z]+(\.md)?|docs\/(rules\/)?[\w-]+\.md|dist\/[\w.]+)$/;
  assert.deepEqual(
    packed.filter((path) => !allowed.test(path)),
    [],
  );
  const dist = packed.filter((path) => path.startsWith('dist/'));
  assert.deepEqual(
    dist.filter((path) => /extension|calculator|vsix/.test(path)),
    [],
  );
  for (const path of ['README.md', 'LICENSE', 'CHANGELOG.md', 'docs/api.md', 'dist/licences.txt'])
    assert.ok(packed.includes(path), path);
  assert.ok(bytes < MOST_BYTES, `${bytes} bytes`);
});

test('it installs no other package', () => {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  assert.deepEqual(Object.keys(packages), ['', 'node_modules/vpc-lens']);
});

test('npx vpc-lens checks, fixes, answers and explains', () => {
  assert.deepEqual(vpcLens(['--version']).stdout, `${packageJson.version}\n`);
  writeFileSync(join(folder, 'net.yaml'), OUTSIDE);
  const checked = vpcLens(['check', '.']);
  assert.equal(checked.status, 1, checked.stderr);
  assert.match(checked.stdout, /subnet-outside-vpc/);
  writeFileSync(join(folder, 'net.yaml'), HOST_BITS);
  assert.equal(vpcLens(['check', '.', '--fix', '--fail-on', 'hint']).status, 0);
  assert.match(readFileSync(join(folder, 'net.yaml'), 'utf8'), /10\.0\.1\.0\/24/);
  assert.match(vpcLens(['rules', 'cidr-host-bits']).stdout, /^# /);
  assert.match(vpcLens(['cidr', '10.0.0.0/24']).stdout, /10\.0\.0\.255/);
});

test('the installed language server starts', async () => {
  const server = spawn(process.execPath, ['node_modules/vpc-lens/dist/cli.js', 'lsp'], { cwd: folder });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  const params = { processId: null, rootUri: null, capabilities: {} };
  const { capabilities } = await connection.sendRequest<InitializeResult>('initialize', params);
  assert.ok(capabilities.hoverProvider);
  await connection.sendRequest('shutdown');
  const [status] = await Promise.all([once(server, 'exit'), connection.sendNotification('exit')]);
  assert.deepEqual(status, [0, null]);
  connection.dispose();
});

test('the examples of docs/api.md have the types that they use, and run', () => {
  const page = readFileSync(join(root, 'docs/api.md'), 'utf8');
  const examples = [...page.matchAll(/```ts\n([^`]*(?:`[^`]+`[^`]*)*?)```/g)].map(([, code]) => code!);
  assert.equal(examples.length, 4);
  const prelude = [
    "import { readFileSync } from 'node:fs';",
    "async function loadText() { return readFileSync('shop.yaml', 'utf8'); }",
    '',
  ].join('\n');
  const names = examples.map((code, index) => {
    const name = `example${index}.ts`;
    writeFileSync(join(folder, name), code.includes('loadText') ? prelude + code : code);
    return name;
  });
  copyFileSync(join(root, 'examples/with-mistakes/can-it-get-there/shop.yaml'), join(folder, 'shop.yaml'));
  const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false'];
  const where = ['--module', 'nodenext', '--target', 'es2023', '--lib', 'es2023'];
  const typeRoots = ['--typeRoots', join(root, 'node_modules/@types'), '--types', 'node'];
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  succeed(process.execPath, [tsc, ...options, ...where, ...typeRoots, ...names], folder);
  const outputs = names.map((name) => succeed(process.execPath, ['--no-warnings', name], folder));
  assert.match(outputs[0]!, /^8: subnet-outside-vpc: /);
  assert.match(outputs[1]!, /^template$/m);
  assert.match(outputs[2]!, /^blocked\n.*DatabaseGroup/);
  assert.match(outputs[3]!, /^1 flowchart [\s\S]*<svg/);
});

test('the steps of the GitHub action: annotations, SARIF, the status', () => {
  const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
  assert.equal(action.inputs.package.default, `vpc-lens@${packageJson.version}`);
  const step = (given: Record<string, string>) => {
    const [{ env, run: script, shell }, ...others] = action.runs.steps;
    assert.deepEqual([shell, others], ['bash', []]);
    assert.ok(!script.includes('${{'), 'an input in the script is a command');
    const values = Object.entries<string>(env).map(([name, text]) => {
      const value = text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, input) => {
        return given[input] ?? action.inputs[input].default;
      });
      return [name, value];
    });
    return spawnSync('bash', ['-c', script], {
      cwd: folder,
      env: { ...process.env, ...Object.fromEntries(values), npm_config_offline: 'true' },
      encoding: 'utf8',
      timeout: 120_000,
    });
  };
  writeFileSync(join(folder, 'net.yaml'), HOST_BITS);
  const tarball = join(folder, `vpc-lens-${packageJson.version}.tgz`);
  const fine = step({ package: tarball, paths: 'net.yaml n*.yaml' });
  assert.equal(fine.status, 0, fine.stderr);
  assert.match(fine.stdout, /^::warning file=net\.yaml,line=11,/m);
  const args = '--rule cidr-host-bits=error --output junit=out.xml';
  const failed = step({ package: tarball, paths: 'net.yaml', args, sarif: 'out.sarif', 'fail-on': 'error' });
  assert.equal(failed.status, 1, failed.stderr);
  assert.match(failed.stdout, /^::error file=net\.yaml,line=11,/m);
  assert.equal(JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8')).runs[0].results.length, 1);
  assert.match(readFileSync(join(folder, 'out.xml'), 'utf8'), /<failure type="error"/);
});

test('the hook of pre-commit runs the program on the repository when a file of ours changes', () => {
  const [hook, ...others] = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8'));
  assert.deepEqual(others, []);
  const start = `npx --yes vpc-lens@${packageJson.version} `;
  assert.ok(hook.entry.startsWith(start), hook.entry);
  writeFileSync(join(folder, 'net.yaml'), OUTSIDE);
  assert.equal(vpcLens(hook.entry.slice(start.length).split(' ')).status, 1);
  const files = new RegExp(hook.files); // pre-commit searches, as Python's re.search does
  for (const name of [
    'net.yaml',
    'a/b.json',
    'zappa_settings.toml',
    'zappa_settings.yml',
    'x.template',
    'a/vpc-lens.json',
  ])
    assert.ok(files.test(name), name);
  for (const name of ['a.py', 'yaml', 'json.md']) assert.ok(!files.test(name), name);
});
