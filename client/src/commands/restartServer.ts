import * as vscode from 'vscode';
import type { LanguageServer } from '../languageServer/languageServer.ts';

/** How long the status bar says so, in milliseconds. */
const SHOWN_MS = 5000;

/** "VPC Lens: Restart Language Server", for a server that hangs or was updated. */
export function registerRestartServer(server: LanguageServer): vscode.Disposable {
  return vscode.commands.registerCommand('vpcLens.restartServer', async () => {
    await server.restart();
    vscode.window.setStatusBarMessage(vscode.l10n.t('The language server has restarted.'), SHOWN_MS);
  });
}
