import { isBlankBetween, isFirstOnLine, lineEndOf, lineStartOf } from '../../lines.ts';
import type { Span } from '../../span.ts';
import type { EditDraft } from '../draft.ts';
import { type Collection, childrenOf } from '../plan.ts';
import { behindProperties } from './blockLines.ts';

/** The span of a child within brackets, with the punctuation and comments around it. */
export interface FlowChild {
  readonly start: number;
  /** After its value, or after its colon if it has none. */
  readonly end: number;
  /** The offset of the comma after it, if there is one that no edit removes. */
  readonly comma: number | undefined;
  /** The comments after it on the line that it ends on. */
  readonly comments: readonly Span[];
  readonly isFirstOnLine: boolean;
  /** The start of the comments directly above it; `start` if there are none. */
  readonly from: number;
  /** After its comma and its comments, as far as they are on its line. */
  readonly tail: number;
  /** True if nothing follows the tail on its line. */
  readonly isLastOnLine: boolean;
}

/** The children of a collection in brackets; undefined if there is unexpected text between them. */
export function flowChildren(draft: EditDraft, collection: Collection): readonly FlowChild[] | undefined {
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
    // If the next child is on the same line, a comment after the comma belongs to the next child.
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

/** The offset of a collection's opening bracket; undefined for `a: 1` within a YAML list, which has none. */
export function openBracket(text: string, collection: Collection): number | undefined {
  let at = behindProperties(text, collection);
  while (/\s/.test(text[at] ?? '')) at++;
  return text[at] === (collection.kind === 'mapping' ? '{' : '[') ? at : undefined;
}

interface Gap {
  readonly comma: number | undefined;
  /** The offset after the colon of a key without a value. */
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

/** The end of the comment that starts at an offset; undefined if none starts there. */
function commentEnd(text: string, at: number, isJson: boolean): number | undefined {
  if (!isJson) return text[at] === '#' ? lineEndOf(text, at) : undefined;
  if (text.startsWith('//', at)) return lineEndOf(text, at);
  const close = text.startsWith('/*', at) ? text.indexOf('*/', at + 2) : -1;
  return close < 0 ? undefined : close + 2;
}

/** The start of the comment lines directly above a child. */
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

/** The comments between the comma and a child on the same line. */
function sameLine(text: string, { comma, comments }: Gap, start: number): number {
  const own = comments.filter(
    (comment) => comment.start > (comma ?? -1) && !text.slice(comment.start, start).includes('\n'),
  );
  return own[0]?.start ?? start;
}
