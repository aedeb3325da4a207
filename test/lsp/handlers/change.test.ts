import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CHANGE_REQUEST,
  type ChangeAnswer,
  type ChangeRequest,
  REPLACED_REQUEST,
  type ReplacedResource,
} from '../../../server/src/protocol.ts';
import { SHOP } from '../../reach/shop.ts';
import { withServer } from '../client.ts';

const URI = 'file:///shop/net.yaml';

/** Lets AppFunction in. */
const MENDED = SHOP.replace('10.0.9.0/24', '10.0.1.0/24');

/** The first rows of each section, with those below it. */
const said = ({ sections }: ChangeAnswer) =>
  sections.map(({ title, rows }) => [title, rows[0]!.text, ...rows[0]!.rows.map(({ text }) => text)]);

test('what the text in the editor does against an older one, over the wire', async () => {
  assert.notEqual(SHOP, MENDED);
  await withServer({}, async (client) => {
    const request = (before?: string) =>
      client.request<ChangeAnswer>(CHANGE_REQUEST, {
        uri: URI,
        ...(before !== undefined && { before }),
      } satisfies ChangeRequest);
    await client.open(URI, SHOP);
    assert.deepEqual(await request(SHOP), { sections: [] });

    await client.change(URI, 2, { text: MENDED });
    const opened = await request(SHOP);
    assert.deepEqual(said(opened)[0], [
      'Reachability',
      'DbGroup',
      'AppFunction can now reach Database, tcp 5432',
    ]);
    const line = MENDED.split('\n').findIndex((one) => one.startsWith('  DbGroup:'));
    assert.equal(opened.sections[0]!.rows[0]!.range!.start.line, line);

    await client.change(URI, 3, { text: SHOP });
    assert.deepEqual(said(await request(MENDED))[0], [
      'Reachability',
      'DbGroup',
      'AppFunction can no longer reach Database, tcp 5432',
    ]);
    // A file that the older version does not have.
    assert.ok((await request()).sections.some(({ title }) => title === 'Addresses'));
  });
});

test('the place of what is gone is in the older text', async () => {
  await withServer({}, async (client) => {
    const without = SHOP.replace(/^ {2}AppFunction:\n(?: {4}.*\n| *\n)+/m, '');
    assert.notEqual(without, SHOP);
    await client.open(URI, without);
    const { sections } = await client.request<ChangeAnswer>(CHANGE_REQUEST, { uri: URI, before: MENDED });
    const rows = sections.find(({ title }) => title === 'Reachability')?.rows ?? [];
    const row = rows.find(({ text }) => text.startsWith('AppFunction (gone)'));
    assert.equal(row?.range, undefined);
    assert.equal(
      row?.oldLine,
      MENDED.split('\n').findIndex((one) => one.startsWith('  AppFunction:')),
    );
  });
});

test('what cannot be compared says why', async () => {
  await withServer({}, async (client) => {
    const ask = (uri: string, before: string) =>
      client.request<ChangeAnswer>(CHANGE_REQUEST, { uri, before });
    assert.deepEqual(await ask('file:///shop/none.yaml', SHOP), {
      sentence: 'This file is neither a CloudFormation template nor Zappa settings.',
      sections: [],
    });
    await client.open(URI, SHOP);
    const broken = `${SHOP}\n  Broken: {`;
    assert.equal((await ask(URI, broken)).sentence, 'The older version has a syntax error.');
    await client.change(URI, 2, { text: broken });
    assert.equal((await ask(URI, SHOP)).sentence, 'The file has a syntax error.');
  });
});

test('what an edit replaces, for a lens', async () => {
  await withServer({}, async (client) => {
    const ask = (before: string) =>
      client.request<readonly ReplacedResource[]>(REPLACED_REQUEST, { uri: URI, before });
    await client.open(URI, SHOP);
    assert.deepEqual(await ask(SHOP), []);
    const edited = SHOP.replace('CidrBlock: 10.0.0.0/16', 'CidrBlock: 10.9.0.0/16');
    assert.notEqual(edited, SHOP);
    await client.change(URI, 2, { text: edited });
    const [vpc, ...more] = await ask(SHOP);
    assert.match(vpc!.title, /^This edit replaces Vpc and \d+ more$/);
    assert.equal(
      vpc!.range.start.line,
      edited.split('\n').findIndex((one) => one.startsWith('  Vpc:')),
    );
    assert.deepEqual(more, []);
    assert.deepEqual(await ask(`${SHOP}\n  Broken: {`), []);
  });
});
