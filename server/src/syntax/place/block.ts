import { closingQuote, newlineWithin, readFlow } from './flow.ts';
import { beginKey, beginNext, commentAt, type Frame, frameOf, LONGEST, type OpenToken } from './frames.ts';

/** The frames that are open at the cursor, and how it stands in its line. */
export interface BlockRead {
  readonly frames: Frame[];
  readonly open: OpenToken | undefined;
  /**
   * `value`: behind a colon, a dash or a bracket. `line`: in a line that has neither yet. `text`: in a block scalar.
   * `next-item`: in an empty line below the dashes of a list.
   */
  readonly at: 'value' | 'line' | 'text' | 'next-item';
  /** The column of the cursor's line, or of what follows its dashes. */
  readonly column: number;
}

/**
 * Reads lines of block YAML from `start` to the cursor. `frames` are what is open at `start`. Undefined within comments.
 */
export function readBlock(
  text: string,
  start: number,
  cursor: number,
  frames: Frame[],
): BlockRead | undefined {
  /** The column of what a block scalar belongs to, while in one. */
  let scalarOf: number | undefined;
  for (let lineStart = start; lineStart <= text.length; ) {
    const lineEnd = newlineWithin(text, lineStart, text.length);
    const isCursorLine = cursor <= lineEnd;
    const end = isCursorLine ? cursor : text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
    const column = blanksAt(text, lineStart, end);
    const content = lineStart + column;
    if (content >= end) {
      // Blank up to here; what follows is a line that is being changed at its start.
      if (isCursorLine) return atBlank(frames, scalarOf, column);
    } else if (scalarOf !== undefined && column > scalarOf) {
      if (isCursorLine) return { frames, open: undefined, at: 'text', column };
    } else if (text[content] === '#') {
      if (isCursorLine) return undefined;
    } else {
      scalarOf = undefined;
      const read = readLine(text, content, lineStart, cursor, end, frames);
      if (read === undefined) return undefined;
      if (read.scalarOf !== undefined) scalarOf = read.scalarOf;
      if (read.found) return read.found;
      // A collection in brackets may have taken more lines.
      if (read.at > lineEnd) {
        lineStart = newlineWithin(text, read.at, text.length) + 1;
        // Behind its closing bracket there is nothing to write.
        if (lineStart > cursor) return undefined;
        continue;
      }
    }
    if (isCursorLine) return undefined;
    lineStart = lineEnd + 1;
  }
  return undefined;
}

interface LineRead {
  readonly at: number;
  readonly found?: BlockRead;
  readonly scalarOf?: number;
}

