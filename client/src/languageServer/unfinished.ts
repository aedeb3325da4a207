import type * as vscode from 'vscode';

/** Milliseconds after the last keystroke until a word counts as finished. */
export const PAUSE = 1000;

/** A word that is being typed. */
export interface Typing {
  /** Where the cursor is, at the end of what was typed. */
  readonly cursor: vscode.Position;
  /** When the last key was pressed, in milliseconds. */
  readonly since: number;
}

/** What one change of the text says of a word: typed letter by letter, or anything else, such as a paste or a new line. */
export function isTyped(changes: readonly { readonly text: string }[]): boolean {
  // An editor closes brackets and quotes by itself.
  return changes.length === 1 && changes[0]!.text.length <= 2 && !/\s/.test(changes[0]!.text);
}

/**
 * The diagnostics that may be due to nothing but a word that is not typed to its end: new ones at the cursor, and new ones
 * about the syntax wherever they are. `shown` has the keys of those that were shown before.
 */
export function unfinished(
  items: readonly vscode.Diagnostic[],
  shown: ReadonlySet<string>,
  { cursor, since }: Typing,
  now: number,
): readonly vscode.Diagnostic[] {
  if (now - since >= PAUSE) return [];
  return items.filter(
    (item) =>
      !shown.has(diagnosticKey(item)) && (item.range.contains(cursor) || idOf(item) === 'syntax-broken'),
  );
}

/** The same for the same finding after lines were inserted before it. */
export function diagnosticKey(item: vscode.Diagnostic): string {
  return `${idOf(item)} ${item.message}`;
}

/** The code of a diagnostic with a page is an object. */
function idOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}
