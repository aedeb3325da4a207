import {
  indentationAt,
  isBlankBetween,
  lineEndOf,
  lineStartOf,
  nextLineOf,
  wholeLines,
} from '../../lines.ts';
import { type EditDraft, putText, refuse, UNFORESEEN } from '../draft.ts';
import { type FlowPiece, movedPiece } from '../moved.ts';
import { type Child, type ChildChanges, type Collection, inOrder } from '../plan.ts';
import { penFor, printRow, printRowEntry, printTall } from '../print.ts';
import { type FlowChild, flowChildren, openBracket } from './flowChildren.ts';

/** Adds and removes children of a collection in brackets, with the commas between them. */
export function changeFlow(draft: EditDraft, collection: Collection, change: ChildChanges): void {
  const children = flowChildren(draft, collection);
  const open = openBracket(draft.text, collection);
  if (!children || open === undefined) {
    refuse(draft, UNFORESEEN);
    return;
  }
  const { removed, inserted } = change;
  const kept = children.flatMap((child, index) => (removed.has(index) ? [] : [{ child, index }]));
  if (children.length === 0) {
    fillEmpty(draft, collection, inOrder(inserted), open);
    return;
  }
  if (kept.length === 0) {
    refill(draft, collection, children, inOrder(inserted), open);
    return;
  }

  // Every child before another one has a comma; the last one only if the file had one there and the format allows it.
  const newAtEnd = [...inserted.keys()].some((gap) => kept.at(-1)!.index < gap);
  for (const { child, index } of kept) {
    const isLast = index === kept.at(-1)!.index && !newAtEnd;
    if (!isLast && child.comma === undefined) putText(draft, child.end, child.end, ',');
    const wasLast = index === children.length - 1;
    if (isLast && !wasLast && child.comma !== undefined && !keepsLastComma(draft, children)) {
      putText(draft, child.comma, child.comma + 1, '');
    }
  }
  for (const index of removed) removeChild(draft, children, index, removed, open);
  for (const { before, after, pieces } of runsOf(kept, inserted)) {
    const isLast = after === undefined && !keepsLastComma(draft, children);
    if (before) insertBehind(draft, collection, children, before, pieces, isLast);
    else if (after) insertInFront(draft, collection, after, pieces);
  }
}

interface Run {
  readonly before: FlowChild | undefined;
  readonly after: FlowChild | undefined;
  readonly pieces: Child[];
}

/** The new children for each gap between remaining ones. */
function runsOf(
  kept: readonly { readonly child: FlowChild; readonly index: number }[],
  inserted: ChildChanges['inserted'],
): readonly Run[] {
  const runs: Run[] = [];
  for (const [gap, pieces] of [...inserted].sort(([a], [b]) => a - b)) {
    const before = kept.findLast(({ index }) => index < gap)?.child;
    const after = kept.find(({ index }) => index >= gap)?.child;
    const last = runs.at(-1);
    if (last && last.before === before) last.pieces.push(...pieces);
    else runs.push({ before, after, pieces: [...pieces] });
  }
  return runs;
}

/** JSON forbids a comma before the closing bracket; YAML and TOML lists keep theirs. */
function keepsLastComma({ tree }: EditDraft, children: readonly FlowChild[]): boolean {
  return tree.format !== 'json' && children.at(-1)?.comma !== undefined;
}

function removeChild(
  draft: EditDraft,
  children: readonly FlowChild[],
  index: number,
  removed: ReadonlySet<number>,
  open: number,
): void {
  const { text } = draft;
  const child = children[index]!;
  const previous = children[index - 1];
  const next = children[index + 1];
  const line = lineStartOf(text, child.from);
  const isWholeLine = child.isFirstOnLine && child.isLastOnLine && isBlankBetween(text, line, child.from);
  // The comma of a child may be on a later line.
  if (child.comma !== undefined && child.comma >= child.tail)
    putText(draft, child.comma, child.comma + 1, '');
  if (isWholeLine) {
    const span = wholeLines(text, { start: line, end: nextLineOf(text, child.tail) }, index === 0);
    putText(draft, span.start, span.end, '');
    return;
  }
  const isFollowed = children.some((_, other) => other > index && !removed.has(other));
  if (isFollowed && next && next.from <= lineEndOf(text, child.tail)) {
    putText(draft, child.from, next.from, '');
    return;
  }
  const before = previous?.tail ?? open + 1;
  const isCommented = previous !== undefined && previous.comments.length > 0 && !removed.has(index - 1);
  // A bracket cannot follow the comment of the line above.
  if (child.isFirstOnLine && (isCommented || !previous)) {
    putText(draft, child.from, child.tail, '');
    return;
  }
  const hasComments = !isBlankBetween(text, before, child.from);
  putText(draft, hasComments ? child.from : before, child.tail, '');
}

function isTall(children: readonly FlowChild[]): boolean {
  return children.some((child) => child.isFirstOnLine);
}

