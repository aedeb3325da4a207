import * as vscode from 'vscode';

/** A range as the language server sends it. */
export interface ServerRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** A range of the server as VS Code's own; both count lines and UTF-16 code units from 0. */
export function vscodeRange({ start, end }: ServerRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** An editor that shows the document; it gets the focus unless `preserveFocus`. */
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

/** Selects a range of the server in an editor, and scrolls to it. */
export function selectRange(editor: vscode.TextEditor, place: ServerRange): void {
  const range = vscodeRange(place);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
