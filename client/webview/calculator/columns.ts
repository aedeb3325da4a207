/** The columns of the tree, in their order. */
export const COLUMNS = [
  { id: 'name', title: 'Name', width: 'minmax(136px, 2fr)', isFixed: true },
  { id: 'block', title: 'Block', width: 'minmax(112px, 1fr)', isFixed: true },
  { id: 'range', title: 'First – last', width: 'minmax(210px, 1.6fr)', isFixed: false },
  { id: 'usable', title: 'Usable', width: '68px', isFixed: false },
  { id: 'netmask', title: 'Netmask', width: '120px', isFixed: false },
  { id: 'ipv6', title: 'IPv6', width: 'minmax(180px, 1.2fr)', isFixed: false },
  { id: 'zone', title: 'Zone', width: '46px', isFixed: false },
  { id: 'tier', title: 'Tier', width: 'minmax(84px, 0.8fr)', isFixed: false },
  { id: 'note', title: 'Note', width: 'minmax(90px, 1.4fr)', isFixed: false },
] as const;

export type ColumnId = (typeof COLUMNS)[number]['id'];

/** Pixels below which the columns do not shrink. */
export function leastWidth(columns: readonly ColumnId[]): number {
  const widths = COLUMNS.filter(({ id }) => columns.includes(id)).map(({ width }) =>
    Number(/\d+(?=px)/.exec(width)![0]),
  );
  return widths.reduce((sum, width) => sum + width, ACTIONS_WIDTH + 24);
}

export const ACTIONS_WIDTH = 50;

/** Hidden until somebody asks for it. */
export const HIDDEN_FIRST: readonly ColumnId[] = ['netmask'];

/** What a person can write in. */
export function isEditable(column: ColumnId): column is 'name' | 'zone' | 'tier' | 'note' {
  return column === 'name' || column === 'zone' || column === 'tier' || column === 'note';
}

/** Those that are shown: not hidden, not empty all over, and as far as the width allows. */
export function shownColumns(
  hidden: ReadonlySet<ColumnId>,
  hasIpv6: boolean,
  width: number,
): readonly ColumnId[] {
  const tooNarrow = new Set<ColumnId>();
  if (width < 900) tooNarrow.add('range');
  if (width < 620) tooNarrow.add('note');
  return COLUMNS.map(({ id }) => id).filter(
    (id) => !hidden.has(id) && !tooNarrow.has(id) && (id !== 'ipv6' || hasIpv6),
  );
}
