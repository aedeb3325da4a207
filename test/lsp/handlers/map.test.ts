import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeLens } from 'vscode-languageserver-protocol';
import {
  MAP_MERMAID_REQUEST,
  MAP_REACH_REQUEST,
  MAP_REQUEST,
  type MapReachAnswer,
  type MapReply,
  SHOW_MAP_COMMAND,
} from '../../../server/src/protocol.ts';
import { withServer } from '../client.ts';

const uri = 'file:///w/network.yaml';
const text = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  App: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
`;
const params = { textDocument: { uri }, scenario: null, unfolded: [] };

test('a map, what is reached in it, and its flowchart, each of the text as it is', async () => {
  await withServer({}, async (client) => {
    await client.open(uri, text);
    const { isBroken, map: answer } = await client.request<MapReply>(MAP_REQUEST, params);
    assert.equal(isBroken, false);
    assert.ok(answer);
    assert.deepEqual([answer.version, answer.scenarios, answer.scenario], [1, [], null]);
    assert.deepEqual(
      answer.scene.things.map(({ key }) => key),
      ['internet', 'Vpc', 'App'],
    );
    assert.equal(answer.places.App?.own?.start.line, 2);
    const reached = await client.request<MapReachAnswer>(MAP_REACH_REQUEST, { ...params, from: 'App' });
    assert.deepEqual(reached, { verdicts: { internet: 'blocked' } });
    assert.match(await client.request<string>(MAP_MERMAID_REQUEST, params), /^flowchart TB\n/);
  });
});

test('a file without a network has none, and wrong parameters are told', async () => {
  await withServer({}, async (client) => {
    const other = { ...params, textDocument: { uri: 'file:///w/other.yaml' } };
    assert.deepEqual(await client.request(MAP_REQUEST, other), { isBroken: false, map: null });
    await client.open(uri, `${text}  Broken: { Type: [\n`);
    assert.equal((await client.request<MapReply>(MAP_REQUEST, params)).isBroken, true);
    assert.equal(await client.request(MAP_MERMAID_REQUEST, other), null);
    await assert.rejects(
      client.request(MAP_REQUEST, { ...params, unfolded: 'all' }),
      /needs unfolded, a list of texts/,
    );
    await assert.rejects(
      client.request(MAP_REQUEST, { ...params, scenario: 1 }),
      /needs scenario, a text or null/,
    );
    await assert.rejects(client.request(MAP_REACH_REQUEST, params), /needs from, a text/);
  });
});

test('a comment in JSON hides nothing of the map', async () => {
  const json = { uri: 'file:///w/network.json' };
  const vpc = '{ "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": "10.0.0.0/16" } }';
  await withServer({}, async (client) => {
    await client.open(json.uri, `{ "Resources": {\n  // The network of the shop.\n  "Vpc": ${vpc} } }\n`);
    const { isBroken, map } = await client.request<MapReply>(MAP_REQUEST, { ...params, textDocument: json });
    assert.deepEqual([isBroken, map?.scene.things.length], [false, 2]);
  });
});

test('a lens over each VPC opens the map, for a client that can', async () => {
  await withServer({ initializationOptions: { commands: [SHOW_MAP_COMMAND] } }, async (client) => {
    await client.open(uri, text);
    const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    assert.deepEqual(
      lenses.map(({ command, range }) => [range.start.line, command?.title, command?.arguments]),
      [[1, 'Map', [uri, 'Vpc']]],
    );
  });
});
