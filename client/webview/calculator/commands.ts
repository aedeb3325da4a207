import {
  clear,
  findBlock,
  join,
  type OperationResult,
  removeRoot,
  setZones,
  splitTo,
  writePlan,
} from '../../../server/src/subnetPlan/index.ts';
import { type ColumnId, isEditable } from './grid/columns.ts';
import type { KeyAction } from './grid/keyboard.ts';
import { postToHost } from './host.ts';
import { canSplit, keptFree, labelled, revealIn } from './state/actions.ts';
import {
  type Active,
  after,
  type Dialog,
  redone,
  type SetState,
  type State,
  selected,
  undone,
  withNotice,
} from './state/state.ts';

/** What the page does at a click or a key. `key` is the active row's, as in `Active`. */
export interface Commands {
  /** Does what a button or a letter of the active row stands for. */
  act(does: KeyAction['does']): void;
  onKey(action: KeyAction): void;
  show(dialog: Dialog | null): void;
  select(to: Active): void;
  /** Expands or collapses a row. */
  toggle(key: string): void;
  edit(key: string, column: ColumnId): void;
  /** Ends the edit of a cell; undefined leaves it as it was. */
  finish(key: string, column: ColumnId, value: string | undefined): void;
  split(key: string): void;
  join(key: string): void;
  removeRoot(id: string): void;
  setZones(zones: number): void;
  undo(): void;
  redo(): void;
  save(as: boolean): void;
}

export function commandsOf(state: State, change: SetState, key: string): Commands {
  const isDocument = state.document !== null;
  const apply = (outcome: (state: State) => OperationResult) => change((now) => after(now, outcome(now)));
  const commands: Commands = {
    act: (does) => actOn(key, does, state, apply, commands),
    onKey: (action) => followKey(key, action, commands),
    show: (dialog) => change((now) => ({ ...now, dialog, preview: null, isEditing: false })),
    select: (to) => {
      change((now) => selected(now, to.key, to.column));
      revealIn(state, to.key, false);
    },
    toggle: (one) =>
      change((now) => {
        const closed = new Set(now.closed);
        if (!closed.delete(one)) closed.add(one);
        return { ...now, closed };
      }),
    edit: (one, column) => {
      const found = findBlock(state.history.present, one);
      if (found?.kind === 'root' && column === 'name' && !found.root.isBound)
        commands.show({ kind: 'changeRoot', id: one });
      else if (found?.kind === 'root' && column !== 'note')
        change((now) => withNotice(now, 'This value comes from the template.', true));
      else change((now) => ({ ...selected(now, one, column), isEditing: true }));
    },
    finish: (one, column, value) => {
      if (value === undefined) change((now) => ({ ...now, isEditing: false }));
      else apply((now) => labelled(now, one, column, value));
    },
    split: (one) => apply((now) => splitTo(now.history.present, one)),
    join: (one) => apply((now) => join(now.history.present, one)),
    removeRoot: (id) => apply((now) => removeRoot(now.history.present, id)),
    setZones: (zones) => apply((now) => setZones(now.history.present, zones)),
    // The editor undoes and redoes the changes of a document.
    undo: () => (isDocument ? postToHost({ type: 'undo' }) : change(undone)),
    redo: () => (isDocument ? postToHost({ type: 'redo' }) : change(redone)),
    save: (as) => postToHost({ type: 'save', text: writePlan(state.history.present), as }),
  };
  return commands;
}

function actOn(
  key: string,
  does: KeyAction['does'],
  state: State,
  apply: (outcome: (state: State) => OperationResult) => void,
  { show, split, join }: Commands,
) {
  switch (does) {
    case 'split':
      return split(key);
    case 'splitTo':
      return canSplit(state, key) ? show({ kind: 'split', key }) : split(key);
    case 'join':
      return join(key);
    case 'gap':
      return apply((now) => keptFree(now, key));
    case 'clear':
      return apply((now) => clear(now.history.present, key));
    case 'reveal':
      return revealIn(state, key, true);
  }
}

function followKey(key: string, action: KeyAction, { act, edit, select, toggle }: Commands) {
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
}
