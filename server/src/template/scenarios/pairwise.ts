/** The Cartesian product: every row with one value of each axis. */
export function product<T>(axes: readonly (readonly T[])[]): T[][] {
  return axes.reduce<T[][]>(
    (rows, values) => rows.flatMap((row) => values.map((value) => [...row, value])),
    [[]],
  );
}

/**
 * Rows for axes whose product is too large: the row of first values, rows with all axes advanced together, and rows
 * with one value, then with two values, that differ from the first ones; at most `limit` rows.
 */
export function pairs<T>(axes: readonly (readonly T[])[], limit: number): T[][] {
  const base = axes.map((values) => values[0] as T);
  const rows = [base];
  const longest = Math.max(0, ...axes.map((values) => values.length));
  for (let i = 1; i < longest; i++)
    rows.push(axes.map((values) => values[Math.min(i, values.length - 1)] as T));
  const changed = (row: readonly T[], axis: number) =>
    axes[axis]!.slice(1).map((value) => {
      const next = row.slice();
      next[axis] = value;
      return next;
    });
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
 * The indexes of at most `limit` of the outcomes (lists of booleans of one length) that together cover many pairs of
 * values: pairwise testing by the greedy step of AETG, which adds the outcome that covers the most new pairs (Cohen et
 * al., IEEE Transactions on Software Engineering 23(7), 1997). It uses the lazy greedy algorithm (Minoux 1978): a gain
 * is counted again only if its last count exceeds the best.
 */
export function selectPairwise(outcomes: readonly (readonly boolean[])[], limit: number): readonly number[] {
  if (outcomes.length <= limit) return outcomes.map((_, i) => i);
  const width = outcomes[0]?.length ?? 0;
  const words = Math.ceil(width / 32);
  const bits = outcomes.map((outcome) => bitsOf(outcome, words));
  const lastWord = width % 32 > 0 ? (1 << (width % 32)) - 1 : -1;
  // For each position and each of its two values: a bit set of the values that were seen with it at the other
  // positions.
  const seenTrue = new Int32Array(2 * width * words);
  const seenFalse = new Int32Array(2 * width * words);
  const newPairs = (index: number): number => {
    const own = bits[index]!;
    let count = 0;
    for (let a = 0; a < width; a++) {
      const from = (2 * a + ((own[a >> 5]! >>> (a & 31)) & 1)) * words;
      for (let w = 0; w < words; w++) {
        const used = w === words - 1 ? lastWord : -1;
        count +=
          countBits(own[w]! & ~seenTrue[from + w]!) + countBits(~own[w]! & ~seenFalse[from + w]! & used);
      }
    }
    return count;
  };
  // The gain of an outcome only shrinks as others are chosen (submodularity), so most gains need no new count.
  const gains = new Int32Array(outcomes.length).fill(width * width);
  const chosen: number[] = [];
  while (chosen.length < limit) {
    let best = 0;
    let gain = -1;
    for (let i = 0; i < gains.length; i++) {
      if (gains[i]! <= gain) continue;
      const now = newPairs(i);
      gains[i] = now;
      if (now <= gain) continue;
      best = i;
      gain = now;
      // No other outcome can have a larger gain.
      if (chosen.length === 0) break;
    }
    chosen.push(best);
    gains[best] = -1;
    const own = bits[best]!;
    for (let a = 0; a < width; a++) {
      const from = (2 * a + ((own[a >> 5]! >>> (a & 31)) & 1)) * words;
      for (let w = 0; w < words; w++) {
        seenTrue[from + w]! |= own[w]!;
        seenFalse[from + w]! |= ~own[w]!;
      }
    }
  }
  return chosen;
}

function bitsOf(outcome: readonly boolean[], words: number): Int32Array {
  const bits = new Int32Array(words);
  for (const [i, holds] of outcome.entries()) if (holds) bits[i >> 5]! |= 1 << (i & 31);
  return bits;
}

/** The number of bits that are set in a 32-bit integer. */
function countBits(number: number): number {
  let n = number - ((number >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
