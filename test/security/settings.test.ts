import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createConfiguration } from '../../server/src/lsp/workspace/configuration.ts';
import { checkIn } from '../cli/commandLine.ts';
import { inFolder } from '../cli/folder.ts';
import { HOST_BITS } from '../cli/templates.ts';
import { PULL, rangeIn, withServer } from '../lsp/client.ts';

// A wrong setting costs itself alone, and is told of.

const LONG = 'a'.repeat(70_000);

/** Each is wrong in one place; the template beside it is checked all the same. */
const WRONG: readonly unknown[] = [
  { exclude: [''] },
  { exclude: [1] },
  { exclude: 5 },
  { exclude: null },
  { exclude: [LONG] },
  { exclude: [['net.yaml']] },
  { exclude: Array(1000).fill('x') },
  { exclude: ['+(a|b)'] },
  { inventory: 5 },
  { inventory: true },
  { inventory: [1] },
  { inventory: {} },
  { profile: 'loud' },
  { profile: 1 },
  { rules: [] },
  { rules: 'off' },
  { rules: { nothing: 'off' } },
  { rules: { 'cidr-host-bits': 'loud' } },
  { rules: { 'cidr-host-bits': {} } },
  { parameters: [1] },
  { parameters: { A: [] } },
  { parameterFiles: 'x' },
  { parameterFiles: { '': 'x' } },
  { parameterFiles: { [LONG]: 'x' } },
  { parameterFiles: { 'net.yaml': [] } },
  { zappa: 1 },
  { zappa: { files: 1 } },
  { zappa: { files: [null] } },
  { zappa: { files: [''] } },
];

test('in vpc-lens.json: a sentence with its place, and the rest counts', async () => {
  for (const wrong of WRONG) {
    const settings = { ...(wrong as object), $schema: 'x' };
    await inFolder({ 'net.yaml': HOST_BITS, 'vpc-lens.json': JSON.stringify(settings) }, async (folder) => {
      const { status, stdout, stderr } = await checkIn(folder, []);
      const about = JSON.stringify(wrong).slice(0, 100);
      assert.match(stdout, /cidr-host-bits/, about);
      assert.equal(status, 0, about);
      assert.match(stderr, /^vpc-lens\.json:1:\d+: [^\n]{1,200}\.\n$/, about);
    });
  }
  for (const text of ['', '5', '[]', '{', '\0', 'null', '{"a": '.repeat(5000)]) {
    await inFolder({ 'net.yaml': HOST_BITS, 'vpc-lens.json': text }, async (folder) =>
      assert.match((await checkIn(folder, [])).stdout, /cidr-host-bits/, text.slice(0, 20)),
    );
  }
});

test('from the editor: a sentence in its log, once, and the rest counts', () => {
  for (const wrong of WRONG) {
    const about = JSON.stringify(wrong).slice(0, 100);
    const log: string[] = [];
    const configuration = createConfiguration(
      (message) => log.push(message),
      () => undefined,
    );
    configuration.setFolders(['file:///w']);
    for (let time = 0; time < 3; time++) {
      configuration.setEditor(
        { profile: 'strict', ...(wrong as object) },
        new Map([['file:///w', wrong as object]]),
      );
      const settings = configuration.forDocument('file:///w/net.yaml');
      assert.ok(settings, about);
      assert.equal(settings.profile, 'profile' in (wrong as object) ? undefined : 'strict');
    }
    const isNull = (wrong as { exclude?: unknown }).exclude === null;
    assert.equal(log.length, isNull ? 0 : 1, `${about}: ${log.join('\n')}`);
    if (!isNull) assert.match(log[0]!, /^vpcLens\.[^\n]{1,200}\.$/);
  }
  const configuration = createConfiguration(assert.fail, () => undefined);
  for (const odd of [{ codeLens: 1 }, { navigation: 'x' }, { deferTo: [] }, { codeLens: null }])
    configuration.setEditor(odd);
});

test('an open vpc-lens.json has its mistakes as diagnostics', async () => {
  const text = '{\n  "exclude": ["", "a/**"],\n  "colour": 1\n}\n';
  await withServer({ capabilities: PULL }, async (client) => {
    const uri = 'file:///w/vpc-lens.json';
    await client.open(uri, text, 'json');
    const found = await client.pull(uri);
    assert.deepEqual(
      found.map(({ range, message }) => [range, message]),
      [
        [rangeIn(text, '""'), 'The glob "" is empty.'],
        [
          rangeIn(text, '"colour"'),
          'Unknown setting "colour". The settings are profile, rules, exclude, expect, inventory, parameters, parameterFiles and zappa.',
        ],
      ],
    );
  });
  // Where the editor knows the schema, it says the second by itself.
  await withServer(
    { capabilities: PULL, initializationOptions: { schemaLanguages: ['json'] } },
    async (client) => {
      await client.open('file:///w/vpc-lens.json', text, 'json');
      assert.equal((await client.pull('file:///w/vpc-lens.json')).length, 1);
    },
  );
});

test('without trust a vpc-lens.json names no other files', async () => {
  const template = HOST_BITS.replace(
    'Resources:',
    'Parameters: { Block: { Type: String } }\nResources:',
  ).replace('10.0.1.5/24', '!Ref Block');
  const files = {
    'net.yaml': template,
    'values.json': '{"Block": "10.0.1.5/24"}',
    'vpc-lens.json': '{"parameterFiles": {"*": "values.json"}, "inventory": "aws.json"}',
    'aws.json': '{"Vpcs": 5}',
  };
  await inFolder(files, async (folder) => {
    const rootUri = pathToFileURL(folder).href;
    const uri = `${rootUri}/net.yaml`;
    const start = (isTrusted: boolean) => ({
      capabilities: PULL,
      rootUri,
      initializationOptions: { isTrusted },
    });
    await withServer(start(true), async (client) => {
      await client.open(uri, template);
      assert.deepEqual(
        (await client.pull(uri)).map(({ code }) => code),
        ['cidr-host-bits'],
      );
    });
    await withServer(start(false), async (client) => {
      await client.open(uri, template);
      assert.deepEqual(await client.pull(uri), []);
      await client.notify('vpcLens/trust', { isTrusted: true });
      assert.deepEqual(
        (await client.pull(uri)).map(({ code }) => code),
        ['cidr-host-bits'],
      );
    });
    // What the command line does not know, a person says by asking.
    const { stdout } = await checkIn(folder, ['net.yaml']);
    assert.match(stdout, /cidr-host-bits/);
  });
});

test('package.json restricts the settings that name files, and says so to VS Code', async () => {
  const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
  assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, [
    'vpcLens.parameterFiles',
    'vpcLens.inventory',
  ]);
});
