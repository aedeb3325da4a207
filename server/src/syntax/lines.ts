import type { Span } from './span.ts';

/** The start of the line that contains the offset; a byte order mark is not part of the line. */
export function lineStartOf(text: string, offset: number): number {
  // `lastIndexOf` looks at the first character even where it is told to look before it.
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && offset > 0 ? topOf(text) : start;
}

function topOf(text: string): number {
  return text.startsWith('\uFEFF') ? 1 : 0;
}

/** The end of the line that contains the offset, before its line break. */
export function lineEndOf(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  if (newline < 0) return text.length;
  return newline > offset && text[newline - 1] === '\r' ? newline - 1 : newline;
}

/** The start of the line after the one that contains the offset; the end of the text if there is none. */
export function nextLineOf(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline + 1;
}

/** True if there are only spaces and tabs between two offsets. */
export function isBlankBetween(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c !== 32 && c !== 9 && c !== 10 && c !== 13) return false;
  }
  return true;
}

/** True if there are only spaces before the offset on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  // Backwards: a line may be the whole file, and this is asked for each of its entries.
  for (let i = offset - 1; i >= 0; i--) {
    const c = text.charCodeAt(i);
    if (c === 10) return true;
    if (c !== 32 && c !== 9 && c !== 13) return i < topOf(text);
  }
  return true;
}

/** The column of an offset. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStartOf(text, offset);
}

/** The leading spaces and tabs of an offset's line. */
export function indentationAt(text: string, offset: number): string {
  const start = lineStartOf(text, offset);
  return /^[ \t]*/.exec(text.slice(start, lineEndOf(text, start)))![0];
}

/** The line break style of the text. */
export function lineBreakOf(text: string): '\n' | '\r\n' {
  const newline = text.indexOf('\n');
  return newline > 0 && text[newline - 1] === '\r' ? '\r\n' : '\n';
}

/** The start of the comment lines directly above a line, at least `floor`. */
export function commentsAbove(
  text: string,
  line: number,
  floor: number,
  isComment: (line: string) => boolean,
): number {
  let from = line;
  while (from > Math.max(floor, topOf(text))) {
    const above = lineStartOf(text, from - 1);
    if (above < floor || !isComment(text.slice(above, from).trim())) break;
    from = above;
  }
  return from;
}

/** The end of the blank lines from an offset on, which must be the start of a line. */
function blankLinesFrom(text: string, start: number): number {
  let end = start;
  while (end < text.length) {
    const next = nextLineOf(text, end);
    if (!isBlankBetween(text, end, next)) break;
    end = next;
  }
  return end;
}

/** The start of the blank lines before an offset, which must be the start of a line. */
function blankLinesBefore(text: string, end: number): number {
  let start = end;
  while (start > topOf(text)) {
    const above = lineStartOf(text, start - 1);
    if (!isBlankBetween(text, above, start)) break;
    start = above;
  }
  return start;
}

/**
 * The span to delete for whole lines: if there are blank lines on both sides, or the lines are the `first` of their
 * collection, the blank lines below are included. A text without a final line break stays that way.
 */
export function wholeLines(text: string, lines: Span, first: boolean): Span {
  let { start, end } = lines;
  const before = blankLinesBefore(text, start);
  const after = blankLinesFrom(text, end);
  if (end === text.length) start = before;
  else if (before < start || first) end = after;
  if (end === text.length && start > 0 && !text.endsWith('\n'))
    start = lineEndOf(text, lineStartOf(text, start - 1));
  return { start, end };
}
