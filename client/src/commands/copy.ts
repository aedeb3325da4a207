import * as vscode from 'vscode';
import { COPY_COMMAND, type CopyParams } from '../../../server/src/protocol.ts';

/** How long the status bar says that something was copied, in milliseconds. */
const SHOWN_MS = 5000;

/** Copies text for a code action of the server; not in any menu. */
export function registerCopy(): vscode.Disposable {
  return vscode.commands.registerCommand(COPY_COMMAND, async ({ text, notification }: CopyParams) => {
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(notification, SHOWN_MS);
  });
}
