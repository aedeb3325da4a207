import { closingQuote, newlineWithin, readFlow } from './flow.ts';
import { beginKey, beginNext, commentAt, type Frame, frameOf, type OpenToken } from './frames.ts';
import { blanksAt, isDash, keyAt, quoteAt, separationAt } from './lineTokens.ts';

/** The frames that are open at the cursor, and the kind of place at the cursor. */
export interface BlockRead {
  readonly frames: Frame[];
  readonly open: OpenToken | undefined;
  /**
   * `value`: after a colon, a dash or a bracket. `line`: on a line that has neither yet. `text`: in a block scalar.
   * `next-item`: on an empty line below the dashes of a list.
   */
  readonly at: 'value' | 'line' | 'text' | 'next-item';
  /** The column of the cursor's line, or of the text after its dashes. */
  readonly column: number;
}

/** A line, up to the cursor if the cursor is on it, and the frames that are open at its start. */
interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly cursor: number;
  readonly hasCursor: boolean;
  readonly frames: Frame[];
}

/**
 * Reads lines of block YAML from `start` to the cursor. `frames` are those that are open at `start`. Undefined inside
 * of comments.
 */
export function readBlock(
  text: string,
  start: number,
  cursor: number,
  frames: Frame[],
): BlockRead | undefined {
  /** Inside of a block scalar: the column of its key or dash. */
  let scalarOf: number | undefined;
  for (let lineStart = start; lineStart <= cursor; ) {
    const { lineEnd, hasCursor, end } = lineBefore(text, lineStart, cursor);
    const column = blanksAt(text, lineStart, end);
    const content = lineStart + column;
    const isBlank = content >= end;
    const isText = scalarOf !== undefined && column > scalarOf;
    let at = lineEnd;
    // Text after a cursor on a blank start of a line belongs to a line that is being edited at its start.
    if (hasCursor && isBlank) return atBlank(frames, scalarOf, column);
    if (hasCursor && isText) return { frames, open: undefined, at: 'text', column };
    if (!isBlank && !isText && text[content] !== '#') {
      const read = readLine({ text, start: lineStart, end, cursor, hasCursor, frames }, content);
      if (!read || read.found) return read?.found;
      scalarOf = read.scalarOf;
      // A collection in brackets may have consumed further lines.
      at = Math.max(at, read.at);
    }
    // Nothing can be written in a comment or after a value.
    if (hasCursor) return undefined;
    lineStart = newlineWithin(text, at, text.length) + 1;
  }
  return undefined;
}

/** Where a line ends, and where reading it does: at the cursor, or before its line break. */
function lineBefore(text: string, lineStart: number, cursor: number) {
  const lineEnd = newlineWithin(text, lineStart, text.length);
  const hasCursor = cursor <= lineEnd;
  const content = text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
  return { lineEnd, hasCursor, end: hasCursor ? cursor : content };
}

interface LineRead {
  readonly at: number;
  readonly found?: BlockRead;
  readonly scalarOf?: number;
}

