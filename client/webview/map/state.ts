import type { ReachVerdict, Trace } from '../../../server/src/protocol.ts';
import type { MapFinding, ShownMap } from './messages.ts';
import type { Viewport } from './picture/view.ts';

/** What the page shows. */
export interface State {
  /** Undefined before the first answer; null where the document has no network. */
  readonly map: ShownMap | null | undefined;
  readonly findings: readonly MapFinding[];
  readonly scenario: string | null;
  readonly unfolded: readonly string[];
  /** Null until somebody moves it: then the whole picture is shown. */
  readonly view: Viewport | null;
  /** The key of what has the focus, or is at the cursor of the text. */
  readonly selected: string | null;
  /** A press chooses a source and a destination. */
  readonly isAsking: boolean;
  /** Names of the source and the destination. */
  readonly from: string | null;
  readonly to: string | null;
  /** What the source reaches, by keys; null before the answer. */
  readonly verdicts: Readonly<Record<string, ReachVerdict>> | null;
  readonly trace: Trace | null;
  readonly hasOutline: boolean;
  readonly notice: Notice;
}

export interface Notice {
  readonly text: string;
  readonly failed: boolean;
  /** Increases with each notice, so that a screen reader announces an equal one again. */
  readonly number: number;
}

export type SetState = (next: (state: State) => State) => void;

export const FIRST_STATE: State = {
  map: undefined,
  findings: [],
  scenario: null,
  unfolded: [],
  view: null,
  selected: null,
  isAsking: false,
  from: null,
  to: null,
  verdicts: null,
  trace: null,
  hasOutline: false,
  notice: { text: '', failed: false, number: 0 },
};

export function withNotice(state: State, text: string, failed = false): State {
  return { ...state, notice: { text, failed, number: state.notice.number + 1 } };
}

/** Without a question. */
export function unasked(state: State): State {
  return { ...state, from: null, to: null, verdicts: null, trace: null };
}

/** The state with a newer map. A question about something that it no longer has is dropped. */
export function withMap(state: State, map: ShownMap | null): State {
  const names = namesIn(map);
  const isGone = (name: string | null) => name !== null && !names.has(name);
  const next = { ...state, map, selected: selectedIn(state, map) };
  return isGone(state.from) || isGone(state.to) ? unasked(next) : next;
}

/** What is selected; of a fold that was opened its first thing, and of things that were folded their fold. */
function selectedIn({ selected, map: before }: State, map: ShownMap | null): string | null {
  const things = map?.scene.things ?? [];
  if (selected === null || things.some(({ key }) => key === selected)) return selected;
  const opened = before?.scene.things.find(({ key }) => key === selected)?.members[0];
  return things.find(({ id, members }) => id === opened || members.includes(opened ?? selected))?.key ?? null;
}

function namesIn(map: ShownMap | null | undefined): ReadonlySet<string> {
  return new Set(map?.scene.things.flatMap(({ id, members }) => [...(id === null ? [] : [id]), ...members]));
}

/** The state that the window saves of a page. */
interface Memory
  extends Pick<
    State,
    'scenario' | 'unfolded' | 'view' | 'selected' | 'isAsking' | 'from' | 'to' | 'hasOutline'
  > {
  readonly version: 1;
  /** The address of the document, for the extension. */
  readonly uri: string | null;
}

export function memoryOf(state: State): Memory {
  const { scenario, unfolded, view, selected, isAsking, from, to, hasOutline, map } = state;
  return {
    version: 1,
    uri: map?.uri ?? null,
    scenario,
    unfolded,
    view,
    selected,
    isAsking,
    from,
    to,
    hasOutline,
  };
}

/** The remembered state; the first one where there is none that can be read. */
export function stateOf(memory: unknown): State {
  if (typeof memory !== 'object' || memory === null || (memory as Partial<Memory>).version !== 1)
    return FIRST_STATE;
  const { scenario, unfolded, view, selected, isAsking, from, to, hasOutline } = memory as Memory;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    ...FIRST_STATE,
    scenario: text(scenario),
    unfolded: Array.isArray(unfolded) ? unfolded.filter((one) => typeof one === 'string') : [],
    view: isView(view) ? view : null,
    selected: text(selected),
    isAsking: isAsking === true,
    from: text(from),
    to: text(to),
    hasOutline: hasOutline === true,
  };
}

function isView(value: unknown): value is Viewport {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, zoom } = value as Partial<Viewport>;
  return [x, y, zoom].every((one) => Number.isFinite(one)) && zoom! > 0;
}
