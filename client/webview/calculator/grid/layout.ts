import type { Row } from '../../../../server/src/subnetPlan/index.ts';
import { cellText } from '../words.ts';
import { COLUMNS, type ColumnId, ROW_HEIGHT } from './columns.ts';

/** The order in which columns are hidden when the page gets narrow. The details below the tree show the same values. */
const LEAST_NEEDED: readonly ColumnId[] = ['range', 'netmask', 'note', 'ipv6', 'usable', 'zone'];

/** The least widths of the columns with texts of users, in pixels. All others show their whole content, and so do names, which get a line of their own. */
const CUT_TO: Partial<Readonly<Record<ColumnId, number>>> = { name: 130, tier: 72, note: 72 };
/** What a single long text may take. */
const MOST = 420;

/** The space for "Split" and "Join" in a row. */
const ACTIONS = 92;
/** In a narrower tree the buttons below it are enough. */
const LEAST_FOR_ACTIONS = 560;
/** Left and right margins of rows in pixels, as in the style sheet. */
const MARGINS = 24;
/** What a cell has around its text: padding; the swatch of a tier; the indentation, triangle and icons of a name. */
const AROUND: Partial<Readonly<Record<ColumnId, number>>> = { tier: 26, usable: 18, name: 66 };
const INDENT = 14;

/** The height of a row whose name has a line of its own, and what is left free before its second line. */
const STACKED_HEIGHT = 44;
const BEFORE_SECOND_LINE = 50;

/** The columns that fit, and how wide each is. */
export interface Layout {
  readonly columns: readonly ColumnId[];
  readonly hasActions: boolean;
  /** Whether the name has a line of its own, above the other columns. */
  readonly isStacked: boolean;
  /** In pixels. */
  readonly rowHeight: number;
  /** The value of `grid-template-columns`. */
  readonly template: string;
  /** The least width of a row in pixels; in a narrower tree it scrolls. */
  readonly least: number;
}

/** Lays out the columns for their content: the visible ones that are not empty in all rows and fit in `width` pixels. */
export function columnLayout(
  rows: readonly Row[],
  hidden: ReadonlySet<ColumnId>,
  width: number,
  measure: (text: string) => number,
): Layout {
  const hasPairs = rows.some(({ root }) => root.ipv6 !== null);
  const visible: readonly ColumnId[] = COLUMNS.map(({ id }) => id).filter(
    (id) => !hidden.has(id) && (id !== 'ipv6' || hasPairs),
  );
  const hasActions = width >= LEAST_FOR_ACTIONS;
  const around = MARGINS + (hasActions ? ACTIONS : 0);
  const wanted = wantedWidths(rows, visible, measure);
  const sum = (columns: readonly ColumnId[], widthOf: (id: ColumnId) => number) =>
    columns.reduce((total, id) => total + widthOf(id), around);
  // A note may be cut before another column is hidden for it.
  const needed = (id: ColumnId) => (id === 'note' ? CUT_TO.note! : wanted[id]);
  const columns = columnsIn(width, visible, (ids) => sum(ids, needed));
  if (sum(columns, needed) > width) {
    const second = visible.filter((id) => id !== 'name');
    const below = columnsIn(width - BEFORE_SECOND_LINE, second, (ids) => sum(ids, needed));
    const missing = Math.max(0, sum(below, needed) + BEFORE_SECOND_LINE - width);
    const widthOf = (id: ColumnId) =>
      id === 'tier' ? Math.max(CUT_TO.tier!, wanted.tier - missing) : needed(id);
    return {
      columns: ['name', ...below],
      hasActions,
      isStacked: true,
      rowHeight: STACKED_HEIGHT,
      template: [`${BEFORE_SECOND_LINE}px`, tracksOf(below, widthOf, hasActions)].join(' '),
      least: sum(below, widthOf) + BEFORE_SECOND_LINE,
    };
  }
  return {
    columns,
    hasActions,
    isStacked: false,
    rowHeight: ROW_HEIGHT,
    template: tracksOf(columns, needed, hasActions),
    least: sum(columns, needed),
  };
}

/** The columns that fit in `width` pixels, or the few that are always there. */
function columnsIn(
  width: number,
  visible: readonly ColumnId[],
  sum: (columns: readonly ColumnId[]) => number,
): readonly ColumnId[] {
  let columns = visible;
  for (const id of LEAST_NEEDED) {
    if (sum(columns) > width) columns = columns.filter((one) => one !== id);
  }
  // Without a wide column there may be room again for a narrow one.
  for (const id of LEAST_NEEDED.toReversed()) {
    const more = visible.filter((one) => one === id || columns.includes(one));
    if (sum(more) <= width) columns = more;
  }
  return columns;
}

/** What is left goes to the notes, or else to the names, or else to the last column. */
function tracksOf(
  columns: readonly ColumnId[],
  widthOf: (id: ColumnId) => number,
  hasActions: boolean,
): string {
  const widest = (['note', 'name'] as const).find((id) => columns.includes(id)) ?? columns.at(-1);
  const tracks = columns.map((id) => (id === widest ? `minmax(${widthOf(id)}px, 1fr)` : `${widthOf(id)}px`));
  return [...tracks, ...(hasActions ? [`${ACTIONS}px`] : [])].join(' ');
}

function wantedWidths(
  rows: readonly Row[],
  visible: readonly ColumnId[],
  measure: (text: string) => number,
): Readonly<Record<ColumnId, number>> {
  const wanted = {} as Record<ColumnId, number>;
  const deepest = rows.reduce((most, { level }) => Math.max(most, level), 1);
  for (const { id, title } of COLUMNS) {
    if (!visible.includes(id)) continue;
    const around = (AROUND[id] ?? 12) + (id === 'name' ? (deepest - 1) * INDENT : 0);
    const widest = Math.max(measure(title), ...longestTexts(rows, id).map(measure)) + around;
    const most = CUT_TO[id] === undefined ? widest : Math.min(widest, MOST);
    wanted[id] = Math.max(most, CUT_TO[id] ?? 0);
  }
  return wanted;
}

/** In a larger tree the texts of all rows would take longer than the operation that changed it. */
const MANY = 500;

/** Texts that are close to the longest one: which of them is the widest depends on the font. */
function longestTexts(rows: readonly Row[], id: ColumnId): readonly string[] {
  if (rows.length > MANY && rows.every(({ root }) => root.cidr.family === 4)) {
    const text = LONGEST[id];
    if (text !== undefined) return [text];
  }
  let longest = 0;
  let found: string[] = [];
  // Free blocks, of which there may be thousands, have no text of their own.
  const isWritten = id === 'name' || id === 'zone' || id === 'tier' || id === 'note' || id === 'ipv6';
  for (const row of rows) {
    if (isWritten && row.kind === 'free') continue;
    const text = cellText(row, id);
    if (text.length > longest + 2) found = [];
    if (text.length > longest) longest = text.length;
    if (text !== '' && text.length >= longest - 2 && found.length < 40) found.push(text);
  }
  return found;
}

/** The longest texts of IPv4, where there are too many rows to look at each. */
const LONGEST: Partial<Readonly<Record<ColumnId, string>>> = {
  block: '255.255.255.255/32',
  range: '255.255.255.255 – 255.255.255.255',
  usable: '4,294,967,296',
  netmask: '255.255.255.255',
  ipv6: '2001:0db8:0000:ffff::/64',
};
