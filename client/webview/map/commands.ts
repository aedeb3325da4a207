import type { Thing } from '../../../server/src/diagram/scene.ts';
import type { MenuGroup } from '../shared/Menu.tsx';
import { save, themeOfPage } from './exports.ts';
import { postToHost } from './host.ts';
import type { ShownMap } from './messages.ts';
import { outlineText } from './Outline.tsx';
import { type SetState, type State, unasked, withNotice } from './state.ts';

/** What the page does at a click or a key. Things are named by their keys, sources and destinations by their ids. */
export interface Commands {
  readonly select: (key: string) => void;
  /** Reveals a line of the document, counted from 0; with `focus` the editor gets the focus. */
  readonly go: (line: number, focus?: boolean) => void;
  /** Draws a scenario, with these things unfolded. */
  readonly choose: (scenario: string | null, unfolded: readonly string[]) => void;
  /** Asks what a source reaches. */
  readonly startFrom: (id: string) => void;
  /** Asks whether a source reaches a destination. */
  readonly ask: (from: string, to: string) => void;
  /** Asks about two things; nothing happens if one of them cannot be asked about. */
  readonly askBetween: (from: string, to: string) => void;
  /** Ends the question. */
  readonly clear: () => void;
  /** Lets the next press choose a source, or ends that with the question. */
  readonly toggleAsking: () => void;
  /** What pressing a thing means now: unfold it, show its line, or make it a source or a destination. */
  readonly press: (key: string) => void;
}

export function commandsOf(state: State, { scene, places }: ShownMap, change: SetState): Commands {
  const { from, isAsking, unfolded } = state;
  const thingOf = (key: string) => scene.things.find((one) => one.key === key);

  const commands: Commands = {
    select: (key) => change((now) => (now.selected === key ? now : { ...now, selected: key })),
    go: (line, focus = false) => postToHost({ type: 'reveal', line, focus }),
    choose: (scenario, open) => {
      change((now) => ({ ...now, scenario, unfolded: open }));
      postToHost({ type: 'choose', scenario, unfolded: open });
    },
    startFrom: (id) => {
      change((now) => ({ ...unasked(now), isAsking: true, from: id }));
      postToHost({ type: 'reach', from: id });
    },
    ask: (source, destination) => {
      change((now) => ({ ...now, isAsking: true, from: source, to: destination, trace: null }));
      if (source !== from) postToHost({ type: 'reach', from: source });
      postToHost({ type: 'ask', from: source, to: destination });
    },
    askBetween: (start, end) => {
      const [source, destination] = [thingOf(start)?.id ?? null, thingOf(end)?.id ?? null];
      if (source !== null && destination !== null) commands.ask(source, destination);
    },
    clear: () => change((now) => ({ ...unasked(now), isAsking: from !== null })),
    toggleAsking: () =>
      change((now) => (isAsking ? { ...unasked(now), isAsking: false } : { ...now, isAsking: true })),
    press: (key) => {
      const pressed = thingOf(key);
      if (!pressed) return;
      commands.select(key);
      const line = places[key]?.own?.start.line;
      if (isFold(pressed)) commands.choose(state.scenario, [...unfolded, key]);
      else if (isAsking) asEnd(pressed);
      else if (line !== undefined) commands.go(line);
    },
  };

  /** The source, if there is none yet; else the destination. Choosing the source once more ends the question. */
  function asEnd({ id }: Thing): void {
    if (id === null) return;
    if (from === null) commands.startFrom(id);
    else if (id === from) change(unasked);
    else commands.ask(from, id);
  }

  return commands;
}

/** Whether a thing stands for several, which a press unfolds. */
export function isFold({ members }: Thing): boolean {
  return members.length > 0;
}

/** The formats that the map can be saved in. */
export function saveMenu({ scene }: ShownMap, change: SetState): readonly MenuGroup[] {
  const theme = themeOfPage();
  return [
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
  ];
}
