import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import {
  clear,
  findBlock,
  indexOfRow,
  join,
  keyOfRow,
  type OperationResult,
  removeRoot,
  setZones,
  splitTo,
  tierNames,
  visibleRows,
  writePlan,
} from '../../../server/src/subnetPlan/index.ts';
import { Details } from './Details.tsx';
import { Dialogs } from './dialogs/Dialogs.tsx';
import { Empty } from './frame/Empty.tsx';
import { menuOf } from './frame/menuOf.ts';
import { Status } from './frame/Status.tsx';
import { Toolbar } from './frame/Toolbar.tsx';
import { type ColumnId, isEditable } from './grid/columns.ts';
import { Grid } from './grid/Grid.tsx';
import type { KeyAction } from './grid/keyboard.ts';
import { columnLayout } from './grid/layout.ts';
import { postToHost } from './host.ts';
import { measured } from './measure.ts';
import { canSplit, keptFree, labelled, revealIn, writableIn } from './state/actions.ts';
import { begun } from './state/begin.ts';
import type { SetState } from './state/state.ts';
import {
  type Active,
  after,
  type Dialog,
  redone,
  type State,
  selected,
  undone,
  withNotice,
} from './state/state.ts';
import { Hatches, Strip } from './strip/Strip.tsx';

interface Props {
  readonly state: State;
  readonly change: SetState;
}

