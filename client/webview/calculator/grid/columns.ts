/** The columns of the tree, in order. */
export const COLUMNS = [
  { id: 'name', title: 'Name', isFixed: true },
  { id: 'block', title: 'Block', isFixed: true },
  { id: 'range', title: 'First – last', isFixed: false },
  { id: 'usable', title: 'Usable', isFixed: false },
  { id: 'netmask', title: 'Netmask', isFixed: false },
  { id: 'ipv6', title: 'IPv6', isFixed: false },
  { id: 'zone', title: 'Zone', isFixed: false },
  { id: 'tier', title: 'Tier', isFixed: false },
  { id: 'note', title: 'Note', isFixed: false },
] as const;

export type ColumnId = (typeof COLUMNS)[number]['id'];

/** Hidden by default. */
export const HIDDEN_FIRST: readonly ColumnId[] = ['netmask'];

/** The height of a row of one line, in pixels. */
export const ROW_HEIGHT = 24;

/** Whether users can edit the column. */
export function isEditable(column: ColumnId): column is 'name' | 'zone' | 'tier' | 'note' {
  return column === 'name' || column === 'zone' || column === 'tier' || column === 'note';
}
