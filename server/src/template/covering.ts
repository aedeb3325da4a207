/** Every row that takes one value of each axis. */
export function product<T>(axes: readonly (readonly T[])[]): T[][] {
  return axes.reduce<T[][]>(
    (rows, values) => rows.flatMap((row) => values.map((value) => [...row, value])),
    [[]],
  );
}

/**
 * Rows for axes whose product is too large: the first values, all axes moved on together, and every value and every
 * pair of values with the first ones beside them, as far as `limit` goes. Single values come before pairs.
 */
export function pairs<T>(axes: readonly (readonly T[])[], limit: number): T[][] {
  const base = axes.map((values) => values[0] as T);
  const rows = [base];
  const longest = Math.max(0, ...axes.map((values) => values.length));
  for (let i = 1; i < longest; i++)
    rows.push(axes.map((values) => values[Math.min(i, values.length - 1)] as T));
  const changed = (row: readonly T[], axis: number) =>
    axes[axis]!.slice(1).map((value) => row.map((old, i) => (i === axis ? value : old)));
  for (let a = 0; a < axes.length; a++) rows.push(...changed(base, a));
  for (let a = 0; a < axes.length; a++) {
    for (const row of changed(base, a)) {
      for (let b = a + 1; b < axes.length; b++) {
        if (rows.length >= limit) return rows.slice(0, limit);
        rows.push(...changed(row, b));
      }
    }
  }
  return rows.slice(0, limit);
}

/**
 * At most `limit` of the outcomes, each a list of booleans of one length, so that together they show as many single
 * values and pairs of values as may be. Gives their indexes.
 */
export function cover(outcomes: readonly (readonly boolean[])[], limit: number): readonly number[] {
  if (outcomes.length <= limit) return outcomes.map((_, i) => i);
  const width = outcomes[0]?.length ?? 0;
  const seen = new Uint8Array(4 * width * width);
  const rest = outcomes.map((outcome, index) => ({
    index,
    facts: pairFacts(outcome),
    gain: Number.POSITIVE_INFINITY,
  }));
  const chosen: number[] = [];
  while (chosen.length < limit && rest.length > 0) {
    // What an outcome would add only shrinks as others are chosen, so most need no new count.
    let best = 0;
    let gain = -1;
    for (const [i, candidate] of rest.entries()) {
      if (candidate.gain <= gain) continue;
      candidate.gain = 0;
      for (const fact of candidate.facts) candidate.gain += 1 - seen[fact]!;
      if (candidate.gain > gain) [best, gain] = [i, candidate.gain];
    }
    const [{ index, facts }] = rest.splice(best, 1) as [(typeof rest)[0]];
    chosen.push(index);
    for (const fact of facts) seen[fact] = 1;
  }
  return chosen;
}

/** A number for each pair of places and what stands there; a place with itself stands for it alone. */
function pairFacts(outcome: readonly boolean[]): Uint32Array {
  const facts = new Uint32Array((outcome.length * (outcome.length + 1)) / 2);
  let count = 0;
  for (let a = 0; a < outcome.length; a++) {
    for (let b = a; b < outcome.length; b++) {
      facts[count++] = 4 * (a * outcome.length + b) + (outcome[a] ? 2 : 0) + (outcome[b] ? 1 : 0);
    }
  }
  return facts;
}
