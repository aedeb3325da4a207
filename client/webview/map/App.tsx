import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Size } from '../../../server/src/diagram/scene.ts';
import { AnswerPane } from './AnswerPane.tsx';
import { save, themeOfPage } from './exports.ts';
import { Facts } from './Facts.tsx';
import { postToHost } from './host.ts';
import type { ShownMap } from './messages.ts';
import { Outline, outlineText } from './Outline.tsx';
import { Picture } from './picture/Picture.tsx';
import { firstView, fitted, zoomed } from './picture/view.ts';
import { type SetState, type State, unasked, withNotice } from './state.ts';
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
  const { scene, places } = map;
  const { selected, isAsking, from, to, trace, unfolded } = state;
  const [focusWanted, setFocusWanted] = useState(0);
  const size = useRef<Size>({ width: 1, height: 1 });
  /** True when a fold was opened: the element that had the focus is removed with it. */
  const isUnfolding = useRef(false);
  useLayoutEffect(() => {
    if (isUnfolding.current) setFocusWanted((number) => number + 1);
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
  const thing = scene.things.find(({ key }) => key === selected);
  const lineOf = (key: string) => places[key]?.own?.start.line;

  const select = (key: string) => change((now) => (now.selected === key ? now : { ...now, selected: key }));
  const go = (line: number, focus = false) => postToHost({ type: 'reveal', line, focus });
  const choose = (scenario: string | null, open: readonly string[]) => {
    change((now) => ({ ...now, scenario, unfolded: open }));
    postToHost({ type: 'choose', scenario, unfolded: open });
  };
  const startFrom = (name: string) => {
    change((now) => ({ ...unasked(now), isAsking: true, from: name }));
    postToHost({ type: 'reach', from: name });
  };
  const ask = (source: string, destination: string) => {
    change((now) => ({ ...now, isAsking: true, from: source, to: destination, trace: null }));
    if (source !== from) postToHost({ type: 'reach', from: source });
    postToHost({ type: 'ask', from: source, to: destination });
  };
  const nameOf = (key: string) => scene.things.find((one) => one.key === key)?.id ?? null;
  const press = (key: string) => {
    const pressed = scene.things.find((one) => one.key === key);
    if (!pressed) return;
    select(key);
    if (pressed.members.length > 0) {
      isUnfolding.current = true;
      return choose(state.scenario, [...unfolded, key]);
    }
    const line = lineOf(key);
    if (!isAsking) {
      if (line !== undefined) go(line);
      return;
    }
    const name = pressed.id;
    if (name === null) return;
    if (from === null) startFrom(name);
    else if (name === from) change(unasked);
    else ask(from, name);
  };
  const clear = () => change((now) => ({ ...unasked(now), isAsking: from !== null }));
  const zoom = (factor: number) =>
    change((now) => ({
      ...now,
      view: zoomed(now.view ?? firstView(scene, size.current), factor, {
        x: size.current.width / 2,
        y: size.current.height / 2,
      }),
    }));

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || (from === null && !isAsking)) return;
      event.preventDefault();
      clear();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });

  const theme = themeOfPage();
  return (
    <>
      <Toolbar
        isAsking={isAsking}
        from={from}
        to={to}
        scenarios={map.scenarios}
        scenario={map.scenario}
        hasUnfolded={unfolded.length > 0}
        hasOutline={state.hasOutline}
        menu={[
          {
            title: 'Save as',
            items: [
              { title: 'SVG picture…', act: () => void save(scene, 'svg', theme) },
              { title: 'SVG picture for print…', act: () => void save(scene, 'svg', 'print') },
              {
                title: 'PNG picture…',
                act: () =>
                  void save(scene, 'png', theme).catch(() =>
                    change((now) => withNotice(now, 'The picture is too large for a PNG.', true)),
                  ),
              },
              { title: 'draw.io diagram…', act: () => void save(scene, 'drawio', theme) },
              {
                title: 'Markdown with a Mermaid flowchart…',
                act: () => postToHost({ type: 'mermaid', outline: outlineText(scene.things) }),
              },
            ],
          },
        ]}
        does={{
          ask: () =>
            change((now) => (isAsking ? { ...unasked(now), isAsking: false } : { ...now, isAsking: true })),
          fromInternet: () => startFrom('internet'),
          clear,
          choose: (scenario) => choose(scenario, unfolded),
          fold: () => choose(state.scenario, []),
          outline: () => change((now) => ({ ...now, hasOutline: !now.hasOutline })),
          zoom,
          fit: () => change((now) => ({ ...now, view: fitted(scene, size.current) })),
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
          look={(view) => change((now) => ({ ...now, view }))}
          resized={(now) => {
            size.current = now;
          }}
          select={select}
          press={press}
          drag={(start, end) => {
            const [source, destination] = [nameOf(start), nameOf(end)];
            if (source !== null && destination !== null) ask(source, destination);
          }}
        />
        {(thing || state.hasOutline || (trace && to !== null)) && (
          <aside class="beside" aria-label="Details">
            {trace && from !== null && to !== null ? (
              <AnswerPane
                from={from}
                to={to}
                scenario={map.scenario}
                trace={trace}
                go={go}
                fix={(answer, fix) => postToHost({ type: 'fix', answer, fix })}
              />
            ) : (
              thing && (
                <Facts
                  thing={thing}
                  line={lineOf(thing.key)}
                  findings={findings.get(thing.key) ?? []}
                  go={(line) => go(line, true)}
                  quickFix={(line) => postToHost({ type: 'quickFix', line })}
                  ask={startFrom}
                  plan={(vpc) => postToHost({ type: 'calculator', vpc })}
                />
              )
            )}
            {state.hasOutline && (
              <Outline
                things={scene.things}
                findings={findings}
                selected={selected}
                press={(key) => {
                  press(key);
                  setFocusWanted((number) => number + 1);
                }}
              />
            )}
          </aside>
        )}
      </main>
    </>
  );
}
