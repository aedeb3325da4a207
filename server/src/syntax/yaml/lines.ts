import { readSimple } from './simple.ts';

/** A line without the spaces around it. */
export interface Line {
  readonly indent: number;
  readonly content: string;
}

/** A key at the start of a line, as templates and settings write them. */
const KEY = /^(?:[A-Za-z0-9_.:-]*[A-Za-z0-9_]|"[^"\n]*"|'[^'\n]*')[ ]*:(?:[ ]|$)/;

export function startsKey({ content }: Line): boolean {
  return KEY.test(content);
}

export function isItem({ content }: Line): boolean {
  return /^-(?:\s|$)/.test(content);
}

/** True for what YAML may take as a key of a mapping, however it is written. */
export function mayBeKey(line: Line): boolean {
  return /^\?|^(?:[^\t][^\n]*)?:(?:\s|$)/.test(line.content) && !isItem(line);
}

/** Up to the colon that ends a key, the first one unless the key is in quotes. */
function keyOf(content: string): string | undefined {
  return (KEY.exec(content) ?? /^.*?:(?=\s|$)/.exec(content))?.[0].trimEnd();
}

/** A key with nothing behind it but a comment, and perhaps a tag: its value follows, indented. */
export function isHeader({ content }: Line, mayHaveTag = false): boolean {
  const key = keyOf(content);
  if (key === undefined) return false;
  return (mayHaveTag ? /^[ ]*(?:![^\s]*(?:[ ]+#.*)?)?$|^[ ]+#.*$/ : /^(?:[ ]+#.*)?$/).test(
    content.slice(key.length),
  );
}

/** A second key or a list's item on the line of a key, which YAML does not allow. */
const NOT_ON_LINE = /^[ ]*(?:-(?:\s|$)|[A-Za-z0-9_][^"'[\]{}#]*:(?:\s|$))/;

/**
 * True for a line of a key with which further keys below, indented, are a mistake for certain: its value ends on the
 * line. Also true for a key without a value, which is a mistake where the keys below are in two columns.
 */
export function isStray(line: Line): boolean {
  const key = keyOf(line.content);
  if (key === undefined) return false;
  if (isHeader(line, true)) return true;
  const value = line.content.slice(key.length);
  if (NOT_ON_LINE.test(value)) return true;
  const alone = `k:${value}\n`;
  return readSimple(alone, 0, alone.length) !== undefined;
}
