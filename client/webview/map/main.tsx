import { render } from 'preact';
import type { ReachVerdict, Trace } from '../../../server/src/protocol.ts';
import { App } from './App.tsx';
import { postToHost, remember, remembered } from './host.ts';
import { isMapHostMessage, type MapHostMessage } from './messages.ts';
import { memoryOf, type State, stateOf, withMap, withNotice } from './state.ts';
import { thingAt } from './things.ts';

const page = document.getElementById('page')!;
let state: State = stateOf(remembered());
let timer: ReturnType<typeof setTimeout> | undefined;

/** Milliseconds after the last change until it is remembered: moving the picture changes it with every frame. */
const PAUSE = 200;

function change(next: (state: State) => State): void {
  const before = state;
  state = next(state);
  if (state === before) return;
  draw();
  clearTimeout(timer);
  timer = setTimeout(keep, PAUSE);
}

let isDrawing = false;

/** Draws once for all changes of a moment; within an effect of a component it must not be drawn at once. */
function draw(): void {
  if (isDrawing) return;
  isDrawing = true;
  queueMicrotask(() => {
    isDrawing = false;
    render(<App state={state} change={change} />, page);
  });
}

function keep(): void {
  clearTimeout(timer);
  timer = undefined;
  // Before the first map it is not known which document it is of.
  if (state.map) remember(memoryOf(state));
}

function receive(message: MapHostMessage): void {
  switch (message.type) {
    case 'map': {
      const { from, to } = state;
      change((now) => withMap(now, message.map));
      // The question is asked again of the new text; until then the old answer stays.
      if (state.from !== null && from !== null) postToHost({ type: 'reach', from });
      if (state.from !== null && state.to !== null && from !== null && to !== null)
        postToHost({ type: 'ask', from, to });
      return;
    }
    case 'findings':
      change((now) => ({ ...now, findings: message.findings }));
      return;
    case 'cursor':
      change((now) => atCursor(now, message.line));
      return;
    case 'reached':
      change((now) => (now.from === message.from ? withVerdicts(now, message.verdicts) : now));
      return;
    case 'trace':
      change((now) => {
        if (now.from !== message.from || now.to !== message.to) return now;
        const { trace } = message;
        // The question is asked again with every edit, and its answer is news only where it is another one.
        const isKnown = now.trace !== null && summaryOf(now.trace) === summaryOf(trace);
        return { ...(isKnown ? now : withNotice(now, summaryOf(trace))), trace };
      });
      return;
    case 'notice':
      change((now) => withNotice(now, message.text, message.failed));
  }
}

function atCursor(now: State, line: number): State {
  const key = now.map ? thingAt(now.map, line) : undefined;
  return key === undefined || key === now.selected ? now : { ...now, selected: key };
}

function withVerdicts(now: State, verdicts: Readonly<Record<string, ReachVerdict>>): State {
  const next = { ...now, verdicts };
  const isKnown = now.verdicts !== null && reachedText(now) === reachedText(next);
  return now.to === null && !isKnown ? withNotice(next, reachedText(next)) : next;
}

function reachedText({ from, verdicts }: State): string {
  const all = Object.values(verdicts ?? {});
  const reached = all.filter((one) => one === 'reachable').length;
  return `${from === 'internet' ? 'The internet' : from} reaches ${reached} of ${all.length}.`;
}

function summaryOf(trace: Trace): string {
  const [first] = trace.answers;
  return first ? `${first.summary}.` : (trace.sentence ?? '');
}

window.addEventListener('message', ({ data }) => {
  if (isMapHostMessage(data)) receive(data);
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden' && timer !== undefined) keep();
});

draw();
postToHost({ type: 'ready', scenario: state.scenario, unfolded: state.unfolded });
