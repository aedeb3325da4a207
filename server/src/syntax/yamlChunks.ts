import type { Span } from './span.ts';

/** A run of whole lines that YAML reads alike alone or in its document: one entry of a block mapping. */
export interface Chunk extends Span {
  /** Where the line of the key ends, if the value is a block mapping that is cut into `parts`. */
  readonly headerEnd: number;
  readonly parts?: readonly Chunk[];
}

/** A key at the start of a line, as templates and settings write them. */
const KEY = /^(?:[A-Za-z0-9_.:-]*[A-Za-z0-9_]|"[^"\n]*"|'[^'\n]*')[ ]*:(?:[ ]|$)/;

/** A key with nothing behind it but perhaps a comment: its value follows, indented. */
const HEADER = /^[^\s#][^\n]*?:[ ]*(?:#[^\n]*)?$/;

/**
 * Cuts a document at its top-level keys, and sections such as `Resources` at the keys below. Undefined where the
 * document is anything but a block mapping with keys at column 0, and then has to be read in one piece.
 */
export function chunksOf(text: string): readonly Chunk[] | undefined {
  if (firstIndent(text, 0, text.length) > 0) return undefined;
  const top = cut(text, 0, text.length, 0);
  return top?.map((chunk) => withParts(text, chunk));
}

function withParts(text: string, chunk: Chunk): Chunk {
  if (!HEADER.test(text.slice(chunk.start, chunk.headerEnd).trimEnd())) return chunk;
  const indent = firstIndent(text, chunk.headerEnd, chunk.end);
  if (indent === 0) return chunk;
  const parts = cut(text, chunk.headerEnd, chunk.end, indent);
  return parts && parts.length > 1 ? { ...chunk, parts } : chunk;
}

/** Ends one document or begins another, which a piece alone does not show. */
const MARKER = /^(?:---|\.\.\.|%)/;

/**
 * Undefined where a line at column 0 may be a key of the outer mapping. Any other line that starts no key goes to the
 * entry before it: an item of its list, the end of its brackets or quotes, or a mistake that is then its own.
 */
function cut(text: string, from: number, to: number, column: number): Chunk[] | undefined {
  const chunks: Chunk[] = [];
  let start = -1;
  let headerEnd = -1;
  let hasMarker = false;
  for (let line = from, end = from; line < to; line = end) {
    const newline = text.indexOf('\n', line);
    end = newline < 0 || newline >= to ? to : newline + 1;
    const indent = indentWithin(text, line, end, column);
    if (indent === undefined) continue;
    const content = text.slice(line + indent, end).trimEnd();
    const isMarker = column === 0 && start < 0 && content === '---';
    if (content === '' || content.startsWith('#')) continue;
    if (isMarker && !hasMarker) {
      hasMarker = true;
      continue;
    }
    if (MARKER.test(content)) return undefined;
    const isKey = indent === column && KEY.test(content);
    if (!isKey && (start < 0 || (indent === 0 && column > 0 && /^\?|:(?:\s|$)/.test(content))))
      return undefined;
    if (!isKey) continue;
    if (start >= 0) chunks.push({ start, end: line, headerEnd });
    start = line;
    headerEnd = end;
  }
  if (start < 0) return undefined;
  chunks.push({ start, end: to, headerEnd });
  return chunks;
}

/** Spaces before the first other character; undefined where there are more than `most`. */
function indentWithin(text: string, from: number, to: number, most: number): number | undefined {
  const limit = Math.min(to, from + most + 1);
  let i = from;
  while (i < limit && text.charCodeAt(i) === 32) i++;
  return i - from > most ? undefined : i - from;
}

/** The indentation of the first line that is neither blank nor a comment; 0 where there is none. */
function firstIndent(text: string, from: number, to: number): number {
  for (let line = from; line < to; ) {
    const newline = text.indexOf('\n', line);
    const end = newline < 0 || newline >= to ? to : newline + 1;
    const content = text.slice(line, end).trimEnd();
    const indent = content.length - content.trimStart().length;
    if (content !== '' && content[indent] !== '#' && content !== '---') return indent;
    line = end;
  }
  return 0;
}
