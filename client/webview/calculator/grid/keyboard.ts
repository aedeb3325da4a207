import { indexOfRow, keyOfRow, type Row } from '../../../../server/src/subnetPlan/index.ts';
import type { Active } from '../state/state.ts';
import type { ColumnId } from './columns.ts';

/** The action for a key in the tree. */
export type KeyAction =
  | { readonly does: 'go'; readonly to: Active }
  | { readonly does: 'open' | 'close'; readonly key: string }
  | { readonly does: 'edit'; readonly column: ColumnId }
  | { readonly does: 'split' | 'splitTo' | 'join' | 'gap' | 'clear' | 'reveal' };

export interface Pressed {
  readonly key: string;
  readonly shift: boolean;
  readonly control: boolean;
  readonly alt: boolean;
}

/**
 * The treegrid pattern (https://www.w3.org/WAI/ARIA/apg/patterns/treegrid/): arrow keys move between rows and, from a
 * row, to its cells; right expands, left collapses. Letters do what the buttons do. Undefined for other keys.
 */
export function keyAction(
  { key, shift, control, alt }: Pressed,
  rows: readonly Row[],
  { key: at, column }: Active,
  columns: readonly ColumnId[],
  page: number,
): KeyAction | undefined {
  const index = indexOfRow(rows, at);
  const row = rows[index];
  if (!row || alt) return undefined;
  const line = (target: number): KeyAction => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, target))]!;
    return { does: 'go', to: { key: keyOfRow(next), column } };
  };
  const cell = (id: ColumnId | null): KeyAction => ({ does: 'go', to: { key: keyOfRow(row), column: id } });
  const place = column === null ? -1 : columns.indexOf(column);
  switch (key) {
    case 'ArrowDown':
      return line(index + 1);
    case 'ArrowUp':
      return line(index - 1);
    case 'PageDown':
      return line(index + page);
    case 'PageUp':
      return line(index - page);
    case 'Home':
      return column === null || control ? line(0) : cell(columns[0]!);
    case 'End':
      return column === null || control ? line(rows.length - 1) : cell(columns.at(-1)!);
    case 'ArrowRight':
      if (column === null && row.isOpen === false) return { does: 'open', key: keyOfRow(row) };
      return cell(columns[Math.min(place + 1, columns.length - 1)]!);
    case 'ArrowLeft':
      return column === null ? outwards(row) : cell(place > 0 ? columns[place - 1]! : null);
    default:
      return blockAction(key, column, shift, control);
  }
}

/** What a key does with the block of its row. */
function blockAction(
  key: string,
  column: ColumnId | null,
  shift: boolean,
  control: boolean,
): KeyAction | undefined {
  switch (key) {
    case 'Enter':
      return control ? { does: 'reveal' } : { does: 'edit', column: column ?? 'name' };
    case 'F2':
      return { does: 'edit', column: column ?? 'name' };
    case 'Delete':
    case 'Backspace':
      return { does: 'clear' };
    default:
      return control ? undefined : letterAction(key.toLowerCase(), shift);
  }
}

/** Left on a whole row: it collapses; one that is collapsed already is left for its parent. */
function outwards(row: Row): KeyAction | undefined {
  if (row.isOpen) return { does: 'close', key: keyOfRow(row) };
  return row.parent === undefined ? undefined : { does: 'go', to: { key: row.parent, column: null } };
}

function letterAction(letter: string, shift: boolean): KeyAction | undefined {
  switch (letter) {
    case 's':
      return { does: shift ? 'splitTo' : 'split' };
    case 'j':
      return { does: 'join' };
    case 'k':
      return { does: 'gap' };
    default:
      return undefined;
  }
}
