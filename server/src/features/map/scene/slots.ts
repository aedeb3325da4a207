import type { Occupant } from './occupants.ts';
import type { MapRow } from './rows.ts';

/**
 * A box of an occupant in a row: across the columns from `first` to `last`, on the nth line below the subnets' own
 * text.
 */
export interface Slot {
  readonly first: number;
  readonly last: number;
  readonly slot: number;
}

/** The boxes of a row's occupants, and the number of lines. */
export interface Slots {
  readonly runs: ReadonlyMap<Occupant, readonly Slot[]>;
  readonly count: number;
}

/**
 * Assigns each occupant of a row to one line, across all columns from its first subnet to its last, so that nothing
 * else is between its boxes. The widest come first, then those that come first in the file.
 */
export function slotsOf(row: MapRow, occupants: readonly Occupant[]): Slots {
  const columnOf = new Map(
    row.cells.flatMap((subnets, column) => subnets.map(({ id }) => [id, column] as const)),
  );
  const placed = occupants
    .map((one) => ({ one, columns: columnsOf(one, columnOf) }))
    .filter(({ columns }) => columns.length > 0)
    .toSorted((a, b) => spanOf(b.columns) - spanOf(a.columns));
  const taken: boolean[][] = [];
  const runs = new Map<Occupant, readonly Slot[]>();
  for (const { one, columns } of placed) {
    const [first, last] = [columns[0]!, columns.at(-1)!];
    let slot = 0;
    while (taken[slot]?.slice(first, last + 1).some((isTaken) => isTaken)) slot++;
    taken[slot] ??= row.cells.map(() => false);
    taken[slot]!.fill(true, first, last + 1);
    runs.set(
      one,
      contiguous(columns).map(([from, to]) => ({ first: from, last: to, slot })),
    );
  }
  return { runs, count: taken.length };
}

function columnsOf({ feet }: Occupant, columnOf: ReadonlyMap<string, number>): readonly number[] {
  return [...new Set(feet.flatMap((id) => columnOf.get(id) ?? []))].toSorted((a, b) => a - b);
}

function spanOf(columns: readonly number[]): number {
  return columns.at(-1)! - columns[0]!;
}

/** The first and last number of each run of consecutive numbers. */
function contiguous(numbers: readonly number[]): readonly (readonly [number, number])[] {
  const groups: [number, number][] = [];
  for (const number of numbers) {
    const before = groups.at(-1);
    if (before && before[1] === number - 1) before[1] = number;
    else groups.push([number, number]);
  }
  return groups;
}
