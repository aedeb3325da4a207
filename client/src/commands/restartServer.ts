import * as vscode from 'vscode';
import type { LanguageServer } from '../languageServer/languageServer.ts';

/** "VPC Lens: Restart Language Server", for a server that hangs or was updated. */
export function registerRestartServer(server: LanguageServer): vscode.Disposable {
  return vscode.commands.registerCommand('vpcLens.restartServer', () => server.restart());
}
