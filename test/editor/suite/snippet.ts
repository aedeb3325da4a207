import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import manifest from '../../../package.json' with { type: 'json' };
import { eventually, test } from './test.ts';
import { closeEditors, findingsIn, openText } from './workspace.ts';

/** As in a *.code-snippets file; the names are the keys. */
type Snippets = Record<string, { prefix: string; scope: string; body: string[] }>;

// The bundle lies in test/.out/.
const root = join(__dirname, '../..');

for (const { path } of manifest.contributes.snippets) {
  const snippets: Snippets = JSON.parse(readFileSync(join(root, path), 'utf8'));
  for (const [name, { scope, body }] of Object.entries(snippets)) {
    test(`the snippet "${name}" of ${path} is inserted as it is, without a finding`, async () => {
      const known = await vscode.languages.getLanguages();
      for (const language of scope.split(',').filter((one) => known.includes(one))) {
        const { document } = await openText(language, '');
        await vscode.commands.executeCommand('editor.action.insertSnippet', { langId: language, name });
        await eventually('the text', () => document.lineCount === body.length || undefined);
        // The server answers in order: with the symbols here, the diagnostics are here too.
        await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', document.uri);
        assert.deepEqual(findingsIn(document), []);
        await closeEditors();
      }
    });
  }
}
