import { readSimple } from './simple.ts';

/** A line without the spaces around it. */
export interface Line {
  readonly indent: number;
  readonly content: string;
}

/** A key at the start of a line, in the spelling that templates and settings use. */
const KEY = /^(?:[A-Za-z0-9_.:-]*[A-Za-z0-9_]|"[^"\n]*"|'[^'\n]*')[ ]*:(?:[ ]|$)/;

/** True for a line that begins with a plain key and its colon. */
export function startsKey({ content }: Line): boolean {
  return KEY.test(content);
}

/** True for a line that begins with the dash of a list. */
export function isItem({ content }: Line): boolean {
  return /^-(?:\s|$)/.test(content);
}

/** True for text that YAML may read as a key of a mapping, in any spelling. */
export function mayBeKey(line: Line): boolean {
  return /^\?|^(?:[^\t][^\n]*)?:(?:\s|$)/.test(line.content) && !isItem(line);
}

/** The text up to the colon that ends a key: the first colon, unless the key is in quotes. */
function keyOf(content: string): string | undefined {
  return (KEY.exec(content) ?? /^.*?:(?=\s|$)/.exec(content))?.[0].trimEnd();
}

/** A key that is followed by nothing but a comment and possibly a tag: its value is below, indented. */
export function isHeader({ content }: Line, mayHaveTag = false): boolean {
  const key = keyOf(content);
  if (key === undefined) return false;
  return (mayHaveTag ? /^[ ]*(?:![^\s]*(?:[ ]+#.*)?)?$|^[ ]+#.*$/ : /^(?:[ ]+#.*)?$/).test(
    content.slice(key.length),
  );
}

/** A second key or a list item on the line of a key, which YAML does not allow. */
const NOT_ON_LINE = /^[ ]*(?:-(?:\s|$)|[A-Za-z0-9_][^"'[\]{}#]*:(?:\s|$))/;

/**
 * True for a line with a key whose value ends on the line, so that further keys indented below are certainly a mistake.
 * Also true for a key without a value, which is a mistake if the keys below are in two columns.
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
