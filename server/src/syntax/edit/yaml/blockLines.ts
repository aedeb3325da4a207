import {
  columnOf,
  commentsAbove,
  isBlankBetween,
  isFirstOnLine,
  lineEndOf,
  lineStartOf,
  nextLineOf,
} from '../../lines.ts';
import type { Node } from '../../tree.ts';
import { type Collection, childrenOf } from '../plan.ts';

/** The lines of a child of a YAML block collection. */
export interface BlockChild {
  /** The offset of its key or dash. */
  readonly start: number;
  /** The offset after its last character, without a line break. */
  readonly end: number;
  /** False for the first child of a collection that starts on the line of a dash (`- a: 1`). */
  readonly isFirstOnLine: boolean;
  /** The start of the comments above it, or `start` if it is not the first on its line. */
  readonly from: number;
  /** The end of its last line and of the more deeply indented comments below it, including the line break. */
  readonly to: number;
}

/**
 * The children of a block collection by line; undefined if a child cannot be described by lines, such as a key after a
 * question mark.
 */
export function blockChildren(text: string, collection: Collection): readonly BlockChild[] | undefined {
  const children: BlockChild[] = [];
  let floor = floorOf(text, collection);
  let column: number | undefined;
  for (const child of childrenOf(collection)) {
    const start = 'key' in child ? child.start : dashFrom(text, floor);
    if (start === undefined) return undefined;
    const first = isFirstOnLine(text, start);
    if (
      !first &&
      (children.length > 0 || !/^[\uFEFF \t]*(?:-[ \t]+)+$/.test(text.slice(lineStartOf(text, start), start)))
    ) {
      return undefined;
    }
    column ??= columnOf(text, start);
    if (columnOf(text, start) !== column) return undefined;
    const end = contentEnd(text, Math.max(child.end, start + 1));
    let to = nextLineOf(text, end);
    // A block scalar may include the blank lines below it.
    if (child.end > to) to = nextLineOf(text, child.end - 1);
    to = commentsBelow(text, to, column);
    const line = lineStartOf(text, start);
    const from = first ? commentsAbove(text, line, Math.min(floor, line), isComment) : start;
    children.push({ start, end, isFirstOnLine: first, from, to });
    floor = to;
  }
  return children;
}

function isComment(line: string): boolean {
  return line.startsWith('#');
}

/** Where the lines of a collection can start: after its tag and anchor, or at the comments above the first child. */
function floorOf(text: string, collection: Collection): number {
  if (collection.tag !== undefined || collection.anchor !== undefined)
    return behindProperties(text, collection);
  const line = lineStartOf(text, collection.start);
  const isFirst = isBlankBetween(text, line, collection.start);
  return isFirst ? commentsAbove(text, line, 0, isComment) : collection.start;
}

/** The offset after the tag and anchor of a node. */
export function behindProperties(text: string, node: Node): number {
  let end = node.start;
  if (node.tag === undefined && node.anchor === undefined) return end;
  for (let at = end; text[at] === '!' || text[at] === '&'; ) {
    while (at < text.length && !/\s/.test(text[at]!)) at++;
    end = at;
    while (text[at] === ' ') at++;
  }
  return end;
}

/** The offset of the next dash, if only blank lines and comments precede it. */
function dashFrom(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at++) {
    const c = text[at]!;
    if (c === '#') at = lineEndOf(text, at) - 1;
    else if (c === '-') return at;
    else if (!/[\s\uFEFF]/.test(c)) return undefined;
  }
  return undefined;
}

/** The end without the line breaks at the end of a block scalar. */
export function contentEnd(text: string, end: number): number {
  let at = end;
  while (at > 0 && /[\r\n \t]/.test(text[at - 1]!)) at--;
  return at;
}

/** The end of the comment lines from `to` on that are indented more than the column. */
function commentsBelow(text: string, to: number, column: number): number {
  let end = to;
  for (let line = to; line < text.length; line = nextLineOf(text, line)) {
    const content = text.slice(line, lineEndOf(text, line));
    if (content.trim() === '') continue;
    if (!content.trim().startsWith('#') || content.length - content.trimStart().length <= column) break;
    end = nextLineOf(text, line);
  }
  return end;
}
