// Network tests in the language server: diagnostics on both sides while either is edited, fixes, results and recording.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CodeAction, Diagnostic } from 'vscode-languageserver-protocol';
import {
  NETWORK_TESTS_REQUEST,
  type NetworkTestsAnswer,
  RECORD_TESTS_REQUEST,
  type RecordedTests,
} from '../../../server/src/protocol.ts';
import { type Files, inFolder } from '../../cli/folder.ts';
import { SHOP } from '../../reach/shop.ts';
import { type Client, PULL, PUSH, withServer } from '../client.ts';

const TESTS = `tests:
  - { title: orders, reason: Orders are in it., from: AppFunction, to: Database, expect: reachable }
  - { title: closed, from: internet, to: Database, expect: blocked }
`;
const MESSAGE =
  'AppFunction cannot reach Database on tcp 5432: DbGroup allows tcp 5432 only from 10.0.9.0/24, not from AppFunction.';
const GROUP_LINE = SHOP.split('\n').findIndex((one) => one.startsWith('  DbGroup:'));

interface Place {
  readonly client: Client;
  readonly uri: (name: string) => string;
  readonly write: (name: string, text: string) => void;
}

function inWorkspace(files: Files, use: (place: Place) => Promise<void>, capabilities = PULL): Promise<void> {
  return inFolder(files, (folder) =>
    withServer({ capabilities, rootUri: pathToFileURL(folder).href }, (client) =>
      use({
        client,
        uri: (name) => pathToFileURL(join(folder, name)).href,
        write: (name, text) => writeFileSync(join(folder, name), text),
      }),
    ),
  );
}

const ofTests = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.filter(({ code }) => code === 'network-test');

test('a failed test is an error at the line that breaks it, and says where the test is', async () => {
  await inWorkspace({ 'shop.yaml': SHOP, 'shop.nettest.yaml': TESTS }, async ({ client, uri }) => {
    await client.open(uri('shop.yaml'), SHOP);
    const [only, ...others] = ofTests(await client.pull(uri('shop.yaml')));
    assert.deepEqual(others, []);
    assert.equal(only?.message, `${MESSAGE} Test “orders” fails. Orders are in it.`);
    assert.deepEqual([only.range.start.line, only.severity], [GROUP_LINE, 1]);
    assert.deepEqual(
      only.relatedInformation?.map(({ location, message }) => [
        location.uri,
        location.range.start.line,
        message,
      ]),
      [[uri('shop.nettest.yaml'), 1, 'orders']],
    );
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: uri('shop.yaml') },
      range: only.range,
      context: { diagnostics: [only], only: ['quickfix'] },
    });
    assert.equal(actions[0]?.title, 'Allow tcp 5432 from AppGroup in DbGroup');
    assert.ok(actions[0].edit?.documentChanges);
  });
});

test('the text of the editor counts on both sides', async () => {
  await inWorkspace({ 'shop.yaml': SHOP }, async ({ client, uri }) => {
    await client.open(uri('shop.yaml'), SHOP);
    assert.deepEqual(ofTests(await client.pull(uri('shop.yaml'))), []);
    await client.open(uri('shop.nettest.yaml'), TESTS);
    assert.equal(ofTests(await client.pull(uri('shop.yaml'))).length, 1);
    assert.deepEqual(await client.pull(uri('shop.nettest.yaml')), []);
    await client.change(uri('shop.nettest.yaml'), 2, {
      text: TESTS.replace('to: Database, expect: r', 'to: Databse, expect: r'),
    });
    assert.deepEqual(ofTests(await client.pull(uri('shop.yaml'))), []);
    const [mistake, ...others] = await client.pull(uri('shop.nettest.yaml'));
    assert.deepEqual(others, []);
    assert.equal(mistake?.message, 'Unknown destination "Databse". Did you mean Database?');
    assert.equal(mistake.range.start.line, 1);
    await client.change(uri('shop.yaml'), 2, { text: SHOP.replaceAll('Database', 'Databse') });
    const [now] = await client.pull(uri('shop.nettest.yaml'));
    assert.equal(now?.message, 'Unknown destination "Database". Did you mean Databse?');
  });
});

test('a client that waits for diagnostics is sent those of the template anew', async () => {
  await inWorkspace(
    { 'shop.yaml': SHOP, 'shop.nettest.yaml': TESTS },
    async ({ client, uri }) => {
      await client.open(uri('shop.yaml'), SHOP);
      assert.equal(ofTests(await client.pushed(uri('shop.yaml'), 1)).length, 1);
      const next = client.pushed(uri('shop.yaml'));
      await client.open(uri('shop.nettest.yaml'), 'tests: []\n');
      assert.deepEqual(ofTests(await next), []);
    },
    PUSH,
  );
});

