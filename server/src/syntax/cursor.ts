import { getLocation } from 'jsonc-parser';
import type { Span } from './span.ts';
import type { Format } from './tree.ts';

/** The place of the cursor: in a key or in a value. */
export interface Cursor {
  readonly role: 'key' | 'value';
  /** The names of the enclosing keys; for a value including its own key. Lists have no name. */
  readonly path: readonly string[];
  /** The word at the cursor, including quotes. */
  readonly typed: Span;
  /** True if the value is an item of a list. */
  readonly isItem: boolean;
  /** The indentation of a line one level below this one, in YAML. */
  readonly indent: string;
}

/**
 * What is at an offset of a text that is being typed and may be broken there. Undefined within comments and if the
 * place is unclear. In YAML only block style and a list in brackets are supported.
 */
export function cursorAt(text: string, format: Format, offset: number): Cursor | undefined {
  if (format === 'json') return inJson(text, offset);
  const start = lineStart(text, offset);
  const before = text.slice(start, offset);
  // A `#` in quotes does not start a comment; a line with both is not supported.
  if (/(^|\s)#/.test(before)) return undefined;
  return format === 'toml' ? inToml(text, start, before) : inYaml(text, start, before);
}

function inJson(text: string, offset: number): Cursor | undefined {
  const { path, isAtPropertyKey, previousNode } = getLocation(text, offset);
  const names = path.filter((step): step is string => typeof step === 'string');
  const isWithin =
    previousNode !== undefined &&
    previousNode.offset <= offset &&
    offset <= previousNode.offset + previousNode.length &&
    (previousNode.type === 'property') === isAtPropertyKey;
  const typed = isWithin
    ? { start: previousNode.offset, end: previousNode.offset + previousNode.length }
    : wordAround(text, offset);
  return {
    role: isAtPropertyKey ? 'key' : 'value',
    path: isAtPropertyKey ? names.slice(0, -1) : names,
    typed,
    isItem: typeof path.at(-1) === 'number',
    indent: '',
  };
}

function inYaml(text: string, start: number, before: string): Cursor | undefined {
  const line =
    /^( *)((?:- +)*)(?:([\w.-]+|"[^"]*"|'[^']*'): +)?(\[(?:[^\]{}]*,)? *)?("?'?[^\s'":,{}[\]&*!|>]*"?'?)$/.exec(
      before,
    );
  if (!line) return undefined;
  const [, spaces = '', dashes = '', key, list, word = ''] = line;
  const column = spaces.length + dashes.length;
  const above = keysAbove(text, start, dashes === '' ? column : spaces.length, dashes !== '');
  const end = wordAround(text, start + before.length).end;
  const typed = { start: start + before.length - word.length, end };
  const indent = `${' '.repeat(column)}  `;
  if (key === undefined && list !== undefined) return undefined;
  if (key !== undefined) {
    return { role: 'value', path: [...above, unquoted(key)], typed, isItem: list !== undefined, indent };
  }
  return { role: dashes === '' ? 'key' : 'value', path: above, typed, isItem: dashes !== '', indent };
}

/** The keys of the lines above, each with less indentation than the one before. */
function keysAbove(text: string, start: number, column: number, isItem: boolean): readonly string[] {
  const names: string[] = [];
  // A list may have the same indentation as its key.
  let limit = isItem ? column + 1 : column;
  for (let end = start - 1; end >= 0 && limit > 0; ) {
    const from = lineStart(text, end);
    const found = /^( *(?:- +)*)([\w.$-]+|"[^"]*"|'[^']*'):(?:\s|$)/.exec(text.slice(from, end));
    if (found && found[1]!.length < limit) {
      names.unshift(unquoted(found[2]!));
      limit = found[1]!.indexOf('-') < 0 ? found[1]!.length : found[1]!.indexOf('-') + 1;
    }
    end = from - 1;
  }
  return names;
}

function inToml(text: string, start: number, before: string): Cursor | undefined {
  const headers = [
    ...text.slice(0, start).matchAll(/^[ \t]*\[\[?([^[\]\n\r\u2028\u2029][^\]\n\r\u2028\u2029]*)\]/gm),
  ];
  const table = headers.at(-1)?.[1];
  const path = table === undefined ? [] : partsOf(table);
  const end = wordAround(text, start + before.length).end;
  const body = text.slice(headers.at(-1)?.index ?? 0, start) + before;
  const item = itemBefore(body);
  const value = item ?? /^[ \t]*([\w.-]+|"[^"]*")[ \t]*=[ \t]*("?'?[^\s"',[\]{}=]*)$/.exec(before);
  if (value) {
    const [, key = '', word = ''] = value;
    const typed = { start: start + before.length - word.length, end };
    return { role: 'value', path: [...path, ...partsOf(key)], typed, isItem: item !== undefined, indent: '' };
  }
  const key = /^[ \t]*((?:[\w-]+\.)*)([\w-]*)$/.exec(before);
  if (!key) return undefined;
  const parents = key[1] ? partsOf(key[1].slice(0, -1)) : [];
  const typed = { start: start + before.length - key[2]!.length, end };
  return { role: 'key', path: [...path, ...parents], typed, isItem: false, indent: '' };
}

/** The key of an unclosed TOML list at the end of the text, and the start of its last item. */
function itemBefore(text: string): readonly [whole: string, key: string, word: string] | undefined {
  const open = text.lastIndexOf('[');
  if (open < 0 || text.includes(']', open)) return undefined;
  const key = /^[ \t]*([\w.-]+|"[^"]*")[ \t]*=[ \t]*$/.exec(text.slice(lineStart(text, open), open))?.[1];
  const item = text.slice(Math.max(open, text.lastIndexOf(',')) + 1).trimStart();
  const word = /^"?'?[^\s"',[\]{}=]*$/.exec(item)?.[0];
  return key === undefined || word === undefined ? undefined : [item, key, word];
}

function partsOf(dotted: string): readonly string[] {
  return [...dotted.matchAll(/"[^"]*"|'[^']*'|[^.\s]+/g)].map(([part]) => unquoted(part));
}

/** The word around an offset, with a quote on either side. */
function wordAround(text: string, offset: number): Span {
  const before = /["']?[\w$.-]*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0] ?? '';
  const after = /^[\w$.-]*["']?/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
  return { start: offset - before.length, end: offset + after.length };
}

/** The start of the line of an offset. */
function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function unquoted(text: string): string {
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}
