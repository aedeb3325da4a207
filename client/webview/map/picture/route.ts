import { letteringOf } from '../../../../server/src/diagram/lettering.ts';
import type { Box, Point, Scene } from '../../../../server/src/diagram/scene.ts';
import { widthOf } from '../../../../server/src/diagram/textWidth.ts';

// The path of an answer is drawn with right angles in the gaps of the picture: along lines next to the boxes, each of
// which has a cost.

/** The distance between a box and the line next to it, in pixels: half of the smallest gap. */
const BESIDE = 3;
/** A corner costs as much as so many pixels. */
const CORNER = 40;
/** The cost of a pixel from the left edge of a box, where its name is. */
const FROM_NAME = 0.1;
/** The extra cost of a pixel where the line crosses something. */
const OVER = { text: 30, chip: 4, area: 0.5, otherFrame: 1, end: 60 } as const;

/** Lines from box to box, each from edge to edge, that go over as little text as can be. */
export function routesBetween(scene: Scene, boxes: readonly Box[]): readonly (readonly Point[])[] {
  const areas = weighed(scene);
  const frames = scene.things.filter(({ shape }) => shape === 'frame').map(({ boxes: [box] }) => box);
  return boxes.slice(1).map((to, i) => {
    const from = boxes[i]!;
    const others = frames.filter((frame) => !meets(frame, from) && !meets(frame, to));
    return routeBetween(from, to, [...areas, ...others.map((box) => ({ ...box, weight: OVER.otherFrame }))]);
  });
}

function meets(a: Box, b: Box): boolean {
  return overlap(...spanX(a), ...spanX(b)) > 0 && overlap(...spanY(a), ...spanY(b)) > 0;
}

interface Weighed extends Box {
  readonly weight: number;
}

/** Everything that a line may go over. */
function weighed({ things, headings }: Scene): readonly Weighed[] {
  const texts = things.flatMap((thing) =>
    thing.boxes.flatMap((box) => {
      const { icon, texts: own } = letteringOf(thing, box);
      return [
        { ...icon, width: 16, height: 16, weight: OVER.text },
        ...own.map(({ at, text, look }) => textBox(at, text, look === 'title')),
      ];
    }),
  );
  return [
    ...texts,
    ...headings.flatMap(({ at, lines }) =>
      lines.map((line, i) => textBox({ x: at.x, y: at.y + 16 * i }, line, i === 0)),
    ),
    ...things.flatMap(({ shape, boxes }) =>
      shape === 'frame'
        ? []
        : boxes.map((box): Weighed => ({ ...box, weight: shape === 'area' ? OVER.area : OVER.chip })),
    ),
  ];
}

function textBox(at: Point, text: string, isBold: boolean): Weighed {
  return { x: at.x, y: at.y - 11, width: widthOf(text, isBold), height: 14, weight: OVER.text };
}

/** A shorter line could not be seen, in pixels. */
const SHORTEST = 12;
/** How far a line between two boxes, one above the other, extends out of them, in pixels. */
const AROUND = 12;

/** Between two boxes with hardly anything between them: by the side on which they end alike. */
function routeAround(from: Box, to: Box): readonly Point[] | undefined {
  const [[fromTop, fromBottom], [toTop, toBottom]] = [spanY(from), spanY(to)];
  if (Math.max(toTop - fromBottom, fromTop - toBottom) > SHORTEST) return undefined;
  const [left, right] = spanX(from);
  const [toLeft, toRight] = spanX(to);
  if (right !== toRight && left !== toLeft) return undefined;
  const [edge, x] = right === toRight ? [right, right + AROUND] : [left, left - AROUND];
  const [y, end] = [centreOf(from).y, centreOf(to).y];
  return [
    { x: edge, y },
    { x, y },
    { x, y: end },
    { x: edge, y: end },
  ];
}

function routeBetween(from: Box, to: Box, areas: readonly Weighed[]): readonly Point[] {
  const around = routeAround(from, to);
  if (around) return around;
  const all: readonly Weighed[] = [...areas, { ...from, weight: OVER.end }, { ...to, weight: OVER.end }];
  // Lines next to texts too would be many more, and the paths hardly better.
  const boxes = all.filter(({ weight }) => weight !== OVER.text);
  const xs = linesBeside([...boxes.map(spanX), middleOf(spanX(from)), middleOf(spanX(to))]);
  const ys = linesBeside([...boxes.map(spanY), middleOf(spanY(from)), middleOf(spanY(to))]);
  const grid = gridOf(xs, ys, all);
  const starts = portsOf(from, xs, ys).map((node) => ({
    node,
    cost: FROM_NAME * Math.abs(xs[node % xs.length]! - from.x),
  }));
  const cells = cheapestRoute(grid, starts, portsOf(to, xs, ys));
  const points = cells.map(
    (node): Point => ({ x: xs[node % xs.length]!, y: ys[Math.floor(node / xs.length)]! }),
  );
  if (points.length === 0) return [centreOf(from), centreOf(to)];
  return cornersOf([onEdge(from, points[0]!), ...points, onEdge(to, points.at(-1)!)]);
}

type Span = readonly [start: number, end: number];

const spanX = ({ x, width }: Box): Span => [x, x + width];
const spanY = ({ y, height }: Box): Span => [y, y + height];
const middleOf = ([start, end]: Span): Span => [(start + end) / 2 + BESIDE, (start + end) / 2 - BESIDE];
const centreOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });

