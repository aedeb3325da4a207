import * as vscode from 'vscode';
import type { Action, Range } from './traceNodes.ts';

/** An editor that shows the document; it gets the focus only if that is requested. */
export async function editorOn(uri: vscode.Uri, preserveFocus: boolean): Promise<vscode.TextEditor> {
  const shown = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === uri.toString(),
  );
  const document = shown?.document ?? (await vscode.workspace.openTextDocument(uri));
  const column = shown?.viewColumn;
  return vscode.window.showTextDocument(document, {
    preserveFocus,
    ...(column !== undefined && { viewColumn: column }),
  });
}

function rangeOf({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

export function selectRange(editor: vscode.TextEditor, place: Range): void {
  const range = rangeOf(place);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Applies a fix to the version of the document that it was computed for; returns whether it did. */
export async function applyFix(
  { edit }: Extract<Action, { kind: 'fix' }>,
  editor: vscode.TextEditor,
): Promise<boolean> {
  const { document } = editor;
  const [change] = edit.documentChanges ?? [];
  if (!change || !('textDocument' in change) || change.textDocument.version !== document.version)
    return false;
  const edits = change.edits.flatMap((one) =>
    'newText' in one ? [new vscode.TextEdit(rangeOf(one.range), one.newText)] : [],
  );
  const made = new vscode.WorkspaceEdit();
  made.set(document.uri, edits);
  if (!(await vscode.workspace.applyEdit(made))) return false;
  const [first] = edits;
  if (first) selectRange(editor, { start: first.range.start, end: first.range.start });
  return true;
}
