import { render } from 'preact';
import { EMPTY_PLAN, historyOf, rowKey, writePlan } from '../../../server/src/subnetPlan/index.ts';
import { App } from './App.tsx';
import { postToHost, remember, remembered } from './host.ts';
import { type CalculatorHostMessage, isCalculatorHostMessage } from './messages.ts';
import { isPlanned } from './state/actions.ts';
import { begun, withImportedPlan } from './state/begin.ts';
import { memoryOf, stateOf } from './state/memory.ts';
import {
  FIRST_STATE,
  quiet,
  rebound,
  type State,
  selected,
  withNotice,
  withTemplate,
} from './state/state.ts';

const page = document.getElementById('page')!;
const known = stateOf(remembered());
let state: State = known ?? FIRST_STATE;
/** The text of the plan as the extension has it. */
let text = writePlan(state.history.present);
let timer: ReturnType<typeof setTimeout> | undefined;

function change(next: (state: State) => State): void {
  const before = state;
  state = next(state);
  if (state === before) return;
  draw();
  if (!isWorthKeeping(before, state)) return;
  clearTimeout(timer);
  // Saving a large plan takes longer than drawing it, so it waits for a pause.
  timer = setTimeout(keep, isLarge(state) ? 300 : 0);
}

function isWorthKeeping(before: State, now: State): boolean {
  return KEPT.some((part) => before[part] !== now[part]);
}

const KEPT = ['history', 'closed', 'hidden', 'active', 'template'] as const;

/** True if one level has more blocks than anybody would enter by hand. */
function isLarge({ history }: State): boolean {
  return history.present.roots.some(({ blocks }) => blocks.length > 300);
}

function draw(): void {
  render(<App state={state} change={change} />, page);
}

function keep(): void {
  clearTimeout(timer);
  timer = undefined;
  remember(memoryOf(state));
  const now = writePlan(state.history.present);
  if (now === text) return;
  text = now;
  postToHost({ type: 'changed', text, isPlanned: isPlanned(state) });
}

function receive(message: CalculatorHostMessage): void {
  switch (message.type) {
    case 'begin': {
      const { template, vpc, block, plan } = message;
      // A remembered plan takes precedence over the place where the page was opened.
      if (template)
        change((now) => (known ? rebound({ ...now, template }) : withTemplate(now, template, vpc)));
      else if (block !== null && !known) change((now) => begun(now, block, null));
      if (plan !== null && !known)
        change((now) => {
          const next = withImportedPlan(now, plan);
          return typeof next === 'string' ? withNotice(now, next, true) : next;
        });
      return;
    }
    case 'template':
      change((now) => withTemplate(now, message.template, message.vpc));
      return;
    case 'select':
      change((now) => selectResource(now, message.id));
      return;
    case 'document':
      change((now) => withDocument(now, message.name, message.text));
      return;
    case 'preview':
      change((now) => ({ ...now, preview: message.preview }));
      return;
    case 'notice':
      change((now) => withNotice(now, message.text, message.failed));
  }
}

/** The state with the document's plan, and the same row active; an error message if the document is not a plan. */
function withDocument(now: State, name: string, changed: string): State {
  const shown = { ...now, document: name };
  if (changed === writePlan(now.history.present)) return shown;
  const empty = { ...shown, history: historyOf(EMPTY_PLAN) };
  const next = changed.trim() === '' ? empty : withImportedPlan(empty, changed);
  if (typeof next === 'string') return withNotice(shown, `${name}: ${next}`, true);
  // The plan that comes from the document is not written back to it.
  text = writePlan(next.history.present);
  return now.document === null ? next : { ...quiet(next), closed: now.closed, active: now.active };
}

/** Selects the row of a subnet or VPC of the template, unless a cell is being edited. */
function selectResource(now: State, id: string): State {
  if (now.dialog || now.isEditing) return now;
  const key = keyOfResource(now, id);
  return key === undefined || key === now.active?.key ? now : selected(now, key);
}

function keyOfResource({ history }: State, id: string): string | undefined {
  for (const root of history.present.roots) {
    if (root.isBound && root.vpc === id) return root.id;
    const stack = [...root.blocks];
    while (stack.length > 0) {
      const block = stack.pop()!;
      if (block.resource?.id === id) return rowKey(root, block);
      stack.push(...block.blocks);
    }
  }
  return undefined;
}

window.addEventListener('message', ({ data }) => {
  if (isCalculatorHostMessage(data)) receive(data);
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden' && timer !== undefined) keep();
});

draw();
postToHost({ type: 'ready' });
