import type { Scene, Size } from '../../../../server/src/diagram/scene.ts';
import { centredOn, type Viewport } from './view.ts';

interface Props {
  readonly scene: Scene;
  readonly view: Viewport;
  readonly size: Size;
  readonly look: (view: Viewport) => void;
}

/** The longer side of the small picture, in pixels. */
const LONGER = 150;

/** Pixels that a page has at least before a small picture leaves room for the large one. */
const LEAST_HEIGHT = 400;

/** Times that a picture is as wide or as high as the page before it has a small one. */
const LARGE = 1.3;

/** The whole picture in small, where the page shows a part of it; a press or a drag there moves the page. */
export function Minimap({ scene, view, size, look }: Props) {
  const isLarge =
    scene.width * view.zoom > LARGE * size.width || scene.height * view.zoom > LARGE * size.height;
  if (!isLarge || size.width === 0 || size.height < LEAST_HEIGHT) return null;
  const scale = LONGER / Math.max(scene.width, scene.height);
  const move = (event: PointerEvent) => {
    if (!(event.buttons & 1)) return;
    const { left, top } = (event.currentTarget as Element).getBoundingClientRect();
    const at = { x: (event.clientX - left) / scale, y: (event.clientY - top) / scale };
    look(centredOn(view, at, size));
  };
  return (
    // The arrow keys show what they move to, so the minimap is needed only with a pointer.
    <svg
      class="minimap"
      aria-hidden="true"
      width={scene.width * scale}
      height={scene.height * scale}
      viewBox={`0 0 ${scene.width} ${scene.height}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        move(event);
      }}
      onPointerMove={move}
    >
      {scene.things.map(({ key, shape, boxes }) =>
        boxes.map((box) => <rect key={`${key} ${box.x} ${box.y}`} class={`mini mini-${shape}`} {...box} />),
      )}
      <rect
        class="mini-view"
        x={view.x}
        y={view.y}
        width={size.width / view.zoom}
        height={size.height / view.zoom}
      />
    </svg>
  );
}
