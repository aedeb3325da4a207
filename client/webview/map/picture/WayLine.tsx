import type { Point } from '../../../../server/src/diagram/scene.ts';

/** From box to box; the last part is broken where the answer is not that it gets there. */
export function WayLine({
  routes,
  reaches,
}: {
  readonly routes: readonly (readonly Point[])[];
  readonly reaches: boolean;
}) {
  return (
    <g>
      {routes.map((points, i) => {
        const isStopped = !reaches && i === routes.length - 1;
        const ends = [points[0]!, points.at(-1)!];
        return (
          <g key={`${ends[0]!.x} ${ends[0]!.y}`} class={isStopped ? 'way-stopped' : 'way-passed'}>
            <polyline class="way-halo" points={pointsOf(points)} />
            <polyline class="way" points={pointsOf(points)} />
            {ends.map(({ x, y }) => (
              <circle key={`${x} ${y}`} class="way-end" cx={x} cy={y} r={3.5} />
            ))}
            {isStopped && <Cross {...middleOfLongest(points)} />}
          </g>
        );
      })}
    </g>
  );
}

function Cross({ x, y }: Point) {
  return <path class="way-cross" d={`M${x - 6} ${y - 6}l12 12m0 -12l-12 12`} />;
}

function middleOfLongest(points: readonly Point[]): Point {
  const parts = points.slice(1).map((end, i) => {
    const start = points[i]!;
    return {
      length: Math.abs(end.x - start.x) + Math.abs(end.y - start.y),
      x: (start.x + end.x) / 2,
      y: (start.y + end.y) / 2,
    };
  });
  return parts.toSorted((a, b) => b.length - a.length)[0]!;
}

export function pointsOf(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${x},${y}`).join(' ');
}
