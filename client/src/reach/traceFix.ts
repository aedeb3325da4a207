import * as vscode from 'vscode';
import { selectRange, vscodeRange } from '../documents/editors.ts';
import type { Action } from './traceNodes.ts';

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
    'newText' in one ? [new vscode.TextEdit(vscodeRange(one.range), one.newText)] : [],
  );
  const made = new vscode.WorkspaceEdit();
  made.set(document.uri, edits);
  if (!(await vscode.workspace.applyEdit(made))) return false;
  const [first] = edits;
  if (first) selectRange(editor, { start: first.range.start, end: first.range.start });
  return true;
}
