import { indentationAt } from '../lines.ts';
import type { Span } from '../span.ts';
import type { Node } from '../tree.ts';
import { dataOf } from './data.ts';
import type { EditDraft } from './draft.ts';
import { type Collection, childrenOf } from './plan.ts';
import { type Pen, penFor, printKey, printRow, printRowEntry } from './print.ts';
import { tomlLines } from './toml/tomlLines.ts';
import { blockChildren } from './yaml/blockLines.ts';
import { type FlowChild, flowChildren } from './yaml/flowChildren.ts';

/** A child that moves into brackets: its text, and its comments if there are lines for them. */
export interface FlowPiece {
  readonly above: readonly string[];
  readonly text: string;
  readonly beside: string;
}

/**
 * The text of a child of one collection for a place within the brackets of another, as written if possible.
 * `indentation` is that of its new line; undefined if it will share one. Undefined if its comments have no place there.
 */
export function movedPiece(
  draft: EditDraft,
  target: Collection,
  from: Collection,
  index: number,
  indentation: string | undefined,
): FlowPiece | undefined {
  const { text, tree, style } = draft;
  const child = childrenOf(from)[index];
  if (!child) return undefined;
  const value = 'key' in child ? child.value : child;
  const source = text.slice(child.start, child.end);
  const flow = from.style === 'flow' ? flowChildren(draft, from)?.[index] : undefined;
  if (flow && indentation !== undefined)
    return { ...commentsOf(text, flow), text: indentedAnew(draft, child, indentation) };
  const around =
    flow ?? (from.style === 'block' ? blockChildren(text, from)?.[index] : linesOfValue(text, value));
  if (!around) return undefined;
  const end = 'tail' in around ? around.tail : around.to;
  if (mayHaveComments(text.slice(around.from, child.start) + text.slice(child.end, end), source))
    return undefined;

  const isAsWritten = !source.includes('\n') && (from.style === 'flow' || fitsBrackets(value));
  const pen = penFor(tree.format, style, target);
  const row = isAsWritten ? text.slice(value.start, value.end) : rowOf(value, pen);
  if (row === undefined) return undefined;
  if (!('key' in child)) return pieceOf(row);
  if (tree.format !== 'yaml') return pieceOf(isAsWritten ? source : printRowEntry(child.key.text, row, pen));
  const key =
    child.key.style === 'plain'
      ? printKey(child.key.text, pen, true)
      : text.slice(child.key.start, child.key.end);
  return pieceOf(`${key}: ${row}`);
}

/** Within a value over several lines a `#` may be part of a string; an unnecessary refusal does no harm. */
function mayHaveComments(outside: string, value: string): boolean {
  return /#|\/[/*]/.test(outside) || (value.includes('\n') && /(?:^|\s)(?:#|\/[/*])/.test(value));
}

/** As written, with the further lines indented as the new place is. */
function indentedAnew({ text, style }: EditDraft, child: Span, indentation: string): string {
  const old = indentationAt(text, child.start);
  const [head = '', ...rest] = text.slice(child.start, child.end).split(/\r?\n/);
  const lines = rest.map((line) => (line.startsWith(old) ? indentation + line.slice(old.length) : line));
  return [head, ...lines].join(style.lineBreak());
}

/** The lines of a value in a TOML table. */
function linesOfValue(text: string, value: Node): { from: number; to: number } | undefined {
  return tomlLines(text).find((line) => line.value.start === value.start && line.value.end === value.end);
}

function pieceOf(text: string): FlowPiece {
  return { above: [], text, beside: '' };
}

/** True if a value in block style means the same within brackets. */
function fitsBrackets(value: Node): boolean {
  if (value.kind === 'alias') return true;
  if (value.kind !== 'scalar') return value.style === 'flow';
  if (value.style === 'plain') return value.text !== '' && !/[,[\]{}?]|:$/.test(value.text);
  return value.style === 'double' || value.style === 'single';
}

/** The comments that belong to a child within brackets. */
export function commentsOf(text: string, child: FlowChild): { above: string[]; beside: string } {
  const above = child.isFirstOnLine ? text.slice(child.from, child.start).split('\n') : [];
  return {
    above: above.map((line) => line.trim()).filter((line) => line !== ''),
    beside: child.comments.map(({ start, end }) => text.slice(start, end)).join(' '),
  };
}

function rowOf(value: Node, pen: Pen): string | undefined {
  const data = dataOf(value);
  return data === undefined ? undefined : printRow(data, pen);
}
