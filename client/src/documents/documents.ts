import * as vscode from 'vscode';
import { fileKindOf } from '../../../server/src/fileKind.ts';
import { onFirst } from './firstDocument.ts';
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

/** The languages of templates. */
const NEW_FILES = ['yaml', 'json', 'cloudformation', 'yaml-cfn', 'json-cfn'].map((language) => ({
  language,
}));

/** The lines of a document that are examined: the keys that identify a template are near the top. */
const firstLines = new vscode.Range(0, 0, 2000, 0);

/** Calls `found` once, as `onFirst` says. For a document that is not ours only the first lines are read. */
export function onFirstDocumentOfOurs(found: () => void): vscode.Disposable {
  const { workspace } = vscode;
  const documents = {
    open: workspace.textDocuments,
    onOpened: (look: (document: vscode.TextDocument) => void) => workspace.onDidOpenTextDocument(look),
    onChanged: (look: (document: vscode.TextDocument) => void) =>
      workspace.onDidChangeTextDocument(({ document }) => look(document)),
  };
  return new vscode.Disposable(onFirst(documents, mayBeOurs, areNamedInFiles, found).dispose);
}

/** An empty file may become a template; the server completes its first lines. */
function mayBeOurs(document: vscode.TextDocument): boolean {
  return isOurs(document) || (isNew(document) && vscode.languages.match(NEW_FILES, document) > 0);
}

/** Only the version that was opened counts, since a document that is closed without saving becomes empty too. */
function isNew(document: vscode.TextDocument): boolean {
  return document.version === 1 && document.lineCount <= 2 && document.getText(firstLines).trim() === '';
}

export function isOurs(document: vscode.TextDocument): boolean {
  return (
    vscode.languages.match(documentSelector, document) > 0 &&
    (fileKindOf(document.uri.path, document.getText(firstLines)) !== undefined || isNamedInSettings(document))
  );
}
