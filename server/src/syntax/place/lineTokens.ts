// The tokens of a line of block YAML by their offsets: white space, dashes, keys and quotes.

import { closingQuote, newlineWithin } from './flow.ts';
import { LONGEST, type OpenToken } from './frames.ts';

/** The quote at an offset; empty if there is none. */
export function quoteAt(text: string, at: number): OpenToken['quote'] {
  const character = text[at];
  return character === '"' || character === "'" ? character : '';
}

/** Whether the dash of a list item is at an offset. */
export function isDash(text: string, at: number): boolean {
  return text[at] === '-' && (at + 1 >= text.length || /\s/.test(text[at + 1]!));
}

/** The number of spaces at an offset. */
export function blanksAt(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text[at] === ' ') at++;
  return at - from;
}

/** Spaces and tabs between tokens; indentation cannot have tabs. */
export function separationAt(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && (text[at] === ' ' || text[at] === '\t')) at++;
  return at - from;
}

/** A key and its colon; a plain key may contain colons, as in `AWS::Region`. */
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
