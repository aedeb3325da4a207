import { render } from 'preact';
import { keyOf } from '../../../server/src/subnetPlan/index.ts';
import { App } from './App.tsx';
import { begun, imported } from './begin.ts';
import { remember, remembered, tell } from './host.ts';
import { memoryOf, stateOf } from './memory.ts';
import { type HostMessage, isHostMessage } from './messages.ts';
import { FIRST_STATE, rebound, type State, saying, selected, withTemplate } from './state.ts';

const page = document.getElementById('page')!;
const known = stateOf(remembered());
let state: State = known ?? FIRST_STATE;
let timer: number | undefined;

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

const KEPT = ['history', 'closed', 'hidden', 'active', 'template', 'file'] as const;

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
}

function receive(message: HostMessage): void {
  switch (message.type) {
    case 'begin': {
      const { template, vpc, block } = message;
      // A remembered plan takes precedence over the place where the page was opened.
      if (template)
        change((now) => (known ? rebound({ ...now, template }) : withTemplate(now, template, vpc)));
      else if (block !== null && !known) change((now) => begun(now, block, null));
      return;
    }
    case 'template':
      change((now) => withTemplate(now, message.template, message.vpc));
      return;
    case 'select':
      change((now) => selectResource(now, message.id));
      return;
    case 'opened':
      change((now) => {
        const next = imported(now, message.text, { uri: message.uri, name: message.name });
        return typeof next === 'string' ? saying(now, `${message.name}: ${next}`, true) : next;
      });
      return;
    case 'saved': {
      const { uri, name } = message;
      change((now) => saying({ ...now, file: { uri, name } }, `Saved in ${name}.`));
      return;
    }
    case 'said':
      change((now) => saying(now, message.text, message.failed));
  }
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
      if (block.resource?.id === id) return keyOf(root, block);
      stack.push(...block.blocks);
    }
  }
  return undefined;
}

window.addEventListener('message', ({ data }) => {
  if (isHostMessage(data)) receive(data);
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden' && timer !== undefined) keep();
});

draw();
tell({ type: 'ready' });
