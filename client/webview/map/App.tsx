import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Size } from '../../../server/src/diagram/scene.ts';
import { AnswerPane } from './AnswerPane.tsx';
import { type Commands, commandsOf, isFold, saveMenu } from './commands.ts';
import { Facts } from './Facts.tsx';
import { postToHost } from './host.ts';
import type { MapFinding, ShownMap } from './messages.ts';
import { Outline } from './Outline.tsx';
import { Picture } from './picture/Picture.tsx';
import { firstView, fitted, middleOf, type Viewport, zoomed } from './picture/view.ts';
import type { SetState, State } from './state.ts';
import { Toolbar } from './Toolbar.tsx';
import { findingsByThing, pathOf } from './things.ts';

interface Props {
  readonly state: State;
  readonly change: SetState;
}

export function App({ state, change }: Props) {
  const { map, notice: said } = state;
  return (
    <div class="page">
      {map && <Shown map={map} state={state} change={change} />}
      {map === null && (
        <main class="nothing">
          <h1>Network Map</h1>
          <p>This file has no network to draw.</p>
        </main>
      )}
      <footer class="status">
        <span class={said.failed ? 'error' : ''} role="status" aria-live="polite" key={said.number}>
          {said.text}
        </span>
        <span class="quiet keys">Arrows move · Enter chooses · + − zoom</span>
      </footer>
    </div>
  );
}

function Shown({ map, state, change }: Props & { readonly map: ShownMap }) {
  const { scene } = map;
  const { selected, from, to, trace } = state;
  const [focusWanted, setFocusWanted] = useState(0);
  const focusSelected = () => setFocusWanted((number) => number + 1);
  const size = useRef<Size>({ width: 1, height: 1 });
  /** True when a fold was opened: the element that had the focus is removed with it. */
  const isUnfolding = useRef(false);
  useLayoutEffect(() => {
    if (isUnfolding.current) focusSelected();
    isUnfolding.current = false;
  }, [scene]);
  const findings = useMemo(() => findingsByThing(map, state.findings), [map, state.findings]);
  const path = useMemo(
    () =>
      from !== null && to !== null && trace?.answers[0]
        ? pathOf(scene.things, from, to, trace.answers[0])
        : null,
    [scene, from, to, trace],
  );
  const commands = commandsOf(state, map, change);
  const press = (key: string) => {
    if (scene.things.some((one) => one.key === key && isFold(one))) isUnfolding.current = true;
    commands.press(key);
  };
  useEscape(from !== null || state.isAsking, commands.clear);
  const look = (of: (view: Viewport) => Viewport) =>
    change((now) => ({ ...now, view: of(now.view ?? firstView(scene, size.current)) }));
  return (
    <>
      <Toolbar
        isAsking={state.isAsking}
        from={from}
        to={to}
        scenarios={map.scenarios}
        scenario={map.scenario}
        hasUnfolded={state.unfolded.length > 0}
        hasOutline={state.hasOutline}
        menu={saveMenu(map, change)}
        does={{
          ask: commands.toggleAsking,
          fromInternet: () => commands.startFrom('internet'),
          clear: commands.clear,
          choose: (scenario) => commands.choose(scenario, state.unfolded),
          fold: () => commands.choose(state.scenario, []),
          outline: () => change((now) => ({ ...now, hasOutline: !now.hasOutline })),
          zoom: (factor) => look((view) => zoomed(view, factor, middleOf(size.current))),
          fit: () => look(() => fitted(scene, size.current)),
        }}
      />
      <main class="main">
        <h1 class="sr-only">Network Map of {map.name}</h1>
        <Picture
          scene={scene}
          view={state.view}
          selected={selected}
          from={from}
          to={to}
          verdicts={from === null ? null : state.verdicts}
          findings={findings}
          path={path}
          focusWanted={focusWanted}
          look={(view) => look(() => view)}
          resized={(now) => {
            size.current = now;
          }}
          select={commands.select}
          press={press}
          drag={commands.askBetween}
        />
        <Beside
          map={map}
          state={state}
          commands={commands}
          findings={findings}
          press={(key) => {
            press(key);
            focusSelected();
          }}
        />
      </main>
    </>
  );
}

interface BesideProps {
  readonly map: ShownMap;
  readonly state: State;
  readonly commands: Commands;
  readonly findings: ReadonlyMap<string, readonly MapFinding[]>;
  readonly press: (key: string) => void;
}

/** What is beside the picture: the answer, or else the facts of what is selected, and the outline. */
function Beside({ map, state, commands, findings, press }: BesideProps) {
  const { from, to, trace, selected, hasOutline } = state;
  const { things } = map.scene;
  const thing = things.find(({ key }) => key === selected);
  const hasAnswer = trace !== null && from !== null && to !== null;
  if (!hasAnswer && !thing && !hasOutline) return null;
  return (
    <aside class="beside" aria-label="Details">
      {hasAnswer ? (
        <AnswerPane
          from={from}
          to={to}
          scenario={map.scenario}
          trace={trace}
          go={commands.go}
          fix={(answer, fix) => postToHost({ type: 'fix', answer, fix })}
        />
      ) : (
        thing && (
          <Facts
            thing={thing}
            line={map.places[thing.key]?.own?.start.line}
            findings={findings.get(thing.key) ?? []}
            go={(line) => commands.go(line, true)}
            quickFix={(line) => postToHost({ type: 'quickFix', line })}
            ask={commands.startFrom}
            plan={(vpc) => postToHost({ type: 'calculator', vpc })}
          />
        )
      )}
      {hasOutline && <Outline things={things} findings={findings} selected={selected} press={press} />}
    </aside>
  );
}

/** Ends the question at Escape, as long as there is one. */
function useEscape(isAsked: boolean, clear: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !isAsked) return;
      event.preventDefault();
      clear();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
}