/** Where lines can go: just before and just after each span. */
function linesBeside(spans: readonly Span[]): readonly number[] {
  const found = new Set(
    spans.flatMap(([start, end]) => [Math.round(start) - BESIDE, Math.round(end) + BESIDE]),
  );
  return [...found].toSorted((a, b) => a - b);
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** What it costs from a node to the next one on the right, and to the one below. */
  readonly right: Float64Array;
  readonly down: Float64Array;
}

function gridOf(xs: readonly number[], ys: readonly number[], areas: readonly Weighed[]): Grid {
  const columns = xs.length;
  const right = new Float64Array(columns * ys.length);
  const down = new Float64Array(columns * ys.length);
  ys.forEach((y, j) => {
    xs.forEach((x, i) => {
      right[j * columns + i] = (xs[i + 1] ?? x) - x;
      down[j * columns + i] = (ys[j + 1] ?? y) - y;
    });
  });
  for (const area of areas) {
    const [left, end] = spanX(area);
    const [top, bottom] = spanY(area);
    // From the last grid line before the area, since the step from there crosses it.
    const [i0, j0] = [Math.max(0, firstAfter(xs, left) - 1), Math.max(0, firstAfter(ys, top) - 1)];
    for (let j = j0; j < ys.length && ys[j]! < bottom; j++)
      for (let i = i0; i < columns && xs[i]! < end; i++) {
        const node = j * columns + i;
        const [x, y] = [xs[i]!, ys[j]!];
        if (y > top) right[node]! += area.weight * overlap(x, xs[i + 1] ?? x, left, end);
        if (x > left) down[node]! += area.weight * overlap(y, ys[j + 1] ?? y, top, bottom);
      }
  }
  return { columns, rows: ys.length, right, down };
}

function overlap(start: number, end: number, from: number, to: number): number {
  return Math.max(0, Math.min(end, to) - Math.max(start, from));
}

/** In a sorted list. */
function firstAfter(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The nodes just outside of a box's edges. */
function portsOf(box: Box, xs: readonly number[], ys: readonly number[]): readonly number[] {
  const sides = ([start, end]: Span) => [Math.round(start) - BESIDE, Math.round(end) + BESIDE];
  const along = (numbers: readonly number[], [start, end]: Span) =>
    numbers.flatMap((one, i) => (one > start + BESIDE && one < end - BESIDE ? [i] : []));
  const [columns, rows] = [along(xs, spanX(box)), along(ys, spanY(box))];
  return [
    ...sides(spanY(box)).flatMap((y) => columns.map((i) => ys.indexOf(y) * xs.length + i)),
    ...sides(spanX(box)).flatMap((x) => rows.map((j) => j * xs.length + xs.indexOf(x))),
  ];
}

/** The nodes of the cheapest path. A state is a node with the direction of the last step: 0 across, 1 up or down. */
function cheapestRoute(
  { columns, rows, right, down }: Grid,
  from: readonly { readonly node: number; readonly cost: number }[],
  to: readonly number[],
): readonly number[] {
  const count = columns * rows;
  const cost = new Float64Array(2 * count).fill(Number.POSITIVE_INFINITY);
  const before = new Int32Array(2 * count).fill(-1);
  for (const start of from) cost[start.node] = cost[count + start.node] = start.cost;
  let hasChanged = true;
  const step = (start: number, end: number, price: number, direction: 0 | 1) => {
    const straight = direction * count + start;
    const turned = (1 - direction) * count + start;
    const best = cost[straight]! <= cost[turned]! + CORNER ? straight : turned;
    const sum = cost[best]! + (best === straight ? 0 : CORNER) + price;
    if (sum >= cost[direction * count + end]! - 1e-9) return;
    cost[direction * count + end] = sum;
    before[direction * count + end] = best;
    hasChanged = true;
  };
  // Each sweep finds the paths with one more corner, and good paths have few.
  while (hasChanged) {
    hasChanged = false;
    for (let node = 0; node < count; node++) {
      if (node % columns > 0) step(node - 1, node, right[node - 1]!, 0);
      if (node >= columns) step(node - columns, node, down[node - columns]!, 1);
    }
    for (let node = count - 1; node >= 0; node--) {
      if (node % columns < columns - 1) step(node + 1, node, right[node]!, 0);
      if (node < count - columns) step(node + columns, node, down[node]!, 1);
    }
  }
  const ends = to.flatMap((node) => [node, count + node]).toSorted((a, b) => cost[a]! - cost[b]!);
  const cells: number[] = [];
  for (let state = ends[0] ?? -1; state >= 0; state = before[state]!) cells.unshift(state % count);
  return cells;
}

/** The point of a box's edge that is nearest to one outside. */
function onEdge(box: Box, { x, y }: Point): Point {
  const within = (value: number, [start, end]: Span) => Math.min(end, Math.max(start, value));
  return { x: within(x, spanX(box)), y: within(y, spanY(box)) };
}

/** Without points between two others on one line, and without repeated points. */
function cornersOf(points: readonly Point[]): readonly Point[] {
  const own = points.filter(
    (point, i) => i === 0 || point.x !== points[i - 1]!.x || point.y !== points[i - 1]!.y,
  );
  return own.filter((point, i) => {
    const [last, next] = [own[i - 1], own[i + 1]];
    if (!last || !next) return true;
    return !((last.x === point.x && point.x === next.x) || (last.y === point.y && point.y === next.y));
  });
}
