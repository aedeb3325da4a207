import { columnOf, isBlankBetween, lineEndOf } from '../../lines.ts';
import type { Node } from '../../tree.ts';
import { type EditDraft, putText, refuse, UNFORESEEN } from '../draft.ts';
import type { Child, Collection } from '../plan.ts';
import { penFor, printRow } from '../print.ts';
import { indented, itemLines, type YamlBlock } from './block.ts';
import { behindProperties, blockChildren, contentEnd } from './blockLines.ts';
import { openBracket } from './flowChildren.ts';
import { behindIndicator, yamlPlaceOf } from './yamlPlace.ts';
import { pieceLines, writtenBlock } from './yamlWritten.ts';

/** The span of a value in a block: from its colon or dash to its end. */
interface Extent {
  readonly from: number;
  readonly to: number;
  /** The whole value is on the line of its key or dash, so only text on that line is replaced. */
  readonly isInline: boolean;
  /** The comment on the line of its key or after it, with the space before it. */
  readonly comment: string;
  /** The column of its children, if they are on lines of their own. */
  readonly column: number | undefined;
}

/** Replaces a value in a block; the old and the new value may each take several lines. */
export function replaceInBlock(draft: EditDraft, node: Node, value: YamlBlock): void {
  const { style, text } = draft;
  const place = yamlPlaceOf(draft, node);
  if (place?.kind === 'root') {
    replaceRoot(draft, node, value);
    return;
  }
  const old = extentOf(draft, node);
  if (!place || !old) {
    refuse(draft, UNFORESEEN);
    return;
  }
  const head = value.head === '' ? '' : ` ${value.head}`;
  if (old.isInline && value.lines.length === 0) {
    if (node.start === node.end) putText(draft, old.from, old.from, head);
    else putText(draft, node.start, old.to, value.head);
    return;
  }
  const isItem = place.kind === 'item';
  const parent = columnOf(text, isItem ? old.from - 1 : place.entry.start);
  const further = isItem ? 2 : value.kind === 'sequence' ? style.listUnit() : style.unit();
  const column = node.kind === value.kind && old.column !== undefined ? old.column : parent + further;
  const lines = indented(value.lines, column);
  const isCompact = isItem && value.kind !== 'scalar' && head === '' && old.comment === '';
  const first = isCompact ? ` ${lines.shift()!.trimStart()}` : head + old.comment;
  // A comment after the value moves up to the line of the key, so that it still ends a line.
  const to = old.isInline ? lineEndOf(text, old.to) : old.to;
  putText(draft, old.from, to, [first, ...lines].join(style.lineBreak()));
}

function extentOf(draft: EditDraft, node: Node): Extent | undefined {
  const { text } = draft;
  const from = behindIndicator(draft, node);
  if (from === undefined) return undefined;
  const keyLineEnd = lineEndOf(text, from);
  if ((node.kind === 'mapping' || node.kind === 'sequence') && node.style === 'block') {
    const children = blockChildren(text, node);
    const first = children?.[0];
    const last = children?.at(-1);
    if (!first || !last) return undefined;
    const behind = behindProperties(text, node);
    const head = behind > node.start && behind < keyLineEnd ? behind : from;
    return {
      from,
      to: contentEnd(text, last.to),
      isInline: false,
      comment: first.isFirstOnLine ? commentIn(text.slice(head, keyLineEnd)) : '',
      column: first.isFirstOnLine ? columnOf(text, first.start) : undefined,
    };
  }
  const to = Math.max(from, contentEnd(text, node.end));
  const isBelow = text.slice(from, Math.max(from, node.start)).includes('\n');
  if (node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded')) {
    // The lines of a block scalar may contain what looks like comments; the line of its indicator may have a real one.
    const comment = commentIn(text.slice(node.start, lineEndOf(text, node.start)));
    return { from, to, isInline: !isBelow, comment, column: undefined };
  }
  const comment = commentIn(isBelow ? text.slice(from, keyLineEnd) : text.slice(to, lineEndOf(text, to)));
  return { from, to, isInline: !isBelow, comment, column: undefined };
}

/** The comment at the end of a line, with the space before it; empty if there is none. */
function commentIn(rest: string): string {
  const at = /(?:^|\s)#/.exec(rest);
  if (!at) return '';
  const comment = rest.slice(at.index).trimEnd();
  return comment.startsWith('#') ? ` ${comment}` : comment;
}

function replaceRoot(draft: EditDraft, node: Node, value: YamlBlock): void {
  const { text, style } = draft;
  const lines = [...(value.head === '' ? [] : [value.head]), ...value.lines];
  const wasBlock = (node.kind === 'mapping' || node.kind === 'sequence') && node.style === 'block';
  const children = wasBlock ? blockChildren(text, node) : undefined;
  const first = children?.[0];
  const last = children?.at(-1);
  const start = first ? Math.min(first.from, node.start) : node.start;
  putText(
    draft,
    start,
    last ? contentEnd(text, last.to) : contentEnd(text, node.end),
    lines.join(style.lineBreak()),
  );
}

/** Adds children to an empty collection in brackets, which becomes a block if it is in one. */
export function growInBlock(draft: EditDraft, collection: Collection, pieces: readonly Child[]): void {
  const open = openBracket(draft.text, collection);
  if (open === undefined || !isBlankBetween(draft.text, open + 1, collection.end - 1)) {
    refuse(draft, 'A comment is in the empty brackets.');
    return;
  }
  const pen = penFor('yaml', draft.style, undefined);
  const rows = pieces.flatMap((piece) => (piece.kind === 'data' ? [printRow(piece.value, pen)] : []));
  const isRow = collection.kind === 'sequence' && draft.style.flowLists() && rows.length === pieces.length;
  const head = draft.text.slice(collection.start, behindProperties(draft.text, collection));
  const block: YamlBlock = isRow
    ? { kind: 'scalar', head: `${head} [${rows.join(', ')}]`.trim(), lines: [] }
    : { kind: collection.kind, head, lines: pieces.flatMap((piece) => pieceLines(draft, collection, piece)) };
  replaceInBlock(draft, collection, block);
}

/** Wraps a value in a list; its lines are shifted along. */
export function wrapInBlock(draft: EditDraft, node: Node): void {
  const block = writtenBlock(draft, node);
  if (!block) {
    refuse(draft, UNFORESEEN);
    return;
  }
  const isRow = draft.style.flowLists() && block.lines.length === 0 && !/[,[\]{}]/.test(block.head);
  replaceInBlock(
    draft,
    node,
    isRow
      ? { kind: 'scalar', head: `[${block.head}]`, lines: [] }
      : { kind: 'sequence', head: '', lines: itemLines(block) },
  );
}
