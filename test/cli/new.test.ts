import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { registerNew } from '../../server/src/cli/new.ts';
import type { Result } from '../../server/src/cli/result.ts';
import { PATTERNS } from '../../server/src/patterns/patterns.ts';
import { runCommand } from './commandLine.ts';
import { type Files, inFolder } from './folder.ts';

/** `vpc-lens new ARGS` in a folder. */
function newIn(folder: string, args: readonly string[]): Promise<Result> {
  return runCommand((program, finish) => registerNew(program, folder, finish), ['new', ...args]);
}

const run = (args: readonly string[], files: Files = {}) => inFolder(files, (folder) => newIn(folder, args));

test('the template in YAML and JSON, with what was asked for', async () => {
  const args = [
    'nat',
    '--azs',
    '3',
    '--cidr',
    '10.7.0.0/16',
    '--with',
    'rds,endpoints=sqs,sns',
    '--with',
    'bastion',
  ];
  const yaml = await run(args);
  assert.deepEqual([yaml.status, yaml.stderr], [0, '']);
  for (const part of [
    '  PrivateC:\n',
    '  SQSEndpoint:\n',
    '  SNSEndpoint:\n',
    '  Bastion:\n',
    '  Database:\n',
    'CidrBlock: 10.7.0.0/16',
  ])
    assert.ok(yaml.stdout.includes(part), part);
  const json = await run([...args, '--format', 'json']);
  const { Resources } = JSON.parse(json.stdout);
  assert.deepEqual(
    Object.keys(Resources).toSorted(),
    [
      ...yaml.stdout
        .split('Outputs:')[0]!
        .split('Resources:')[1]!
        .matchAll(/^ {2}(\w+):$/gm),
    ]
      .map(([, id]) => id)
      .toSorted(),
  );
});

test('the settings of Zappa in place of the template', async () => {
  const { status, stdout } = await run(['internal', '--zappa', 'toml']);
  assert.equal(status, 0);
  assert.match(stdout, /^\[dev\]\n[\s\S]*SubnetIds = \["subnet-0a{16}", "subnet-0b{16}"\]/);
});

test('a file is written once, and over another only with --force', () =>
  inFolder({ 'there.yaml': 'mine\n' }, async (folder) => {
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    const first = await newIn(folder, ['public', '--output', 'net.yaml']);
    assert.deepEqual(first, { status: 0, stdout: '', stderr: '' });
    assert.equal(read('net.yaml'), (await newIn(folder, ['public'])).stdout);
    assert.deepEqual(await newIn(folder, ['public', '--output', 'there.yaml']), {
      status: 2,
      stdout: '',
      stderr: 'there.yaml exists; --force overwrites it.\n',
    });
    assert.equal(read('there.yaml'), 'mine\n');
    assert.equal((await newIn(folder, ['public', '--output', 'there.yaml', '--force'])).status, 0);
    assert.equal(read('there.yaml'), read('net.yaml'));
    assert.equal(
      (await newIn(folder, ['public', '--output', 'no/such/net.yaml'])).stderr,
      'no/such/net.yaml cannot be written.\n',
    );
  }));

test('--list names every pattern', async () => {
  const { status, stdout } = await run(['--list']);
  assert.equal(status, 0);
  for (const { id, title } of PATTERNS) assert.match(stdout, new RegExp(`^  ${id} +${title}$`, 'm'));
});

test('what cannot be done is one sentence, and nothing is written', async () => {
  for (const [args, status, sentence] of [
    [[], 2, 'Name a pattern; vpc-lens new --list shows them.'],
    [
      ['nut'],
      2,
      'There is no pattern "nut": choose one of public, nat, nat-single, nat-regional, vpn, internal.',
    ],
    [['nat', '--azs', '9'], 2, 'The number of zones must be 2 or 3, not "9".'],
    [['nat', '--cidr', '10.0.0.0/33'], 2, /prefix/],
    [['nat', '--cidr', '169.254.0.0/16'], 2, /169\.254\.0\.0\/16/],
    [['nat', '--with', 'ftp'], 2, /^There is no extra "ftp"/],
    [['nat', '--cidr', '10.0.0.0/28', '--with', 'rds'], 1, /missing\.$/],
    [['nat', '--output', ''], 2, '--output is empty.'],
  ] as const) {
    const result = await run(args);
    assert.deepEqual([result.status, result.stdout], [status, ''], args.join(' '));
    assert.match(result.stderr, /^[^\n]+\.\n$/);
    if (typeof sentence === 'string') assert.equal(result.stderr, `${sentence}\n`);
    else assert.match(result.stderr.trimEnd(), sentence);
  }
});
