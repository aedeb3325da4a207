import * as vscode from 'vscode';
import { fileKindOf } from '../../../server/src/fileKind.ts';

/** Files by these names are offered, and so are all within folders by such a name. */
const NAME = /param/i;
const ENDING = /\.(json|ya?ml)$/i;

interface Choice extends vscode.QuickPickItem {
  /** Undefined where the template is to have none. */
  readonly file?: vscode.Uri | undefined;
  readonly isOther?: boolean;
}

/**
 * "VPC Lens: Choose Parameter File…": offers the parameter files beside the template of the active editor, and writes
 * the chosen one into `vpcLens.parameterFiles` of its workspace folder.
 */
export function registerChooseParameterFile(): vscode.Disposable {
  return vscode.commands.registerCommand('vpcLens.chooseParameterFile', async () => {
    const document = vscode.window.activeTextEditor?.document;
    const folder = document && vscode.workspace.getWorkspaceFolder(document.uri);
    if (!document || !folder || fileKindOf(document.uri.path, document.getText()) !== 'template') {
      void vscode.window.showInformationMessage(
        'Parameter files are chosen for the template in the active editor, in a folder that is open.',
      );
      return;
    }
    const name = nameIn(folder, document.uri);
    const settings = vscode.workspace.getConfiguration('vpcLens', folder);
    const known = settings.inspect<Readonly<Record<string, string>>>('parameterFiles');
    const isOneOfMany = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
    const before = (isOneOfMany ? known?.workspaceFolderValue : known?.workspaceValue) ?? {};
    const chosen = await choose(document.uri, folder, before[name]);
    if (!chosen) return;
    const { [name]: _, ...others } = before;
    const after = chosen.file ? { ...others, [name]: nameIn(folder, chosen.file) } : others;
    const target = isOneOfMany
      ? vscode.ConfigurationTarget.WorkspaceFolder
      : vscode.ConfigurationTarget.Workspace;
    await settings.update('parameterFiles', after, target);
  });
}

/** Undefined where nothing was chosen. */
async function choose(
  template: vscode.Uri,
  folder: vscode.WorkspaceFolder,
  current: string | undefined,
): Promise<Choice | undefined> {
  const choices: Choice[] = (await filesBeside(template)).map((file) => {
    const name = nameIn(folder, file);
    return { label: name, file, ...(name === current && { description: 'chosen' }) };
  });
  choices.push({ label: 'Other file…', isOther: true });
  if (current !== undefined) choices.push({ label: 'None: the defaults of the template' });
  const chosen = await vscode.window.showQuickPick(choices, {
    title: 'Choose Parameter File',
    placeHolder: `Values for the parameters of ${nameIn(folder, template)}`,
  });
  if (!chosen?.isOther) return chosen;
  const [file] =
    (await vscode.window.showOpenDialog({
      defaultUri: vscode.Uri.joinPath(template, '..'),
      filters: { 'Parameter files': ['json', 'yaml', 'yml'] },
      openLabel: 'Choose',
    })) ?? [];
  return file && { label: '', file };
}

/** In the template's folder by their own names, and in folders beside it by the folders' names. */
async function filesBeside(template: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const folder = vscode.Uri.joinPath(template, '..');
  const found: vscode.Uri[] = [];
  for (const [name, type] of await list(folder)) {
    if (!NAME.test(name)) continue;
    const uri = vscode.Uri.joinPath(folder, name);
    if (type & vscode.FileType.Directory) {
      for (const [inner] of await list(uri))
        if (ENDING.test(inner)) found.push(vscode.Uri.joinPath(uri, inner));
    } else if (ENDING.test(name) && uri.path !== template.path) found.push(uri);
  }
  return found;
}

/** A folder that cannot be read has nothing to offer. */
async function list(folder: vscode.Uri): Promise<readonly [string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}

/** As the setting has it: relative to the workspace folder, with forward slashes; the path of one that lies outside. */
function nameIn(folder: vscode.WorkspaceFolder, file: vscode.Uri): string {
  const root = `${folder.uri.path}/`;
  return file.path.startsWith(root) ? file.path.slice(root.length) : file.fsPath;
}
