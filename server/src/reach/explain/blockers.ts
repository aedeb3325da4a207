import type { Filter } from '../filters/flowFilters.ts';
import type { Pair } from '../locations/pairs.ts';
import { type Flow, sizeOf } from '../packets/flow.ts';
import { remaining } from '../packets/run.ts';
import type { Blocker, Verdict } from '../question.ts';
import { lacksAddress } from '../routing/paths.ts';
import { candidateFixes } from './candidateFixes.ts';
import { passesWhole } from './hops.ts';

/** The blockers of all pairs that do not work, each once; those of a mixed set of subnets as one. */
export function uniqueBlockers(pairs: readonly Pair[], verdict: Verdict): readonly Blocker[] {
  const found = new Map<string, Blocker>();
  for (const pair of pairs) {
    if (pair.verdict === 'reachable' || (pair.verdict === 'unknown' && verdict !== 'unknown')) continue;
    for (const blocker of fewestChanges(pair)) found.set(JSON.stringify(blocker.change), blocker);
  }
  return withoutOddSubnets([...found.values()], pairs);
}

/** Where other subnets of the function work, the odd ones are left out; no others are needed. */
function withoutOddSubnets(blockers: readonly Blocker[], pairs: readonly Pair[]): readonly Blocker[] {
  const working = new Set(pairs.flatMap(({ scene }) => scene.from.subnet?.id ?? []));
  for (const { scene, verdict } of pairs)
    if (verdict !== 'reachable' && scene.from.subnet) working.delete(scene.from.subnet.id);
  if (working.size === 0) return blockers;
  return blockers.map((blocker) =>
    blocker.change.kind === 'use-subnets'
      ? { ...blocker, change: { ...blocker.change, subnets: [] } }
      : blocker,
  );
}

/** The changes along the way that needs the fewest, those that nobody can make counting for more. */
function fewestChanges(pair: Pair): readonly Blocker[] {
  const whole: Blocker[] = [];
  for (const path of pair.destination.paths('certain')) {
    if (sizeOf(remaining(path, 'certain')) >= sizeOf([path.flow])) continue;
    const own = blockersOf(path.checks, path.flow);
    const others =
      isRoutingTrouble(own) && !lacksAddress(pair.scene)
        ? candidateFixes(pair.scene, path.flow).map(({ first, checks }) => [
            first,
            ...blockersOf(checks, path.flow),
            ...own.filter(({ onEveryWay }) => onEveryWay),
          ])
        : [];
    const [best] = [own, ...others].sort((a, b) => weightOf(a) - weightOf(b));
    whole.push(...(best ?? []));
  }
  return whole;
}

/** What surely stops something; what may is told by the assumptions. */
function blockersOf(checks: readonly Filter[], flow: Flow): Blocker[] {
  return checks.filter((check) => !passesWhole(check, flow, 'possible')).map((check) => check.blocker());
}

/** Another way is looked for only where the way itself is wrong. */
function isRoutingTrouble(blockers: readonly Blocker[]): boolean {
  return blockers.some(
    ({ change, onEveryWay }) =>
      !onEveryWay &&
      (change.kind === 'other' || change.kind === 'use-subnets' || change.kind === 'public-address'),
  );
}

function weightOf(blockers: readonly Blocker[]): number {
  return blockers.reduce((sum, { change }) => sum + (WEIGHTS[change.kind] ?? 1), 0);
}

/** Moving a function is more than a route; a move to nowhere, and what nobody can do for the user, is the last resort. */
const WEIGHTS: Partial<Record<Blocker['change']['kind'], number>> = {
  other: 10,
  'use-subnets': 1.5,
  // Both change what is there already.
  'redirect-route': 1.2,
  'move-nat': 1.2,
  'public-address': 2,
};
