/**
 * The columns of the tree, in order. `least` is the width of their longest IPv4 text in pixels; `share` is how the
 * remaining width is divided among columns with user-written text.
 */
export const COLUMNS = [
  { id: 'name', title: 'Name', least: 130, share: 4, isFixed: true },
  { id: 'block', title: 'Block', least: 120, share: 0, isFixed: true },
  { id: 'range', title: 'First – last', least: 228, share: 0, isFixed: false },
  { id: 'usable', title: 'Usable', least: 64, share: 0, isFixed: false },
  { id: 'netmask', title: 'Netmask', least: 118, share: 0, isFixed: false },
  { id: 'ipv6', title: 'IPv6', least: 178, share: 0, isFixed: false },
  { id: 'zone', title: 'Zone', least: 48, share: 0, isFixed: false },
  { id: 'tier', title: 'Tier', least: 72, share: 1, isFixed: false },
  { id: 'note', title: 'Note', least: 72, share: 3, isFixed: false },
] as const;

export type ColumnId = (typeof COLUMNS)[number]['id'];

/** The order in which columns are hidden when the page gets narrow. The details below the tree show the same values. */
const LEAST_NEEDED: readonly ColumnId[] = ['range', 'netmask', 'note', 'ipv6', 'usable', 'zone'];

export const ACTIONS_WIDTH = 50;
/** Left and right margins of rows in pixels, as in the style sheet. */
const MARGINS = 24;

/** What makes columns wider: IPv6 blocks and their counts are longer. */
export interface Content {
  /** A VPC has an IPv6 block in addition to its IPv4 block. */
  readonly hasPairs: boolean;
  /** A root is an IPv6 block itself. */
  readonly hasIpv6: boolean;
}

function leastOf({ id, least }: (typeof COLUMNS)[number], { hasIpv6 }: Content): number {
  return hasIpv6 && id === 'block' ? 178 : hasIpv6 && id === 'usable' ? 104 : least;
}

/** The minimum width of the columns in pixels. */
export function leastWidth(columns: readonly ColumnId[], content: Content): number {
  const widths = COLUMNS.filter(({ id }) => columns.includes(id)).map((column) => leastOf(column, content));
  return widths.reduce((sum, width) => sum + width, ACTIONS_WIDTH + MARGINS);
}

/** The value of `grid-template-columns` for the columns. */
export function templateOf(columns: readonly ColumnId[], content: Content): string {
  const widths = COLUMNS.filter(({ id }) => columns.includes(id)).map((column) => {
    const least = `${leastOf(column, content)}px`;
    return column.share === 0 ? least : `minmax(${least}, ${column.share}fr)`;
  });
  return [...widths, `${ACTIONS_WIDTH}px`].join(' ');
}

/** Hidden by default. */
export const HIDDEN_FIRST: readonly ColumnId[] = ['netmask'];

/** Whether users can edit the column. */
export function isEditable(column: ColumnId): column is 'name' | 'zone' | 'tier' | 'note' {
  return column === 'name' || column === 'zone' || column === 'tier' || column === 'note';
}

/** The visible columns: not hidden, not empty in all rows, and within the width in pixels. */
export function shownColumns(
  hidden: ReadonlySet<ColumnId>,
  content: Content,
  width: number,
): readonly ColumnId[] {
  let shown: readonly ColumnId[] = COLUMNS.map(({ id }) => id).filter(
    (id) => !hidden.has(id) && (id !== 'ipv6' || content.hasPairs),
  );
  for (const id of LEAST_NEEDED) {
    if (leastWidth(shown, content) > width) shown = shown.filter((one) => one !== id);
  }
  return shown;
}

/** The height of a row in pixels, as in the style sheet. */
export const ROW_HEIGHT = 24;
