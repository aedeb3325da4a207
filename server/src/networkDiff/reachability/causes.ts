import type { Network } from '../../network/model.ts';
import type { Question, Verdict } from '../../reach/question.ts';
import { withOwners } from './networkObjects.ts';
import { type Verdicts, verdictsOf } from './verdicts.ts';

/** Verdicts in the order of how many packets pass, after unknown. */
const RANK: Readonly<Record<Verdict, number>> = { unknown: 0, blocked: 1, partial: 2, reachable: 3 };

/** Whether more packets pass; unknown is less than blocked. */
export function isMore(verdict: Verdict, other: Verdict): boolean {
  return RANK[verdict] > RANK[other];
}

/**
 * Finds the changes that cause a new verdict: a minimal set that, applied to the version in which less passes, gives
 * the verdict of the other version. Swapping the versions gives the same set.
 */
export function causeFinder(
  before: Network,
  after: Network,
  owners: readonly string[],
  questions: readonly Question[],
): (
  question: Question,
  verdicts: { readonly before: Verdict; readonly after: Verdict },
) => readonly string[] {
  const mixtures = new Map<string, Verdicts>();
  const mixture = (isToAfter: boolean, changed: readonly string[]): Verdicts => {
    const key = `${isToAfter} ${changed.join(' ')}`;
    const known = mixtures.get(key);
    if (known) return known;
    const [base, other] = isToAfter ? [before, after] : [after, before];
    const made = verdictsOf(withOwners(base, other, new Set(changed)), questions);
    mixtures.set(key, made);
    return made;
  };
  const found = new Set<string>();
  return (question, verdicts) => {
    const isToAfter = isMore(verdicts.after, verdicts.before);
    const wanted = isToAfter ? verdicts.after : verdicts.before;
    const suffices = (changed: readonly string[]) => {
      // With all changes it is one version, with none the other.
      if (changed.length === 0 || changed.length === owners.length) return changed.length > 0;
      return mixture(isToAfter, changed)(question) === wanted;
    };
    const isLeast = (changed: readonly string[]) =>
      suffices(changed) && changed.every((one) => !suffices(changed.filter((other) => other !== one)));
    // Most verdicts of an edit have the same cause as another one.
    const known = [...found].map((key) => key.split(' ')).find(isLeast);
    const least = known ?? leastOf(owners, suffices);
    found.add(least.join(' '));
    return least;
  };
}

/** A minimal sufficient subset (delta debugging): halves are left out first, then ever smaller parts. */
function leastOf(all: readonly string[], suffices: (some: readonly string[]) => boolean): readonly string[] {
  let kept = all;
  for (let size = Math.ceil(all.length / 2); ; ) {
    const before = kept.length;
    for (let at = 0; at < kept.length; ) {
      const rest = [...kept.slice(0, at), ...kept.slice(at + size)];
      if (rest.length > 0 && suffices(rest)) kept = rest;
      else at += size;
    }
    if (size > 1) size = Math.ceil(size / 2);
    else if (kept.length === before) return kept;
  }
}
