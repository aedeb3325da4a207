import type { Entry, Mapping, Node, Scalar, Sequence } from '../tree.ts';
import {
  emptyScalar,
  inlineValue,
  isSpaceOrEnd,
  lineKeyAt,
  skipSpaces,
  tagAt,
  tagged,
} from './simpleLine.ts';
import { BANG, BAR, CR, DASH, HASH, LF, MAX_SIMPLE_DEPTH, SPACE, UNUSUAL } from './simpleTokens.ts';

/**
 * A fast parser for the subset of YAML in which nearly all templates and settings are written, about twenty times
 * faster than the full parser: block mappings and lists, scalars on one line, tags, brackets on one line, and `|` block
 * scalars. It returns exactly the same nodes, or undefined for anything else and for any mistake, which the full parser
 * then reads and describes. `from` is the start of a line, `to` that of another line or the end of the text; offsets
 * are those of the whole text. Text without any node is not in the subset.
 */
export function readSimple(text: string, from: number, to: number): Node | undefined {
  if (UNUSUAL.test(text.slice(from, to))) return undefined;

  // The current line with content: its start, its first character that is not a space, its end, and the start of the
  // next line.
  let line = from;
  let first = from;
  let end = from;
  let next = from;

  /** Moves to the first line from `start` on that is neither blank nor a comment. */
  function seek(start: number): void {
    next = start;
    do {
      line = next;
      const newline = text.indexOf('\n', line);
      next = newline < 0 || newline >= to ? to : newline + 1;
      end = newline < 0 || newline >= to ? to : newline;
      if (end > line && text.charCodeAt(end - 1) === CR) end--;
      first = line;
      while (first < end && text.charCodeAt(first) === SPACE) first++;
    } while (line < to && (first === end || text.charCodeAt(first) === HASH));
  }
  const isAtEnd = () => line >= to;
  const column = () => first - line;
  const isDash = (at: number) => text.charCodeAt(at) === DASH && isSpaceOrEnd(text, at + 1, end);
  const isLineBreak = (at: number) => text.charCodeAt(at) === LF || text.charCodeAt(at) === CR;
  /** True if only a comment follows, or nothing; a comment needs a space before it. */
  function isRestEmpty(at: number): boolean {
    const i = skipSpaces(text, at, end);
    return i === end || (text.charCodeAt(i) === HASH && text.charCodeAt(i - 1) === SPACE);
  }

  let depth = 0;
  /** One level deeper. */
  function nested<T>(read: () => T | undefined): T | undefined {
    if (depth >= MAX_SIMPLE_DEPTH) return undefined;
    depth++;
    const node = read();
    depth--;
    return node;
  }
  function block(): Node | undefined {
    return nested(() => (isDash(first) ? sequence(first, false) : mapping(first)));
  }

  /**
   * Reads from the first key, which may follow a dash, to the last line in its column; a line that is indented more is
   * a mistake.
   */
  function mapping(start: number): Mapping | undefined {
    const own = start - line;
    const entries: Entry[] = [];
    let at = start;
    do {
      const key = lineKeyAt(text, at, end);
      if (!key) return undefined;
      const colon = skipSpaces(text, key.end, end);
      const value = valueBehind(colon + 1, own, true);
      if (!value) return undefined;
      entries.push({ start: key.start, end: Math.max(key.end, value.end), key, value });
      if (isAtEnd() || column() < own)
        return { kind: 'mapping', start, end: entries.at(-1)!.end, entries, style: 'block' };
      at = first;
    } while (column() === own && !isDash(at));
    return undefined;
  }

  /** `isFlush`: the dashes are in the column of the parent key, whose next sibling ends the list. */
  function sequence(start: number, isFlush: boolean): Sequence | undefined {
    const own = start - line;
    const items: Node[] = [];
    let dash = start;
    for (;;) {
      const item = itemBehind(dash, own);
      if (!item) return undefined;
      items.push(item);
      const isBeside = !isAtEnd() && column() === own;
      if (isBeside && isDash(first)) dash = first;
      else if (isAtEnd() || column() < own || (isFlush && isBeside)) break;
      else return undefined;
    }
    return { kind: 'sequence', start, end: items.at(-1)!.end, items, style: 'block' };
  }

  function itemBehind(dash: number, own: number): Node | undefined {
    const at = skipSpaces(text, dash + 1, end);
    if (at < end && isDash(at)) return nested(() => sequence(at, false));
    return at < end && lineKeyAt(text, at, end) ? mapping(at) : valueBehind(dash + 1, own, false);
  }

  /**
   * The value after a colon or a dash in column `own`, on the same line or indented below; moves to the line after it.
   */
  function valueBehind(from: number, own: number, isEntry: boolean): Node | undefined {
    if (!isSpaceOrEnd(text, from, end)) return undefined;
    const start = skipSpaces(text, from, end);
    const tag = tagAt(text, start, end);
    if (tag === undefined && text.charCodeAt(start) === BANG) return undefined;
    const at = tag === undefined ? start : skipSpaces(text, start + tag.length, end);
    if (isRestEmpty(at)) return valueBelow(own, isEntry, tag, start, at);
    // Without a space before it, `#` does not start a comment.
    if (text.charCodeAt(at) === HASH) return undefined;
    if (text.charCodeAt(at) === BAR) return tagged(literal(at, own), tag, start);
    const value = inlineValue({ text, end, depth }, at, tag !== undefined, false);
    if (!value || !isRestEmpty(value.end)) return undefined;
    seek(next);
    return tagged(value, tag, start);
  }

  /**
   * The collection on the lines below; if there is none, a missing value at `at`, where the rest of the line is empty.
   */
  function valueBelow(
    own: number,
    isEntry: boolean,
    tag: string | undefined,
    start: number,
    at: number,
  ): Node | undefined {
    seek(next);
    if (isAtEnd() || column() < own) return emptyScalar(at, tag, start);
    if (column() > own) return tagged(block(), tag, start);
    const isFlush = isEntry && isDash(first);
    return isFlush ? tagged(sequence(first, true), tag, start) : emptyScalar(at, tag, start);
  }

  /** A `|` block scalar: its lines without their common indentation. */
  function literal(at: number, own: number): Scalar | undefined {
    const isStripped = text.charCodeAt(at + 1) === DASH;
    const behind = at + (isStripped ? 2 : 1);
    if (!isSpaceOrEnd(text, behind, end) || !isRestEmpty(behind)) return undefined;
    const firstContent = skipSpaces(text, next, to);
    const indent = firstContent - next;
    if (indent <= own || isLineBreak(firstContent)) return undefined;
    const read = literalLines(next, indent);
    if (!read) return undefined;
    seek(read.next);
    if (!isAtEnd() && column() > own) return undefined;
    const content = read.lines.join('\n') + (isStripped ? '' : '\n');
    return { kind: 'scalar', start: at, end: read.end, value: content, text: content, style: 'literal' };
  }

  /**
   * The lines with at least this indentation, without trailing blank lines; undefined if the full parser has to read
   * them.
   */
  function literalLines(from: number, indent: number): LiteralLines | undefined {
    const lines: string[] = [];
    let contentEnd = -1;
    let kept = 0;
    let start = from;
    while (start < to) {
      const newline = text.indexOf('\n', start);
      // The full parser reads a scalar at the end of a file without a final line break.
      if (newline < 0 || newline >= to) return undefined;
      const lineEnd = newline > start && text.charCodeAt(newline - 1) === CR ? newline - 1 : newline;
      const content = skipSpaces(text, start, lineEnd);
      if (content < lineEnd && content - start < indent) break;
      const hasContent = lineEnd - start > indent;
      lines.push(hasContent ? text.slice(start + indent, lineEnd) : '');
      if (hasContent) {
        kept = lines.length;
        contentEnd = newline + 1;
      }
      start = newline + 1;
    }
    return { lines: lines.slice(0, kept), end: contentEnd, next: start };
  }

  seek(from);
  if (isAtEnd()) return undefined;
  const root = block();
  return isAtEnd() ? root : undefined;
}

interface LiteralLines {
  readonly lines: readonly string[];
  /** The end of the last line with content. */
  readonly end: number;
  /** The start of the first line with less indentation. */
  readonly next: number;
}