export function App({ state, change }: Props) {
  const { history, closed, active, template, dialog } = state;
  const plan = history.present;
  const [width, setWidth] = useState(document.documentElement.clientWidth);
  const undoOnce = () => (state.document === null ? change(undone) : postToHost({ type: 'undo' }));
  const [focusWanted, setFocusWanted] = useState(0);
  const rows = useMemo(() => visibleRows(plan, closed), [plan, closed]);
  const tiers = useMemo(() => tierNames(plan), [plan]);
  const layout = useMemo(
    () => columnLayout(rows, state.hidden, width, measured),
    [rows, state.hidden, width],
  );
  const { columns } = layout;
  const index = active ? indexOfRow(rows, active.key) : -1;
  const current = rows[Math.max(0, index)];
  const at: Active | null = current
    ? {
        key: keyOfRow(current),
        column: index >= 0 && active?.column && columns.includes(active.column) ? active.column : null,
      }
    : null;
  const writable = useMemo(() => writableIn(state), [plan, template]);

  // When a dialog closes, the focus returns to the tree.
  const hadDialog = useRef(false);
  useLayoutEffect(() => {
    if (hadDialog.current && !dialog) setFocusWanted((number) => number + 1);
    hadDialog.current = dialog !== null;
  }, [dialog]);

  const apply = (outcome: (state: State) => OperationResult) => change((now) => after(now, outcome(now)));
  const show = (next: Dialog | null) =>
    change((now) => ({ ...now, dialog: next, preview: null, isEditing: false }));
  const select = (to: Active) => {
    change((now) => selected(now, to.key, to.column));
    revealIn(state, to.key, false);
  };
  const key = at?.key ?? '';

  const act = (does: KeyAction['does']) => {
    switch (does) {
      case 'split':
        return apply((now) => splitTo(now.history.present, key));
      case 'splitTo':
        return canSplit(state, key)
          ? show({ kind: 'split', key })
          : apply((now) => splitTo(now.history.present, key));
      case 'join':
        return apply((now) => join(now.history.present, key));
      case 'gap':
        return apply((now) => keptFree(now, key));
      case 'clear':
        return apply((now) => clear(now.history.present, key));
      case 'reveal':
        return revealIn(state, key, true);
    }
  };
  const onKey = (action: KeyAction) => {
    switch (action.does) {
      case 'go':
        return select(action.to);
      case 'open':
      case 'close':
        return toggle(action.key);
      case 'edit':
        return edit(key, isEditable(action.column) ? action.column : 'name');
      default:
        return act(action.does);
    }
  };
  const toggle = (one: string) =>
    change((now) => {
      const next = new Set(now.closed);
      if (!next.delete(one)) next.add(one);
      return { ...now, closed: next };
    });
  const edit = (one: string, column: ColumnId) => {
    const found = findBlock(plan, one);
    if (found?.kind === 'root' && column === 'name' && !found.root.isBound)
      show({ kind: 'changeRoot', id: one });
    else if (found?.kind === 'root' && column !== 'note')
      change((now) => withNotice(now, 'This value comes from the template.', true));
    else change((now) => ({ ...selected(now, one, column), isEditing: true }));
  };
  const finish = (one: string, column: ColumnId, value: string | undefined) => {
    if (value === undefined) change((now) => ({ ...now, isEditing: false }));
    else apply((now) => labelled(now, one, column, value));
  };
  const save = (as: boolean) => postToHost({ type: 'save', text: writePlan(plan), as });

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // A document's own keys are the editor's: it saves, undoes and redoes.
      if (state.document !== null) return;
      if (!(event.ctrlKey || event.metaKey) || event.altKey || dialog || isField(event.target)) return;
      const pressed = event.key.toLowerCase();
      if (pressed === 'z') change(event.shiftKey ? redone : undone);
      else if (pressed === 'y') change(redone);
      else if (pressed === 's') save(event.shiftKey);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });

  const rootOfCurrent = current?.root;
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
          <Toolbar
            canUndo={state.document !== null || history.past.length > 0}
            canRedo={state.document !== null || history.future.length > 0}
            zones={plan.zones}
            writable={writable?.title}
            hasRoots={plan.roots.length > 0}
            menu={menuOf(state, columns, { change, show, save })}
            does={{
              plan: () => show({ kind: 'plan', by: 'tiers', key }),
              addRoot: () => show({ kind: 'addRoot' }),
              undo: undoOnce,
              redo: () => (state.document === null ? change(redone) : postToHost({ type: 'redo' })),
              setZones: (zones) => apply((now) => setZones(now.history.present, zones)),
              write: () => writable && show({ kind: 'write', vpc: writable.vpc }),
            }}
          />
          <main class="main">
            <h1 class="sr-only">Subnet Calculator</h1>
            <Hatches />
            <div class="strips">
              {plan.roots.slice(0, MOST_STRIPS).map((root) => (
                <Strip
                  key={root.id}
                  root={root}
                  width={width - MARGINS}
                  selected={rootOfCurrent === root ? (current!.block ?? root) : undefined}
                  select={(one) => select({ key: one, column: null })}
                />
              ))}
            </div>
            <Grid
              rows={rows}
              layout={layout}
              active={at}
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
              split={(one) => apply((now) => splitTo(now.history.present, one))}
              join={(one) => apply((now) => join(now.history.present, one))}
            />
            {current && (
              <Details
                plan={plan}
                row={current}
                notes={
                  current.block || !current.root.isBound
                    ? []
                    : (template?.vpcs.find(({ id }) => id === current.root.vpc)?.notes ?? [])
                }
                act={act}
                rootActions={{
                  change: () => show({ kind: 'changeRoot', id: current.root.id }),
                  ipv6: () => show({ kind: 'ipv6', id: current.root.id }),
                  remove: () => apply((now) => removeRoot(now.history.present, current.root.id)),
                  plan: () => show({ kind: 'plan', by: 'tiers', key: current.root.id }),
                }}
              />
            )}
          </main>
        </>
      )}
      <Status notice={state.notice} undo={undoOnce} hasKeys={plan.roots.length > 0} />
      <Dialogs state={state} change={change} show={show} />
    </div>
  );
}

/** Left and right of the strips in pixels, as in the style sheet. */
const MARGINS = 24;

/** With more roots there is no space for strips; the tree shows them all. */
const MOST_STRIPS = 6;

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
