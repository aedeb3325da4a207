import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction, CodeLens, InitializeResult } from 'vscode-languageserver-protocol';
import {
  PLAN_SUBNETS_COMMAND,
  VPCS_REQUEST,
  type VpcsAnswer,
  WRITE_SUBNETS_REQUEST,
  type WriteSubnetsAnswer,
} from '../../../server/src/protocol.ts';
import { type Client, PULL, withServer, withWorkspace } from '../client.ts';

const uri = 'file:///w/network.yaml';
const text = `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
`;
const textDocument = { uri };
const commands = { commands: [PLAN_SUBNETS_COMMAND] };
const lenses = (client: Client) =>
  client.request<CodeLens[] | null>('textDocument/codeLens', { textDocument });

test('the server has lenses and plans for a client that can open the calculator', async () => {
  await withServer({ initializationOptions: commands }, async (client) => {
    assert.deepEqual((client.initialized as InitializeResult).capabilities.codeLensProvider, {});
    await client.open(uri, text);
    const [lens] = (await lenses(client)) ?? [];
    assert.deepEqual(lens?.command?.arguments, [uri, 'Vpc']);
    const range = { start: { line: 4, character: 8 }, end: { line: 4, character: 8 } };
    const titles = (actions: CodeAction[] | null) => actions?.map(({ title }) => title);
    assert.deepEqual(titles(await client.codeActions(uri, range)), ['Plan subnets of Vpc…']);
    assert.deepEqual(titles(await client.codeActions(uri, range, ['quickfix'])), []);
  });
});

test('a client that cannot open it gets neither, and settings switch the lenses off', async () => {
  await withServer({}, async (client) => {
    await client.open(uri, text);
    assert.deepEqual(await lenses(client), []);
  });
  const capabilities = withWorkspace(PULL, { configuration: true });
  const answers = { 'workspace/configuration': () => [{ codeLens: { enabled: false } }] };
  await withServer({ capabilities, answers, initializationOptions: commands }, async (client) => {
    await client.open(uri, text);
    assert.equal(await lenses(client), null);
  });
});

test('VPCs are told and subnets written for the version that was read, and for no other', async () => {
  await withServer({}, async (client) => {
    await client.open(uri, text);
    const answer = await client.request<VpcsAnswer>(VPCS_REQUEST, { textDocument });
    assert.deepEqual([answer.version, answer.vpcs[0]?.blocks], [1, ['10.0.0.0/16']]);
    const subnets = [{ name: 'a', cidr: '10.0.0.0/24', zone: 0, tier: '', ipv6: null }];
    const write = (version: number) =>
      client.request<WriteSubnetsAnswer>(WRITE_SUBNETS_REQUEST, {
        textDocument: { uri, version },
        vpc: 'Vpc',
        subnets,
        updates: [],
        form: 'literal',
      });
    const written = await write(1);
    assert.ok('edits' in written && written.edits.length === 1);
    assert.match(written.edits[0]!.newText, /Type: AWS::EC2::Subnet/);
    assert.deepEqual(await write(2), { refused: 'The template changed meanwhile.' });
    assert.equal(await client.request(VPCS_REQUEST, { textDocument: { uri: 'file:///w/none.yaml' } }), null);
  });
});
