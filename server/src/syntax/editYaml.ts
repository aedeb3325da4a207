import { type Block, entryLines, indented, itemLines, printBlock } from './editBlock.ts';
import { type BlockChild, behindProperties, blockChildren, contentEnd } from './editBlockLines.ts';
import { type Draft, put, refuse, UNFORESEEN } from './editDraft.ts';
import { flowChildren, openBracket } from './editFlowChildren.ts';
import { columnOf, indentationAt, isBlankBetween, lineEndOf, lineStartOf, wholeLines } from './editLines.ts';
import { commentsOf } from './editMoved.ts';
import { wayTo } from './editPlaces.ts';
import type { Change, Collection, Piece } from './editPlan.ts';
import { childrenOf } from './editPlan.ts';
import { penFor, printKey, printRow } from './editPrint.ts';
import type { Node } from './tree.ts';

/** Children of a YAML block collection go and come, a line or more each. */
export function changeBlock(draft: Draft, collection: Collection, change: Change): void {
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
    // Removed neighbours with nothing between them go in one piece.
    let last = first;
    while (removed.has(last + 1) && isBlankBetween(text, children[last]!.to, children[last + 1]!.from))
      last++;
    const pieces: Piece[] = [];
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
      put(draft, span.start, span.end, '');
    }
    first = last;
  }
  for (const [gap, pieces] of pending) insertLines(draft, collection, children, gap, pieces);
  if (isEmptied) leaveEmpty(draft, collection, children);
}

/** The first child of an item goes: `- a: 1`, where the next one takes its place behind the dash. */
function removeFromDash(draft: Draft, child: BlockChild, to: number, hasNext: boolean): void {
  const { text } = draft;
  let end = to;
  if (hasNext) while (/\s/.test(text[end] ?? '')) end++;
  else end = contentEnd(text, to);
  put(draft, child.start, end, '');
}

/** What is left of a collection without children. */
function leaveEmpty(draft: Draft, collection: Collection, children: readonly BlockChild[]): void {
  const empty = collection.kind === 'mapping' ? '{}' : '[]';
  const first = children[0];
  if (!first) return;
  const place = placeOf(draft, collection);
  if (!first.isFirstOnLine) put(draft, first.start, first.start, empty);
  else if (place?.kind === 'root') put(draft, first.from, first.from, empty + draft.style.lineBreak());
  else {
    const at = behindHead(draft, collection);
    if (at === undefined) {
      refuse(draft, UNFORESEEN);
      return;
    }
    put(draft, at, at, ` ${empty}`);
  }
}

function placeOf(draft: Draft, node: Node) {
  return (draft.plan.ways.get(node) ?? wayTo(draft.tree, node))?.at(-1)?.place;
}

/** Behind the tag and anchor of a value, or else behind the colon or dash that it belongs to. */
function behindHead(draft: Draft, node: Node): number | undefined {
  const behind = behindProperties(draft.text, node);
  return behind > node.start ? behind : behindIndicator(draft, node);
}

/** Behind the colon or dash before a value. */
function behindIndicator(draft: Draft, node: Node): number | undefined {
  const { text } = draft;
  const place = placeOf(draft, node);
  if (place?.kind === 'value') {
    let at = place.entry.key.end;
    while (/[ \t]/.test(text[at] ?? '')) at++;
    return text[at] === ':' ? at + 1 : undefined;
  }
  if (place?.kind === 'item') {
    const child = blockChildren(text, place.parent)?.[place.index];
    return child && child.start + 1;
  }
  return undefined;
}

/** New children where other ones stood. */
function replaceLines(
  draft: Draft,
  collection: Collection,
  from: BlockChild,
  to: number,
  pieces: readonly Piece[],
): void {
  const { text, style } = draft;
  const lines = pieces.flatMap((piece) => pieceLines(draft, collection, piece));
  const column = ' '.repeat(columnOf(text, from.start));
  const written = lines.map((line, i) =>
    line === '' || (i === 0 && !from.isFirstOnLine) ? line : column + line,
  );
  const hasBreak = to > 0 && text[to - 1] === '\n';
  put(draft, from.from, to, written.join(style.lineBreak()) + (hasBreak ? style.lineBreak() : ''));
}

/** New children between those that stay. */
function insertLines(
  draft: Draft,
  collection: Collection,
  children: readonly BlockChild[],
  gap: number,
  pieces: readonly Piece[],
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
    put(draft, before.to, before.to, written.join(''));
  } else if (first.isFirstOnLine) {
    put(draft, first.from, first.from, blocks.map((block) => block + lineBreak + blank).join(''));
  } else {
    const written = blocks.map((block) => block.slice(column.length) + lineBreak + blank + column);
    put(draft, first.start, first.start, written.join(''));
  }
}

