import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeLens } from 'vscode-languageserver-protocol';
import {
  REACH_NAMES_REQUEST,
  type ReachNames,
  TRACE_REQUEST,
  type Trace,
} from '../../server/src/protocol.ts';
import { SHOP } from '../reach/shop.ts';
import { withServer } from './client.ts';

const URI = 'file:///shop/net.yaml';

test('lens, trace and names over the wire; a trace is of what is in the editor', async () => {
  await withServer({}, async (client) => {
    await client.open(URI, SHOP);
    const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: URI } });
    const lens = lenses.find(({ command }) => command?.title === 'Database ✗ why?');
    assert.ok(lens?.command);
    assert.equal(lens.command.command, 'vpcLens.showTrace');
    const [request] = lens.command.arguments!;

    const trace = await client.request<Trace>(TRACE_REQUEST, request);
    const [answer] = trace.answers;
    assert.equal(answer!.verdict, 'blocked');
    assert.equal(answer!.blockers[0]!.fix, 'Let AppGroup into DbGroup on 5432');
    const [change] = answer!.blockers[0]!.edit!.documentChanges!;
    assert.ok(change && 'textDocument' in change && 'edits' in change);
    assert.deepEqual(change.textDocument, { uri: URI, version: 1 });

    await client.change(URI, 2, { text: SHOP.replace('10.0.9.0/24', '10.0.1.0/24') });
    const after = await client.request<Trace>(TRACE_REQUEST, request);
    assert.equal(after.answers[0]!.verdict, 'reachable');

    const names = await client.request<ReachNames>(REACH_NAMES_REQUEST, { uri: URI });
    assert.equal(names.sources[0]!.name, 'AppFunction');
    assert.equal(names.destinations[0]!.name, 'Database');
  });
});

test('a document that is not open, or is no template, is answered and not refused', async () => {
  await withServer({}, async (client) => {
    const request = { uri: 'file:///shop/none.yaml', from: 'AppFunction', to: 'Database' };
    const { answers } = await client.request<Trace>(TRACE_REQUEST, request);
    assert.deepEqual(answers, []);
    const names = await client.request<ReachNames>(REACH_NAMES_REQUEST, { uri: request.uri });
    assert.deepEqual(names, { sources: [], destinations: [] });
  });
});
