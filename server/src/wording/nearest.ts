/**
 * The name with the smallest edit distance to the typed one, if at most a third of its letters differ; undefined if
 * there is none.
 */
export function nearest(typed: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(typed.length / 3)) + 0.5;
  for (const name of names) {
    const distance = lettersChanged(typed.toLowerCase(), name.toLowerCase());
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/**
 * The names that the typed one may be a misspelling of, nearest first: another case, or one letter inserted, deleted,
 * changed or swapped with its neighbour; two in names of eight letters or more.
 */
export function misspellingsOf(typed: string, names: Iterable<string>): readonly string[] {
  const most = typed.length < 8 ? 1 : 2;
  const lower = typed.toLowerCase();
  const found: { readonly name: string; readonly distance: number }[] = [];
  for (const name of names) {
    if (Math.abs(name.length - typed.length) > most) continue;
    const distance = lettersChanged(lower, name.toLowerCase());
    if (distance <= most) found.push({ name, distance });
  }
  // If a name differs only in case, that is the one.
  const sameLetters = found.filter(({ distance }) => distance === 0);
  return (sameLetters.length > 0 ? sameLetters : found)
    .sort((a, b) => a.distance - b.distance)
    .map(({ name }) => name);
}

/** The edit distance with transpositions of neighbours (optimal string alignment). */
function lettersChanged(one: string, other: string): number {
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = above[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
      let least = Math.min(changed, above[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    [before, above] = [above, row];
  }
  return above[other.length]!;
}