test('tests of vpc-lens.json are of the files that its globs match', async () => {
  const settings = JSON.stringify({
    expect: { 'net/*.yaml': { tests: [{ from: 'AppFunction', to: 'Database', expect: 'reachable' }] } },
  });
  await inWorkspace(
    { 'vpc-lens.json': settings, 'net/shop.yaml': SHOP, 'shop.yaml': SHOP },
    async ({ client, uri }) => {
      for (const name of ['net/shop.yaml', 'shop.yaml']) await client.open(uri(name), SHOP);
      assert.deepEqual(ofTests(await client.pull(uri('shop.yaml'))), []);
      assert.equal(ofTests(await client.pull(uri('net/shop.yaml'))).length, 1);
      const { tests } = await client.request<NetworkTestsAnswer>(NETWORK_TESTS_REQUEST, {
        uri: uri('vpc-lens.json'),
        run: true,
      });
      assert.deepEqual(
        tests.map(({ tested, outcome }) => [tested, outcome]),
        [[uri('net/shop.yaml'), 'failed']],
      );
    },
  );
});

test('what the tests of vpc-lens.json name and no file has is an error there', async () => {
  const settings = (glob: string, from: string) =>
    JSON.stringify({ expect: { [glob]: { tests: [{ from, to: 'Database', expect: 'reachable' }] } } });
  const files = {
    'net/shop.yaml': SHOP,
    'net/none.yaml': 'a: 1',
    'vpc-lens.json': settings('net/*', 'AppFunction'),
  };
  await inWorkspace(files, async ({ client, uri, write }) => {
    const messages = async () => (await client.pull(uri('vpc-lens.json'))).map(({ message }) => message);
    await client.open(uri('vpc-lens.json'), files['vpc-lens.json']);
    assert.deepEqual(await messages(), []);
    const misspelt = settings('net/*', 'AppFuncton');
    await client.change(uri('vpc-lens.json'), 2, { text: misspelt });
    const [only, ...others] = await client.pull(uri('vpc-lens.json'));
    assert.deepEqual(others, []);
    assert.equal(only?.message, 'net/shop.yaml: Unknown source "AppFuncton". Did you mean AppFunction?');
    const { start, end } = only.range;
    assert.equal(misspelt.slice(start.character, end.character), '"AppFuncton"');
    // The file that is tested is saved with that name.
    write('net/shop.yaml', SHOP.replaceAll('AppFunction', 'AppFuncton'));
    await client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uri('net/shop.yaml'), type: 2 }],
    });
    assert.deepEqual(await messages(), []);
    await client.change(uri('vpc-lens.json'), 3, { text: settings('nets/*', 'AppFunction') });
    assert.deepEqual(await messages(), ['nets/* matches no template and no Zappa settings file.']);
  });
});

test('the tests of a file, told and run, of a template that nobody has opened', async () => {
  await inWorkspace({ 'shop.yaml': SHOP, 'shop.nettest.yaml': TESTS }, async ({ client, uri, write }) => {
    const asked = (run: boolean) =>
      client.request<NetworkTestsAnswer>(NETWORK_TESTS_REQUEST, { uri: uri('shop.nettest.yaml'), run });
    const told = await asked(false);
    assert.deepEqual(
      told.tests.map(({ title, outcome, range }) => [title, outcome, range.start.line]),
      [
        ['orders', undefined, 1],
        ['closed', undefined, 2],
      ],
    );
    const { tests } = await asked(true);
    assert.deepEqual(
      tests.map(({ outcome }) => outcome),
      ['failed', 'passed'],
    );
    assert.deepEqual(tests[0]!.messages, [
      {
        text: `${MESSAGE}\nFix: Allow tcp 5432 from AppGroup in DbGroup\nOrders are in it.`,
        place: { uri: uri('shop.yaml'), range: tests[0]!.messages[0]!.place!.range },
        trace: { uri: uri('shop.yaml'), from: 'AppFunction', to: 'Database', protocol: 'tcp', port: 5432 },
      },
    ]);
    assert.equal(tests[0]!.messages[0]!.place!.range.start.line, GROUP_LINE);
    write('shop.yaml', SHOP.replace('10.0.9.0/24', '10.0.1.0/24'));
    assert.deepEqual(
      (await asked(true)).tests.map(({ outcome }) => outcome),
      ['passed', 'passed'],
    );
    write('shop.nettest.yaml', 'tests: [{ from: a }]');
    const broken = await asked(true);
    assert.deepEqual(
      [broken.tests.length, broken.mistakes.map(({ message }) => message)],
      [0, ['to and expect are missing.']],
    );
  });
});

test('what holds today is recorded as the text of a new file', async () => {
  await inWorkspace({}, async ({ client, uri }) => {
    await client.open(uri('shop.yaml'), SHOP);
    const recorded = await client.request<RecordedTests>(RECORD_TESTS_REQUEST, { uri: uri('shop.yaml') });
    assert.ok('text' in recorded);
    assert.equal(recorded.uri, uri('shop.nettest.yaml'));
    assert.match(recorded.text, /title: Nothing reaches Database/);
    const refused = await client.request<RecordedTests>(RECORD_TESTS_REQUEST, { uri: uri('none.yaml') });
    assert.deepEqual(refused, {
      refused: 'This file is neither a CloudFormation template nor Zappa settings.',
    });
  });
});
