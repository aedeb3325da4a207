import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConfigurationItem, Diagnostic } from 'vscode-languageserver-protocol';
import { PULL, withWorkspace } from '../client.ts';
import { withServerHere } from '../inProcess.ts';

const TEXT = `Parameters: { Block: { Type: String, Default: 10.0.1.0/24 } }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: !Ref Block } }
`;

/** What the editor says for each folder, of which one lies in another. */
const VALUES: Readonly<Record<string, string>> = {
  'file:///work': '10.9.0.0/24',
  'file:///work/inner/deep': '10.0.3.0/24',
  'file:///work/inner': '10.0.2.0/24',
};
const folder = (uri: string) => ({ uri, name: uri });

for (const folders of [Object.keys(VALUES), Object.keys(VALUES).toReversed()]) {
  test(`of folders within each other, the innermost has the settings: ${folders.join(', ')}`, async () => {
    await withServerHere(async (client) => {
      client.onRequest('workspace/configuration', ({ items }: { items: ConfigurationItem[] }) =>
        items.map(({ scopeUri }) =>
          scopeUri === undefined ? {} : { parameters: { Block: VALUES[scopeUri] } },
        ),
      );
      client.onRequest('workspace/diagnostic/refresh', () => null);
      await client.sendRequest('initialize', {
        processId: null,
        rootUri: null,
        workspaceFolders: folders.map(folder),
        capabilities: withWorkspace(PULL, { configuration: true, workspaceFolders: true }),
      });
      await client.sendNotification('initialized', {});
      const messages = async (uri: string) => {
        await client.sendNotification('textDocument/didOpen', {
          textDocument: { uri, languageId: 'yaml', version: 1, text: TEXT },
        });
        const report = await client.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
          textDocument: { uri },
        });
        return report.items.map(({ code }) => code);
      };
      assert.deepEqual(await messages('file:///work/a.yaml'), ['subnet-outside-vpc']);
      assert.deepEqual(await messages('file:///work/inner/a.yaml'), []);
      assert.deepEqual(await messages('file:///work/inner/deep/a.yaml'), []);
      // The inner folders are closed, and the outer one's settings hold.
      const removed = folders.filter((uri) => uri !== 'file:///work').map(folder);
      await client.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed } });
      assert.deepEqual(await messages('file:///work/inner/a.yaml'), ['subnet-outside-vpc']);
      await client.sendNotification('workspace/didChangeWorkspaceFolders', {
        event: { added: removed, removed: [] },
      });
      assert.deepEqual(await messages('file:///work/inner/a.yaml'), []);
    });
  });
}
