import { differenceOf } from './difference.ts';

/** A range of a text in UTF-16 code units from 0; `end` is excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A position in the Language Server Protocol: line and UTF-16 character, both from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The offset of the start of each line. The first is always 0. Nobody changes it; as numbers in a row, thousands are copied at once. */
export type LineStarts = Int32Array;

/** Lines end at LF, CRLF or a lone CR, as in the Language Server Protocol. */
export function lineStartsOf(text: string): LineStarts {
  const starts = [0];
  if (text.includes('\r')) {
    for (const { index } of text.matchAll(/\n|\r(?!\n)/g)) starts.push(index + 1);
  } else {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  }
  return Int32Array.from(starts);
}

/** A text with the starts of its lines. */
export interface TextInLines {
  readonly text: string;
  readonly lines: LineStarts;
}

/** As `lineStartsOf`, for a later version of a text, of which only the part that differs is searched. */
export function lineStartsAfter(earlier: TextInLines, text: string): LineStarts {
  const { lines } = earlier;
  // The second half of a CRLF may be what differs.
  if (lines.length < 2 || text.includes('\r') || earlier.text.includes('\r')) return lineStartsOf(text);
  const { start, endBefore, endAfter } = differenceOf(earlier.text, text);
  const above = lines.subarray(0, positionAt(lines, start).line + 1);
  const between: number[] = [];
  for (let at = text.indexOf('\n', start); at >= 0 && at < endAfter; at = text.indexOf('\n', at + 1))
    between.push(at + 1);
  const below = lines.subarray(positionAt(lines, endBefore).line + 1);
  const starts = new Int32Array(above.length + between.length + below.length);
  starts.set(above);
  starts.set(between, above.length);
  const by = endAfter - endBefore;
  for (let i = 0, to = above.length + between.length; i < below.length; i++) starts[to + i] = below[i]! + by;
  return starts;
}

/** The 0-based position of an offset; an offset past the end is on the last line. */
export function positionAt(lines: LineStarts, offset: number): Position {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: offset - lines[low]! };
}

/** The offset of a position. A position past the end of its line or of the text gives that end. */
export function offsetAt(text: string, lines: LineStarts, { line, character }: Position): number {
  const start = lines[line];
  if (start === undefined) return line < 0 ? 0 : text.length;
  const end = lines[line + 1] ?? text.length;
  return Math.min(start + Math.max(character, 0), end);
}

/** True if the offset is in the span or directly at its end, as a cursor can be. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** True if `inner` is wholly within `outer`. */
export function encloses(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
