import * as vscode from 'vscode';
import { SHOW_DRIFT_COMMAND } from '../../../server/src/protocol.ts';
import { isOurs } from '../documents/documents.ts';
import type { LanguageServer } from '../languageServer/languageServer.ts';
import { askToOpenFile } from '../notifications.ts';
import type { ChangeView } from './changeView.ts';

/** "VPC Lens: Compare Template with AWS": shows how the document differs from its stack in the inventory. */
export function registerShowDrift(server: LanguageServer, view: ChangeView): vscode.Disposable {
  return vscode.commands.registerCommand(SHOW_DRIFT_COMMAND, async (from?: unknown) => {
    const active = vscode.window.activeTextEditor?.document;
    const uri =
      typeof from === 'string' ? vscode.Uri.parse(from) : active && isOurs(active) ? active.uri : undefined;
    if (!uri) return askToOpenFile();
    server.start();
    await view.compare({ kind: 'aws', uri });
  });
}