function insertBehind(
  draft: EditDraft,
  collection: Collection,
  children: readonly FlowChild[],
  child: FlowChild,
  pieces: readonly Child[],
  isLast: boolean,
): void {
  const { text, style } = draft;
  const tall = isTall(children) || lineCommentEnds(child, text);
  const first = children.find((other) => other.isFirstOnLine);
  const indentation = tall
    ? first
      ? indentationAt(text, first.start)
      : indentationAt(text, collection.start) + style.step()
    : undefined;
  const before = tall ? style.lineBreak() + indentation : style.commaSpace();
  const written = pieces.map((piece, i) => {
    const comma = isLast && i === pieces.length - 1 ? '' : ',';
    return (
      before +
      withComments(pieceText(draft, collection, piece, indentation), comma, indentation, style.lineBreak())
    );
  });
  const at = Math.max(child.tail, child.comma === undefined ? 0 : child.comma + 1);
  putText(draft, at, at, written.join(''));
}

function lineCommentEnds(child: FlowChild, text: string): boolean {
  const last = child.comments.at(-1);
  return last !== undefined && /^(?:#|\/\/)/.test(text.slice(last.start, last.start + 2));
}

function insertInFront(
  draft: EditDraft,
  collection: Collection,
  child: FlowChild,
  pieces: readonly Child[],
): void {
  const { text, style } = draft;
  const lineBreak = style.lineBreak();
  const indentation = child.isFirstOnLine ? indentationAt(text, child.start) : undefined;
  const at = indentation === undefined ? child.from : lineStartOf(text, child.from);
  for (const piece of pieces) {
    const child = pieceText(draft, collection, piece, indentation);
    const written = withComments(child, ',', indentation, lineBreak);
    putText(
      draft,
      at,
      at,
      indentation === undefined ? written + style.commaSpace() : indentation + written + lineBreak,
    );
  }
}

/** Replaces all children of a collection, or empties it. */
function refill(
  draft: EditDraft,
  collection: Collection,
  children: readonly FlowChild[],
  pieces: readonly Child[],
  open: number,
): void {
  const { text, style } = draft;
  const { from } = children[0]!;
  const { tail } = children.at(-1)!;
  const close = collection.end - 1;
  // Comments that belong to no child are kept.
  const isAll = isBlankBetween(text, open + 1, from) && isBlankBetween(text, tail, close);
  if (pieces.length === 0) {
    putText(draft, isAll ? open + 1 : from, isAll ? close : tail, '');
    return;
  }
  const tall = children.find((child) => child.isFirstOnLine);
  const indentation = tall && indentationAt(text, tall.start);
  const written = piecesText(draft, collection, pieces, indentation);
  putText(draft, from, tail, written.join(tall ? style.lineBreak() + indentation : style.commaSpace()));
}

/** Adds the first children of an empty collection. */
function fillEmpty(draft: EditDraft, collection: Collection, pieces: readonly Child[], open: number): void {
  const { text, style, tree } = draft;
  const close = collection.end - 1;
  if (!isBlankBetween(text, open + 1, close)) {
    refuse(draft, 'A comment is in the empty brackets.');
    return;
  }
  if (tree.format === 'json' && isTallByHabit(draft, collection)) {
    const lineBreak = style.lineBreak();
    const outer = indentationAt(text, collection.start);
    const inner = outer + style.step();
    const written = piecesText(draft, collection, pieces, inner).map((child) => lineBreak + inner + child);
    putText(draft, open + 1, close, written.join('') + lineBreak + outer);
    return;
  }
  const padding = collection.kind === 'mapping' ? style.bracePadding() : style.bracketPadding();
  const written = piecesText(draft, collection, pieces, undefined).join(style.commaSpace());
  putText(draft, open + 1, close, padding + written + padding);
}

/** The texts of new children, each with its comma except the last. */
function piecesText(
  draft: EditDraft,
  collection: Collection,
  pieces: readonly Child[],
  indentation: string | undefined,
): string[] {
  return pieces.map((piece, i) => {
    const comma = i < pieces.length - 1 ? ',' : '';
    return withComments(
      pieceText(draft, collection, piece, indentation),
      comma,
      indentation,
      draft.style.lineBreak(),
    );
  });
}

function isTallByHabit({ style }: EditDraft, collection: Collection): boolean {
  return collection.kind === 'mapping' ? style.tallMappings() : style.tallLists() || style.tallMappings();
}

/** The text of a new child; `indentation` is that of its line, undefined if it shares a line. */
function pieceText(
  draft: EditDraft,
  collection: Collection,
  piece: Child,
  indentation: string | undefined,
): FlowPiece {
  const { tree, style } = draft;
  if (piece.kind === 'moved') {
    const moved = movedPiece(draft, collection, piece.from, piece.index, indentation);
    if (!moved) refuse(draft, UNFORESEEN);
    return moved ?? { above: [], text: '', beside: '' };
  }
  const pen = penFor(tree.format, style, collection);
  const value =
    tree.format === 'json' && indentation !== undefined
      ? printTall(piece.value, indentation, pen)
      : printRow(piece.value, pen);
  const text = piece.key === undefined ? value : printRowEntry(piece.key, value, pen);
  return { above: [], text, beside: '' };
}

function withComments(
  piece: FlowPiece,
  comma: string,
  indentation: string | undefined,
  lineBreak: string,
): string {
  if (indentation === undefined) return piece.text + comma;
  const above = piece.above.map((line) => line + lineBreak + indentation).join('');
  return above + piece.text + comma + (piece.beside === '' ? '' : ` ${piece.beside}`);
}
