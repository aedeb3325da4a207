import { useRef, useState } from 'preact/hooks';
import type { Point } from '../../../../server/src/diagram/scene.ts';
import { panned, type Viewport } from './view.ts';

/** Pixels that a pointer moves before it is a drag. */
const DRAG_THRESHOLD = 4;

interface Does {
  readonly press: (key: string) => void;
  readonly drag: (from: string, to: string) => void;
  readonly look: (view: Viewport) => void;
}

type Grip =
  | { readonly kind: 'background'; readonly view: Viewport; readonly at: Point }
  | { readonly kind: 'thing'; readonly key: string; readonly at: Point };

/** The key of the thing that an element belongs to. */
export function keyUnder(target: EventTarget | null): string | null {
  return target instanceof Element ? (target.closest('[data-key]')?.getAttribute('data-key') ?? null) : null;
}

/** A press on a thing, a drag from one to another, or a move of the picture. */
export function usePointer({ press, drag, look }: Does, view: Viewport) {
  const grip = useRef<Grip | null>(null);
  const [line, setLine] = useState<readonly Point[] | null>(null);
  const [isMoving, setMoving] = useState(false);
  const inPicture = (at: Point, element: Element): Point => {
    const { left, top } = element.getBoundingClientRect();
    return { x: view.x + (at.x - left) / view.zoom, y: view.y + (at.y - top) / view.zoom };
  };
  const end = () => {
    grip.current = null;
    setLine(null);
    setMoving(false);
  };
  return {
    line,
    isMoving,
    handlers: {
      onPointerDown(event: PointerEvent) {
        if (event.button !== 0) return;
        const at = { x: event.clientX, y: event.clientY };
        const target = event.target as Element;
        const key = keyUnder(target);
        // Most of a picture is within frames, so they are moved by, and pressed on their titles.
        grip.current =
          key === null || target.closest('[data-ground]')
            ? { kind: 'background', view, at }
            : { kind: 'thing', key, at };
      },
      onPointerMove(event: PointerEvent) {
        const held = grip.current;
        if (!held) return;
        const [right, down] = [event.clientX - held.at.x, event.clientY - held.at.y];
        if (Math.hypot(right, down) < DRAG_THRESHOLD) return;
        const element = event.currentTarget as Element;
        if (held.kind === 'background') {
          element.setPointerCapture(event.pointerId);
          setMoving(true);
          look(panned(held.view, -right, -down));
        } else
          setLine([inPicture(held.at, element), inPicture({ x: event.clientX, y: event.clientY }, element)]);
      },
      onPointerUp(event: PointerEvent) {
        const held = grip.current;
        const to = keyUnder(event.target);
        const wasDrawn = line !== null;
        const wasMoved = isMoving;
        end();
        if (held?.kind === 'background' && !wasMoved && to !== null) press(to);
        if (held?.kind !== 'thing' || to === null) return;
        if (!wasDrawn || to === held.key) press(held.key);
        else drag(held.key, to);
      },
      onPointerCancel: end,
      /** A press without a pointer, as screen readers make it. */
      onClick(event: MouseEvent) {
        const key = keyUnder(event.target);
        if (event.detail === 0 && key !== null) press(key);
      },
    },
  };
}