function readLine(
  text: string,
  content: number,
  lineStart: number,
  cursor: number,
  end: number,
  frames: Frame[],
): LineRead | undefined {
  const isCursorLine = end === cursor;
  let at = content;
  let column = at - lineStart;
  popTo(frames, column, isDash(text, at));
  while (isDash(text, at) && at < end) {
    const top = frames.at(-1);
    if (top?.kind === 'list' && top.column === column) beginNext(top);
    else pushChild(frames, frameOf('list', column, false));
    at += 1 + blanksAt(text, at + 1, end);
    column = at - lineStart;
    if (at >= end && isCursorLine) return { at, found: { frames, open: undefined, at: 'value', column } };
  }
  if (at >= end) return { at };
  const key = keyAt(text, at);
  if (key && key.end <= end) {
    const top = frames.at(-1);
    if (top?.kind === 'mapping' && !top.isFlow && top.column === column) beginKey(top, key.name);
    else {
      pushChild(frames, frameOf('mapping', column, false));
      beginKey(frames.at(-1)!, key.name);
    }
    at = key.end;
  } else if (isCursorLine && frames.at(-1)?.kind !== 'list') {
    const quote = text[at] === '"' || text[at] === "'" ? (text[at] as '"' | "'") : '';
    const isTag = text[at] === '!';
    // A collection or block scalar may begin below its key.
    if (quote !== '' || !/[[{|>]/.test(text[at]!)) {
      if (!isTag && !leadsTo(frames, column)) return undefined;
      return { at, found: { frames, open: { start: at, quote, isTag }, at: 'line', column } };
    }
  }
  return readBlockValue(text, at, cursor, end, frames, column);
}

/** What follows a colon or dashes: tags, then a scalar or a collection. */
function readBlockValue(
  text: string,
  from: number,
  cursor: number,
  end: number,
  frames: Frame[],
  column: number,
): LineRead | undefined {
  const isCursorLine = end === cursor;
  const top = frames.at(-1);
  // A line of a text that is no mapping.
  if (!top) return isCursorLine ? undefined : { at: end };
  const found = (open: OpenToken | undefined): LineRead => ({
    at: cursor,
    found: { frames, open, at: 'value', column },
  });
  for (let at = from; ; ) {
    const blanks = blanksAt(text, at, end);
    const isApart = blanks > 0 || at === from;
    at += blanks;
    if (at >= end) return isCursorLine ? found(undefined) : { at };
    const character = text[at]!;
    if (character === '#' && isApart) return isCursorLine ? undefined : { at: end };
    if (character === '!' || character === '&') {
      const word = /^\S+/.exec(text.slice(at, end))![0];
      if (at + word.length >= end && isCursorLine)
        return found({ start: at, quote: '', isTag: character === '!' });
      if (character === '!') top.tags.push(word);
      at += word.length;
      continue;
    }
    top.hasValue = true;
    if (character === '|' || character === '>')
      return isCursorLine ? undefined : { at: end, scalarOf: blockColumn(top, column) };
    if (character === '[' || character === '{') {
      const depth = frames.length;
      const read = readFlow(text, at, cursor, frames, {
        depth,
        column: blockColumn(top, column),
        format: 'yaml',
      });
      if (read.open) return found(read.open);
      if (read.at < cursor) return { at: read.at };
      // Behind the closing bracket there is nothing to write.
      return frames.length > depth ? found(undefined) : isCursorLine ? undefined : { at: read.at };
    }
    if (character === '"' || character === "'") {
      const close = closingQuote(text, at, cursor);
      if (close === undefined) return found({ start: at, quote: character, isTag: false });
      top.scalar = text.slice(at + 1, close - 1);
      return isCursorLine && close > end ? undefined : { at: close };
    }
    const comment = commentAt(text.slice(at, end));
    // Behind a comment there is nothing to write.
    if (isCursorLine) return comment < 0 ? found({ start: at, quote: '', isTag: false }) : undefined;
    top.scalar = text.slice(at, comment < 0 ? end : at + comment).trim();
    return { at: end };
  }
}

/** A block scalar, and brackets over several lines, are indented further than the key or the dash in front of them. */
function blockColumn(top: Frame, column: number): number {
  return top.isFlow ? column : top.column;
}

function atBlank(frames: Frame[], scalarOf: number | undefined, column: number): BlockRead | undefined {
  if (scalarOf !== undefined && column > scalarOf) return { frames, open: undefined, at: 'text', column };
  const list = frames.find((frame) => frame.kind === 'list' && !frame.isFlow && frame.column === column);
  popTo(frames, column, false);
  const top = frames.at(-1);
  if (list && top && top.column < column) {
    beginNext(list);
    return { frames: [...frames, list], open: undefined, at: 'next-item', column };
  }
  return leadsTo(frames, column) ? { frames, open: undefined, at: 'line', column } : undefined;
}

/** Whether a key can stand in a column: beside the keys of a mapping, or below one without a value. */
function leadsTo(frames: readonly Frame[], column: number): boolean {
  const top = frames.at(-1);
  if (!top) return column === 0;
  if (top.column !== column) return !top.hasValue;
  beginNext(top);
  return true;
}

/** Leaves the frames that a line at a column is no part of. */
function popTo(frames: Frame[], column: number, isItem: boolean): void {
  for (let top = frames.at(-1); top; top = frames.at(-1)) {
    const isSibling = top.column === column && (isItem || top.kind === 'mapping') && !top.isFlow;
    if (top.column < column || isSibling) return;
    frames.pop();
  }
}

function pushChild(frames: Frame[], child: Frame): void {
  const top = frames.at(-1);
  if (top) top.hasValue = true;
  frames.push(child);
}

function isDash(text: string, at: number): boolean {
  return text[at] === '-' && (at + 1 >= text.length || /\s/.test(text[at + 1]!));
}

function blanksAt(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text[at] === ' ') at++;
  return at - from;
}

/** A key and its colon; a plain key may have colons within it, as `AWS::Region` does. */
export function keyAt(text: string, at: number): { readonly name: string; readonly end: number } | undefined {
  const first = text[at] ?? '';
  const isQuoted = first === '"' || first === "'";
  if (!isQuoted && (NO_KEY.test(first) || isDash(text, at))) return undefined;
  const lineEnd = Math.min(newlineWithin(text, at, text.length), at + LONGEST);
  const close = isQuoted ? closingQuote(text, at, lineEnd) : at;
  if (close === undefined) return undefined;
  for (
    let colon = text.indexOf(':', close);
    colon >= 0 && colon < lineEnd;
    colon = text.indexOf(':', colon + 1)
  ) {
    const isEnd = colon + 1 >= text.length || BLANK.test(text[colon + 1]!);
    if (!isEnd) continue;
    const written = text.slice(at, colon).trim();
    if (isQuoted) return colon - close > 1 ? undefined : { name: written.slice(1, -1), end: colon + 1 };
    return written.includes('#') ? undefined : { name: written, end: colon + 1 };
  }
  return undefined;
}

const NO_KEY = /[\s#&*!|>%@`[\]{},]|^$/;
const BLANK = /\s/;
