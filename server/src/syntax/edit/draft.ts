import type { SyntaxTree } from '../tree.ts';
import type { TextEdit } from './edits.ts';
import type { EditPlan } from './plan.ts';
import { type Style, styleOf } from './style.ts';

/** Text edits under construction: functions add edits, or the reason why an edit is impossible. */
export interface EditDraft {
  readonly tree: SyntaxTree;
  readonly text: string;
  readonly plan: EditPlan;
  readonly style: Style;
  readonly edits: TextEdit[];
  readonly refusals: string[];
}

export function draftOf(tree: SyntaxTree, plan: EditPlan): EditDraft {
  return { tree, text: tree.text, plan, style: styleOf(tree), edits: [], refusals: [] };
}

/** Adds an edit that writes a text over the characters from `start` to `end`. */
export function putText(draft: EditDraft, start: number, end: number, text: string): void {
  draft.edits.push({ span: { start, end }, text });
}

/** Adds a reason, which is shown to the user. */
export function refuse(draft: EditDraft, reason: string): void {
  draft.refusals.push(reason);
}

/** For text that may be correct but has an unexpected form. */
export const UNFORESEEN = 'This is written in a way that VPC Lens does not edit.';

/**
 * Merges edits into one list without overlaps: overlapping deletions are united, adjacent edits are joined. Undefined
 * if an edit inserts within text that another one deletes or replaces.
 */
export function joinedEdits(edits: readonly TextEdit[]): TextEdit[] | undefined {
  const deletions = edits.filter(({ span, text }) => text === '' && span.start < span.end).sort(byStart);
  const united: TextEdit[] = [];
  for (const { span } of deletions) {
    const last = united.at(-1)?.span;
    if (last && span.start < last.end) {
      united[united.length - 1] = {
        span: { start: last.start, end: Math.max(last.end, span.end) },
        text: '',
      };
    } else united.push({ span, text: '' });
  }
  const result: TextEdit[] = [];
  // Insertions at one offset keep their order, before a replacement or deletion that starts there.
  for (const edit of [...edits.filter(({ text }) => text !== ''), ...united].sort(byStart)) {
    const last = result.at(-1);
    if (!last || edit.span.start > last.span.end) {
      result.push(edit);
      continue;
    }
    const isWithin = edit.span.start < last.span.end;
    if (isWithin && (edit.text !== '' || edit.span.end > last.span.end)) return undefined;
    const end = Math.max(last.span.end, edit.span.end);
    result[result.length - 1] = { span: { start: last.span.start, end }, text: last.text + edit.text };
  }
  return result;
}

function byStart(a: TextEdit, b: TextEdit): number {
  const isLonger = (edit: TextEdit) => Number(edit.span.end > edit.span.start);
  return a.span.start - b.span.start || isLonger(a) - isLonger(b);
}
