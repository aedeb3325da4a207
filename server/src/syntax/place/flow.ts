import type { Format } from '../tree.ts';
import { beginKey, beginNext, type Frame, frameOf, type OpenToken } from './frames.ts';

/** Where reading a value ended, and what is open there. */
export interface ReadTo {
  readonly at: number;
  readonly open: OpenToken | undefined;
  /** Where a missing comma before the cursor's entry or item belongs. */
  readonly lacksCommaAt?: number | undefined;
}

/**
 * Reads collections in brackets and braces from `at` until those above `depth` are closed, or to the cursor (`end`). In
 * YAML, a line that is not indented more than `column` ends them, since they are not closed yet. Inside of a comment
 * none of them stays open. In JSON, text after a complete value without a comma starts the next entry or item.
 */
export function readFlow(
  text: string,
  from: number,
  end: number,
  frames: Frame[],
  { depth, column, format }: { readonly depth: number; readonly column: number; readonly format: Format },
): ReadTo {
  let at = from;
  /** The offset after the last token or punctuation mark. */
  let behind = from;
  let lacksCommaAt: number | undefined;
  while (at < end) {
    const character = text[at]!;
    if (format === 'yaml' && leavesBlock(text, at, end, column)) {
      frames.length = depth;
      return { at, open: undefined };
    }
    if (/[ \t\r\n]/.test(character)) {
      at++;
      continue;
    }
    if (readMark(character, frames, { depth, column, format })) {
      at++;
      behind = at;
      lacksCommaAt = undefined;
      if (/[\]}]/.test(character) && frames.length <= depth) return { at, open: undefined };
      continue;
    }
    const comment = commentEnd(text, at, end, format);
    if (comment !== undefined) {
      at = comment;
      if (at === end) frames.length = depth;
      continue;
    }
    const top = frames.at(-1);
    lacksCommaAt = beginItem(top, behind, format);
    const token = readToken(text, at, end, format);
    if (token.open) return { ...token, lacksCommaAt };
    noteToken(top, token, text.slice(at, token.at));
    at = token.at;
    behind = at;
  }
  // At the cursor a new line begins the next entry.
  const missing = text.slice(behind, end).includes('\n')
    ? beginItem(frames.at(-1), behind, format)
    : undefined;
  return { at, open: undefined, lacksCommaAt: missing };
}

/** Begins the entry or item that follows a whole value in JSON; gives `at`, where its comma is missing. */
function beginItem(top: Frame | undefined, at: number, format: Format): number | undefined {
  if (format !== 'json' || !top?.hasValue) return undefined;
  beginNext(top);
  return at;
}

/** Handles a bracket, a comma or the mark between a key and its value. False for any other character. */
function readMark(
  character: string,
  frames: Frame[],
  { depth, column, format }: { readonly depth: number; readonly column: number; readonly format: Format },
): boolean {
  const top = frames.at(-1);
  switch (character) {
    case '{':
    case '[':
      if (format === 'json' && top?.kind === 'list' && top.hasValue) beginNext(top);
      if (top) top.hasValue = true;
      frames.push(frameOf(character === '{' ? 'mapping' : 'list', column, true));
      return true;
    case '}':
    case ']':
      closeFlow(frames, character === '}' ? 'mapping' : 'list', depth);
      return true;
    case ',':
      if (top) beginNext(top);
      return true;
    case format === 'toml' ? '=' : ':':
      if (top?.kind === 'mapping' && top.key === undefined) beginKey(top, top.scalar ?? '');
      return true;
    default:
      return false;
  }
}

/** Handles a tag or a scalar, which is a mapping's key until its colon follows. */
function noteToken(top: Frame | undefined, { isTag, isQuoted }: Token, word: string): void {
  if (!top) return;
  if (isTag) {
    top.tags.push(word);
    return;
  }
  top.scalar = isQuoted ? word.slice(1, -1) : word.trim();
  if (top.kind === 'list' || top.key !== undefined) top.hasValue = true;
}

/**
 * The end of the comment that starts at an offset, at most `end`; undefined if none starts there. JSON has the comments
 * of JSONC and Hjson.
 */
