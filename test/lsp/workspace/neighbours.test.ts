import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { ClientCapabilities } from 'vscode-languageserver-protocol';
import { type Files, inFolder } from '../../cli/folder.ts';
import { type Client, codes, PULL, PUSH, withServer } from '../client.ts';

const CHILD = `
Resources: { Topic: { Type: AWS::SNS::Topic } }
Outputs:
  Block: { Value: 10.9.0.0/24, Export: { Name: child-Block } }
`;
const FINE_CHILD = CHILD.replace('10.9.', '10.0.');

/** A subnet in 10.0.0.0/16 whose block comes from elsewhere. */
const parent = (block: string) => `
Parameters: { Block: { Type: String, Default: 10.0.1.0/24 } }
Resources:
  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: ${block} } }
`;
const NESTING = parent('!GetAtt Child.Outputs.Block');
const IMPORTING = parent('!ImportValue child-Block');
const GIVEN = parent('!Ref Block');

const OUTSIDE = ['subnet-outside-vpc'];
/** A server that asks for nothing in so long a time will not. */
const PATIENCE_MS = 10_000;

interface Place {
  readonly client: Client;
  readonly uri: (name: string) => string;
  readonly write: (name: string, text: string) => void;
  /** Settles with the next request for another look at everything. */
  readonly refreshed: () => Promise<void>;
}

/** A server for a folder with these files; with `settings`, the client answers for these below `vpcLens`. */
function inWorkspace(
  files: Files,
  use: (place: Place) => Promise<void>,
  { capabilities = PULL, settings }: { capabilities?: ClientCapabilities; settings?: () => unknown } = {},
): Promise<void> {
  return inFolder(files, async (folder) => {
    const waiting: (() => void)[] = [];
    const rootUri = pathToFileURL(folder).href;
    const answers = {
      'workspace/diagnostic/refresh': () => {
        for (const resolve of waiting.splice(0)) resolve();
        return null;
      },
      'workspace/configuration': ({ items }: { items: unknown[] }) => items.map(() => settings?.() ?? null),
    };
    const all = settings
      ? { ...capabilities, workspace: { ...capabilities.workspace, configuration: true } }
      : capabilities;
    await withServer({ capabilities: all, answers, rootUri }, (client) =>
      use({
        client,
        uri: (name) => `${rootUri}/${name}`,
        write: (name, text) => writeFileSync(join(folder, name), text),
        refreshed: () =>
          new Promise((resolve, reject) => {
            waiting.push(resolve);
            setTimeout(() => reject(new Error('The server asks for nothing.')), PATIENCE_MS).unref();
          }),
      }),
    );
  });
}

const changedOnDisk = (client: Client, uri: string, type = 2) =>
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });

test('a nested template is edited, and the parent is looked at again', async () => {
  await inWorkspace({ 'child.yaml': FINE_CHILD }, async ({ client, uri, refreshed }) => {
    await client.open(uri('main.yaml'), NESTING);
    assert.deepEqual(codes(await client.pull(uri('main.yaml'))), [], 'as on disk');
    const opened = refreshed();
    await client.open(uri('child.yaml'), CHILD);
    await opened;
    assert.deepEqual(codes(await client.pull(uri('main.yaml'))), OUTSIDE, 'as in the editor');
    await client.change(uri('child.yaml'), 2, { text: FINE_CHILD });
    assert.deepEqual(codes(await client.pull(uri('main.yaml'))), []);
    await client.change(uri('child.yaml'), 3, { text: CHILD });
    assert.deepEqual(codes(await client.pull(uri('main.yaml'))), OUTSIDE);
    await client.close(uri('child.yaml'));
    assert.deepEqual(codes(await client.pull(uri('main.yaml'))), [], 'closed without saving');
  });
});

test('a nested template appears, changes and goes on disk', async () => {
  await inWorkspace({}, async ({ client, uri, write, refreshed }) => {
    await client.open(uri('main.yaml'), NESTING);
    assert.deepEqual(codes(await client.pull(uri('main.yaml'))), []);
    write('child.yaml', CHILD);
    const created = refreshed();
    await changedOnDisk(client, uri('child.yaml'), 1);
    await created;
    assert.deepEqual(codes(await client.pull(uri('main.yaml'))), OUTSIDE);
    write('child.yaml', FINE_CHILD);
    await changedOnDisk(client, uri('child.yaml'));
    assert.deepEqual(codes(await client.pull(uri('main.yaml'))), []);
  });
});

test('a client that waits for diagnostics gets those of the parent anew', async () => {
  await inWorkspace(
    { 'child.yaml': FINE_CHILD },
    async ({ client, uri }) => {
      await client.open(uri('main.yaml'), NESTING);
      assert.deepEqual(codes(await client.pushed(uri('main.yaml'), 1)), []);
      const again = client.pushed(uri('main.yaml'));
      await client.open(uri('child.yaml'), CHILD);
      assert.deepEqual(codes(await again), OUTSIDE);
    },
    { capabilities: PUSH },
  );
});

test('an import is looked up in the whole workspace, and again when a template changes', async () => {
  const files = { 'stacks/child.yaml': CHILD, 'data/big.json': '{"a": 1}' };
  await inWorkspace(files, async ({ client, uri, write, refreshed }) => {
    const found = refreshed();
    await client.open(uri('main.yaml'), IMPORTING);
    assert.deepEqual(codes(await client.pull(uri('main.yaml'))), [], 'nobody knows yet');
    await found;
    assert.deepEqual(codes(await client.pull(uri('main.yaml'))), OUTSIDE);
    // Two templates with the name: nobody knows which.
    write('second.yaml', CHILD);
    const second = refreshed();
    await changedOnDisk(client, uri('second.yaml'), 1);
    await client.pull(uri('main.yaml'));
    await second;
    assert.deepEqual(codes(await client.pull(uri('main.yaml'))), []);
    const renamed = refreshed();
    await client.open(uri('second.yaml'), CHILD.replace('child-', 'second-'));
    await renamed;
    assert.deepEqual(codes(await client.pull(uri('main.yaml'))), OUTSIDE);
  });
});

