import type { Span } from '../span.ts';

/** Where the line holding the offset starts; a byte order mark is not part of it. */
export function lineStartOf(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && offset > 0 ? topOf(text) : start;
}

function topOf(text: string): number {
  return text.startsWith('\uFEFF') ? 1 : 0;
}

/** Where the line holding the offset ends, before its line break. */
export function lineEndOf(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  if (newline < 0) return text.length;
  return newline > offset && text[newline - 1] === '\r' ? newline - 1 : newline;
}

/** Where the line after the one holding the offset starts; the end of the text where there is none. */
export function nextLineOf(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline + 1;
}

/** True where only spaces and tabs stand between two offsets. */
export function isBlankBetween(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c !== 32 && c !== 9 && c !== 10 && c !== 13) return false;
  }
  return true;
}

/** True where nothing but spaces stands before the offset on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  return isBlankBetween(text, lineStartOf(text, offset), offset);
}

/** The column of an offset. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStartOf(text, offset);
}

/** The spaces and tabs that the line of an offset starts with. */
export function indentationAt(text: string, offset: number): string {
  const start = lineStartOf(text, offset);
  return /^[ \t]*/.exec(text.slice(start, lineEndOf(text, start)))![0];
}

/** The line break that the text uses. */
export function lineBreakOf(text: string): '\n' | '\r\n' {
  const newline = text.indexOf('\n');
  return newline > 0 && text[newline - 1] === '\r' ? '\r\n' : '\n';
}

/** The start of the first of the comment lines that stand directly above a line, not above `floor`. */
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

/** The end of the blank lines that start at an offset, which is the start of a line. */
export function blankLinesFrom(text: string, start: number): number {
  let end = start;
  while (end < text.length) {
    const next = nextLineOf(text, end);
    if (!isBlankBetween(text, end, next)) break;
    end = next;
  }
  return end;
}

/** The start of the blank lines that end at an offset, which is the start of a line. */
export function blankLinesBefore(text: string, end: number): number {
  let start = end;
  while (start > topOf(text)) {
    const above = lineStartOf(text, start - 1);
    if (!isBlankBetween(text, above, start)) break;
    start = above;
  }
  return start;
}

/**
 * Whole lines to take out: where blank lines stand on both sides, or the lines are the `first` of their collection, the
 * blank lines below go with them. A text that ended without a line break still does.
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
