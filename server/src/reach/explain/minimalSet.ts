import { applyChange } from '../../changes/applyChange.ts';
import { keyOfChange, uniqueByChange } from '../../changes/changeKey.ts';
import { weightOfChange } from '../../changes/changeWeight.ts';
import type { Network } from '../../network/model.ts';
import type { Answer, Blocker } from '../question.ts';

/** How many times further blockers may appear behind those that were removed. */
const MOST_ROUNDS = 6;

/**
 * How many sets are tried in the search for a lighter one. After that the set is irreducible, but may not be the
 * smallest.
 */
const MOST_TRIES = 60;

/** An answer with every change that would open a path, whether `blockedBy` includes it or not. */
export interface AnswerWithCandidates extends Answer {
  readonly candidates: readonly Blocker[];
}

type Ask = (network: Network) => AnswerWithCandidates | undefined;

/**
 * A set of blockers with the least weight: with all of their changes the path is open, and without any one of them it
 * is not. The changes are applied to the network and the question is asked again, so changes without effect are removed
 * and blockers that only appear behind others are added. Then lighter sets are tried, lightest first. A change that the
 * user has to make by hand cannot be applied: the blockers then stay as they are, unless a lighter set opens the path.
 * Blockers whose changes do not open the path are marked as not enough.
 */
export function minimalSet(answer: AnswerWithCandidates, network: Network, ask: Ask): readonly Blocker[] {
  if (answer.verdict === 'unknown' || answer.blockedBy.length === 0) return answer.blockedBy;
  const { all, opens } = everyBlocker(answer, network, ask);
  const needed = opens === 'yes' ? withoutNeedless(all, network, ask) : all;
  const lighter = lighterSet(answer, weightOf(needed), network, ask);
  if (lighter) return withoutNeedless(lighter, network, ask);
  return opens === 'no' ? answer.blockedBy.map((blocker) => ({ ...blocker, isNotEnough: true })) : needed;
}

/** All blockers, including those that only appear behind others, and whether the path is open without all of them. */
function everyBlocker(
  { blockedBy }: AnswerWithCandidates,
  network: Network,
  ask: Ask,
): { readonly all: readonly Blocker[]; readonly opens: 'yes' | 'no' | 'not tried' } {
  let all = blockedBy;
  for (let round = 0; ; round++) {
    const changed = withAll(all, network);
    const next = changed && ask(changed);
    if (!next) return { all, opens: 'not tried' };
    if (next.verdict === 'reachable') return { all, opens: 'yes' };
    const more = uniqueByChange([...all, ...next.blockedBy]);
    if (more.length === all.length || round >= MOST_ROUNDS) return { all, opens: 'no' };
    all = more;
  }
}

function withoutNeedless(all: readonly Blocker[], network: Network, ask: Ask): readonly Blocker[] {
  let kept = all;
  for (const blocker of all.length > 1 ? all : []) {
    const others = kept.filter((one) => one !== blocker);
    const changed = withAll(others, network);
    if (changed && ask(changed)?.verdict === 'reachable') kept = others;
  }
  return kept;
}

/**
 * The lightest set below a weight that opens the path, by uniform-cost search: each step applies one of the useful
 * changes.
 */
function lighterSet(
  answer: AnswerWithCandidates,
  limit: number,
  network: Network,
  ask: Ask,
): readonly Blocker[] | undefined {
  const queue: { readonly set: readonly Blocker[]; readonly weight: number }[] = [];
  const seen = new Set<string>();
  const push = (set: readonly Blocker[], candidates: readonly Blocker[]) => {
    for (const candidate of candidates) {
      const longer = uniqueByChange([...set, candidate]);
      const key = longer
        .map(({ change }) => keyOfChange(change))
        .sort()
        .join();
      const weight = weightOf(longer);
      if (weight >= limit || seen.has(key)) continue;
      seen.add(key);
      queue.push({ set: longer, weight });
    }
    queue.sort((a, b) => a.weight - b.weight);
  };
  push([], answer.candidates);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const next = queue.shift();
    if (!next) return undefined;
    const changed = withAll(next.set, network);
    const tried = changed && ask(changed);
    if (tried?.verdict === 'reachable') return next.set;
    if (tried && tried.verdict !== 'unknown') push(next.set, tried.candidates);
  }
  return undefined;
}

export function weightOf(blockers: readonly Blocker[]): number {
  return blockers.reduce((sum, { change }) => sum + weightOfChange(change), 0);
}

function withAll(blockers: readonly Blocker[], network: Network): Network | undefined {
  let changed: Network | undefined = network;
  for (const { change } of blockers) changed = changed && applyChange(change, changed);
  return changed;
}
