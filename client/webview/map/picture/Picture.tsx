import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import {
  type Box,
  isContainer,
  type Scene,
  type Size,
  type Thing,
} from '../../../../server/src/diagram/scene.ts';
import { FONT_FAMILY, FONT_SIZE } from '../../../../server/src/diagram/textWidth.ts';
import type { ReachVerdict } from '../../../../server/src/protocol.ts';
import type { MapFinding } from '../messages.ts';
import { type ArrowDirection, accessibleNameOf, neighbourOf } from '../things.ts';
import { Minimap } from './Minimap.tsx';
import { routesBetween } from './route.ts';
import { ThingShape } from './ThingShape.tsx';
import { keyUnder, usePointer } from './usePointer.ts';
import { firstView, isSeen, middleOf, panned, showing, showingAll, type Viewport, zoomed } from './view.ts';
import { pointsOf, WayLine } from './WayLine.tsx';

interface Props {
  readonly scene: Scene;
  readonly view: Viewport | null;
  readonly selected: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly verdicts: Readonly<Record<string, ReachVerdict>> | null;
  readonly findings: ReadonlyMap<string, readonly MapFinding[]>;
  /** The path of the answer. */
  readonly path: { readonly boxes: readonly Box[]; readonly reaches: boolean } | null;
  /** Incremented when what is selected must get the focus. */
  readonly focusWanted: number;
  readonly look: (view: Viewport) => void;
  readonly resized: (size: Size) => void;
  readonly select: (key: string) => void;
  readonly press: (key: string) => void;
  readonly drag: (from: string, to: string) => void;
}

const WORDS: Readonly<Record<ReachVerdict, string>> = {
  reachable: 'reached',
  partial: 'reached sometimes',
  blocked: 'not reached',
  unknown: 'unknown whether it is reached',
};

