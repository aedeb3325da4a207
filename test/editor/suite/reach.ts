import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, test } from './test.ts';
import { closeEditors, openFile } from './workspace.ts';

const FILE = 'with-mistakes/can-it-get-there/shop.yaml';

async function lensesOf({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  return vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
}

function lensWith(document: vscode.TextDocument, title: string): Promise<vscode.CodeLens> {
  return eventually(`the lens "${title}"`, async () =>
    (await lensesOf(document)).find(({ command }) => command?.title === title),
  );
}

test('lenses stand over functions, those that fail first, and go with the setting', async () => {
  const { document } = await openFile(FILE);
  await lensWith(document, 'Database ✗ why?');
  const lenses = await lensesOf(document);
  const over = (name: string) => {
    const line = document.positionAt(document.getText().indexOf(`\n  ${name}:`) + 1).line;
    return lenses.filter(({ range }) => range.start.line === line).map(({ command }) => command?.title);
  };
  assert.deepEqual(over('AppFunction'), ['Database ✗ why?', 'internet ✓ NatA', 's3 ✓ S3Endpoint']);
  assert.deepEqual(over('MailFunction'), [
    'internet from 1 of 2 subnets: why?',
    's3 from 1 of 2 subnets: why?',
  ]);
  const settings = vscode.workspace.getConfiguration('vpcLens');
  await settings.update('codeLens.enabled', false, vscode.ConfigurationTarget.Workspace);
  await eventually('no lens', async () => (await lensesOf(document)).length === 0 || undefined);
  await settings.update('codeLens.enabled', undefined, vscode.ConfigurationTarget.Workspace);
  await lensWith(document, 'Database ✗ why?');
  await closeEditors();
});

test('the lens opens the answer, whose command copies it', async () => {
  const { document } = await openFile(FILE);
  const { command } = await lensWith(document, 'Database ✗ why?');
  await vscode.commands.executeCommand(command!.command, ...command!.arguments!);
  await vscode.commands.executeCommand('vpcLens.copyTrace');
  const copied = await eventually('the copied answer', async () => {
    const text = await vscode.env.clipboard.readText();
    return text.startsWith('AppFunction → Database') ? text : undefined;
  });
  assert.match(copied, /Fix: Allow tcp 5432 from AppGroup in DatabaseGroup/);
  await closeEditors();
});

test('an edit changes what the lens says', async () => {
  const { document } = await openFile(FILE);
  await lensWith(document, 'Database ✗ why?');
  const text = document.getText();
  const at = text.indexOf('10.0.9.0/24', text.indexOf('CidrIp'));
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at + '10.0.9.0/24'.length));
  edit.replace(document.uri, range, '10.0.0.0/16');
  await vscode.workspace.applyEdit(edit);
  await lensWith(document, 'Database ✓');
  await closeEditors();
});
