import type { InScenarios } from '../inScenarios.ts';
import type { Replacement } from './replacements.ts';

/** A resource that is replaced because of its own property, and those that are replaced as a result. */
export interface ReplacementTree {
  readonly root: InScenarios<Replacement>;
  /** In the order of the new version; each is in one tree. */
  readonly followers: readonly InScenarios<Replacement>[];
}

/** The replaced resources as trees. */
export function replacementTrees(all: readonly InScenarios<Replacement>[]): readonly ReplacementTree[] {
  const byId = new Map(all.map((one) => [one.id, one]));
  const rootOf = (one: Replacement, seen: ReadonlySet<string> = new Set()): string => {
    const follows = one.reasons.map((reason) => reason.follows);
    if (follows.includes(undefined) || seen.has(one.id)) return one.id;
    const next = follows.map((id) => byId.get(id!)).find((other) => other !== undefined);
    return next ? rootOf(next, new Set([...seen, one.id])) : one.id;
  };
  const roots = new Map(all.map((one) => [one, rootOf(one)]));
  return all
    .filter((one) => roots.get(one) === one.id)
    .map((root) => ({
      root,
      followers: all.filter((one) => one.id !== root.id && roots.get(one) === root.id),
    }));
}
