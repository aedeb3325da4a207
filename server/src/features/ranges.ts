import type { Position, Range } from 'vscode-languageserver-types';
import { type LineStarts, positionAt, type Span } from '../syntax/span.ts';

/** The one place that converts offsets to positions of the Language Server Protocol. */
export function rangeOf(lines: LineStarts, span: Span): Range {
  return { start: positionAt(lines, span.start), end: positionAt(lines, span.end) };
}

/** Whether a position is before another one in the text; false for equal positions. */
export function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