function commentEnd(text: string, at: number, end: number, format: Format): number | undefined {
  const isHash = text[at] === '#' && (format !== 'yaml' || /\s/.test(text[at - 1] ?? ' '));
  if (isHash || (format === 'json' && text.startsWith('//', at))) return newlineWithin(text, at, end);
  if (format !== 'json' || !text.startsWith('/*', at)) return undefined;
  const close = text.indexOf('*/', at + 2);
  return close < 0 ? end : Math.min(close + 2, end);
}

interface Token extends ReadTo {
  readonly isTag: boolean;
  readonly isQuoted: boolean;
}

/** A quoted or plain scalar, or a tag. It stays open if the cursor is in it or directly after it. */
function readToken(text: string, start: number, end: number, format: Format): Token {
  const first = text[start]!;
  if (first === '"' || (first === "'" && format !== 'json')) {
    const close = closingQuote(text, start, end);
    const open = close === undefined ? ({ start, quote: first, isTag: false } as const) : undefined;
    return { at: close ?? end, open, isTag: false, isQuoted: true };
  }
  const isTag = first === '!' && format === 'yaml';
  const pattern = isTag ? TAG : format === 'toml' ? PLAIN_IN_TOML : PLAIN_IN_FLOW;
  pattern.lastIndex = start;
  // Characters of other formats, such as a backtick, are skipped.
  const stop = Math.max(start + (pattern.exec(text)?.[0].length ?? 1), start + 1);
  const isOpen = stop >= end;
  return {
    at: Math.min(stop, end),
    open: isOpen ? { start, quote: '', isTag } : undefined,
    isTag,
    isQuoted: false,
  };
}

const TAG = /![^\s,[\]{}]*/y;
const PLAIN_IN_FLOW = /(?:[^\s,[\]{}:"']|:(?!\s|["'[{]|$)|[ \t]+(?=[^\s,[\]{}:#]))+/y;

const PLAIN_IN_TOML = /[^\s,[\]{}="'#]+/y;

/**
 * The offset after the closing quote of a scalar; undefined if the cursor comes first. An unclosed scalar ends with its
 * line.
 */
export function closingQuote(text: string, start: number, end: number): number | undefined {
  const quote = text[start];
  for (let at = start + 1; at < end; at++) {
    const character = text[at];
    if (character === '\\' && quote === '"') at++;
    else if (character === quote) {
      if (quote === "'" && text[at + 1] === "'" && at + 1 < end) at++;
      else return at + 1;
    } else if (character === '\n' && !isClosedBelow(text, at, end, quote!)) return at;
  }
  return undefined;
}

/**
 * A quoted scalar over several lines is rare and an unclosed quote is not; the next line decides which of them this is.
 */
function isClosedBelow(text: string, lineEnd: number, end: number, quote: string): boolean {
  const next = text.slice(lineEnd + 1, Math.min(newlineWithin(text, lineEnd + 1, end), end));
  return next.includes(quote) && !/^\s*(?:- )?["']?[\w:.-]+["']?\s*:/.test(next);
}

/** The offset after the line's break, at most `end`. */
export function newlineWithin(text: string, from: number, end: number): number {
  const found = text.indexOf('\n', from);
  return found < 0 ? end : Math.min(found, end);
}

/** Whether the line that begins behind a newline at an offset is not indented more than `column`. */
function leavesBlock(text: string, newline: number, end: number, column: number): boolean {
  if (text[newline] !== '\n') return false;
  const lineStart = newline + 1;
  const line = /^( *)(\S?)/.exec(text.slice(lineStart, Math.min(newlineWithin(text, lineStart, end), end)));
  const [, blanks = '', first = ''] = line ?? [];
  return first !== '' && !/[\]},#]/.test(first) && blanks.length <= column;
}

/** A bracket of the wrong kind closes the frames up to one of its kind: the brackets between are not written yet. */
function closeFlow(frames: Frame[], kind: Frame['kind'], depth: number): void {
  for (let i = frames.length - 1; i >= depth; i--) {
    if (frames[i]!.kind !== kind) continue;
    frames.length = i;
    return;
  }
}
