import * as vscode from 'vscode';

/** For a command that needs a file of ours in the active editor. The button opens a file by its name. */
export async function tellToOpenFile(
  sentence = vscode.l10n.t('Open a CloudFormation template or Zappa settings first.'),
): Promise<void> {
  const open = vscode.l10n.t('Open File…');
  const chosen = await vscode.window.showInformationMessage(sentence, open);
  if (chosen === open) await vscode.commands.executeCommand('workbench.action.quickOpen');
}
