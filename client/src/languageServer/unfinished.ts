import type * as vscode from 'vscode';

/** Milliseconds after the last keystroke until a line counts as finished. */
export const PAUSE = 1000;

/** A line that is being typed. */
export interface Typing {
  /** True if the last change was within the line; false if it started the line, as Enter does. */
  readonly isWithinLine: boolean;
  /** The line of the cursor and those of the entries that it is part of. */
  readonly lines: ReadonlySet<number>;
  /** When the last key was pressed, in milliseconds. */
  readonly since: number;
}

/**
 * The diagnostics whose only cause may be that a line is unfinished. During typing within the line these are all new ones, since
 * half a block overlaps others and half a name breaks references. When a line was just started, the lines before it are finished,
 * so these are only the ones of entries that contain the line. `shown` has the keys of the diagnostics that were shown before.
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

/** A key of a diagnostic that stays the same when lines are inserted before it. */
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
