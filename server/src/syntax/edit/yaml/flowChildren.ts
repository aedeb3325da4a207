import type { Span } from '../../span.ts';
import type { Draft } from '../draft.ts';
import { isBlankBetween, isFirstOnLine, lineEndOf, lineStartOf } from '../lines.ts';
import { type Collection, childrenOf } from '../plan.ts';
import { behindProperties } from './blockLines.ts';

/** The characters that a child within brackets takes, and those around it. */
export interface FlowChild {
  readonly start: number;
  /** Behind its value, or behind its colon where it has none. */
  readonly end: number;
  /** Where the comma after it stands, if there is one that no edit takes away. */
  readonly comma: number | undefined;
  /** The comments beside it, on the line it ends on. */
  readonly comments: readonly Span[];
  readonly isFirstOnLine: boolean;
  /** Where the comments that stand directly above it start; `start` where there are none. */
  readonly from: number;
  /** Behind its comma and the comments beside it, as far as they stand on its line. */
  readonly tail: number;
  /** Nothing follows the tail on its line. */
  readonly isLastOnLine: boolean;
}

/** The children of a collection in brackets; undefined where something stands between them that nobody foresaw. */
export function flowChildren(draft: Draft, collection: Collection): readonly FlowChild[] | undefined {
  const { text, tree } = draft;
  const open = openBracket(text, collection);
  if (open === undefined) return undefined;
  const commas = new Set(
    draft.plan.deleted.flatMap((span) => (span.end - span.start === 1 ? [span.start] : [])),
  );
  const nodes = childrenOf(collection);
  const gaps: Gap[] = [];
  for (let i = -1; i < nodes.length; i++) {
    const from = i < 0 ? open + 1 : nodes[i]!.end;
    const gap = scanGap(text, from, nodes[i + 1]?.start ?? collection.end - 1, tree.format === 'json');
    if (!gap) return undefined;
    gaps.push(gap);
  }
  return nodes.map((node, i): FlowChild => {
    const before = gaps[i]!;
    const after = gaps[i + 1]!;
    const end = after.colon ?? node.end;
    const next = nodes[i + 1]?.start;
    const lineEnd = lineEndOf(text, end);
    const first = isFirstOnLine(text, node.start);
    // On a line shared with the next child, what stands behind the comma is about that one.
    const isShared = next !== undefined && next <= lineEnd;
    const limit = isShared ? (after.comma ?? next) : lineEnd;
    const comments = after.comments.filter((comment) => comment.start < limit);
    const comma = after.comma !== undefined && !commas.has(after.comma) ? after.comma : undefined;
    const tail = Math.max(
      end,
      ...comments.map((comment) => comment.end),
      (after.comma ?? lineEnd) < lineEnd ? after.comma! + 1 : 0,
    );
    return {
      start: node.start,
      end,
      comma,
      comments,
      isFirstOnLine: first,
      from: first ? firstAbove(text, before.comments, node.start) : sameLine(text, before, node.start),
      tail,
      isLastOnLine: isBlankBetween(text, tail, lineEndOf(text, tail)),
    };
  });
}

/** Where the bracket of a collection opens; undefined for `a: 1` within a YAML list, which has none. */
export function openBracket(text: string, collection: Collection): number | undefined {
  let at = behindProperties(text, collection);
  while (/\s/.test(text[at] ?? '')) at++;
  return text[at] === (collection.kind === 'mapping' ? '{' : '[') ? at : undefined;
}

interface Gap {
  readonly comma: number | undefined;
  /** Behind the colon of a key without a value. */
  readonly colon: number | undefined;
  readonly comments: readonly Span[];
}

function scanGap(text: string, from: number, to: number, isJson: boolean): Gap | undefined {
  let comma: number | undefined;
  let colon: number | undefined;
  const comments: Span[] = [];
  for (let at = from; at < to; at++) {
    const c = text[at]!;
    if (/[\s\uFEFF]/.test(c)) continue;
    if (c === ',' && comma === undefined) comma = at;
    else if (c === ':' && !isJson && colon === undefined && comma === undefined) colon = at + 1;
    else {
      const end = commentEnd(text, at, isJson);
      if (end === undefined) return undefined;
      comments.push({ start: at, end });
      at = end - 1;
    }
  }
  return { comma, colon, comments };
}

/** Where the comment that starts at an offset ends; undefined where none starts there. */
function commentEnd(text: string, at: number, isJson: boolean): number | undefined {
  if (!isJson) return text[at] === '#' ? lineEndOf(text, at) : undefined;
  if (text.startsWith('//', at)) return lineEndOf(text, at);
  const close = text.startsWith('/*', at) ? text.indexOf('*/', at + 2) : -1;
  return close < 0 ? undefined : close + 2;
}

/** The comments that fill the lines directly above a child. */
function firstAbove(text: string, comments: readonly Span[], start: number): number {
  let from = lineStartOf(text, start);
  let first = start;
  for (const comment of [...comments].reverse()) {
    const isAbove =
      isFirstOnLine(text, comment.start) && comment.end < from && text.slice(comment.end, from).trim() === '';
    if (!isAbove || text.slice(comment.end, from).split('\n').length > 2) break;
    first = comment.start;
    from = lineStartOf(text, comment.start);
  }
  return first;
}

/** Comments between the comma and a child on the same line. */
function sameLine(text: string, { comma, comments }: Gap, start: number): number {
  const own = comments.filter(
    (comment) => comment.start > (comma ?? -1) && !text.slice(comment.start, start).includes('\n'),
  );
  return own[0]?.start ?? start;
}
