import * as vscode from 'vscode';
import { EXPORTS, type ExportFormat } from '../../../server/src/subnetPlan/formats/exports.ts';
import { ENDING, exportName, planPath } from './planNames.ts';

/** Asks for a plan file; undefined if the dialog is cancelled. */
export async function choosePlanFile(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Open Subnet Plan'),
    canSelectFiles: true,
    filters: { [vscode.l10n.t('Subnet plans')]: ['json'], [vscode.l10n.t('All files')]: ['*'] },
  });
  return chosen?.[0];
}

/** Asks for a file and writes text to it; undefined if the dialog is cancelled. */
async function writeAs(text: string, title: string, ending: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog({
    title,
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, exportName(ending)) }),
  });
  if (!uri) return undefined;
  await writeTextFile(uri, text);
  return uri;
}

async function writeTextFile(uri: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

/** Asks where to save a plan, and saves it. Adds the file extension that associates the file with the calculator. */
export async function savePlanAs(text: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Subnet Plan'),
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `network${ENDING}`) }),
    filters: { [vscode.l10n.t('Subnet plans')]: ['subnets.json', 'json'] },
  });
  if (!chosen) return undefined;
  const uri = chosen.with({ path: planPath(chosen.path) });
  await writeTextFile(uri, text);
  return uri;
}

export async function exportAs(format: string, text: string): Promise<vscode.Uri | undefined> {
  if (!(format in EXPORTS)) return undefined;
  const { title, extension } = EXPORTS[format as ExportFormat];
  return writeAs(text, vscode.l10n.t('Export: {0}', title), extension);
}
