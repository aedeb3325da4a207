import { columnOf, indentationAt, lineStartOf } from '../../lines.ts';
import type { Node } from '../../tree.ts';
import { type EditDraft, refuse, UNFORESEEN } from '../draft.ts';
import { commentsOf } from '../moved.ts';
import { type Child, type Collection, childrenOf } from '../plan.ts';
import { penFor, printKey } from '../print.ts';
import { entryLines, itemLines, printBlock, type YamlBlock } from './block.ts';
import { behindProperties, blockChildren, contentEnd } from './blockLines.ts';
import { flowChildren } from './flowChildren.ts';

/** The lines of a new child, starting at the column of its key or dash. */
export function pieceLines(draft: EditDraft, target: Collection, piece: Child): string[] {
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

/** An existing child with its comments, its lines shifted to column 0; a child within brackets becomes a block. */
function writtenLines(draft: EditDraft, from: Collection, index: number): string[] | undefined {
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

/** The line without its leading spaces, at most `column` of them. */
function dedented(line: string, column: number): string {
  const spaces = line.length - line.trimStart().length;
  return line.slice(Math.min(spaces, column));
}

/** A value as written, independent of its place. */
export function writtenBlock({ text }: EditDraft, node: Node): YamlBlock | undefined {
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
  // The indentation indicator of a block scalar counts from a parent that changes.
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
