import { type LineStarts, positionAt, type Span } from '../span.ts';
import { closedAt, FURTHEST } from './lexer.ts';
import { isHeader, isItem, isStray, type Line, mayBeKey, startsKey } from './lines.ts';

/** A run of whole lines that means the same alone as in its document: one entry of a block mapping. */
export interface Chunk extends Span {
  /** The end of the key's line, if the value is a block mapping that is split into `parts`. */
  readonly headerEnd: number;
  readonly parts?: readonly Chunk[];
}

/** A chunk whose end is not known yet. */
interface Begun {
  readonly start: number;
  readonly headerEnd: number;
  readonly isHeader: boolean;
  /** The first line below that is not a comment; undefined until it is read. */
  first?: { readonly indent: number; readonly isKey: boolean; readonly isItem: boolean };
}

/**
 * Splits a document at its top-level keys, and sections such as `Resources` at the keys inside. Undefined if the
 * document is not a block mapping with keys at column 0; it must then be parsed as a whole.
 */
export function chunksOf(text: string, lines: LineStarts): readonly Chunk[] | undefined {
  return cutDocument(text, lines)?.map((chunk) => withParts(text, lines, chunk));
}

/** Ends a document, starts another one, or is a directive: a chunk alone does not show this. */
const MARKER = /^(?:(?:---|\.\.\.)(?:\s|$)|%)/;

/**
 * A line at column 0 that starts no key belongs to the entry before it: it is an item of its list, the end of its
 * brackets, or a mistake that stays in that entry. The same is true of a key that cannot be a top-level key: when a
 * line is broken in two, its second half is at column 0, and the keys below it continue the section.
 */
function cutDocument(text: string, lines: LineStarts): Chunk[] | undefined {
  const cut: Cut = { text, chunks: [], section: undefined, stray: undefined, hasMarker: false };
  for (let line = 0; line < lines.length; line++) {
    const start = lines[line]!;
    const end = lines[line + 1] ?? text.length;
    if (start === end) break;
    const isIndented = text.charCodeAt(start) === SPACE;
    if (!(isIndented ? addIndented(cut, start, end) : addTopLevel(cut, start, end))) return undefined;
  }
  if (cut.stray) begin(cut, cut.stray);
  if (!cut.section) return undefined;
  const { start, headerEnd } = cut.section;
  cut.chunks.push({ start, end: text.length, headerEnd });
  return cut.chunks;
}

/** The state after the lines that were read so far. */
interface Cut {
  readonly text: string;
  /** The chunks that have ended. */
  readonly chunks: Chunk[];
  section: Begun | undefined;
  /** A key at column 0 that starts a chunk, unless a key of `section` follows it. */
  stray: Begun | undefined;
  /** The text started with `---`. */
  hasMarker: boolean;
}

function begin(cut: Cut, next: Begun): void {
  const { chunks, section } = cut;
  if (section) chunks.push({ start: section.start, end: next.start, headerEnd: section.headerEnd });
  cut.section = next;
  cut.stray = undefined;
}

/** The first lines below a key determine what its section contains; false if there is no key above. */
function addIndented(cut: Cut, start: number, end: number): boolean {
  const { text, section, stray } = cut;
  if (section?.first && !stray) return true;
  const line = lineAt(text, start, end);
  if (!line) return true;
  if (!section) return false;
  if (!section.first) {
    section.first = firstOf(line);
    return true;
  }
  if (!stray) return true;
  stray.first ??= firstOf(line);
  const { indent, isKey, isItem } = stray.first;
  // A new section is not indented more than this one; a line that is neither key nor item may be indented less.
  const isOwn = indent <= section.first.indent || !(isKey || isItem);
  if (isOwn && stray.isHeader) begin(cut, stray);
  else if (
    line.indent === section.first.indent &&
    startsKey(line) &&
    !isWithinValue(text, stray.start, start)
  )
    cut.stray = undefined;
  return true;
}

/** Handles a line at column 0; false if the document is not a block mapping. */
function addTopLevel(cut: Cut, start: number, end: number): boolean {
  const line = lineAt(cut.text, start, end);
  if (!line) return true;
  if (line.content === '---' && !cut.section && !cut.hasMarker) {
    cut.hasMarker = true;
    return true;
  }
  if (MARKER.test(line.content)) return false;
  if (cut.stray) begin(cut, cut.stray);
  const { section } = cut;
  const isKey = startsKey(line);
  if (!section && !isKey) return false;
  const holdsKeys = section?.first?.isKey === true;
  if (section && !isKey && !(holdsKeys && mayBeKey(line))) {
    section.first ??= { indent: 0, isKey: false, isItem: false };
    return true;
  }
  // An explicit key (`?`), or a key after a line break that YAML 1.1 knows and this reader does not.
  if (section && /^[?\s]/.test(line.content)) return false;
  const next: Begun = { start, headerEnd: end, isHeader: isHeader(line, true) };
  if (holdsKeys && isStray(line)) cut.stray = next;
  else begin(cut, next);
  return true;
}

/** Whether a line is inside of quotes or brackets that were opened after `start` and are closed below. */
function isWithinValue(text: string, start: number, line: number): boolean {
  const above = text.slice(start, line);
  return (
    closedAt(above, above.length) === undefined &&
    closedAt(text.slice(start, line + FURTHEST), above.length) !== undefined
  );
}

function firstOf(line: Line): NonNullable<Begun['first']> {
  return { indent: line.indent, isKey: startsKey(line), isItem: isItem(line) };
}

function withParts(text: string, lines: LineStarts, chunk: Chunk): Chunk {
  const header = lineAt(text, chunk.start, chunk.headerEnd);
  if (!header || !isHeader(header)) return chunk;
  const parts = cutSection(text, lines, chunk.headerEnd, chunk.end);
  return parts && parts.length > 1 ? { ...chunk, parts } : chunk;
}

/**
 * Splits a section at the keys in the column of its first key. A line that starts no key there belongs to the entry
 * before it.
 */
function cutSection(text: string, lines: LineStarts, from: number, to: number): Chunk[] | undefined {
  const chunks: Chunk[] = [];
  let column = -1;
  let start = -1;
  let headerEnd = -1;
  for (let line = positionAt(lines, from).line; line < lines.length; line++) {
    const at = lines[line]!;
    if (at >= to) break;
    const end = Math.min(lines[line + 1] ?? to, to);
    if (column >= 0 && indentWithin(text, at, end, column) !== column) continue;
    const content = lineAt(text, at, end);
    if (!content) continue;
    const isKey = startsKey(content);
    if (column < 0) {
      if (!isKey || content.indent === 0) return undefined;
      column = content.indent;
    }
    if (!isKey) continue;
    if (start >= 0) chunks.push({ start, end: at, headerEnd });
    start = at;
    headerEnd = end;
  }
  if (start < 0) return undefined;
  chunks.push({ start, end: to, headerEnd });
  return chunks;
}

const SPACE = 32;

/** Undefined for a line that is blank or a comment. */
function lineAt(text: string, start: number, end: number): Line | undefined {
  const whole = text.slice(start, end).trimEnd();
  let indent = 0;
  while (whole.charCodeAt(indent) === SPACE) indent++;
  const content = whole.slice(indent);
  return content === '' || content.startsWith('#') ? undefined : { indent, content };
}

/** The number of leading spaces; undefined if there are more than `most`. */
function indentWithin(text: string, from: number, to: number, most: number): number | undefined {
  const limit = Math.min(to, from + most + 1);
  let i = from;
  while (i < limit && text.charCodeAt(i) === SPACE) i++;
  return i - from > most ? undefined : i - from;
}
