import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  REACH_NAMES_REQUEST,
  type ReachNames,
  TRACE_REQUEST,
  type Trace,
  type TraceRequest,
} from '../../../server/src/protocol.ts';
import { SHOP } from '../../reach/shop.ts';
import { withServer } from '../client.ts';

const URI = 'file:///shop/net.yaml';

test('trace and names over the wire; a trace is of what is in the editor', async () => {
  await withServer({}, async (client) => {
    await client.open(URI, SHOP);
    const request: TraceRequest = { uri: URI, from: 'AppFunction', to: 'Database' };
    const trace = await client.request<Trace>(TRACE_REQUEST, request);
    const [answer] = trace.answers;
    assert.equal(answer!.verdict, 'blocked');

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