const DIRECTIONS: Readonly<Record<string, ArrowDirection>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** The picture, which is moved by dragging its background or by the wheel, and walked through by the arrow keys. */
export function Picture(props: Props) {
  const { scene, selected, from, to, verdicts, findings, path, select, press } = props;
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(frame, props.resized);
  const view = props.view ?? firstView(scene, size);
  const pointer = usePointer(props, view);
  const { things, links, headings } = scene;
  // What is seen is painted first, and the rest of the picture in the frame after it.
  const [isWhole, setWhole] = useState(false);
  useEffect(() => {
    if (size.width > 0) setWhole(true);
  }, [size.width > 0]);
  const drawn = isWhole ? things : things.filter(({ boxes }) => boxes.some((box) => isSeen(view, box, size)));
  const routes = useMemo(() => (path ? routesBetween(scene, path.boxes) : []), [scene, path]);
  const active = things.some(({ key }) => key === selected) ? selected : (things[0]?.key ?? null);
  const elementOf = (key: string) =>
    frame.current?.querySelector<SVGGElement>(`[data-key="${CSS.escape(key)}"] [role=button]`);

  useLayoutEffect(() => {
    if (props.focusWanted > 0 && active !== null) elementOf(active)?.focus({ preventScroll: true });
  }, [props.focusWanted]);
  useLayoutEffect(() => {
    const box = things.find(({ key }) => key === selected)?.boxes[0];
    const next = box && size.width > 0 ? showing(view, box, size) : view;
    if (next !== view) props.look(next);
  }, [selected]);
  // Once for each question: afterwards the user decides what is visible.
  const question = path && `${from} ${to}`;
  useLayoutEffect(() => {
    if (routes.length === 0 || size.width === 0) return;
    const next = showingAll(view, routes.flat(), size);
    if (next !== view) props.look(next);
    // The answer beside the picture makes it narrower.
  }, [question, size.width]);
  // Preact listens passively to the wheel, and a passive listener cannot keep the page from scrolling.
  useLayoutEffect(() => {
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const { left, top } = frame.current!.getBoundingClientRect();
      const at = { x: event.clientX - left, y: event.clientY - top };
      props.look(
        event.ctrlKey || event.metaKey
          ? zoomed(view, Math.exp(-event.deltaY / 300), at)
          : panned(view, event.shiftKey ? event.deltaY : event.deltaX, event.shiftKey ? 0 : event.deltaY),
      );
    };
    const element = frame.current!;
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key];
    if (active === null || event.altKey || event.ctrlKey || event.metaKey) return;
    if (direction) {
      const next = neighbourOf(things, active, direction);
      if (next !== undefined) {
        select(next);
        elementOf(next)?.focus({ preventScroll: true });
      }
    } else if (event.key === 'Enter' || event.key === ' ') press(active);
    else if (event.key === '+' || event.key === '=') props.look(zoomed(view, 1.25, middleOf(size)));
    else if (event.key === '-') props.look(zoomed(view, 0.8, middleOf(size)));
    else return;
    event.preventDefault();
  };

  // Heard here once: 200 listeners would be a tenth of the time until the first paint.
  const onFocusIn = ({ target }: FocusEvent) => {
    const key = keyUnder(target);
    if (key !== null && key !== selected) select(key);
  };

  const seen = `${view.x} ${view.y} ${Math.max(1, size.width) / view.zoom} ${Math.max(1, size.height) / view.zoom}`;
  return (
    <div class="picture" ref={frame}>
      {size.width > 0 && (
        <svg
          class={`map ${verdicts ? 'has-source' : ''} ${pointer.isMoving ? 'is-moving' : ''}`}
          width="100%"
          height="100%"
          viewBox={seen}
          preserveAspectRatio="xMinYMin slice"
          font-family={FONT_FAMILY}
          font-size={FONT_SIZE}
          role="group"
          aria-label="Network map"
          aria-describedby="map-keys"
          onKeyDown={onKeyDown}
          onFocusIn={onFocusIn}
          {...pointer.handlers}
        >
          {headings.map(({ at, lines }) => (
            <text key={`${at.x} ${at.y}`} class="heading" x={at.x} y={at.y}>
              {lines.map((line, i) => (
                <tspan
                  key={line}
                  class={i === 0 ? 'heading-name' : 'quiet-text'}
                  x={at.x}
                  dy={i === 0 ? 0 : 16}
                >
                  {line}
                </tspan>
              ))}
            </text>
          ))}
          {inDrawingOrder(drawn).map((thing) => {
            const verdict = thing.id !== null && thing.id === from ? undefined : verdicts?.[thing.key];
            const own = findings.get(thing.key) ?? NONE;
            return (
              <ThingShape
                key={thing.key}
                thing={thing}
                verdict={verdict}
                findings={own}
                isActive={thing.key === active}
                isSelected={thing.key === selected}
                end={
                  thing.id === null
                    ? undefined
                    : thing.id === from
                      ? 'from'
                      : thing.id === to
                        ? 'to'
                        : undefined
                }
                label={accessibleNameOf(thing, own, verdict && WORDS[verdict])}
              />
            );
          })}
          {links.map(({ from: start, to: end, points, kind }) => (
            <polyline
              key={`${start} ${end} ${points[0]?.x}`}
              class={`line line-${kind}`}
              points={pointsOf(points)}
            />
          ))}
          {path && routes.length > 0 && <WayLine routes={routes} reaches={path.reaches} />}
          {pointer.line && <polyline class="way way-drawn" points={pointsOf(pointer.line)} />}
        </svg>
      )}
      {isWhole && <Minimap scene={scene} view={view} size={size} look={props.look} />}
      <p id="map-keys" class="sr-only">
        Arrow keys move between things, Enter chooses one, plus and minus zoom.
      </p>
    </div>
  );
}

function inDrawingOrder(things: readonly Thing[]): readonly Thing[] {
  return [...things.filter(isContainer), ...things.filter((thing) => !isContainer(thing))];
}

const NONE: readonly MapFinding[] = [];

/** The size of an element, now and whenever it changes. */
function useSize(element: RefObject<HTMLElement | null>, resized: (size: Size) => void): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element.current!;
      setSize((known) => (known.width === width && known.height === height ? known : { width, height }));
      resized({ width, height });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, []);
  return size;
}
