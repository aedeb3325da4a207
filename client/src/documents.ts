import * as vscode from 'vscode';
import { fileKindOf } from '../../server/src/fileKind.ts';
import { areNamedInFiles, isNamedInSettings } from './zappaFiles.ts';

/** Language ids that settings files and templates come with, those of other AWS extensions included. */
const languages = ['yaml', 'json', 'jsonc', 'toml', 'plaintext', 'cloudformation', 'yaml-cfn', 'json-cfn'];

/** Endings of settings files and templates, for documents with any other language id. */
const endings = ['yaml', 'yml', 'json', 'toml', 'template'];

/** The documents that the language server gets to see. No scheme: virtual workspaces have their own. */
export const documentSelector: ({ language: string } | { pattern: string })[] = [
  ...languages.map((language) => ({ language })),
  { pattern: `**/*.{${endings.join(',')}}` },
];

/** How much of a document is looked at: what tells a template stands near its top. */
const firstLines = new vscode.Range(0, 0, 2000, 0);

/**
 * Calls once, as soon as an open document is, or while typing becomes, a settings file or a template, or where a
 * `vpc-lens.json` names settings files. Any other document costs one look at its first lines.
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
  // A folder that cannot be looked through names none.
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
