import type { Finding } from '../../languageService.ts';
import type { Edit } from '../../syntax/edit.ts';
import type { Span } from '../../syntax/span.ts';

/** A finding and its one preferred fix. */
export interface Fixable {
  readonly finding: Finding;
  readonly edits: readonly Edit[];
}

/** Each fix is compared with all before it, so the rest is left to the next round. */
const MOST = 2000;

/**
 * Fixes that can be made at once, in order: none changes a place that another one changes or whose finding refers to,
 * so none can remove the reason of another.
 */
export function independentOf(fixables: readonly Fixable[]): readonly Fixable[] {
  const chosen: Fixable[] = [];
  const changed: Span[] = [];
  const spoken: Span[] = [];
  for (const fixable of fixables.slice(0, MOST)) {
    const changes = fixable.edits.flatMap(spansOf);
    const speaks = [fixable.finding.at, ...fixable.finding.related.map(({ at }) => at)];
    const isFree =
      !changes.some((span) => touchesAny(span, changed) || touchesAny(span, spoken)) &&
      !speaks.some((span) => touchesAny(span, changed));
    if (!isFree) continue;
    chosen.push(fixable);
    changed.push(...changes);
    spoken.push(...speaks);
  }
  return chosen;
}

function touchesAny({ start, end }: Span, others: readonly Span[]): boolean {
  return others.some((other) => start <= other.end && other.start <= end);
}

/** The spans that an edit changes; for an insertion or a move, the whole list or mapping. */
function spansOf(edit: Edit): readonly Span[] {
  switch (edit.op) {
    case 'replace':
    case 'wrap':
      return [edit.node];
    case 'rename':
      return [edit.entry.key];
    case 'remove-entry':
      return [edit.entry.key, edit.entry.value];
    case 'remove-item':
      return [edit.item];
    case 'insert-entry':
    case 'insert-item':
      return [edit.into];
    case 'set-entry':
      return [edit.in];
    case 'move-entry':
    case 'move-item':
      return [edit.from, edit.to];
    case 'delete':
      return [edit.at];
  }
}
