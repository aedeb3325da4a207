import * as vscode from 'vscode';
import { isOurs } from '../documents/documents.ts';
import { tellToOpenFile } from '../notifications.ts';

/** "VPC Lens: Fix All": every fix that is the one possible meaning, in the file of the active editor. */
export function registerFixAll(): vscode.Disposable {
  return vscode.commands.registerCommand('vpcLens.fixAll', async () => {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !isOurs(editor.document)) return tellToOpenFile();
    await vscode.commands.executeCommand('editor.action.codeAction', {
      kind: 'source.fixAll.vpcLens',
      apply: 'first',
    });
  });
}
