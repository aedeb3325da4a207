import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { VpcLensApi } from '../../../client/src/extension.ts';
import { eventually, test } from './test.ts';
import { closeEditors, openText } from './workspace.ts';

const extension = () => vscode.extensions.getExtension<VpcLensApi>('vpc-lens.vpc-lens')!;

test('a plain YAML and a plain JSON file activate the extension but start no server', async () => {
  const api = await extension().activate();
  await openText('yaml', 'name: build\non: push\njobs: {}\n');
  await openText('json', '{"compilerOptions": {"strict": true}}\n');
  await eventually('both documents', () => (vscode.workspace.textDocuments.length >= 2 ? true : undefined));
  assert.equal(api.isServerStarted(), false);
  await closeEditors();
});

test('a plain file that becomes a template while one types starts the server', async () => {
  const api = await extension().activate();
  const { document } = await openText('yaml', 'name: build\n');
  assert.equal(api.isServerStarted(), false);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(
    document.uri,
    new vscode.Position(0, 0),
    "AWSTemplateFormatVersion: '2010-09-09'\nResources: {}\n",
  );
  await vscode.workspace.applyEdit(edit);
  await eventually('the server to be started', () => api.isServerStarted() || undefined);
  await closeEditors();
});

test('every contributed command is registered', async () => {
  const contributed = extension().packageJSON.contributes.commands.map(
    (one: { command: string }) => one.command,
  );
  const registered = new Set(await vscode.commands.getCommands());
  assert.deepEqual(
    contributed.filter((command: string) => !registered.has(command)),
    [],
  );
});