function readLine(line: Line, content: number): LineRead | undefined {
  const { text, end, hasCursor, frames } = line;
  popTo(frames, content - line.start, isDash(text, content));
  const at = readDashes(line, content);
  const column = at - line.start;
  if (at >= end) return hasCursor ? { at, found: { frames, open: undefined, at: 'value', column } } : { at };
  const key = keyAt(text, at);
  if (key && key.end <= end) {
    openKey(frames, column, key.name);
    return readBlockValue(line, key.end, column);
  }
  const word = hasCursor ? undefined : wordAlone(text.slice(at, end));
  const top = frames.at(-1);
  const isEntry = top?.kind === 'mapping' && (top.column === column || !top.hasValue);
  if (word !== undefined && isEntry) {
    openKey(frames, column, word);
    return { at: end };
  }
  // A collection or block scalar may start below its key.
  if (!hasCursor || frames.at(-1)?.kind === 'list' || /[[{|>]/.test(text[at]!))
    return readBlockValue(line, at, column);
  const isTag = text[at] === '!';
  if (!isTag && !leadsTo(frames, column)) return undefined;
  return { at, found: { frames, open: { start: at, quote: quoteAt(text, at), isTag }, at: 'line', column } };
}

/** Reads the dashes of list items from an offset; returns the offset after them. */
function readDashes({ text, start, end, frames }: Line, from: number): number {
  let at = from;
  while (isDash(text, at) && at < end) {
    const top = frames.at(-1);
    const column = at - start;
    if (top?.kind === 'list' && top.column === column) beginNext(top);
    else pushChild(frames, frameOf('list', column, false));
    at += 1 + blanksAt(text, at + 1, end);
  }
  return at;
}

/** A key whose colon is missing. */
function wordAlone(line: string): string | undefined {
  return /^[A-Za-z0-9]+(?=\s*$)/.exec(line)?.[0];
}

/** Adds a key to the mapping in its column, which its first key opens. A key below a scalar is indented too far. */
function openKey(frames: Frame[], column: number, name: string): void {
  const top = frames.at(-1);
  const isOwn = top?.column === column || (top?.scalar !== undefined && top.column < column);
  if (top?.kind === 'mapping' && !top.isFlow && isOwn) {
    beginKey(top, name);
    return;
  }
  const mapping = frameOf('mapping', column, false);
  pushChild(frames, mapping);
  beginKey(mapping, name);
}

/** Reads the text after a colon or dashes: tags, then a scalar or a collection. */
function readBlockValue(line: Line, from: number, column: number): LineRead | undefined {
  const { text, end, frames } = line;
  const top = frames.at(-1);
  // The line is in a text that is not a mapping.
  if (!top) return past(line, { at: end });
  const ahead = readNodeProperties(line, top, from, column);
  if ('done' in ahead) return ahead.done;
  const { at } = ahead;
  top.hasValue = true;
  switch (text[at]) {
    case '|':
    case '>':
      return past(line, { at: end, scalarOf: blockColumn(top, column) });
    case '[':
    case '{':
      return readBrackets(line, top, at, column);
    case '"':
    case "'":
      return readQuoted(line, top, at, column);
    default:
      return readPlain(line, top, at, column);
  }
}

/** For the rest of a line in which nothing can be written. */
function past({ hasCursor }: Line, read: LineRead): LineRead | undefined {
  return hasCursor ? undefined : read;
}

/** The cursor is in a value, or where a value can start. */
function inValue({ cursor, frames }: Line, open: OpenToken | undefined, column: number): LineRead {
  return { at: cursor, found: { frames, open, at: 'value', column } };
}

/** Reads tags and anchors, which YAML calls node properties; `done` is set if the line ends after them. */
function readNodeProperties(
  line: Line,
  top: Frame,
  from: number,
  column: number,
): { readonly at: number } | { readonly done: LineRead | undefined } {
  const { text, end, hasCursor } = line;
  let at = from;
  for (;;) {
    const blanks = separationAt(text, at, end);
    const isApart = blanks > 0 || at === from;
    at += blanks;
    if (at >= end) return { done: hasCursor ? inValue(line, undefined, column) : { at } };
    if (text[at] === '#' && isApart) return { done: past(line, { at: end }) };
    const isTag = text[at] === '!';
    if (!isTag && text[at] !== '&') return { at };
    const word = /^\S+/.exec(text.slice(at, end))![0];
    if (at + word.length >= end && hasCursor)
      return { done: inValue(line, { start: at, quote: '', isTag }, column) };
    if (isTag) top.tags.push(word);
    at += word.length;
  }
}

function readBrackets(line: Line, top: Frame, at: number, column: number): LineRead | undefined {
  const { text, cursor, frames } = line;
  const depth = frames.length;
  const read = readFlow(text, at, cursor, frames, {
    depth,
    column: blockColumn(top, column),
    format: 'yaml',
  });
  if (read.open) return inValue(line, read.open, column);
  if (read.at < cursor) return { at: read.at };
  return frames.length > depth ? inValue(line, undefined, column) : past(line, { at: read.at });
}

function readQuoted(line: Line, top: Frame, at: number, column: number): LineRead | undefined {
  const { text, end, cursor, hasCursor } = line;
  const close = closingQuote(text, at, cursor);
  if (close === undefined)
    return inValue(line, { start: at, quote: quoteAt(text, at), isTag: false }, column);
  top.scalar = text.slice(at + 1, close - 1);
  return hasCursor && close > end ? undefined : { at: close };
}

function readPlain(line: Line, top: Frame, at: number, column: number): LineRead | undefined {
  const { text, end, hasCursor } = line;
  const comment = commentAt(text.slice(at, end));
  if (hasCursor)
    return comment < 0 ? inValue(line, { start: at, quote: '', isTag: false }, column) : undefined;
  top.scalar = text.slice(at, comment < 0 ? end : at + comment).trim();
  return { at: end };
}

/**
 * The column above which a block scalar, or brackets over several lines, must be indented: that of the key or dash
 * before it.
 */
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

/** Whether a key can be in this column: beside the keys of an open mapping, or below a key without a value. */
function leadsTo(frames: readonly Frame[], column: number): boolean {
  const top = frames.at(-1);
  if (!top) return column === 0;
  if (top.column !== column) return !top.hasValue;
  beginNext(top);
  return true;
}

/** Closes the frames that a line at this column does not belong to. */
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
