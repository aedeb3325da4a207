/**
 * The columns of the tree, in their order. `least` is in pixels, what their longest text of IPv4 takes; `share` is how
 * much of the room that is left goes to those whose texts people write.
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

/** What gives way first when it gets narrow: the details below the tree say the same. */
const LEAST_NEEDED: readonly ColumnId[] = ['range', 'netmask', 'note', 'ipv6', 'usable', 'zone'];

export const ACTIONS_WIDTH = 50;
/** Left and right of the lines, as the style sheet has it. */
const MARGINS = 24;

/** What the columns have to hold: blocks of IPv6 are longer, and so are their numbers. */
export interface Content {
  /** A VPC has an IPv6 block beside its IPv4 one. */
  readonly hasPairs: boolean;
  /** A root is an IPv6 block itself. */
  readonly hasIpv6: boolean;
}

function leastOf({ id, least }: (typeof COLUMNS)[number], { hasIpv6 }: Content): number {
  return hasIpv6 && id === 'block' ? 178 : hasIpv6 && id === 'usable' ? 104 : least;
}

/** Pixels below which the columns do not shrink. */
export function leastWidth(columns: readonly ColumnId[], content: Content): number {
  const widths = COLUMNS.filter(({ id }) => columns.includes(id)).map((column) => leastOf(column, content));
  return widths.reduce((sum, width) => sum + width, ACTIONS_WIDTH + MARGINS);
}

/** The columns as CSS has them in `grid-template-columns`. */
export function templateOf(columns: readonly ColumnId[], content: Content): string {
  const widths = COLUMNS.filter(({ id }) => columns.includes(id)).map((column) => {
    const least = `${leastOf(column, content)}px`;
    return column.share === 0 ? least : `minmax(${least}, ${column.share}fr)`;
  });
  return [...widths, `${ACTIONS_WIDTH}px`].join(' ');
}

/** Hidden until somebody asks for it. */
export const HIDDEN_FIRST: readonly ColumnId[] = ['netmask'];

/** What a person can write in. */
export function isEditable(column: ColumnId): column is 'name' | 'zone' | 'tier' | 'note' {
  return column === 'name' || column === 'zone' || column === 'tier' || column === 'note';
}

/** Those that are shown: not hidden, not empty all over, and as far as the width in pixels allows. */
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

/** Of a line of the tree, in pixels; the style sheet says the same. */
export const ROW_HEIGHT = 24;
