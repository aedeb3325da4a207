/**
 * The one id that differs in at most two characters; since ids are random, a difference that small is a misspelling.
 */
export function nearestId(written: string, ids: readonly string[]): string | undefined {
  const near = ids.filter((id) => differences(id, written) <= 2);
  return near.length === 1 ? near[0] : undefined;
}

function differences(a: string, b: string): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let count = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) count++;
  return count;
}
