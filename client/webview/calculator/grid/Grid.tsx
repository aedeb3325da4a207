import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { keyOfRow, type Row, type SubnetPlan } from '../../../../server/src/subnetPlan/index.ts';
import type { Active } from '../state/state.ts';
import { COLUMNS } from './columns.ts';
import { GridRow, type RowActions } from './GridRow.tsx';
import { type KeyAction, keyAction } from './keyboard.ts';
import type { Layout } from './layout.ts';

/** Rows that are rendered beyond the visible ones, to scroll without flicker. */
const BEYOND = 8;

interface Props extends RowActions {
  readonly rows: readonly Row[];
  readonly layout: Layout;
  readonly active: Active | null;
  /** The index of the active row; -1 if there is none. */
  readonly index: number;
  readonly isEditing: boolean;
  readonly tiers: readonly string[];
  readonly zones: number;
  readonly plan: SubnetPlan;
  readonly act: (action: KeyAction) => void;
  readonly setWidth: (width: number) => void;
  /** Incremented when the tree must take the focus again, for example after a dialog. */
  readonly focusWanted: number;
}

interface View {
  readonly top: number;
  readonly height: number;
}

/** The tree of blocks. Only visible rows are in the document, however many there are. */
export function Grid(props: Props) {
  const { rows, layout, active, index, isEditing, act, setWidth, focusWanted } = props;
  const { columns, rowHeight } = layout;
  const grid = useRef<HTMLDivElement>(null);
  // A panel that was just opened has the focus; one restored with the window does not.
  const hasFocus = useRef(document.hasFocus());
  // Nothing is rendered until the size is known: rows for a guessed size would be laid out twice.
  const [view, setView] = useState<View>({ top: 0, height: 0 });
  // Equal numbers must not cause a render.
  const look = (top: number, height: number) =>
    setView((before) => (before.top === top && before.height === height ? before : { top, height }));

  useLayoutEffect(() => {
    const element = grid.current!;
    const measure = () => {
      look(element.scrollTop, element.clientHeight);
      setWidth(element.clientWidth);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // Before the next key event, so not after the paint.
  useLayoutEffect(() => {
    if (focusWanted > 0) hasFocus.current = true;
  }, [focusWanted]);

  // The active row is scrolled into view, and focused if the tree had the focus: rows come and go during keyboard use.
  useLayoutEffect(() => {
    const element = grid.current!;
    if (index < 0) return;
    const top = index * rowHeight;
    const room = element.clientHeight - rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + room) element.scrollTop = top + rowHeight - room;
  }, [active?.key, index, rowHeight]);
  useLayoutEffect(() => {
    if (!hasFocus.current || !document.hasFocus() || isEditing || index < 0) return;
    const target = grid.current!.querySelector<HTMLElement>('[tabindex="0"]');
    if (target && document.activeElement !== target) target.focus({ preventScroll: true });
  }, [active?.key, active?.column, isEditing, index, rows, focusWanted, view.height > 0]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (isEditing || !active) return;
    const pressed = {
      key: event.key,
      shift: event.shiftKey,
      control: event.ctrlKey || event.metaKey,
      alt: event.altKey,
    };
    const page = Math.max(1, Math.floor(view.height / rowHeight) - 2);
    const action = keyAction(pressed, rows, active, columns, page);
    if (!action) return;
    event.preventDefault();
    act(action);
  };

  const drawn = linesIn(view, rowHeight, rows, index);
  return (
    <div
      ref={grid}
      class={layout.isStacked ? 'grid is-stacked' : 'grid'}
      role="treegrid"
      aria-label="Blocks"
      aria-readonly={true}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + (layout.hasActions ? 1 : 0)}
      style={{
        '--columns': layout.template,
        '--least': `${layout.least}px`,
        '--row-height': `${rowHeight}px`,
      }}
      onScroll={(event) => look(event.currentTarget.scrollTop, event.currentTarget.clientHeight)}
      onKeyDown={onKeyDown}
      onFocusIn={() => {
        hasFocus.current = true;
      }}
      onFocusOut={(event) => {
        const next = event.relatedTarget as Node | null;
        // Without a next element, either the element was removed or the whole panel lost the focus.
        if (next ? !grid.current!.contains(next) : !document.hasFocus()) hasFocus.current = false;
      }}
    >
      <div class="grid-head" role="rowgroup">
        <div class="grid-row" role="row" aria-rowindex={1}>
          {columns.map((id) => (
            <div key={id} class={`cell cell-${id}`} role="columnheader">
              {COLUMNS.find((one) => one.id === id)!.title}
            </div>
          ))}
          {layout.hasActions && (
            <div class="cell" role="columnheader">
              <span class="sr-only">Actions</span>
            </div>
          )}
        </div>
      </div>
      <div class="grid-body" role="rowgroup" style={{ height: `${rows.length * rowHeight}px` }}>
        {drawn.map(({ row, at }) => (
          <GridRow
            key={keyOfRow(row)}
            {...props}
            columns={columns}
            row={row}
            index={at}
            isActive={at === index}
          />
        ))}
      </div>
    </div>
  );
}

/** The rows to render: the visible ones, some beyond, and the active row, which has the focus. */
function linesIn({ top, height }: View, rowHeight: number, rows: readonly Row[], active: number) {
  if (height === 0) return [];
  const first = Math.max(0, Math.floor(top / rowHeight) - BEYOND);
  const last = Math.min(rows.length, Math.ceil((top + height) / rowHeight) + BEYOND);
  const drawn = rows.slice(first, last).map((row, offset) => ({ row, at: first + offset }));
  if (active >= 0 && active < first) drawn.unshift({ row: rows[active]!, at: active });
  if (active >= last) drawn.push({ row: rows[active]!, at: active });
  return drawn;
}
