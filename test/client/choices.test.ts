import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isParameterFile,
  mayHoldParameters,
  settingsName,
  withParameterFile,
  withRule,
} from '../../client/src/commands/settingsValues.ts';
import { freeFileName } from '../../client/src/newNetwork/freeName.ts';
import { askStepByStep, type Chosen } from '../../client/src/newNetwork/stepByStep.ts';
import { completesTemplates } from '../../client/src/otherExtensions/toolkitVersion.ts';
import { type PortChoice, readPort } from '../../client/src/reach/readPort.ts';
import { statusText } from '../../client/src/status/statusText.ts';
import { t } from './english.ts';

const PORTS: readonly (readonly [typed: string, choice: PortChoice | undefined])[] = [
  ['', { protocol: 'tcp' }],
  ['  ', { protocol: 'tcp' }],
  ['0', { protocol: 'tcp', port: 0 }],
  [' 8080 ', { protocol: 'tcp', port: 8080 }],
  ['65535', { protocol: 'tcp', port: 65_535 }],
  ['65536', undefined],
  ['99999', undefined],
  ['udp 53', { protocol: 'udp', port: 53 }],
  ['UDP  53', { protocol: 'udp', port: 53 }],
  ['tcp 443', { protocol: 'tcp', port: 443 }],
  ['udp', undefined],
  ['udp53', undefined],
  ['ping', { protocol: 'icmp' }],
  ['Ping', { protocol: 'icmp' }],
  ['icmp', { protocol: 'icmp' }],
  ['-1', undefined],
  ['80-90', undefined],
  ['https', undefined],
];

test('a port as it is typed', () => {
  for (const [typed, choice] of PORTS) assert.deepEqual(readPort(typed), choice, JSON.stringify(typed));
});

test('steps are asked in order; Back asks the one before again, and Escape ends them', async () => {
  const run = async (answers: readonly Chosen<string>[]) => {
    const given = [...answers];
    const asked: string[] = [];
    const step = async (before: string, at: number) => {
      asked.push(`${at} ${before}`);
      return given.shift();
    };
    return { result: await askStepByStep('start', [step, step]), asked };
  };
  assert.deepEqual(await run(['a', 'b']), { result: 'b', asked: ['0 start', '1 a'] });
  assert.deepEqual(await run(['a', 'back', 'c', 'd']), {
    result: 'd',
    asked: ['0 start', '1 a', '0 start', '1 c'],
  });
  assert.deepEqual(await run(['a', undefined]), { result: undefined, asked: ['0 start', '1 a'] });
  // The first step has no step before it.
  assert.deepEqual(await run(['back', 'a', 'b']), { result: 'b', asked: ['0 start', '0 start', '1 a'] });
});

test('a new file gets the first name that is free', async () => {
  const there = new Set(['network.yaml', 'network-2.yaml']);
  const exists = async (name: string) => there.has(name);
  assert.equal(await freeFileName('network.yaml', exists), 'network-3.yaml');
  assert.equal(await freeFileName('network.json', exists), 'network.json');
});

test('settings are changed for one rule or template, and others stay', () => {
  assert.deepEqual(withRule({ a: 'error' }, 'b', 'off'), { a: 'error', b: 'off' });
  assert.deepEqual(withRule({ a: 'error', b: 'off' }, 'b', undefined), { a: 'error' });
  assert.equal(withRule({ b: 'off' }, 'b', undefined), undefined);
  assert.deepEqual(withParameterFile({ 'a.yaml': 'p.json' }, 'b.yaml', 'q.json'), {
    'a.yaml': 'p.json',
    'b.yaml': 'q.json',
  });
  assert.deepEqual(withParameterFile({ 'a.yaml': 'p.json', 'b.yaml': 'q.json' }, 'b.yaml', undefined), {
    'a.yaml': 'p.json',
  });
});

test('a file of the workspace folder has a relative name in the settings, another its full path', () => {
  const file = (path: string) => ({ path, fsPath: path.replaceAll('/', '\\') });
  assert.equal(settingsName({ path: '/work' }, file('/work/a/net.yaml')), 'a/net.yaml');
  assert.equal(settingsName({ path: '/work' }, file('/workshop/net.yaml')), '\\workshop\\net.yaml');
  assert.equal(settingsName({ path: '/' }, file('/net.yaml')), 'net.yaml');
});

test('files of parameters are known by their names', () => {
  assert.deepEqual(['Params', 'parameters.json', 'values'].filter(mayHoldParameters), [
    'Params',
    'parameters.json',
  ]);
  assert.deepEqual(['a.json', 'a.YML', 'a.yaml', 'a.toml', 'json'].filter(isParameterFile), [
    'a.json',
    'a.YML',
    'a.yaml',
  ]);
});

test('AWS Toolkit completes templates from 3.85 on', () => {
  for (const version of ['3.85.0', '3.100.0', '4.0.0']) assert.ok(completesTemplates(version), version);
  for (const version of ['', '2.99.0', '3.84.9', '3']) assert.ok(!completesTemplates(version), version);
});

test('the status says what a file is checked with', () => {
  const status = {
    kind: 'template',
    profile: 'recommended',
    parameterFiles: [],
    inventoryAge: null,
  } as const;
  assert.equal(
    statusText(status, [], 1, t),
    'VPC Lens checks this CloudFormation template with the recommended rules: 1 finding\nAWS inventory: none',
  );
  assert.match(
    statusText({ ...status, inventoryAge: '' }, ['a.json', 'b.json'], 0, t),
    /: 0 findings\nParameters: a\.json, b\.json\nAWS inventory: of unknown age$/,
  );
  assert.match(
    statusText({ ...status, inventoryAge: '3 days old' }, [], 2, t),
    /: 2 findings\nAWS inventory: 3 days old$/,
  );
});
