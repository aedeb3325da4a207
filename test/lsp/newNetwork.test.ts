import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ADD_VPC_CONFIG_REQUEST,
  type AddVpcConfigAnswer,
  NEW_NETWORK_REQUEST,
  type NewNetworkAnswer,
  STATUS_REQUEST,
  type StatusAnswer,
} from '../../server/src/protocol.ts';
import { edited, withServer } from './client.ts';

const network = { pattern: 'nat', zones: '3', cidr: '10.4.0.0/16', extras: ['rds'], format: 'yaml' };

const SETTINGS = `dev:
  app_function: app.app
prod:
  extends: dev
other:
  app_function: app.app
  vpc_config:
    SubnetIds: [subnet-0a6e83c5d9f14b207]
`;

test('the template of a network, or why there is none', async () => {
  await withServer({}, async (client) => {
    const answer = await client.request<NewNetworkAnswer>(NEW_NETWORK_REQUEST, network);
    assert.ok('template' in answer && answer.template.includes('CidrBlock: 10.4.0.0/16'));
    const refused = await client.request<NewNetworkAnswer>(NEW_NETWORK_REQUEST, {
      ...network,
      cidr: '10.0.0.0/8',
    });
    assert.match('refused' in refused ? refused.refused : '', /^AWS accepts VPCs/);
  });
});

test('vpc_config is added to a stage that has none, its own or an inherited one', async () => {
  await withServer({}, async (client) => {
    const uri = 'file:///w/zappa_settings.yaml';
    await client.open(uri, SETTINGS);
    const ask = (wanted: object) =>
      client.request<AddVpcConfigAnswer>(ADD_VPC_CONFIG_REQUEST, { textDocument: { uri }, network: wanted });
    const { version, stages } = await ask(network);
    assert.equal(version, 1);
    assert.deepEqual(
      stages.map(({ stage }) => stage),
      ['dev', 'prod'],
    );
    const after = edited(SETTINGS, [...stages[0]!.edits]);
    // In the style of the file, whose lists are on one line.
    assert.match(
      after,
      /^dev:\n.*\n {2}vpc_config:\n {4}SubnetIds: \[subnet-0a{16}, subnet-0b{16}, subnet-0c{16}\]\n/,
    );
    assert.ok(after.endsWith(SETTINGS.slice(SETTINGS.indexOf('prod:'))));
    // A function does not belong into public subnets.
    assert.deepEqual((await ask({ ...network, pattern: 'public' })).stages, []);
  });
});

test('what a document is checked with; nothing for a document that is not checked', async () => {
  await withServer({}, async (client) => {
    await client.open('file:///w/zappa_settings.yaml', SETTINGS);
    await client.open('file:///w/notes.yaml', 'a: 1\n');
    const status = (uri: string) => client.request<StatusAnswer | null>(STATUS_REQUEST, { uri });
    assert.deepEqual(await status('file:///w/zappa_settings.yaml'), {
      kind: 'zappa',
      profile: 'recommended',
      parameterFiles: [],
      inventoryAge: null,
    });
    assert.equal(await status('file:///w/notes.yaml'), null);
    assert.equal(await status('file:///w/none.yaml'), null);
  });
});
