import * as vscode from 'vscode';
import { COPY_COMMAND, type CopyParams } from '../../../server/src/protocol.ts';

/** How long the status bar says that something was copied. */
const SHOWN_MS = 5000;

/** What a code action of the server copies; it is in no menu. */
export function registerCopy(): vscode.Disposable {
  return vscode.commands.registerCommand(COPY_COMMAND, async ({ text, told }: CopyParams) => {
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(told, SHOWN_MS);
  });
}
