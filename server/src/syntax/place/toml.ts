import type { BlockRead } from './block.ts';
import { closingQuote, newlineWithin, readFlow } from './flow.ts';
import { beginKey, type Frame, frameOf } from './frames.ts';

/**
 * A header of a table, or of an item of an array of tables. Lines of Zappa settings do not start with a nested list.
 */
const HEADER = /^[ \t]*\[(\[?)([^[\]\n]+)\]/gm;
const KEY =
  /^[ \t]*((?:"[^"\n]*"|'[^'\n]*'|[\w-]+)(?:[ \t]*\.[ \t]*(?:"[^"\n]*"|'[^'\n]*'|[\w-]+))*)[ \t]*=[ \t]*/;
const PARTS = /"[^"]*"|'[^']*'|[^.\s]+/g;

/** Reads TOML from the last header to the cursor. Undefined inside of headers and comments. */
export function readTomlPlace(text: string, cursor: number): BlockRead | undefined {
  const header = [...text.slice(0, cursor).matchAll(HEADER)].at(-1);
  let at = 0;
  if (header) {
    at = newlineWithin(text, header.index, text.length) + 1;
    if (cursor < at) return undefined;
  }
  const table = header ? framesOfHeader(text.slice(0, cursor), header) : [];
  while (at <= cursor) {
    const lineEnd = newlineWithin(text, at, cursor);
    const line = text.slice(at, lineEnd);
    const frames = [...table, frameOf('mapping', 0, false)];
    const key = KEY.exec(line);
    if (!key) {
      if (lineEnd === cursor) return atKey(line, cursor, frames);
    } else {
      beginKeys(frames, partsOf(key[1]!));
      const read = readValue(text, at + key[0].length, cursor, frames);
      if (typeof read !== 'number') return read;
      at = read;
    }
    at = newlineWithin(text, at, cursor) + 1;
  }
  return undefined;
}

/** Where a value ends before the cursor, or what is open at the cursor; undefined where nothing can be written. */
function readValue(
  text: string,
  start: number,
  cursor: number,
  frames: Frame[],
): number | BlockRead | undefined {
  const found = (open: BlockRead['open']): BlockRead => ({ frames, open, at: 'value', column: 0 });
  if (start >= cursor) return found(undefined);
  const first = text[start]!;
  if (first === '[' || first === '{') {
    const depth = frames.length;
    const read = readFlow(text, start, cursor, frames, { depth, column: 0, format: 'toml' });
    if (read.open || frames.length > depth) return found(read.open);
    return newlineWithin(text, read.at, cursor) < cursor ? read.at : undefined;
  }
  const isQuoted = first === '"' || first === "'";
  if (isQuoted && text.startsWith(first.repeat(3), start)) {
    const close = text.indexOf(first.repeat(3), start + 3);
    return close < 0 || close + 3 >= cursor ? undefined : close + 3;
  }
  const lineEnd = newlineWithin(text, start, cursor);
  if (lineEnd < cursor) return lineEnd;
  if (isQuoted)
    return closingQuote(text, start, cursor) === undefined
      ? found({ start, quote: first, isTag: false })
      : undefined;
  return text.slice(start, cursor).includes('#') ? undefined : found({ start, quote: '', isTag: false });
}

/** A line without a `=` before the cursor: a key whose last part is being typed. */
function atKey(line: string, cursor: number, frames: Frame[]): BlockRead | undefined {
  const [, parents = '', word] = /^[ \t]*((?:[\w-]+\.)*)([\w-]*)$/.exec(line) ?? [];
  if (word === undefined) return undefined;
  beginKeys(frames, partsOf(parents));
  if (parents !== '') frames.push(frameOf('mapping', 0, false));
  return { frames, open: { start: cursor - word.length, quote: '', isTag: false }, at: 'line', column: 0 };
}

/** A mapping for each name of a header; the items of an array of tables are counted from the start of the text. */
function framesOfHeader(text: string, header: RegExpExecArray): Frame[] {
  const frames = [frameOf('mapping', 0, false)];
  beginKeys(frames, partsOf(header[2]!));
  if (header[1] === '') return frames;
  const list = frameOf('list', 0, false);
  list.index = [...text.matchAll(HEADER)].filter(([whole]) => whole.trim() === header[0].trim()).length - 1;
  return [...frames, list];
}

/** Opens the first name in the last mapping, and each further name in a mapping inside of the one before. */
function beginKeys(frames: Frame[], names: readonly string[]): void {
  for (const [index, name] of names.entries()) {
    if (index > 0) frames.push(frameOf('mapping', 0, false));
    beginKey(frames.at(-1)!, name);
  }
}

function partsOf(dotted: string): readonly string[] {
  return [...dotted.matchAll(PARTS)].map(([part]) => (/^["']/.test(part) ? part.slice(1, -1) : part));
}
