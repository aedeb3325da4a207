import type { Box, Point, Size } from '../../../../server/src/diagram/scene.ts';

/** The part of a picture that is seen: its left and upper edge in the picture's pixels, and how many pixels of the page one of them has. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

const LEAST_ZOOM = 0.1;
const MOST_ZOOM = 4;

/** With smaller text a picture is not shown whole at first. */
const LEAST_WHOLE = 0.6;
/** What is not shown whole begins at its upper left corner, in text that is read with ease. */
const READABLE = 0.75;
/** A small picture does not fill a large page. */
const LARGEST = 1.25;

export function middleOf({ width, height }: Size): Point {
  return { x: width / 2, y: height / 2 };
}

/** The whole picture, in the middle of the page's upper edge. */
export function fitted(picture: Size, page: Size): Viewport {
  const zoom = Math.min(LARGEST, page.width / picture.width, page.height / picture.height);
  return centred(picture, page, Math.max(LEAST_ZOOM, zoom));
}

/** As `fitted` where that can be read; else as wide as the page, if that can be read. */
export function firstView(picture: Size, page: Size): Viewport {
  const whole = fitted(picture, page);
  if (whole.zoom >= LEAST_WHOLE) return whole;
  return centred(picture, page, Math.max(READABLE, Math.min(1, page.width / picture.width)));
}

/** The view moved so that a point of the picture is in the middle of the page. */
export function centredOn({ zoom }: Viewport, at: Point, page: Size): Viewport {
  return { x: at.x - page.width / zoom / 2, y: at.y - page.height / zoom / 2, zoom };
}

/** A picture that is wider than the page begins at its own edge. */
function centred(picture: Size, page: Size, zoom: number): Viewport {
  return { x: Math.min(0, (picture.width - page.width / zoom) / 2), y: 0, zoom };
}

/** Zooms by a factor, and leaves a point of the page where it is. */
export function zoomed(view: Viewport, factor: number, at: Point): Viewport {
  const zoom = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, view.zoom * factor));
  return { x: view.x + at.x / view.zoom - at.x / zoom, y: view.y + at.y / view.zoom - at.y / zoom, zoom };
}

/** Moves the visible part, by pixels of the page. */
export function panned(view: Viewport, right: number, down: number): Viewport {
  return { ...view, x: view.x + right / view.zoom, y: view.y + down / view.zoom };
}

/** Whether any part of the box is seen. */
export function isSeen({ x, y, zoom }: Viewport, box: Box, page: Size): boolean {
  return (
    box.x <= x + page.width / zoom &&
    box.x + box.width >= x &&
    box.y <= y + page.height / zoom &&
    box.y + box.height >= y
  );
}

/** The view moved as little as shows the box; the same object where it is seen already. */
export function showing(view: Viewport, box: Box, page: Size): Viewport {
  const [width, height] = [page.width / view.zoom, page.height / view.zoom];
  const x = within(view.x, box.x - ROOM, box.x + box.width + ROOM - width);
  const y = within(view.y, box.y - ROOM, box.y + box.height + ROOM - height);
  return x === view.x && y === view.y ? view : { ...view, x, y };
}

/** The view with all points in it, if need be smaller; the same object where they are seen already. */
export function showingAll(view: Viewport, points: readonly Point[], page: Size): Viewport {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  const around: Box = { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
  const most = Math.min(page.width / (around.width + 2 * ROOM), page.height / (around.height + 2 * ROOM));
  const zoom = Math.max(LEAST_ZOOM, Math.min(view.zoom, most));
  return showing(zoom === view.zoom ? view : { ...view, zoom }, around, page);
}

/** The margin around what is shown, in pixels of the picture. */
const ROOM = 24;

/** The start of what is seen between the latest that shows the box's start and the earliest that shows its end. */
function within(start: number, latest: number, earliest: number): number {
  // A box that is larger than the page is shown from its start.
  return earliest > latest ? latest : Math.min(latest, Math.max(earliest, start));
}
