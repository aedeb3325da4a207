import { dataOf } from './editData.ts';
import type { Draft } from './editDraft.ts';
import { type FlowChild, flowChildren } from './editFlowChildren.ts';
import { indentationAt } from './editLines.ts';
import { type Collection, childrenOf } from './editPlan.ts';
import { penFor, printKey, printRow } from './editPrint.ts';
import type { Entry, Node } from './tree.ts';

/** A child on its way into brackets: its text, and the comments that come along where there are lines for them. */
export interface FlowPiece {
  readonly above: readonly string[];
  readonly text: string;
  readonly beside: string;
}

/**
 * A child of one collection, as written where that is possible, for a place within the brackets of another.
 * `indentation` is that of its new lines; undefined where all has to stay on one line.
 */
export function movedPiece(
  draft: Draft,
  target: Collection,
  from: Collection,
  index: number,
  indentation: string | undefined,
): FlowPiece | undefined {
  const { text, tree, style } = draft;
  const child = childrenOf(from)[index];
  if (!child) return undefined;
  const value = 'key' in child ? child.value : child;
  const pen = penFor(tree.format, style, target);
  const source = text.slice(child.start, child.end);
  const flow = from.style === 'flow' ? flowChildren(draft, from)?.[index] : undefined;
  if (flow && indentation !== undefined) {
    const old = indentationAt(text, child.start);
    const [head = '', ...rest] = source.split(/\r?\n/);
    const lines = rest.map((line) => (line.startsWith(old) ? indentation + line.slice(old.length) : line));
    return { ...commentsOf(text, flow), text: [head, ...lines].join(style.lineBreak()) };
  }
  if (source.includes('\n') || (from.style === 'block' && !fitsBrackets(value))) {
    const data = dataOf(value);
    const row = data === undefined ? undefined : printRow(data, pen);
    return row === undefined
      ? undefined
      : piece('key' in child ? `${printKey(child.key.text, pen, true)}: ${row}` : row);
  }
  return piece(
    'key' in child && tree.format === 'yaml'
      ? `${sliceOf(text, child.key)}: ${sliceOf(text, value)}`
      : source,
  );
}

function piece(text: string): FlowPiece {
  return { above: [], text, beside: '' };
}

function sliceOf(text: string, node: Node | Entry): string {
  return text.slice(node.start, node.end);
}

/** A value written in a block that reads the same within brackets. */
function fitsBrackets(value: Node): boolean {
  if (value.kind === 'alias') return true;
  if (value.kind !== 'scalar') return value.style === 'flow';
  if (value.style === 'plain') return value.text !== '' && !/[,[\]{}?]|:$/.test(value.text);
  return value.style === 'double' || value.style === 'single';
}

function commentsOf(text: string, child: FlowChild): { above: string[]; beside: string } {
  const above = child.isFirstOnLine ? text.slice(child.from, child.start).split('\n') : [];
  return {
    above: above.map((line) => line.trim()).filter((line) => line !== ''),
    beside: child.comments.map(({ start, end }) => text.slice(start, end)).join(' '),
  };
}
