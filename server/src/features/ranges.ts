import type { Range } from 'vscode-languageserver-types';
import { type LineStarts, positionAt, type Span } from '../syntax/span.ts';

/** The one place that converts offsets to positions of the Language Server Protocol. */
export function rangeOf(lines: LineStarts, span: Span): Range {
  return { start: positionAt(lines, span.start), end: positionAt(lines, span.end) };
}
