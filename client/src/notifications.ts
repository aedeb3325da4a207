import * as vscode from 'vscode';
import { OPEN_EXAMPLE_COMMAND } from './commands/openExample.ts';

/** For a command that needs a file of ours in the active editor. The buttons open a file by its name, or an example. */
export async function askToOpenFile(
  sentence = vscode.l10n.t('Open a CloudFormation template or Zappa settings first.'),
): Promise<void> {
  const open = vscode.l10n.t('Open File…');
  const example = vscode.l10n.t('Open an Example');
  const chosen = await vscode.window.showInformationMessage(sentence, open, example);
  if (chosen === open) await vscode.commands.executeCommand('workbench.action.quickOpen');
  if (chosen === example) await vscode.commands.executeCommand(OPEN_EXAMPLE_COMMAND);
}
