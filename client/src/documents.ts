import * as vscode from 'vscode';
import { fileKindOf } from '../../server/src/fileKind.ts';
import { areNamedInFiles, isNamedInSettings } from './zappaFiles.ts';

/** Language ids of settings files and templates, including those of other AWS extensions. */
const languages = ['yaml', 'json', 'jsonc', 'toml', 'plaintext', 'cloudformation', 'yaml-cfn', 'json-cfn'];

/** File extensions of settings files and templates, for documents with any other language id. */
const endings = ['yaml', 'yml', 'json', 'toml', 'template'];

/** The documents that are sent to the language server. No scheme, since virtual workspaces have their own. */
export const documentSelector: ({ language: string } | { pattern: string })[] = [
  ...languages.map((language) => ({ language })),
  { pattern: `**/*.{${endings.join(',')}}` },
];

/** The lines of a document that are examined: the keys that identify a template are near the top. */
const firstLines = new vscode.Range(0, 0, 2000, 0);

/**
 * Calls `found` once: as soon as an open document is, or becomes while typing, a settings file or template, or if a
 * `vpc-lens.json` names settings files. For any other document only the first lines are read.
 */
export function onFirstDocumentOfOurs(found: () => void): vscode.Disposable {
  const listeners = new vscode.Disposable(() => {
    opened.dispose();
    changed.dispose();
  });
  let isFound = false;
  const find = () => {
    if (isFound) return;
    isFound = true;
    listeners.dispose();
    found();
  };
  const look = (document: vscode.TextDocument) => {
    if (!isOurs(document)) return false;
    find();
    return true;
  };
  const opened = vscode.workspace.onDidOpenTextDocument(look);
  const changed = vscode.workspace.onDidChangeTextDocument(({ document }) => look(document));
  // A folder that cannot be searched counts as naming none.
  if (!vscode.workspace.textDocuments.some(look)) {
    areNamedInFiles().then(
      (are) => are && find(),
      () => {},
    );
  }
  return listeners;
}

export function isOurs(document: vscode.TextDocument): boolean {
  return (
    vscode.languages.match(documentSelector, document) > 0 &&
    (fileKindOf(document.uri.path, document.getText(firstLines)) !== undefined || isNamedInSettings(document))
  );
}
