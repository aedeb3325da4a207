import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { registerDrift } from '../../server/src/cli/drift/drift.ts';
import type { Result } from '../../server/src/cli/result.ts';
import { deployed, TEMPLATE } from '../drift/shop.ts';
import { runCommand } from './commandLine.ts';
import { type Files, inFolder } from './folder.ts';

/** `vpc-lens drift ARGS` in a folder with these files. */
function drift(files: Files, args: readonly string[]): Promise<Result> {
  return inFolder(files, (cwd) => {
    const host = { cwd, isColourful: false };
    return runCommand((program, finish) => registerDrift(program, host, finish), ['drift', ...args]);
  });
}

/** Somebody has opened SSH and turned the route of the private subnet. */
function changed() {
  const aws = deployed();
  aws.SecurityGroups[1]!.IpPermissions.push({
    IpProtocol: 'tcp',
    FromPort: 22,
    ToPort: 22,
    IpRanges: [{ CidrIp: '0.0.0.0/0' }],
  });
  aws.RouteTables[2]!.Routes[1] = {
    DestinationCidrBlock: '0.0.0.0/0',
    GatewayId: 'igw-00000001',
    State: 'active',
  };
  return aws;
}

const files = (aws: object): Files => ({
  'network.yaml': TEMPLATE,
  '.vpc-lens/all.json': JSON.stringify(aws),
});

test('no difference', async () => {
  const { status, stdout, stderr } = await drift(files(deployed()), ['network.yaml']);
  assert.deepEqual([status, stderr], [0, '']);
  assert.equal(
    stdout,
    'network.yaml and the stack shop in the inventory of 2026-11-20\n\nNo difference · 11 resources compared\n',
  );
});

test('the example of docs/drift.md', async () => {
  const { status, stdout } = await drift(files(changed()), ['network.yaml']);
  assert.equal(status, 1);
  const page = readFileSync(new URL('../../docs/drift.md', import.meta.url), 'utf8').replaceAll('\r\n', '\n');
  const [, shown] = /```\n\$ vpc-lens drift network\.yaml\n([^`]+)```/.exec(page) ?? [];
  assert.equal(shown, stdout);
});

test('as JSON', async () => {
  const { status, stdout } = await drift(files(changed()), ['network.yaml', '--format', 'json']);
  assert.equal(status, 1);
  const { template, stack, differences, reachability, compared, notCompared } = JSON.parse(stdout);
  assert.deepEqual([template, stack, compared.length, notCompared], ['network.yaml', 'shop', 11, []]);
  assert.deepEqual(differences[0], {
    resource: 'PrivateTable',
    id: 'rtb-00000002',
    change: 'changed',
    what: 'route to 0.0.0.0/0',
    template: 'Nat',
    aws: 'Igw',
    mayBeOfOtherStack: false,
    scenario: null,
    line: 14,
  });
  assert.deepEqual(reachability[0], {
    cause: ['WebGroup'],
    scenario: null,
    changes: [
      {
        meaning: 'exposure',
        from: ['internet'],
        to: ['Web'],
        traffic: 'tcp 22',
        ipv6: false,
        template: 'blocked',
        aws: 'reachable',
      },
      {
        meaning: 'opening',
        from: ['Db'],
        to: ['Web'],
        traffic: 'tcp 22',
        ipv6: false,
        template: 'blocked',
        aws: 'reachable',
      },
    ],
  });
});

test('as Markdown', async () => {
  const { stdout } = await drift(files(changed()), ['network.yaml', '--format', 'markdown']);
  assert.match(stdout, /^## `network\.yaml` and the stack shop in the inventory of 2026-11-20\n/);
  assert.match(stdout, /- 🔴 In AWS, the internet can reach Web, tcp 22; by the template it cannot/);
});

test('what cannot be compared', async (t) => {
  const cases: readonly (readonly [what: string, files: Files, args: readonly string[], told: RegExp])[] = [
    ['no inventory', { 'network.yaml': TEMPLATE }, ['network.yaml'], /^network\.yaml has no inventory;/],
    [
      'Zappa settings',
      { 'zappa_settings.json': '{"dev": {"app_function": "app.app"}}' },
      ['zappa_settings.json'],
      /is not a CloudFormation template/,
    ],
    ['no file', {}, ['network.yaml'], /^network\.yaml cannot be read/],
    [
      'broken',
      { 'network.yaml': 'Resources:\n  A: {Type: AWS::EC2::VPC\n' },
      ['network.yaml'],
      /syntax error/,
    ],
    ['another stack', files(deployed()), ['network.yaml', '--stack', 'web'], /has no stack web/],
  ];
  for (const [what, given, args, told] of cases)
    await t.test(what, async () => {
      const { status, stdout, stderr } = await drift(given, args);
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, told);
    });
});
