import * as vscode from 'vscode';
import { diagnosticKey, linesAround, PAUSE, unfinished } from './unfinished.ts';

/** Holds back the diagnostics of a line during typing. */
export interface TypingFilter extends vscode.Disposable {
  /** The diagnostics of a document to show now. `release` asks for the others again. */
  filter(document: vscode.Uri, items: readonly vscode.Diagnostic[]): vscode.Diagnostic[];
}

/** The line that is being typed in a document. */
interface Writing {
  readonly editor: vscode.TextEditor;
  readonly isWithinLine: boolean;
  readonly since: number;
  /** The line of the cursor; unknown until the editor has moved it to a line that was just begun. */
  line: number | undefined;
}

/** `release` is called when the cursor has left the line, or after a second without a keystroke. */
export function createTypingFilter(release: (document: vscode.TextDocument) => void): TypingFilter {
  /** By the document's URI. */
  const shown = new Map<string, ReadonlySet<string>>();
  let writing: Writing | undefined;
  let holds = false;
  let timer: NodeJS.Timeout | undefined;

  function end(): void {
    clearTimeout(timer);
    const held = holds ? writing?.editor.document : undefined;
    writing = undefined;
    holds = false;
    if (held) release(held);
  }

  const listeners = [
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges, reason }) => {
      const editor = vscode.window.activeTextEditor;
      if (editor?.document !== document || contentChanges.length === 0) return;
      clearTimeout(timer);
      // Undo returns to a text that was finished.
      if (reason !== undefined) return end();
      const isWithinLine = contentChanges.every(
        ({ range, text }) => range.isSingleLine && !text.includes('\n'),
      );
      const line = isWithinLine ? editor.selection.active.line : undefined;
      writing = { editor, isWithinLine, since: Date.now(), line };
      timer = setTimeout(end, PAUSE);
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor: { document }, selections }) => {
      const line = selections[0]?.active.line;
      if (!writing || writing.editor.document !== document || line === undefined) return;
      writing.line ??= line;
      if (writing.line !== line) end();
    }),
    vscode.window.onDidChangeActiveTextEditor(end),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => shown.delete(uri.toString())),
  ];

  return {
    filter(uri, items) {
      const address = uri.toString();
      const here = writing?.editor.document.uri.toString() === address ? writing : undefined;
      const held = here ? heldBack(here, items, shown.get(address) ?? new Set()) : [];
      if (here) holds = held.length > 0;
      const shownNow = items.filter((item) => !held.includes(item));
      shown.set(address, new Set(shownNow.map(diagnosticKey)));
      return shownNow;
    },
    dispose() {
      clearTimeout(timer);
      vscode.Disposable.from(...listeners).dispose();
    },
  };
}

function heldBack(
  { editor, isWithinLine, since }: Writing,
  items: readonly vscode.Diagnostic[],
  shown: ReadonlySet<string>,
): readonly vscode.Diagnostic[] {
  const { document, selection } = editor;
  const lines = linesAround((line) => document.lineAt(line).text, selection.active);
  return unfinished(items, shown, { isWithinLine, lines, since }, Date.now());
}
