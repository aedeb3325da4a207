import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import {
  indexOfRow,
  keyOfRow,
  type Row,
  tierNames,
  visibleRows,
} from '../../../server/src/subnetPlan/index.ts';
import { type Commands, commandsOf } from './commands.ts';
import { Details } from './Details.tsx';
import { Dialogs } from './dialogs/Dialogs.tsx';
import { Empty } from './frame/Empty.tsx';
import { menuOf } from './frame/menuOf.ts';
import { Status } from './frame/Status.tsx';
import { Toolbar } from './frame/Toolbar.tsx';
import type { ColumnId } from './grid/columns.ts';
import { Grid } from './grid/Grid.tsx';
import { columnLayout } from './grid/layout.ts';
import { postToHost } from './host.ts';
import { measured } from './measure.ts';
import { useShortcuts } from './shortcuts.ts';
import { writableIn } from './state/actions.ts';
import { begun } from './state/begin.ts';
import type { Active, SetState, State } from './state/state.ts';
import { Hatches, Strip } from './strip/Strip.tsx';

interface Props {
  readonly state: State;
  readonly change: SetState;
}

export function App({ state, change }: Props) {
  const { history, closed, active, dialog } = state;
  const plan = history.present;
  const [width, setWidth] = useState(document.documentElement.clientWidth);
  const rows = useMemo(() => visibleRows(plan, closed), [plan, closed]);
  const layout = useMemo(
    () => columnLayout(rows, state.hidden, width, measured),
    [rows, state.hidden, width],
  );
  const index = active ? indexOfRow(rows, active.key) : -1;
  const at = activeIn(rows, index, active, layout.columns);
  const commands = commandsOf(state, change, at?.key ?? '');
  const { show, undo, redo, save } = commands;
  const focusWanted = useFocusAfterDialog(dialog !== null);
  useShortcuts(state.document === null && !dialog, { undo, redo, save });
  return (
    <div class="page">
      {plan.roots.length === 0 ? (
        <Empty
          begin={(cidr, by) => change((now) => begun(now, cidr, by))}
          pickTemplate={() => postToHost({ type: 'pickTemplate' })}
          open={() => postToHost({ type: 'open' })}
          paste={() => show({ kind: 'import' })}
        />
      ) : (
        <>
          <ToolbarOf
            state={state}
            change={change}
            columns={layout.columns}
            activeKey={at?.key ?? ''}
            commands={commands}
          />
          <Tree
            state={state}
            rows={rows}
            layout={layout}
            width={width}
            setWidth={setWidth}
            active={at}
            index={index}
            focusWanted={focusWanted}
            commands={commands}
          />
        </>
      )}
      <Status notice={state.notice} undo={undo} hasKeys={plan.roots.length > 0} />
      <Dialogs state={state} change={change} show={show} />
    </div>
  );
}

/** The active row and cell: the first row if there is none, and the whole row if the cell's column is hidden. */
function activeIn(
  rows: readonly Row[],
  index: number,
  active: Active | null,
  columns: readonly ColumnId[],
): Active | null {
  const row = rows[Math.max(0, index)];
  if (!row) return null;
  const column = index >= 0 ? active?.column : null;
  return { key: keyOfRow(row), column: column && columns.includes(column) ? column : null };
}

/** A number that grows when a dialog closes: the focus then returns to the tree. */
function useFocusAfterDialog(hasDialog: boolean): number {
  const [focusWanted, setFocusWanted] = useState(0);
  const hadDialog = useRef(false);
  useLayoutEffect(() => {
    if (hadDialog.current && !hasDialog) setFocusWanted((number) => number + 1);
    hadDialog.current = hasDialog;
  }, [hasDialog]);
  return focusWanted;
}

interface ToolbarProps extends Props {
  readonly columns: readonly ColumnId[];
  readonly activeKey: string;
  readonly commands: Commands;
}

function ToolbarOf({ state, change, columns, activeKey, commands }: ToolbarProps) {
  const { history } = state;
  const plan = history.present;
  const { show, save, undo, redo, setZones } = commands;
  const writable = useMemo(() => writableIn(state), [plan, state.template]);
  return (
    <Toolbar
      canUndo={state.document !== null || history.past.length > 0}
      canRedo={state.document !== null || history.future.length > 0}
      zones={plan.zones}
      writable={writable?.title}
      hasRoots={plan.roots.length > 0}
      menu={menuOf(state, columns, { change, show, save })}
      does={{
        plan: () => show({ kind: 'plan', by: 'tiers', key: activeKey }),
        addRoot: () => show({ kind: 'addRoot' }),
        undo,
        redo,
        setZones,
        write: () => writable && show({ kind: 'write', vpc: writable.vpc }),
      }}
    />
  );
}

interface TreeProps {
  readonly state: State;
  readonly rows: readonly Row[];
  readonly layout: ReturnType<typeof columnLayout>;
  /** Of the page, in pixels. */
  readonly width: number;
  readonly setWidth: (width: number) => void;
  readonly active: Active | null;
  /** The index of the row that was chosen; -1 if none was. */
  readonly index: number;
  readonly focusWanted: number;
  readonly commands: Commands;
}

/** The strips of the blocks, their tree, and the details of its active row. */
function Tree({ state, rows, layout, width, setWidth, active, index, focusWanted, commands }: TreeProps) {
  const plan = state.history.present;
  const current = rows[Math.max(0, index)];
  const tiers = useMemo(() => tierNames(plan), [plan]);
  const { act, onKey, show, select, toggle, edit, finish, split, join, removeRoot } = commands;
  return (
    <main class="main">
      <h1 class="sr-only">Subnet Calculator</h1>
      <Hatches />
      <div class="strips">
        {plan.roots.slice(0, MOST_STRIPS).map((root) => (
          <Strip
            key={root.id}
            root={root}
            width={width - MARGINS}
            selected={current?.root === root ? (current.block ?? root) : undefined}
            select={(one) => select({ key: one, column: null })}
          />
        ))}
      </div>
      <Grid
        rows={rows}
        layout={layout}
        active={active}
        index={current ? Math.max(0, index) : -1}
        isEditing={state.isEditing}
        tiers={tiers}
        zones={plan.zones}
        plan={plan}
        act={onKey}
        setWidth={setWidth}
        focusWanted={focusWanted}
        select={select}
        toggle={toggle}
        edit={edit}
        finish={finish}
        split={split}
        join={join}
      />
      {current && (
        <Details
          plan={plan}
          row={current}
          notes={notesOf(current, state)}
          act={act}
          rootActions={{
            change: () => show({ kind: 'changeRoot', id: current.root.id }),
            ipv6: () => show({ kind: 'ipv6', id: current.root.id }),
            remove: () => removeRoot(current.root.id),
            plan: () => show({ kind: 'plan', by: 'tiers', key: current.root.id }),
          }}
        />
      )}
    </main>
  );
}

/** Notes on what is unknown in the template, for the row of its VPC. */
function notesOf({ root, block }: Row, { template }: State): readonly string[] {
  if (block || !root.isBound) return [];
  return template?.vpcs.find(({ id }) => id === root.vpc)?.notes ?? [];
}

/** Left and right of the strips in pixels, as in the style sheet. */
const MARGINS = 24;

/** With more roots there is no space for strips; the tree shows them all. */
const MOST_STRIPS = 6;
