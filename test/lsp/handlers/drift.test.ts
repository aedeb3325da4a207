import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CodeLens } from 'vscode-languageserver-types';
import { DRIFT_REQUEST, type DriftAnswer, SHOW_DRIFT_COMMAND } from '../../../server/src/protocol.ts';
import { inFolder } from '../../cli/folder.ts';
import { deployed, TEMPLATE } from '../../drift/shop.ts';
import { withServer } from '../client.ts';

/** What AWS has, after somebody has opened SSH to the web server. */
function openedByHand(): string {
  const aws = deployed();
  aws.SecurityGroups[1]!.IpPermissions.push({
    IpProtocol: 'tcp',
    FromPort: 22,
    ToPort: 22,
    IpRanges: [{ CidrIp: '0.0.0.0/0' }],
  });
  return JSON.stringify(aws);
}

test('a lens over the resources whose stack is in the inventory, and the differences', async () => {
  const commands = [SHOW_DRIFT_COMMAND];
  await inFolder({ '.vpc-lens/aws.json': openedByHand() }, async (folder) => {
    const uri = pathToFileURL(join(folder, 'net.yaml')).href;
    await withServer({ initializationOptions: { commands } }, async (client) => {
      await client.open(uri, TEMPLATE);
      const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
      assert.deepEqual(
        lenses.map(({ command, range }) => [range.start.line, command?.title, command?.arguments]),
        [[0, 'Compare with stack shop in AWS', [uri]]],
      );
      const { sentence, against, sections } = await client.request<DriftAnswer>(DRIFT_REQUEST, { uri });
      assert.equal(sentence, undefined);
      assert.equal(against, 'stack shop in the inventory of 2026-11-20');
      const [reach, differences] = sections;
      assert.equal(reach?.title, 'Reachability');
      assert.equal(reach.rows[0]?.rows[0]?.mark, 'exposure');
      assert.equal(differences?.title, 'Differences');
      const line = TEMPLATE.split('\n').findIndex((one) => one.startsWith('  WebGroup:'));
      const [row] = differences.rows[0]!.rows;
      assert.deepEqual(
        [row?.mark, row?.text, row?.range?.start.line],
        ['only-in-aws', 'Only in AWS: ingress tcp 22 from 0.0.0.0/0', line],
      );
    });
  });
});

test('no lens where the inventory has no such stack, and a sentence where nothing can be compared', async () => {
  const none = JSON.stringify({ Vpcs: [{ VpcId: 'vpc-00000009', CidrBlock: '10.9.0.0/16' }] });
  await inFolder({ '.vpc-lens/aws.json': none }, async (folder) => {
    const uri = pathToFileURL(join(folder, 'net.yaml')).href;
    await withServer({ initializationOptions: { commands: [SHOW_DRIFT_COMMAND] } }, async (client) => {
      await client.open(uri, TEMPLATE);
      assert.deepEqual(await client.request('textDocument/codeLens', { textDocument: { uri } }), []);
      const ask = (of: string) => client.request<DriftAnswer>(DRIFT_REQUEST, { uri: of });
      assert.equal(
        (await ask(uri)).sentence,
        'Nothing in the inventory is surely a resource of the template.',
      );
      assert.match((await ask('file:///shop/none.yaml')).sentence ?? '', /not a CloudFormation template/);
      await client.open('file:///shop/alone.yaml', TEMPLATE);
      assert.match((await ask('file:///shop/alone.yaml')).sentence ?? '', /no inventory/);
    });
  });
});