test('a checkout that changes hundreds of templates is read while nobody waits', async () => {
  const others = Array.from({ length: 300 }, (_, n) => `other-${n}.yaml`);
  // As long as a real template: the server reads only a few of them in a slice.
  const other = (name: string) => `${CHILD.replace('child-', `${name}-`)}# ${'Lorem '.repeat(5000)}\n`;
  const files = Object.fromEntries(others.map((name) => [name, other(name)]));
  await inWorkspace({ ...files, 'child.yaml': FINE_CHILD }, async ({ client, uri, write, refreshed }) => {
    const found = refreshed();
    await client.open(uri('main.yaml'), IMPORTING);
    await client.pull(uri('main.yaml'));
    await found;
    assert.deepEqual(codes(await client.pull(uri('main.yaml'))), []);
    for (const name of others) write(name, `${other(name)}# changed\n`);
    write('child.yaml', CHILD);
    const read = refreshed();
    const changes = [...others, 'child.yaml'].map((name) => ({ uri: uri(name), type: 2 }));
    const notified = client.notify('workspace/didChangeWatchedFiles', { changes });
    assert.deepEqual(
      codes(await client.pull(uri('main.yaml'))),
      [],
      'an answer does not wait for all of them',
    );
    await Promise.all([notified, read]);
    assert.deepEqual(codes(await client.pull(uri('main.yaml'))), OUTSIDE);
  });
});

test('an edit that changes no export and no nested template asks for nothing', async () => {
  await inWorkspace({ 'child.yaml': CHILD }, async ({ client, uri, refreshed }) => {
    await client.open(uri('main.yaml'), NESTING);
    assert.deepEqual(codes(await client.pull(uri('main.yaml'))), OUTSIDE);
    let isAsked = false;
    refreshed().then(
      () => {
        isAsked = true;
      },
      () => {},
    );
    await client.open(uri('other.yaml'), GIVEN);
    await client.change(uri('other.yaml'), 2, { text: `${GIVEN}\n` });
    // The same text as on disk.
    await client.open(uri('child.yaml'), CHILD);
    assert.deepEqual(codes(await client.pull(uri('other.yaml'))), []);
    assert.equal(isAsked, false);
  });
});

test('values of parameters: the settings of the editor, their files, and changes of both', async () => {
  let settings: unknown = { parameters: { Block: '10.9.0.0/24' } };
  const files = { 'env/p.json': '{"Parameters": {"Block": "10.8.0.0/24"}}' };
  await inWorkspace(
    files,
    async ({ client, uri, write }) => {
      const main = uri('main.yaml');
      const change = (next: unknown) => {
        settings = next;
        return client.notify('workspace/didChangeConfiguration', { settings: {} });
      };
      await client.open(main, GIVEN);
      assert.deepEqual(codes(await client.pull(main)), OUTSIDE);
      await change({ parameters: { Block: '10.0.2.0/24' } });
      assert.deepEqual(codes(await client.pull(main)), []);
      await change({ parameterFiles: { '*.yaml': 'env/p.json' } });
      assert.deepEqual(codes(await client.pull(main)), OUTSIDE);
      await change({ parameterFiles: { 'other/*.yaml': 'env/p.json' } });
      assert.deepEqual(codes(await client.pull(main)), []);
      await change({ parameterFiles: { 'main.yaml': 'env/p.json' } });
      write('env/p.json', '{"Block": "10.0.3.0/24"}');
      await changedOnDisk(client, uri('env/p.json'));
      assert.deepEqual(codes(await client.pull(main)), []);
      await client.open(uri('env/p.json'), '{"Block": "10.7.0.0/24"}', 'json');
      assert.deepEqual(codes(await client.pull(main)), OUTSIDE, 'before it is saved');
      await change({ parameterFiles: { 'main.yaml': 'env/p.json' }, parameters: { Block: '10.0.4.0/24' } });
      assert.deepEqual(codes(await client.pull(main)), [], 'single values lie over files');
    },
    { settings: () => settings },
  );
});

test('names with letters that addresses write otherwise', async () => {
  const files = {
    'vpc-lens.json': '{"parameterFiles": {"ein netz.yaml": "größe.json"}}',
    'größe.json': '{"Block": "10.9.0.0/24"}',
    'child.yaml': CHILD,
  };
  await inWorkspace(files, async ({ client, uri }) => {
    await client.open(uri('ein%20netz.yaml'), GIVEN);
    assert.deepEqual(codes(await client.pull(uri('ein%20netz.yaml'))), OUTSIDE);
    await client.open(uri('zwei%20netze.yaml'), NESTING);
    assert.deepEqual(codes(await client.pull(uri('zwei%20netze.yaml'))), OUTSIDE);
  });
});

test('values of vpc-lens.json hold in the editor too', async () => {
  const files = { 'vpc-lens.json': '{"parameters": {"Block": "10.9.0.0/24"}}' };
  await inWorkspace(files, async ({ client, uri, write }) => {
    await client.open(uri('main.yaml'), GIVEN);
    assert.deepEqual(codes(await client.pull(uri('main.yaml'))), OUTSIDE);
    write('vpc-lens.json', '{"parameters": {"Block": "10.0.5.0/24"}}');
    await changedOnDisk(client, uri('vpc-lens.json'));
    assert.deepEqual(codes(await client.pull(uri('main.yaml'))), []);
  });
});
