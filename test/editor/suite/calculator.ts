import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, test } from './test.ts';
import { closeEditors, openText } from './workspace.ts';

test('the palette calculator takes the CIDR under the cursor, and Enter copies the chosen line', async () => {
  const { document } = await openText('plaintext', 'the office is 10.0.16.0/20 just now');
  const cursor = document.positionAt(document.getText().indexOf('16.0'));
  vscode.window.activeTextEditor!.selection = new vscode.Selection(cursor, cursor);
  await vscode.env.clipboard.writeText('nothing yet');
  const done = vscode.commands.executeCommand('vpcLens.calculateCidr');
  // The list may not be on the screen yet, and then Enter is lost: press it until something was copied.
  await eventually('the copied line', async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return (await vscode.env.clipboard.readText()) === 'nothing yet' ? undefined : true;
  });
  await done;
  assert.equal(await vscode.env.clipboard.readText(), '10.0.16.0-10.0.31.255');
  await closeEditors();
});
