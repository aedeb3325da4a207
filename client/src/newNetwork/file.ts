import * as vscode from 'vscode';
import { freeFileName } from './freeName.ts';
import { showStep, stepAt, TOTAL_STEPS } from './steps.ts';

/** Asks for the name of a file that does not exist yet, in the first folder of the workspace; undefined if cancelled. */
export async function askForFile(name: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!folder)
    return vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.file(name),
      title: vscode.l10n.t('New Network'),
    });
  const box = stepAt(vscode.window.createInputBox(), vscode.l10n.t('Name of the file'), TOTAL_STEPS - 1);
  box.buttons = [];
  box.value = await freeFileName(name, (free) => exists(vscode.Uri.joinPath(folder, free)));
  box.valueSelection = [0, box.value.lastIndexOf('.')];
  const read = async () => {
    const typed = box.value.trim();
    const file = vscode.Uri.joinPath(folder, typed);
    const isThere = typed === '' || (await exists(file));
    box.validationMessage = isThere ? vscode.l10n.t('A file of that name exists.') : '';
    return isThere ? undefined : file;
  };
  box.onDidChangeValue(() => void read());
  const file = await showStep(box, read);
  return file === 'back' ? undefined : file;
}

async function exists(file: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}
