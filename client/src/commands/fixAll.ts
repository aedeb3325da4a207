import * as vscode from 'vscode';
import { isOurs } from '../documents/documents.ts';
import { askToOpenFile } from '../notifications.ts';

const KIND = 'source.fixAll.vpcLens';

/** "VPC Lens: Fix All": makes every preferred fix in the file of the active editor. */
export function registerFixAll(): vscode.Disposable {
  return vscode.commands.registerCommand('vpcLens.fixAll', async () => {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !isOurs(editor.document)) return askToOpenFile();
    // If there are none, VS Code's own message would show the id of the kind in place of its title.
    const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[] | undefined>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      new vscode.Range(0, 0, editor.document.lineCount, 0),
      KIND,
    );
    if (!actions?.length) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('No finding in this file has a fix that is the only one possible.'),
      );
      return;
    }
    await vscode.commands.executeCommand('editor.action.codeAction', { kind: KIND, apply: 'first' });
  });
}
