import * as vscode from 'vscode';
import { differenceOf } from '../../../server/src/syntax/difference.ts';

/** A `*.subnets.json` that a page edits. */
export interface PlanDocument {
  readonly document: vscode.TextDocument;
  /** Puts the page's plan into the document, as one step of its undo. */
  write(text: string): Promise<void>;
  /**
   * Calls `changed` whenever the text differs from that of the page: after an undo, a revert, a change by git or by
   * another editor.
   */
  onForeignChange(changed: () => void): vscode.Disposable;
}

export function planDocument(document: vscode.TextDocument): PlanDocument {
  let written = document.getText();
  return {
    document,
    async write(text) {
      written = text;
      const before = document.getText();
      if (text === before) return;
      const { start, endBefore, endAfter } = differenceOf(before, text);
      const range = new vscode.Range(document.positionAt(start), document.positionAt(endBefore));
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, range, text.slice(start, endAfter));
      if (!(await vscode.workspace.applyEdit(edit))) throw new Error('The editor refused the edit.');
    },
    onForeignChange: (changed) =>
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document !== document || document.getText() === written) return;
        written = document.getText();
        changed();
      }),
  };
}
