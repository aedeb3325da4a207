import * as vscode from 'vscode';
import { SHOW_PAGE_COMMAND } from '../../../server/src/protocol.ts';

/** Opens a rule's page here, and any other in the browser, for the server's actions; not in any menu. */
export function registerShowPage(): vscode.Disposable {
  return vscode.commands.registerCommand(SHOW_PAGE_COMMAND, async (address: string) => {
    const uri = vscode.Uri.parse(address, true);
    if (uri.scheme === 'https') await vscode.env.openExternal(uri);
    else await vscode.commands.executeCommand('vscode.open', uri);
  });
}
