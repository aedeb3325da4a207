// The workspace under test, a copy of examples/, and documents of our own in it.

import * as vscode from 'vscode';
import { SOURCE } from '../../../server/src/features/diagnostics.ts';
import { eventually } from './test.ts';

const folder = () => vscode.workspace.workspaceFolders![0]!.uri;

/** Opens a file of the workspace in an editor: only visible documents get diagnostics. */
export async function openFile(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(vscode.Uri.joinPath(folder(), name), { preview: false });
}

/** Opens a new document that exists only in the editor. */
export async function openText(language: string, content: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  return vscode.window.showTextDocument(document, { preview: false });
}

export interface Finding {
  readonly rule: string;
  /** From 1. */
  readonly line: number;
}

/** Our findings in a document, without those of other extensions, in the order of the document. */
export function findingsIn(document: vscode.TextDocument): Finding[] {
  return ourDiagnostics(document)
    .map(({ code, range }) => ({ rule: ruleOf(code), line: range.start.line + 1 }))
    .sort((a, b) => a.line - b.line || a.rule.localeCompare(b.rule));
}

/** Waits for a diagnostic of that rule. */
export function diagnosticOf(document: vscode.TextDocument, rule: string): Promise<vscode.Diagnostic> {
  return eventually(
    `${rule} in ${document.uri.path}; there are: ${JSON.stringify(findingsIn(document))}`,
    () => ourDiagnostics(document).find(({ code }) => ruleOf(code) === rule),
  );
}

/** Waits until no diagnostic of that rule is left. */
export async function withoutDiagnosticOf(document: vscode.TextDocument, rule: string): Promise<void> {
  await eventually(`${rule} to go from ${document.uri.path}`, () =>
    ourDiagnostics(document).some(({ code }) => ruleOf(code) === rule) ? undefined : true,
  );
}

function ourDiagnostics(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === SOURCE);
}

function ruleOf(code: vscode.Diagnostic['code']): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Closes all editors and throws their changes away. */
export async function closeEditors(): Promise<void> {
  while (vscode.window.activeTextEditor) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}
