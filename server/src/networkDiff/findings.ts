import type { Finding } from '../rules/engine/findings.ts';

/** Findings that only one of two versions has. */
export interface FindingDifferences {
  readonly appeared: readonly Finding[];
  readonly gone: readonly Finding[];
}

/**
 * A finding is the same in both versions if its rule, resource and message are equal, whatever the line. Findings of
 * the same scenario are matched first, then those of different ones. Each of several equal findings counts.
 */
export function findingDifferences(
  before: readonly Finding[],
  after: readonly Finding[],
): FindingDifferences {
  const first = unmatched(before, after, (one) => `${keyOf(one)}\n${one.scenario ?? ''}`);
  const [gone, appeared] = unmatched(...first, keyOf);
  return { appeared, gone };
}

function keyOf({ rule, resource, stage, message }: Finding): string {
  return [rule.id, resource ?? '', stage ?? '', message].join('\n');
}

function unmatched(
  before: readonly Finding[],
  after: readonly Finding[],
  key: (finding: Finding) => string,
): readonly [readonly Finding[], readonly Finding[]] {
  const counts = new Map<string, number>();
  for (const one of before) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1);
  const appeared = after.filter((one) => !take(counts, key(one)));
  // The counts that are left have no match.
  const gone = before.toReversed().filter((one) => take(counts, key(one)));
  return [gone.reverse(), appeared];
}

function take(counts: Map<string, number>, key: string): boolean {
  const left = counts.get(key) ?? 0;
  if (left > 0) counts.set(key, left - 1);
  return left > 0;
}
