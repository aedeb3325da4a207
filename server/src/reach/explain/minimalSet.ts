import { applyChange } from '../../changes/applyChange.ts';
import type { Network } from '../../network/model.ts';
import type { Answer, Blocker } from '../question.ts';

/** What more turns up behind what was in the way, so many times. */
const MOST_ROUNDS = 6;

/**
 * A smallest set of blockers: with all of their changes the path is open, and without any one of them it is not. The changes
 * are made in the network and the question is asked again, so one that brings nothing falls out, and what shows only behind
 * another comes in. Where a change is left to the user's hands nothing can be tried, and the blockers stay as they are;
 * where they do not open the path all the same, they say so.
 */
export function minimalSet(
  answer: Answer,
  network: Network,
  ask: (network: Network) => Answer | undefined,
): readonly Blocker[] {
  if (answer.verdict === 'unknown' || answer.blockedBy.length === 0) return answer.blockedBy;
  const all = new Map(answer.blockedBy.map((blocker) => [JSON.stringify(blocker.change), blocker]));
  for (let round = 0; ; round++) {
    const changed = withAll([...all.values()], network);
    const next = changed && ask(changed);
    if (!changed || !next) return answer.blockedBy;
    if (next.verdict === 'reachable') break;
    const known = all.size;
    for (const blocker of next.blockedBy) all.set(JSON.stringify(blocker.change), blocker);
    if (all.size === known || round > MOST_ROUNDS)
      return answer.blockedBy.map((blocker) => ({ ...blocker, isNotEnough: true }));
  }
  if (all.size === 1) return [...all.values()];
  let kept = [...all.values()];
  for (const blocker of all.values()) {
    const others = kept.filter((one) => one !== blocker);
    const changed = withAll(others, network);
    if (changed && ask(changed)?.verdict === 'reachable') kept = others;
  }
  return kept;
}

function withAll(blockers: readonly Blocker[], network: Network): Network | undefined {
  let changed: Network | undefined = network;
  for (const { change } of blockers) changed = changed && applyChange(change, changed);
  return changed;
}
