import * as vscode from 'vscode';
import { fileKindOf } from '../../../server/src/fileKind.ts';
import { askToOpenFile } from '../notifications.ts';
import { isParameterFile, mayHoldParameters, settingsName, withParameterFile } from './settingsValues.ts';

interface Choice extends vscode.QuickPickItem {
  /** Undefined if the template gets no parameter file. */
  readonly file?: vscode.Uri | undefined;
  readonly isOther?: boolean;
}

/**
 * "VPC Lens: Choose Parameter File…": offers the parameter files near the template of the active editor, and writes the
 * chosen one to `vpcLens.parameterFiles` of its workspace folder.
 */
export function registerChooseParameterFile(): vscode.Disposable {
  return vscode.commands.registerCommand('vpcLens.chooseParameterFile', async () => {
    const document = vscode.window.activeTextEditor?.document;
    const folder = document && vscode.workspace.getWorkspaceFolder(document.uri);
    if (!document || !folder || fileKindOf(document.uri.path, document.getText()) !== 'template') {
      return askToOpenFile(vscode.l10n.t('Open a CloudFormation template of this workspace first.'));
    }
    const name = settingsName(folder.uri, document.uri);
    const settings = vscode.workspace.getConfiguration('vpcLens', folder);
    const known = settings.inspect<Readonly<Record<string, string>>>('parameterFiles');
    const isOneOfMany = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
    const before = (isOneOfMany ? known?.workspaceFolderValue : known?.workspaceValue) ?? {};
    const chosen = await choose(document.uri, folder, before[name]);
    if (!chosen) return;
    const after = withParameterFile(before, name, chosen.file && settingsName(folder.uri, chosen.file));
    const target = isOneOfMany
      ? vscode.ConfigurationTarget.WorkspaceFolder
      : vscode.ConfigurationTarget.Workspace;
    await settings.update('parameterFiles', after, target);
  });
}

/** Undefined if cancelled. */
async function choose(
  template: vscode.Uri,
  folder: vscode.WorkspaceFolder,
  current: string | undefined,
): Promise<Choice | undefined> {
  const choices: Choice[] = (await filesBeside(template)).map((file) => {
    const name = settingsName(folder.uri, file);
    return { label: name, file, ...(name === current && { description: vscode.l10n.t('chosen') }) };
  });
  choices.push({ label: vscode.l10n.t('Other file…'), isOther: true });
  if (current !== undefined) choices.push({ label: vscode.l10n.t("None: use the template's defaults") });
  const chosen = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t('Choose Parameter File'),
    placeHolder: vscode.l10n.t('Parameter values for {0}', settingsName(folder.uri, template)),
  });
  if (!chosen?.isOther) return chosen;
  const [file] =
    (await vscode.window.showOpenDialog({
      defaultUri: vscode.Uri.joinPath(template, '..'),
      filters: { [vscode.l10n.t('Parameter files')]: ['json', 'yaml', 'yml'] },
      openLabel: vscode.l10n.t('Choose'),
    })) ?? [];
  return file && { label: '', file };
}

/** Matching files in the template's folder, and all files in folders beside it with a matching name. */
async function filesBeside(template: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const folder = vscode.Uri.joinPath(template, '..');
  const found: vscode.Uri[] = [];
  for (const [name, type] of await list(folder)) {
    if (!mayHoldParameters(name)) continue;
    const uri = vscode.Uri.joinPath(folder, name);
    if (type & vscode.FileType.Directory) {
      for (const [inner] of await list(uri))
        if (isParameterFile(inner)) found.push(vscode.Uri.joinPath(uri, inner));
    } else if (isParameterFile(name) && uri.path !== template.path) found.push(uri);
  }
  return found;
}

/** An unreadable folder counts as empty. */
async function list(folder: vscode.Uri): Promise<readonly [string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}
