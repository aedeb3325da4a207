import type { Assignments, Axis } from './decisions.ts';
import { pairs, product } from './pairwise.ts';

/** The index of a value on each axis. */
export type Assignment = readonly number[];

/** Every assignment; undefined where there are more than `limit`. */
export function allRows(axes: readonly Axis[], limit: number): Assignment[] | undefined {
  const size = axes.reduce((count, { values }) => count * values.length, 1);
  return size <= limit ? product(axes.map(indexes)) : undefined;
}

/**
 * A selection of assignments: every value and every pair of values with the rest as in `base`, and every combination of
 * the axes of each group in `groups` with the rest as in `base`, if there are few.
 */
export function someRows(
  axes: readonly Axis[],
  base: Assignment,
  groups: Iterable<ReadonlySet<number>>,
  limit: number,
): Assignment[] {
  const rows: Assignment[] = pairs(startingAt(axes, base), limit / 2);
  const combined = new Set<string>();
  for (const group of groups) {
    if (rows.length >= limit) break;
    const key = [...group].sort((a, b) => a - b).join();
    if (combined.has(key)) continue;
    combined.add(key);
    rows.push(...combinations(axes, base, group, MOST_COMBINED));
  }
  return rows;
}

/** Six conditions with two values each. */
const MOST_COMBINED = 64;

/**
 * Every combination of the axes in a group, with the rest as in `base`; if there are too many, pairs of their values.
 */
export function combinations(
  axes: readonly Axis[],
  base: Assignment,
  group: ReadonlySet<number>,
  limit: number,
): Assignment[] {
  const chosen = startingAt(axes, base).map((values, axis) => (group.has(axis) ? values : [base[axis]!]));
  const size = chosen.reduce((count, values) => count * values.length, 1);
  return size <= limit ? product(chosen) : pairs(chosen, limit);
}

/** The rows as columns, one for each axis. */
export function columnsOf(axes: readonly Axis[], rows: readonly Assignment[]): Assignments {
  return axes.map((_, axis) => Uint16Array.from(rows, (row) => row[axis]!));
}

function indexes({ values }: Axis): number[] {
  return values.map((_, i) => i);
}

/** The indexes of each axis, beginning with that of the base. */
function startingAt(axes: readonly Axis[], base: Assignment): number[][] {
  return axes.map((axis, i) => [base[i]!, ...indexes(axis).filter((value) => value !== base[i])]);
}
