import * as vscode from 'vscode';
import { diagnosticKey, isTyped, PAUSE, type Typing, unfinished } from './unfinished.ts';

/** A word ends where a value or a key ends, in YAML, JSON and TOML. */
const WORD = /[^\s,:=[\]{}"']+/;

/** Keeps the diagnostics of a word back while it is typed. */
export interface TypingFilter extends vscode.Disposable {
  /** What to show of a document's diagnostics now. The rest is asked for again by `release`. */
  filter(document: vscode.Uri, items: readonly vscode.Diagnostic[]): vscode.Diagnostic[];
}

/** `release` is called when the cursor has left the word, or after a second without a keystroke. */
export function createTypingFilter(release: (document: vscode.TextDocument) => void): TypingFilter {
  /** By the document's address. */
  const shown = new Map<string, ReadonlySet<string>>();
  let typing: (Typing & { readonly document: vscode.TextDocument }) | undefined;
  let holds = false;
  let timer: NodeJS.Timeout | undefined;

  function end(): void {
    clearTimeout(timer);
    const held = holds ? typing?.document : undefined;
    typing = undefined;
    holds = false;
    if (held) release(held);
  }

  const listeners = [
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const editor = vscode.window.activeTextEditor;
      if (editor?.document !== document || contentChanges.length === 0) return;
      clearTimeout(timer);
      if (!isTyped(contentChanges)) return end();
      const { range, text } = contentChanges[0]!;
      const cursor = range.start.translate(0, text.length === 0 ? 0 : 1);
      typing = { document, cursor, since: Date.now() };
      timer = setTimeout(end, PAUSE);
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor: { document }, selections }) => {
      const active = selections[0]?.active;
      if (!typing || typing.document !== document || !active) return;
      if (!isSameWord(document, typing.cursor, active)) end();
    }),
    vscode.window.onDidChangeActiveTextEditor(end),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => shown.delete(uri.toString())),
  ];

  return {
    filter(uri, items) {
      const address = uri.toString();
      const isHere = typing?.document.uri.toString() === address;
      const held =
        typing && isHere ? unfinished(items, shown.get(address) ?? new Set(), typing, Date.now()) : [];
      if (isHere) holds = held.length > 0;
      const told = items.filter((item) => !held.includes(item));
      shown.set(address, new Set(told.map(diagnosticKey)));
      return told;
    },
    dispose() {
      clearTimeout(timer);
      vscode.Disposable.from(...listeners).dispose();
    },
  };
}

function isSameWord(document: vscode.TextDocument, a: vscode.Position, b: vscode.Position): boolean {
  if (a.isEqual(b)) return true;
  const [one, other] = [a, b].map((place) => document.getWordRangeAtPosition(place, WORD));
  return one !== undefined && other !== undefined && one.start.isEqual(other.start);
}
