import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type CompletionItem, FileChangeType } from 'vscode-languageserver-protocol';
import { inFolder } from '../cli/folder.ts';
import { codes, PULL, rangeIn, withServer } from './client.ts';

const TEXT =
  'dev:\n  vpc_config:\n    subnet_ids: [subnet-8f3c21d7]\n    SecurityGroupIds: [sg-5d20c8b4]\n  s\n';

/** Without the key that is being typed. */
const WHOLE = TEXT.replace('  s\n', '');

test('completion and hover are left to the editor where it has the schema, and ours elsewhere', async () => {
  const end = { line: 4, character: 3 };
  for (const [schemaLanguages, name, isOurs] of [
    [undefined, 'zappa_settings.yml', true],
    [['json'], 'zappa_settings.yml', true],
    [['yaml'], 'zappa_settings.yml', false],
  ] as const) {
    await withServer({ capabilities: PULL, initializationOptions: { schemaLanguages } }, async (client) => {
      assert.ok(client.initialized.capabilities.completionProvider?.triggerCharacters?.includes('"'));
      const uri = `file:///shop/${name}`;
      await client.open(uri, TEXT);
      const hover = await client.hover(uri, rangeIn(TEXT, 'vpc_config').start);
      const told = JSON.stringify(hover);
      assert.equal(told.includes('**vpc_config**'), isOurs);
      // Where the schema tells of the key, a hint alone would come before that.
      assert.equal(told.includes('Add an AWS inventory'), isOurs);
      const items = await client.request<CompletionItem[]>('textDocument/completion', {
        textDocument: { uri },
        position: end,
      });
      assert.equal(
        items.some(({ label }) => label === 'slim_handler'),
        isOurs,
      );
      // Nobody else knows what a stage comes to.
      assert.ok(await client.hover(uri, { line: 0, character: 1 }));
    });
  }
});

test('settings by other names, as the editor or vpc-lens.json says, and what lies beside them', async () => {
  await inFolder({ 'vpc-lens.json': '{"zappa": {"files": ["prod.yml"]}}' }, async (folder) => {
    const uriOf = (name: string) => pathToFileURL(`${folder}/${name}`).href;
    await withServer({ capabilities: PULL }, async (client) => {
      await client.open(uriOf('prod.yml'), WHOLE);
      assert.deepEqual(codes(await client.pull(uriOf('prod.yml'))), ['zappa-vpc-key']);
      await client.open(uriOf('other.yml'), WHOLE);
      assert.deepEqual(await client.pull(uriOf('other.yml')), []);

      const uri = uriOf('zappa_settings.yml');
      writeFileSync(`${folder}/zappa_settings.json`, '{}');
      await client.open(uri, WHOLE);
      assert.deepEqual(codes(await client.pull(uri)), ['zappa-settings-shadowed', 'zappa-vpc-key']);
      rmSync(`${folder}/zappa_settings.json`);
      await client.notify('workspace/didChangeWatchedFiles', {
        changes: [{ uri: uriOf('zappa_settings.json'), type: FileChangeType.Deleted }],
      });
      assert.deepEqual(codes(await client.pull(uri)), ['zappa-vpc-key']);
    });
  });
});