/** How many blank lines the children at a gap are apart. */
function blankLinesAt(
  draft: Draft,
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
  // A section with one resource: as far apart as the sections are.
  const parent = plan.ways.get(collection)?.at(-2)?.node;
  const isSection = plan.ways.get(collection)?.length === 2 && collection.kind === 'mapping';
  if (!isSection || parent?.kind !== 'mapping' || collection.entries[0]?.value.kind !== 'mapping') return 0;
  const sections = blockChildren(text, parent) ?? [];
  return between(sections[0], sections[1]) ?? 0;
}

/** The lines of a new child, from the column of its key or dash. */
function pieceLines(draft: Draft, target: Collection, piece: Piece): string[] {
  const pen = penFor('yaml', draft.style, target);
  if (piece.kind === 'data') {
    const block = printBlock(piece.value, pen);
    return piece.key === undefined
      ? itemLines(block)
      : entryLines(printKey(piece.key, pen, false), block, pen);
  }
  const written = writtenLines(draft, piece.from, piece.index);
  if (!written) refuse(draft, UNFORESEEN);
  return written ?? [];
}

/** A child as it stands, with its comments, its lines moved to column 0; a child within brackets as a block. */
function writtenLines(draft: Draft, from: Collection, index: number): string[] | undefined {
  const { text } = draft;
  if (from.style === 'block') {
    const child = blockChildren(text, from)?.[index];
    if (!child) return undefined;
    const column = columnOf(text, child.start);
    const start = child.isFirstOnLine ? lineStartOf(text, child.from) : child.from;
    const lines = text
      .slice(start, child.to)
      .replace(/\r?\n$/, '')
      .split(/\r?\n/);
    return lines.map((line, i) => (i === 0 && !child.isFirstOnLine ? line : dedented(line, column)));
  }
  const child = childrenOf(from)[index];
  const flow = flowChildren(draft, from)?.[index];
  if (!child || !flow) return undefined;
  const value = 'key' in child ? child.value : child;
  const row = text.slice(value.start, value.end);
  if (row.includes('\n')) return undefined;
  const { above, beside } = commentsOf(text, flow);
  const head = 'key' in child ? `${text.slice(child.key.start, child.key.end)}:` : '-';
  return [...above, [head, row, beside].filter((part) => part !== '').join(' ')];
}

/** The line without its first spaces, at most as many as the column has. */
function dedented(line: string, column: number): string {
  const spaces = line.length - line.trimStart().length;
  return line.slice(Math.min(spaces, column));
}

/** True where a value stands by its indentation, not within brackets. */
export function isInBlock({ plan, tree }: Draft, node: Node): boolean {
  const way = plan.ways.get(node) ?? wayTo(tree, node) ?? [];
  return (
    tree.format === 'yaml' &&
    way.every(({ place }) => place.kind === 'root' || place.parent.style === 'block')
  );
}

/** Another value in a block, where either of the two takes lines of its own. */
export function replaceInBlock(draft: Draft, node: Node, value: Block): void {
  const { text, style } = draft;
  const lineBreak = style.lineBreak();
  const place = placeOf(draft, node);
  if (place?.kind === 'root') {
    replaceRoot(draft, node, value);
    return;
  }
  const from = behindIndicator(draft, node);
  if (!place || from === undefined) {
    refuse(draft, UNFORESEEN);
    return;
  }

  const wasBlock = (node.kind === 'mapping' || node.kind === 'sequence') && node.style === 'block';
  const children = wasBlock ? blockChildren(text, node) : undefined;
  if (wasBlock && !children) {
    refuse(draft, UNFORESEEN);
    return;
  }
  const firstChild = children?.[0];
  const lastChild = children?.at(-1);
  const end = lastChild ? contentEnd(text, lastChild.to) : Math.max(from, contentEnd(text, node.end));
  // A block scalar may keep the blank lines below it, which are then part of what goes.
  const isLineScalar = node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded');
  const head = value.head === '' ? '' : ` ${value.head}`;
  const startsBelow = text.slice(from, Math.max(from, node.start)).includes('\n');
  if (value.lines.length === 0 && !wasBlock && !startsBelow) {
    if (node.start === node.end) {
      put(draft, from, from, head);
      return;
    }
    put(draft, node.start, end, value.head);
    return;
  }

  // The comment beside a value stays on the line of its key.
  const lineEnd = lineEndOf(text, end);
  const keyLineEnd = lineEndOf(text, from);
  let comment = '';
  if (firstChild?.isFirstOnLine || startsBelow) {
    const behind = behindProperties(text, node);
    comment = commentIn(text.slice(behind > node.start && behind < keyLineEnd ? behind : from, keyLineEnd));
  } else if (isLineScalar) comment = commentIn(text.slice(node.start, lineEndOf(text, node.start)));
  else if (!wasBlock) comment = commentIn(text.slice(end, lineEnd));
  const to = wasBlock || isLineScalar ? end : lineEnd;

  const isItem = place.kind === 'item';
  const compact = isItem && value.kind !== 'scalar' && head === '' && comment === '';
  const column = columnOf(text, isItem ? from - 1 : place.entry.start);
  const kept =
    wasBlock && value.kind === node.kind && firstChild?.isFirstOnLine && columnOf(text, firstChild.start);
  const further = isItem ? 2 : value.kind === 'sequence' ? style.listUnit() : style.unit();
  const lines = indented(value.lines, kept === false || kept === undefined ? column + further : kept);
  const written = compact
    ? ` ${[lines[0]!.trimStart(), ...lines.slice(1)].join(lineBreak)}`
    : [head + comment, ...lines].join(lineBreak);
  put(draft, from, to, written);
}

