import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import packageJson from '../../../package.json' with { type: 'json' };
import { inFolder } from '../folder.ts';
import { FINE, HOST_BITS, OUTSIDE } from '../templates.ts';

// What only a process shows: the arguments as Commander reads them, exit statuses, streams. `npm test` builds first.

const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

before(() => assert.ok(existsSync(cli), 'dist/cli.js is missing; npm run build makes it'));

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(
  args: readonly string[],
  options: { cwd?: string; input?: string; env?: NodeJS.ProcessEnv } = {},
): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    encoding: 'utf8',
    timeout: 30_000,
    ...options,
    env: { ...process.env, ...options.env },
  });
  return { status, stdout, stderr };
}

test('sentences about the command line itself: status 2, one line, nothing on standard output', () => {
  const table: [args: string[], sentence: string | RegExp][] = [
    [
      [],
      'Name a command: check, reach, test, diff, drift, cidr, map, new, rules, inventory, lsp, mcp. vpc-lens --help shows all options.',
    ],
    [
      ['--debug'],
      'Name a command: check, reach, test, diff, drift, cidr, map, new, rules, inventory, lsp, mcp. vpc-lens --help shows all options.',
    ],
    [['chekc'], "Unknown command 'chekc'. (Did you mean check?)"],
    [['check', '--formt', 'json'], "Unknown option '--formt'. (Did you mean --format?)"],
    [
      ['check', '--format', 'xml'],
      '--format must be text, json, sarif, junit, github, gitlab, checkstyle or rdjson, not "xml".',
    ],
    [['check', '--fail-on', 'loud'], '--fail-on must be error, warning, info, hint or never, not "loud".'],
    [['check', '--profile', 'all'], '--profile must be recommended, strict or errors, not "all".'],
    [['check', '--format'], "Option '--format <FORMAT>' argument missing."],
    [['check', '--rule', 'x=off'], 'Unknown rule "x". vpc-lens rules lists all rules.'],
    [
      ['check', '--rule', 'lambda-cannot-reach=off'],
      'Unknown rule "lambda-cannot-reach". Did you mean lambda-cannot-reach-db? vpc-lens rules lists all rules.',
    ],
    [
      ['check', '--rule', 'lambda-cannot-reach-db:off'],
      '--rule must be ID=SEVERITY or ID=off, not "lambda-cannot-reach-db:off".',
    ],
    [['check', '--severity', 'error'], "Unknown option '--severity'."],
    [['check', '*.none'], '*.none does not exist.'],
    [
      ['check', '--output', 'json'],
      /^--output must be FORMAT=FILE with one of text, json, .*, not "json"\.$/,
    ],
    [['reach', '--from', 'App', '--to', 'Db'], "Missing required argument 'FILE'."],
    [['reach', 'net.yaml', 'App', 'Db'], "Required option '--from <SOURCE>' not specified."],
    [['diff', 'net.yaml'], 'Name OLD and NEW, or a revision with --git.'],
    [['test', '--format', 'tab'], '--format must be text, json, junit or tap, not "tab".'],
    [['cidr', '10.0.0.0/16', '--split', '15'], /^A \/15 is larger than 10\.0\.0\.0\/16/],
    [
      ['rules', 'subnet_overlap'],
      'Unknown rule "subnet_overlap". Did you mean subnet-overlap? vpc-lens rules lists all rules.',
    ],
    [['map', 'server'], 'server is a folder; name a file.'],
    [['check', 'nowhere'], 'nowhere does not exist.'],
    [['check', '-'], 'Standard input needs a file name: --stdin-filename template.yaml, without a path.'],
    [['map'], "Missing required argument 'FILE'."],
    [['map', 'nowhere.yaml'], 'nowhere.yaml cannot be read.'],
    [['rules', 'nothing'], 'Unknown rule "nothing". vpc-lens rules lists all rules.'],
    [['cidr', '10.0.0.0/99'], /^\/99 is too long/],
  ];
  for (const [args, sentence] of table) {
    const { status, stdout, stderr } = run(args);
    assert.deepEqual({ status, stdout }, { status: 2, stdout: '' }, args.join(' '));
    if (typeof sentence === 'string') assert.equal(stderr, `${sentence}\n`);
    else assert.match(stderr.trimEnd(), sentence);
    assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
  }
});

