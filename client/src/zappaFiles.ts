import * as vscode from 'vscode';

/** More projects in one workspace than anybody looks through; the others start the server by any other file of ours. */
const MOST_FILES = 20;

/** Whether the setting `vpcLens.zappa.files` says that a document is a settings file of Zappa. */
export function isNamedInSettings(document: vscode.TextDocument): boolean {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  const globs = vscode.workspace.getConfiguration('vpcLens').get<readonly string[] | null>('zappa.files');
  if (!folder || !globs) return false;
  const selector = globs.map((glob) => ({ pattern: new vscode.RelativePattern(folder, glob) }));
  return vscode.languages.match(selector, document) > 0;
}

/** Whether some `vpc-lens.json` of the workspace names settings files of Zappa; the server knows which. */
export async function areNamedInFiles(): Promise<boolean> {
  const files = await vscode.workspace.findFiles('**/vpc-lens.json', '**/node_modules/**', MOST_FILES);
  for (const file of files) {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    if (/"zappa"\s*:/.test(text)) return true;
  }
  return false;
}
