import { columnOf, isBlankBetween, wholeLines } from '../../lines.ts';
import { type EditDraft, putText, refuse, UNFORESEEN } from '../draft.ts';
import type { Child, ChildChanges, Collection } from '../plan.ts';
import { indented } from './block.ts';
import { type BlockChild, blockChildren, contentEnd } from './blockLines.ts';
import { behindHead, yamlPlaceOf } from './yamlPlace.ts';
import { pieceLines } from './yamlWritten.ts';

/** Adds and removes children of a YAML block collection, each on lines of its own. */
export function changeBlock(draft: EditDraft, collection: Collection, change: ChildChanges): void {
  const { text } = draft;
  const children = blockChildren(text, collection);
  if (!children) {
    refuse(draft, UNFORESEEN);
    return;
  }
  const { removed, inserted } = change;
  const isEmptied = inserted.size === 0 && removed.size === children.length;
  const pending = new Map(inserted);

  for (let first = 0; first < children.length; first++) {
    if (!removed.has(first)) continue;
    // Adjacent removed children are removed as one span.
    let last = first;
    while (removed.has(last + 1) && isBlankBetween(text, children[last]!.to, children[last + 1]!.from))
      last++;
    const pieces: Child[] = [];
    for (let gap = first; gap <= last + 1; gap++) {
      pieces.push(...(pending.get(gap) ?? []));
      pending.delete(gap);
    }
    const from = children[first]!;
    const { to } = children[last]!;
    if (pieces.length > 0) replaceLines(draft, collection, from, to, pieces);
    else if (!from.isFirstOnLine) removeFromDash(draft, from, to, last + 1 < children.length);
    else {
      const span = wholeLines(text, { start: from.from, end: to }, first === 0 && !isEmptied);
      putText(draft, span.start, span.end, '');
    }
    first = last;
  }
  for (const [gap, pieces] of pending) insertLines(draft, collection, children, gap, pieces);
  if (isEmptied) leaveEmpty(draft, collection, children);
}

/** Removes the first child of an item such as `- a: 1`; the next child moves up beside the dash. */
function removeFromDash(draft: EditDraft, child: BlockChild, to: number, hasNext: boolean): void {
  const { text } = draft;
  let end = to;
  if (hasNext) while (/\s/.test(text[end] ?? '')) end++;
  else end = contentEnd(text, to);
  putText(draft, child.start, end, '');
}

/** Writes what is left of a collection without children. */
function leaveEmpty(draft: EditDraft, collection: Collection, children: readonly BlockChild[]): void {
  const empty = collection.kind === 'mapping' ? '{}' : '[]';
  const first = children[0];
  if (!first) return;
  const place = yamlPlaceOf(draft, collection);
  if (!first.isFirstOnLine) putText(draft, first.start, first.start, empty);
  else if (place?.kind === 'root') putText(draft, first.from, first.from, empty + draft.style.lineBreak());
  else {
    const at = behindHead(draft, collection);
    if (at === undefined) {
      refuse(draft, UNFORESEEN);
      return;
    }
    putText(draft, at, at, ` ${empty}`);
  }
}

/** Replaces removed children by new ones. */
function replaceLines(
  draft: EditDraft,
  collection: Collection,
  from: BlockChild,
  to: number,
  pieces: readonly Child[],
): void {
  const { text, style } = draft;
  const lines = pieces.flatMap((piece) => pieceLines(draft, collection, piece));
  const column = ' '.repeat(columnOf(text, from.start));
  const written = lines.map((line, i) =>
    line === '' || (i === 0 && !from.isFirstOnLine) ? line : column + line,
  );
  const hasBreak = to > 0 && text[to - 1] === '\n';
  putText(draft, from.from, to, written.join(style.lineBreak()) + (hasBreak ? style.lineBreak() : ''));
}

/** Inserts new children between existing ones. */
function insertLines(
  draft: EditDraft,
  collection: Collection,
  children: readonly BlockChild[],
  gap: number,
  pieces: readonly Child[],
): void {
  const { text, style } = draft;
  const lineBreak = style.lineBreak();
  const first = children[0];
  if (!first) {
    refuse(draft, UNFORESEEN);
    return;
  }
  const column = ' '.repeat(columnOf(text, first.start));
  const blank = lineBreak.repeat(blankLinesAt(draft, collection, children, gap));
  const blocks = pieces.map((piece) =>
    indented(pieceLines(draft, collection, piece), column.length).join(lineBreak),
  );
  const before = children[gap - 1];
  if (before) {
    const isCut = before.to === text.length && !text.endsWith('\n');
    const written = blocks.map((block) => (isCut ? lineBreak + blank + block : blank + block + lineBreak));
    putText(draft, before.to, before.to, written.join(''));
  } else if (first.isFirstOnLine) {
    putText(draft, first.from, first.from, blocks.map((block) => block + lineBreak + blank).join(''));
  } else {
    const written = blocks.map((block) => block.slice(column.length) + lineBreak + blank + column);
    putText(draft, first.start, first.start, written.join(''));
  }
}

/** The number of blank lines between the children around a gap. */
function blankLinesAt(
  draft: EditDraft,
  collection: Collection,
  children: readonly BlockChild[],
  gap: number,
): number {
  const { text, plan } = draft;
  const between = (a: BlockChild | undefined, b: BlockChild | undefined) =>
    a && b ? (text.slice(a.to, b.from).match(/^[ \t]*\r?$/gm)?.length ?? 1) - 1 : undefined;
  const here =
    between(children[gap - 1], children[gap]) ??
    between(children[gap - 2], children[gap - 1]) ??
    between(children[gap], children[gap + 1]);
  if (here !== undefined) return here;
  // For a section with one resource: the distance between sections.
  const parent = plan.paths.get(collection)?.at(-2)?.node;
  const isSection = plan.paths.get(collection)?.length === 2 && collection.kind === 'mapping';
  if (!isSection || parent?.kind !== 'mapping' || collection.entries[0]?.value.kind !== 'mapping') return 0;
  const sections = blockChildren(text, parent) ?? [];
  return between(sections[0], sections[1]) ?? 0;
}
