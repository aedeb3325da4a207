import type { Finding } from '../../languageService.ts';
import type { Edit } from '../../syntax/edit.ts';
import type { Span } from '../../syntax/span.ts';

/** A finding and its one preferred fix. */
export interface Fixable {
  readonly finding: Finding;
  readonly edits: readonly Edit[];
}

/** Each is compared with those before it; the others have their turn later. */
const MOST = 2000;

/**
 * Those that can be made at once, the first ones first: none changes a place that another speaks of or changes, so none
 * can take away the reason of another.
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

/** What an edit changes; of what is put into a list or mapping, or moved, the whole of it. */
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