test('version and help', () => {
  const version = { status: 0, stdout: `${packageJson.version}\n`, stderr: '' };
  assert.deepEqual(run(['--version']), version);
  assert.deepEqual(run(['-V']), version);
  for (const args of [['--help'], ['help'], ['-h']]) {
    const { status, stdout } = run(args);
    assert.equal(status, 0);
    for (const command of ['check', 'cidr', 'rules', 'lsp'])
      assert.match(stdout, new RegExp(`^ {2}${command} `, 'm'));
  }
  const { status, stdout } = run(['check', '--help']);
  assert.equal(status, 0);
  for (const option of [
    'format',
    'fail-on',
    'profile',
    'rule',
    'parameter',
    'parameter-file',
    'fix',
    'fix-dry-run',
    'stdin-filename',
  ])
    assert.match(stdout, new RegExp(`^ {2}--${option} `, 'm'));
});

test('check: statuses and streams', async () => {
  await inFolder({ 'net.yaml': OUTSIDE, 'fine/net.yaml': FINE, 'notes.yaml': 'a: 1' }, (cwd) => {
    const bad = run(['check'], { cwd });
    assert.equal(bad.status, 1);
    assert.match(bad.stdout, /^net\.yaml\n {2}11:18 {2}error {2}subnet-outside-vpc\n/);
    assert.equal(bad.stderr, '');
    const fine = run(['check', 'fine'], { cwd });
    assert.equal(fine.status, 0);
    assert.match(fine.stdout, /^No problems found in 1 file \(\d+\.\d s\)\n$/);
    const named = run(['check', 'notes.yaml', 'net.yaml'], { cwd });
    assert.deepEqual(named, {
      status: 2,
      stdout: '',
      stderr: 'notes.yaml is not a Zappa settings file or a CloudFormation template.\n',
    });
    // --debug may stand anywhere, and takes nothing away.
    assert.equal(run(['--debug', 'check', 'fine'], { cwd }).status, 0);
    assert.equal(run(['check', 'fine', '--fail-on=hint'], { cwd }).status, 0);
  });
});

test('check: standard input', () => {
  const { status, stdout } = run(['check', '--stdin-filename', 'x/net.yaml', '--format=json'], {
    input: HOST_BITS,
  });
  assert.equal(status, 0);
  assert.deepEqual(
    JSON.parse(stdout).map(({ file, rule, line }: Record<string, unknown>) => [file, rule, line]),
    [['x/net.yaml', 'cidr-host-bits', 11]],
  );
});

test('no colours in a pipe, whatever the terminal is called', async () => {
  await inFolder({ 'net.yaml': OUTSIDE }, (cwd) => {
    const { stdout } = run(['check'], { cwd, env: { TERM: 'xterm-256color', CLICOLOR_FORCE: '1' } });
    assert.ok(!stdout.includes('\u001B'));
  });
});

test('--fix writes', async () => {
  await inFolder({ 'net.yaml': HOST_BITS }, (cwd) => {
    const { status, stdout } = run(['check', '--fix'], { cwd });
    assert.equal(status, 0);
    assert.match(stdout, /^Made 1 fix in 1 file\.\n\nNo problems found in 1 file/);
    assert.equal(readFileSync(`${cwd}/net.yaml`, 'utf8'), HOST_BITS.replace('10.0.1.5', '10.0.1.0'));
  });
});

test('a reader that closes early is no failure', async () => {
  await inFolder({ 'net.yaml': `${OUTSIDE}${'# more\n'.repeat(10)}` }, async (cwd) => {
    const child = spawn(process.execPath, [cli, 'check', '--format=sarif'], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.stdout.destroy();
    const status = await new Promise((resolve) => child.on('close', resolve));
    assert.equal(stderr, '');
    assert.ok(status === 0 || status === 1, String(status));
  });
});

test('rules: the list, and the page of a rule', () => {
  const list = run(['rules']);
  assert.equal(list.status, 0);
  const [first] = list.stdout.split(/\s/);
  const page = run(['rules', first!]);
  assert.equal(page.stderr, '');
  assert.equal(page.status, 0);
  assert.ok(page.stdout.includes(first!));
});

test('cidr', () => {
  const { status, stdout } = run(['cidr', '10.0.0.0/24', '--format', 'json']);
  assert.equal(status, 0);
  assert.equal(JSON.parse(stdout).usable, 251);
});
