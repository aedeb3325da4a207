import { type Entry, type Mapping, missingValue, type Node, type Scalar, type Sequence } from '../tree.ts';
import { plainValue } from './plain.ts';
import {
  BANG,
  BRACE,
  BRACE_END,
  BRACKET,
  BRACKET_END,
  COLON,
  COMMA,
  DOUBLE,
  HASH,
  KEY,
  MAX_LINE,
  MAX_SIMPLE_DEPTH,
  PLAIN,
  PLAIN_IN_FLOW,
  SINGLE,
  SPACE,
  TAG,
} from './simpleTokens.ts';

// What is on one line: keys, tags, texts, and collections in brackets. As all of the simple reader, each function gives
// undefined for a mistake and for whatever it does not know.

/** The offset of the first character that is no space, at most `end`. */
export function skipSpaces(text: string, at: number, end: number): number {
  let i = at;
  while (i < end && text.charCodeAt(i) === SPACE) i++;
  return i;
}

/** Whether a token ends at an offset. */
export function isSpaceOrEnd(text: string, at: number, end: number): boolean {
  return at >= end || text.charCodeAt(at) === SPACE;
}

/** The tag at an offset, such as `!Ref`; undefined if there is none, or if another character follows it. */
export function tagAt(text: string, at: number, end: number): string | undefined {
  if (text.charCodeAt(at) !== BANG) return undefined;
  TAG.lastIndex = at;
  const tag = TAG.exec(text)?.[0];
  return tag !== undefined && isSpaceOrEnd(text, at + tag.length, end) ? tag : undefined;
}

/** A key that is followed by its colon on the same line. */
export function lineKeyAt(text: string, at: number, end: number): Scalar | undefined {
  const key = keyText(text, at, end);
  if (!key) return undefined;
  const colon = skipSpaces(text, key.end, end);
  const hasColon = colon < end && text.charCodeAt(colon) === COLON && isSpaceOrEnd(text, colon + 1, end);
  return hasColon ? key : undefined;
}

function keyText(text: string, at: number, end: number): Scalar | undefined {
  const first = text.charCodeAt(at);
  if (first === DOUBLE || first === SINGLE) return quoted(text, at, end);
  if (end - at > MAX_LINE) return undefined;
  KEY.lastIndex = at;
  const found = KEY.exec(text)?.[0];
  return found === undefined ? undefined : plainScalar(at, found, plainValue(found));
}

function plainScalar(at: number, text: string, value: Scalar['value']): Scalar {
  return { kind: 'scalar', start: at, end: at + text.length, value, text, style: 'plain' };
}

/** Where a value is read: `end` is that of its line, `depth` the number of collections around it. */
export interface LinePlace {
  readonly text: string;
  readonly end: number;
  readonly depth: number;
}

/** A scalar or a collection in brackets on one line; the caller checks what follows. */
export function inlineValue(
  place: LinePlace,
  at: number,
  isTagged: boolean,
  inFlow: boolean,
): Node | undefined {
  switch (place.text.charCodeAt(at)) {
    case DOUBLE:
    case SINGLE:
      return quoted(place.text, at, place.end);
    case BRACKET:
      return inBrackets(place, at, flowSequence);
    case BRACE:
      return inBrackets(place, at, flowMapping);
    default:
      return plain(place, at, isTagged, inFlow);
  }
}

function inBrackets(
  { text, end, depth }: LinePlace,
  open: number,
  read: (place: LinePlace, open: number) => Node | undefined,
): Node | undefined {
  return depth >= MAX_SIMPLE_DEPTH ? undefined : read({ text, end, depth: depth + 1 }, open);
}

function plain({ text, end }: LinePlace, at: number, isTagged: boolean, inFlow: boolean): Scalar | undefined {
  if (end - at > MAX_LINE) return undefined;
  const pattern = inFlow ? PLAIN_IN_FLOW : PLAIN;
  pattern.lastIndex = at;
  const found = pattern.exec(text)?.[0];
  if (found === undefined || at + found.length > end) return undefined;
  // The character at which the pattern stopped must not be part of the scalar.
  const behind = text.charCodeAt(skipSpaces(text, at + found.length, end));
  if (behind === COLON || (inFlow && behind === HASH)) return undefined;
  return plainScalar(at, found, isTagged ? found : plainValue(found));
}

/** A quoted scalar without escape sequences and doubled quotes. */
function quoted(text: string, at: number, end: number): Scalar | undefined {
  const quote = text[at]!;
  const close = text.indexOf(quote, at + 1);
  if (close < 0 || close >= end) return undefined;
  const content = text.slice(at + 1, close);
  if (quote === '"' ? content.includes('\\') : text[close + 1] === "'") return undefined;
  const style = quote === '"' ? 'double' : 'single';
  return { kind: 'scalar', start: at, end: close + 1, value: content, text: content, style };
}

function flowSequence(place: LinePlace, open: number): Sequence | undefined {
  const { text, end } = place;
  const items: Node[] = [];
  let at = skipSpaces(text, open + 1, end);
  while (text.charCodeAt(at) !== BRACKET_END) {
    const item = flowItem(place, at);
    if (!item) return undefined;
    items.push(item);
    at = skipSpaces(text, item.end, end);
    if (text.charCodeAt(at) === COMMA) at = skipSpaces(text, at + 1, end);
    else if (text.charCodeAt(at) !== BRACKET_END) return undefined;
  }
  return { kind: 'sequence', start: open, end: at + 1, items, style: 'flow' };
}

function flowMapping(place: LinePlace, open: number): Mapping | undefined {
  const { text, end } = place;
  const entries: Entry[] = [];
  let at = skipSpaces(text, open + 1, end);
  while (text.charCodeAt(at) !== BRACE_END) {
    const key = lineKeyAt(text, at, end);
    if (!key) return undefined;
    const colon = skipSpaces(text, key.end, end);
    const value = flowItem(place, skipSpaces(text, colon + 1, end));
    if (!value) return undefined;
    entries.push({ start: key.start, end: value.end, key, value });
    at = skipSpaces(text, value.end, end);
    if (text.charCodeAt(at) === COMMA) at = skipSpaces(text, at + 1, end);
    else if (text.charCodeAt(at) !== BRACE_END) return undefined;
  }
  return { kind: 'mapping', start: open, end: at + 1, entries, style: 'flow' };
}

function flowItem(place: LinePlace, at: number): Node | undefined {
  const { text, end } = place;
  if (at >= end) return undefined;
  const tag = tagAt(text, at, end);
  if (tag === undefined) return inlineValue(place, at, false, true);
  return tagged(inlineValue(place, skipSpaces(text, at + tag.length, end), true, true), tag, at);
}

/** A missing value at `at`: null, or an empty text if there is a tag at `start`. */
export function emptyScalar(at: number, tag: string | undefined, start: number): Scalar {
  if (tag === undefined) return missingValue(at);
  return { kind: 'scalar', start, end: start + tag.length, value: '', text: '', style: 'plain', tag };
}

/** The node with a tag that starts at an offset. */
export function tagged<T extends Node>(
  node: T | undefined,
  tag: string | undefined,
  start: number,
): T | undefined {
  return node === undefined || tag === undefined ? node : { ...node, start, tag };
}