/** A comment at the end of a line, with the space before it; nothing where there is none. */
function commentIn(rest: string): string {
  const at = /(?:^|\s)#/.exec(rest);
  if (!at) return '';
  const comment = rest.slice(at.index).trimEnd();
  return comment.startsWith('#') ? ` ${comment}` : comment;
}

function replaceRoot(draft: Draft, node: Node, value: Block): void {
  const { text, style } = draft;
  const lines = [...(value.head === '' ? [] : [value.head]), ...value.lines];
  const wasBlock = (node.kind === 'mapping' || node.kind === 'sequence') && node.style === 'block';
  const children = wasBlock ? blockChildren(text, node) : undefined;
  const first = children?.[0];
  const last = children?.at(-1);
  const start = first ? Math.min(first.from, node.start) : node.start;
  put(
    draft,
    start,
    last ? contentEnd(text, last.to) : contentEnd(text, node.end),
    lines.join(style.lineBreak()),
  );
}

/** An empty collection in brackets gets children: it becomes a block where it stands in one. */
export function growInBlock(draft: Draft, collection: Collection, pieces: readonly Piece[]): void {
  const open = openBracket(draft.text, collection);
  if (open === undefined || !isBlankBetween(draft.text, open + 1, collection.end - 1)) {
    refuse(draft, 'A comment stands in the empty brackets.');
    return;
  }
  const pen = penFor('yaml', draft.style, undefined);
  const rows = pieces.flatMap((piece) => (piece.kind === 'data' ? [printRow(piece.value, pen)] : []));
  const isRow = collection.kind === 'sequence' && draft.style.flowLists() && rows.length === pieces.length;
  const head = draft.text.slice(collection.start, behindProperties(draft.text, collection));
  const block: Block = isRow
    ? { kind: 'scalar', head: `${head} [${rows.join(', ')}]`.trim(), lines: [] }
    : { kind: collection.kind, head, lines: pieces.flatMap((piece) => pieceLines(draft, collection, piece)) };
  replaceInBlock(draft, collection, block);
}

/** The value as the only item of a list, its lines moved along. */
export function wrapInBlock(draft: Draft, node: Node): void {
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

/** A value as it stands, apart from where it stands. */
function writtenBlock({ text }: Draft, node: Node): Block | undefined {
  if ((node.kind === 'mapping' || node.kind === 'sequence') && node.style === 'block') {
    const children = blockChildren(text, node);
    const first = children?.[0];
    const last = children?.at(-1);
    if (!first || !last) return undefined;
    const column = columnOf(text, first.start);
    const lines = text.slice(first.from, contentEnd(text, last.to)).split(/\r?\n/);
    const head = text.slice(node.start, behindProperties(text, node));
    return {
      kind: node.kind,
      head,
      lines: lines.map((line, i) => (i === 0 && !first.isFirstOnLine ? line : dedented(line, column))),
    };
  }
  const [head = '', ...rest] = text.slice(node.start, contentEnd(text, node.end)).split(/\r?\n/);
  // A number in the mark of a block scalar counts from a parent that changes.
  const isMarked = node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded');
  if (isMarked && /\d/.test(head.replace(/#.*/, ''))) return undefined;
  const indents = rest
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const least = Math.min(...indents, 1000);
  return {
    kind: 'scalar',
    head,
    lines: rest.map((line) => dedented(line, isMarked ? least : indentationAt(text, node.start).length)),
  };
}
