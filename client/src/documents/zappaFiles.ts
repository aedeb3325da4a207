import * as vscode from 'vscode';
import { globProblem } from '../../../server/src/glob.ts';

/**
 * The number of `vpc-lens.json` files that are searched. In a workspace with more, any other supported file starts the
 * server.
 */
const MOST_FILES = 20;

/** The largest `vpc-lens.json` that is read, in bytes. */
const MOST_BYTES = 1_000_000;

/** Whether `vpcLens.zappa.files` matches a document. */
export function isNamedInSettings(document: vscode.TextDocument): boolean {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  const globs = vscode.workspace.getConfiguration('vpcLens').get<unknown>('zappa.files');
  if (!folder || !Array.isArray(globs)) return false;
  const selector = globs
    .filter((glob) => typeof glob === 'string' && globProblem(glob) === undefined)
    .map((glob) => ({ pattern: new vscode.RelativePattern(folder, glob) }));
  return vscode.languages.match(selector, document) > 0;
}

/** Whether a `vpc-lens.json` of the workspace names Zappa settings files; the server decides which. */
export async function areNamedInFiles(): Promise<boolean> {
  const files = await vscode.workspace.findFiles('**/vpc-lens.json', '**/node_modules/**', MOST_FILES);
  for (const file of files) {
    const { type, size } = await vscode.workspace.fs.stat(file);
    if (!(type & vscode.FileType.File) || size > MOST_BYTES) continue;
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    if (/"zappa"\s*:/.test(text)) return true;
  }
  return false;
}
