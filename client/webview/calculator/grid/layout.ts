import type { Row } from '../../../../server/src/subnetPlan/index.ts';
import { cellText } from '../words.ts';
import { COLUMNS, type ColumnId } from './columns.ts';

/** The order in which columns are hidden when the page gets narrow. The details below the tree show the same values. */
const LEAST_NEEDED: readonly ColumnId[] = ['range', 'netmask', 'note', 'ipv6', 'usable', 'zone'];

/** Only columns with user-written text are cut, and only to these widths in pixels. All others show their whole content. */
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

/** The columns that fit, and how wide each is. */
export interface Layout {
  readonly columns: readonly ColumnId[];
  readonly hasActions: boolean;
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
  let columns = visible;
  for (const id of LEAST_NEEDED) {
    if (sum(columns, needed) > width) columns = columns.filter((one) => one !== id);
  }
  // Without a wide column there may be room again for a narrow one.
  for (const id of LEAST_NEEDED.toReversed()) {
    const more = visible.filter((one) => one === id || columns.includes(one));
    if (sum(more, needed) <= width) columns = more;
  }
  const missing = Math.max(0, sum(columns, needed) - width);
  // Tiers after names: "data…" could be two of them.
  const fromName = Math.min(missing, wanted.name - CUT_TO.name!);
  const widthOf = (id: ColumnId) => {
    if (id === 'name') return wanted.name - fromName;
    if (id === 'tier') return Math.max(CUT_TO.tier!, wanted.tier - (missing - fromName));
    return needed(id);
  };
  // What is left goes to the notes, or else to the names.
  const last = columns.includes('note') ? 'note' : 'name';
  const tracks = columns.map((id) => (id === last ? `minmax(${widthOf(id)}px, 1fr)` : `${widthOf(id)}px`));
  return {
    columns,
    hasActions,
    template: [...tracks, ...(hasActions ? [`${ACTIONS}px`] : [])].join(' '),
    least: sum(columns, widthOf),
  };
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
