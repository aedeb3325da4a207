import type { Entry, Mapping, Node, Scalar, Sequence } from '../tree.ts';
import { plainValue } from './plain.ts';
import {
  BANG,
  BAR,
  BRACE,
  BRACE_END,
  BRACKET,
  BRACKET_END,
  COLON,
  COMMA,
  CR,
  DASH,
  DOUBLE,
  HASH,
  KEY,
  LF,
  MAX_LINE,
  MAX_SIMPLE_DEPTH,
  PLAIN,
  PLAIN_IN_FLOW,
  SINGLE,
  SPACE,
  TAG,
  UNUSUAL,
} from './simpleTokens.ts';

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
  const isDash = (at: number) => text.charCodeAt(at) === DASH && isSpaceOrEnd(at + 1);
  const isSpaceOrEnd = (at: number) => at >= end || text.charCodeAt(at) === SPACE;
  const isLineBreak = (at: number) => text.charCodeAt(at) === LF || text.charCodeAt(at) === CR;
  function skipSpaces(at: number, limit = end): number {
    let i = at;
    while (i < limit && text.charCodeAt(i) === SPACE) i++;
    return i;
  }
  /** True if only a comment follows, or nothing; a comment needs a space before it. */
  function isRestEmpty(at: number): boolean {
    const i = skipSpaces(at);
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
      const key = keyAt(at, end);
      if (!key) return undefined;
      const colon = skipSpaces(key.end);
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
    const at = skipSpaces(dash + 1);
    if (at < end && isDash(at)) return nested(() => sequence(at, false));
    return at < end && keyAt(at, end) ? mapping(at) : valueBehind(dash + 1, own, false);
  }

  /**
   * The value after a colon or a dash in column `own`, on the same line or indented below; moves to the line after it.
   */
  function valueBehind(from: number, own: number, isEntry: boolean): Node | undefined {
    if (!isSpaceOrEnd(from)) return undefined;
    const start = skipSpaces(from);
    const tag = tagAt(start);
    if (tag === undefined && text.charCodeAt(start) === BANG) return undefined;
    const at = tag === undefined ? start : skipSpaces(start + tag.length);
    if (isRestEmpty(at)) return valueBelow(own, isEntry, tag, start, at);
    // Without a space before it, `#` does not start a comment.
    if (text.charCodeAt(at) === HASH) return undefined;
    if (text.charCodeAt(at) === BAR) return tagged(literal(at, own), tag, start);
    const value = inline(at, end, tag !== undefined, false);
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

  function tagAt(at: number): string | undefined {
    if (text.charCodeAt(at) !== BANG) return undefined;
    TAG.lastIndex = at;
    const tag = TAG.exec(text)?.[0];
    return tag !== undefined && isSpaceOrEnd(at + tag.length) ? tag : undefined;
  }

  /** A scalar or a collection in brackets, up to `limit`; the caller checks what follows. */
  function inline(at: number, limit: number, isTagged: boolean, inFlow: boolean): Node | undefined {
    switch (text.charCodeAt(at)) {
      case DOUBLE:
      case SINGLE:
        return quoted(at, limit);
      case BRACKET:
        return nested(() => flowSequence(at, limit));
      case BRACE:
        return nested(() => flowMapping(at, limit));
      default:
        return plain(at, limit, isTagged, inFlow);
    }
  }

  function plain(at: number, limit: number, isTagged: boolean, inFlow: boolean): Scalar | undefined {
    if (limit - at > MAX_LINE) return undefined;
    const pattern = inFlow ? PLAIN_IN_FLOW : PLAIN;
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined || at + found.length > limit) return undefined;
    // The character at which the pattern stopped must not be part of the scalar.
    const behind = text.charCodeAt(skipSpaces(at + found.length));
    if (behind === COLON || (inFlow && behind === HASH)) return undefined;
    const value = isTagged ? found : plainValue(found);
    return { kind: 'scalar', start: at, end: at + found.length, value, text: found, style: 'plain' };
  }

  /** A quoted scalar without escape sequences. */
  function quoted(at: number, limit: number): Scalar | undefined {
    const quote = text[at]!;
    const close = text.indexOf(quote, at + 1);
    if (close < 0 || close >= limit) return undefined;
    const content = text.slice(at + 1, close);
    if (quote === '"' ? content.includes('\\') : text[close + 1] === "'") return undefined;
    const style = quote === '"' ? 'double' : 'single';
    return { kind: 'scalar', start: at, end: close + 1, value: content, text: content, style };
  }

  function flowSequence(open: number, limit: number): Sequence | undefined {
    const items: Node[] = [];
    let at = skipSpaces(open + 1);
    while (text.charCodeAt(at) !== BRACKET_END) {
      const item = flowItem(at, limit);
      if (!item) return undefined;
      items.push(item);
      at = skipSpaces(item.end);
      if (text.charCodeAt(at) === COMMA) at = skipSpaces(at + 1);
      else if (text.charCodeAt(at) !== BRACKET_END) return undefined;
    }
    return { kind: 'sequence', start: open, end: at + 1, items, style: 'flow' };
  }

  function flowMapping(open: number, limit: number): Mapping | undefined {
    const entries: Entry[] = [];
    let at = skipSpaces(open + 1);
    while (text.charCodeAt(at) !== BRACE_END) {
      const key = keyAt(at, limit);
      if (!key) return undefined;
      const value = flowItem(skipSpaces(skipSpaces(key.end) + 1), limit);
      if (!value) return undefined;
      entries.push({ start: key.start, end: value.end, key, value });
      at = skipSpaces(value.end);
      if (text.charCodeAt(at) === COMMA) at = skipSpaces(at + 1);
      else if (text.charCodeAt(at) !== BRACE_END) return undefined;
    }
    return { kind: 'mapping', start: open, end: at + 1, entries, style: 'flow' };
  }

  function flowItem(at: number, limit: number): Node | undefined {
    if (at >= limit) return undefined;
    const tag = tagAt(at);
    if (tag === undefined) return inline(at, limit, false, true);
    return tagged(inline(skipSpaces(at + tag.length), limit, true, true), tag, at);
  }

  /** A key that is followed by its colon on the same line. */
  function keyAt(at: number, limit: number): Scalar | undefined {
    const c = text.charCodeAt(at);
    let key: Scalar | undefined;
    if (c === DOUBLE || c === SINGLE) key = quoted(at, limit);
    else {
      if (limit - at > MAX_LINE) return undefined;
      KEY.lastIndex = at;
      const found = KEY.exec(text)?.[0];
      if (found === undefined) return undefined;
      key = {
        kind: 'scalar',
        start: at,
        end: at + found.length,
        value: plainValue(found),
        text: found,
        style: 'plain',
      };
    }
    if (!key) return undefined;
    const colon = skipSpaces(key.end);
    return colon < limit && text.charCodeAt(colon) === COLON && isSpaceOrEnd(colon + 1) ? key : undefined;
  }

  /** A `|` block scalar: its lines without their common indentation. */
  function literal(at: number, own: number): Scalar | undefined {
    const isStripped = text.charCodeAt(at + 1) === DASH;
    const behind = at + (isStripped ? 2 : 1);
    if (!isSpaceOrEnd(behind) || !isRestEmpty(behind)) return undefined;
    const firstContent = skipSpaces(next, to);
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
      const content = skipSpaces(start, lineEnd);
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

/** A missing value at `at`: null, or an empty text if there is a tag at `start`. */
function emptyScalar(at: number, tag: string | undefined, start: number): Scalar {
  if (tag === undefined) return { kind: 'scalar', start: at, end: at, value: null, text: '', style: 'plain' };
  return { kind: 'scalar', start, end: start + tag.length, value: '', text: '', style: 'plain', tag };
}

function tagged<T extends Node>(node: T | undefined, tag: string | undefined, start: number): T | undefined {
  return node === undefined || tag === undefined ? node : { ...node, start, tag };
}
