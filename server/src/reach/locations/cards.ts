import type { Verdict } from '../question.ts';
import type { Pair } from './pairs.ts';

const RANK: Readonly<Record<Verdict, number>> = { reachable: 0, partial: 1, unknown: 2, blocked: 3 };

/**
 * An instance has all of its network interfaces at once, and one that works is enough: of the pairs that differ only in
 * the interface, the best counts. Two subnets of any other workload are two locations, both of which must work.
 */
export function byBestCard(pairs: readonly Pair[]): readonly Pair[] {
  if (!pairs.some(({ scene: { from, to } }) => from.card ?? to.card)) return pairs;
  const best = new Map<string, Pair>();
  for (const pair of pairs) {
    const { from, to } = pair.scene;
    const key = [from, to].map((one) => (one.card === undefined ? (one.subnet?.id ?? '') : '*')).join(' ');
    const bestSoFar = best.get(key);
    if (!bestSoFar || RANK[pair.verdict] < RANK[bestSoFar.verdict]) best.set(key, pair);
  }
  return [...best.values()];
}
