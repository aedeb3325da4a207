import type * as vscode from 'vscode';

/** Milliseconds after the last keystroke until what is being written counts as finished. */
export const PAUSE = 1000;

/** A line that is being written. */
export interface Typing {
  /** Whether the last change was within the line of the cursor; else it began the line, as Enter does. */
  readonly isWithinLine: boolean;
  /** The line of the cursor and those of the entries that it is part of. */
  readonly lines: ReadonlySet<number>;
  /** When the last key was pressed, in milliseconds. */
  readonly since: number;
}

/**
 * The diagnostics that may be due to nothing but a line that is not written to its end. While its letters are typed that is
 * every new one, since half a block overlaps others and half a name breaks references. Once a line is begun, the lines before it
 * are finished, and only the entries that it is part of still lack something. `shown` has the keys of those shown before.
 */
export function unfinished(
  items: readonly vscode.Diagnostic[],
  shown: ReadonlySet<string>,
  { isWithinLine, lines, since }: Typing,
  now: number,
): readonly vscode.Diagnostic[] {
  if (now - since >= PAUSE) return [];
  return items.filter(
    (item) =>
      !shown.has(diagnosticKey(item)) &&
      (isWithinLine || lines.has(item.range.start.line) || idOf(item) === 'syntax-broken'),
  );
}

/** The same for the same finding after lines were inserted before it. */
export function diagnosticKey(item: vscode.Diagnostic): string {
  return `${idOf(item)} ${item.message}`;
}

/** A line of a file and those of the entries around it, which are indented less. A blank line is indented to its cursor. */
export function linesAround(
  lineText: (line: number) => string,
  cursor: vscode.Position,
): ReadonlySet<number> {
  const lines = new Set([cursor.line]);
  const own = lineText(cursor.line).search(/\S/);
  let column = own < 0 ? cursor.character : own;
  // The key of a list may have the column of its hyphens.
  let isItem = lineText(cursor.line).startsWith('-', column);
  for (let line = cursor.line - 1; line >= 0 && (column > 0 || isItem); line--) {
    const text = lineText(line);
    const start = text.search(/\S/);
    if (start < 0 || text[start] === '#') continue;
    const isHyphen = text.startsWith('-', start);
    if (start > column || (start === column && !(isItem && !isHyphen))) continue;
    lines.add(line);
    column = start;
    isItem = isHyphen;
  }
  return lines;
}

/** The code of a diagnostic with a page is an object. */
function idOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}
