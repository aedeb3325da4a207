import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { eventually, test } from './test.ts';
import { closeEditors, findingsIn, openFile } from './workspace.ts';

interface Expected {
  readonly file: string;
  readonly rule: string;
  readonly line: number;
}

/** What the command line found in the same files; written by suite.ui.mjs. */
const expected: Expected[] = JSON.parse(readFileSync(join(__dirname, 'expected-findings.json'), 'utf8'));
const files = [...new Set(expected.map(({ file }) => file))];

test('the examples have mistakes in settings and templates of every format', async () => {
  for (const format of [
    /zappa_settings\.json$/,
    /zappa_settings\.ya?ml$/,
    /zappa_settings\.toml$/,
    /^(?!.*zappa).*\.(ya?ml|template)$/,
    /^(?!.*zappa).*\.json$/,
  ]) {
    assert.ok(
      files.some((file) => format.test(file)),
      `no mistakes in a file like ${format}`,
    );
  }
});

for (const file of files) {
  test(`${file} shows in the editor what the command line finds in it`, async () => {
    const { document } = await openFile(file);
    const wanted = expected
      .filter((finding) => finding.file === file)
      .map(({ rule, line }) => ({ rule, line }))
      .sort((a, b) => a.line - b.line || a.rule.localeCompare(b.rule));
    await eventually(`${wanted.length} findings in ${file}`, () =>
      findingsIn(document).length === wanted.length ? true : undefined,
    ).catch(() => {}); // the comparison below says more
    assert.deepEqual(findingsIn(document), wanted);
    await closeEditors();
  });
}

test('the fixed twins have no findings', async () => {
  const all = await vscode.workspace.findFiles('**/*.{json,yaml,yml,toml,template}');
  const names = all
    .map((uri) => vscode.workspace.asRelativePath(uri))
    .filter((name) => !files.includes(name));
  for (const name of names) {
    const { document } = await openFile(name);
    // The server answers in order: with the symbols here, the diagnostics are here too.
    await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', document.uri);
    assert.deepEqual(findingsIn(document), [], name);
  }
  await closeEditors();
});
