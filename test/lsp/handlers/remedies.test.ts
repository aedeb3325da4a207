import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CodeAction } from 'vscode-languageserver-protocol';
import { inFolder } from '../../cli/folder.ts';
import { type Client, PULL, withServer } from '../client.ts';

const INVENTORY = readFileSync(new URL('../../inventory/two-zones.json', import.meta.url), 'utf8');
const SETTINGS = `dev:
  slim_handler: true
  vpc_config:
    SubnetIds: [subnet-0a60000000000000a, subnet-0a70000000000000a]
    SecurityGroupIds: [sg-0a10000000000000a]
`;

/** What the inventory's stack was made from. */
const TEMPLATE = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
${['PublicA', 'PublicB', 'PrivateA', 'PrivateB', 'IsolatedA', 'IsolatedB']
  .map((name) => `  ${name}: { Type: AWS::EC2::Subnet }`)
  .join('\n')}
`;

const TITLE = 'In ../network/app.yaml: add a gateway endpoint for S3 (free)';

async function remedyOf(client: Client, uri: string): Promise<CodeAction> {
  const [diagnostic] = await client.pull(uri);
  assert.equal(diagnostic?.code, 'zappa-no-path-to-service');
  const actions = await client.codeActions(uri, diagnostic.range, ['quickfix']);
  const action = actions!.find(({ title }) => title === TITLE);
  return action ?? assert.fail(actions!.map(({ title }) => title).join('\n'));
}

test('a finding in settings is fixed in the template that their network was made from', async () => {
  const files = {
    'app/zappa_settings.yml': SETTINGS,
    'network/app.yaml': TEMPLATE,
    'network/other.yaml': TEMPLATE.replaceAll('AWS::EC2::Subnet', 'AWS::EC2::EIP'),
    '.vpc-lens/inventory.json': INVENTORY,
  };
  await inFolder(files, async (folder) => {
    await withServer({ rootUri: pathToFileURL(folder).href, capabilities: PULL }, async (client) => {
      const [uri, other] = ['app/zappa_settings.yml', 'network/app.yaml'].map(
        (name) => pathToFileURL(join(folder, name)).href,
      );
      await client.open(uri!, SETTINGS);
      const closed = await remedyOf(client, uri!);
      const [change, ...more] = closed.edit!.documentChanges!;
      assert.ok(change && 'edits' in change && more.length === 0);
      assert.deepEqual(change.textDocument, { uri: other, version: null });
      assert.match(change.edits.map((edit) => JSON.stringify(edit)).join(), /S3Endpoint/);

      // An editor rejects edits that were made for another text than it has.
      await client.open(other!, TEMPLATE);
      await client.change(other!, 2, { text: `# The network\n${TEMPLATE}` });
      const open = await remedyOf(client, uri!);
      const [changed] = open.edit!.documentChanges!;
      assert.ok(changed && 'edits' in changed);
      assert.deepEqual(changed.textDocument, { uri: other, version: 2 });
      assert.equal(
        changed.edits[0]!.range.start.line,
        change.edits[0]!.range.start.line + 1,
        'a line was typed above it',
      );
    });
  });
});
