import { keyOfChange } from '../../changes/changeKey.ts';
import { togetherWith } from '../../wording/reason.ts';
import type { Filter } from '../filters/filter.ts';
import type { Pair } from '../locations/pairs.ts';
import { type Flow, flowSize } from '../packets/flow.ts';
import type { Path } from '../packets/path.ts';
import { remaining } from '../packets/run.ts';
import type { Blocker, Verdict } from '../question.ts';
import { lacksAddress } from '../routing/paths.ts';
import { candidateFixes } from './candidateFixes.ts';
import { endpointFix } from './endpointFix.ts';
import { meantClosed } from './exposure.ts';
import { passesWhole } from './hops.ts';
import { weightOf } from './minimalSet.ts';

/**
 * The blockers of all pairs that do not work, without duplicate changes: for each pair, those of the path with the least
 * total weight.
 */
export function uniqueBlockers(pairs: readonly Pair[], verdict: Verdict): readonly Blocker[] {
  const failing = failingPairs(pairs, verdict);
  const alternatives = failing.flatMap((pair) => alternativesOf(pair, failing));
  const closed = meantClosed(
    failing,
    alternatives.flatMap(({ own }) => own),
  );
  if (closed) return [closed];
  const fewest = alternatives.flatMap(({ own, others }) => {
    const [best] = [own, ...others].sort((a, b) => weightOf(a) - weightOf(b));
    return best ?? [];
  });
  return withoutFailingSubnets(merged(fewest), pairs);
}

/** Every change that opens a path, or a part of one, of the pairs that do not work. */
export function candidatesOf(pairs: readonly Pair[], verdict: Verdict): readonly Blocker[] {
  const failing = failingPairs(pairs, verdict);
  const alternatives = failing.flatMap((pair) => alternativesOf(pair, failing));
  if (
    meantClosed(
      failing,
      alternatives.flatMap(({ own }) => own),
    )
  )
    return [];
  return withoutFailingSubnets(
    merged(alternatives.flatMap(({ own, others }) => [own, ...others].flat())),
    pairs,
  );
}

function failingPairs(pairs: readonly Pair[], verdict: Verdict): readonly Pair[] {
  return pairs.filter(
    (pair) => pair.verdict !== 'reachable' && (pair.verdict !== 'unknown' || verdict === 'unknown'),
  );
}

/** Merges equal changes that several paths need, with the reasons of all of them. */
function merged(blockers: readonly Blocker[]): readonly Blocker[] {
  const byKey = new Map<string, Blocker>();
  for (const blocker of blockers) {
    const key = keyOfChange(blocker.change);
    const known = byKey.get(key);
    byKey.set(
      key,
      known ? { ...known, reason: togetherWith(known.reason, blocker.reason) ?? known.reason } : blocker,
    );
  }
  return [...byKey.values()];
}

/** If other subnets of a workload work, moving out of the failing ones is enough and no other blockers are needed. */
function withoutFailingSubnets(blockers: readonly Blocker[], pairs: readonly Pair[]): readonly Blocker[] {
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

/** The blockers of the existing path, and of the paths that a change would create. */
interface Alternatives {
  readonly own: readonly Blocker[];
  readonly others: readonly (readonly Blocker[])[];
}

function alternativesOf(pair: Pair, failing: readonly Pair[]): readonly Alternatives[] {
  return pair.destination
    .paths('certain')
    .filter((path) => flowSize(remaining(path, 'certain')) < flowSize([path.flow]))
    .map((path) => {
      const own = blockersOf(path.checks, path.flow);
      if (lacksAddress(pair.scene)) return { own, others: [] };
      if (isRoutingTrouble(own)) return { own, others: otherPaths(pair, path, own, failing) };
      return { own, others: isMuchClosed(own) ? routesBeside(otherPaths(pair, path, own, failing)) : [] };
    });
}

function otherPaths(
  pair: Pair,
  { flow }: Path,
  own: readonly Blocker[],
  failing: readonly Pair[],
): readonly (readonly Blocker[])[] {
  const first = own.find(({ onEveryPath }) => !onEveryPath);
  if (!first) return [];
  const kept = own.filter(({ onEveryPath }) => onEveryPath);
  const fixes = candidateFixes(pair.scene, flow, first).map((one) => [
    one.first,
    ...blockersOf(one.checks, flow),
    ...kept,
  ]);
  const endpoint = endpointFix(failing, first);
  return endpoint.length > 0 ? [...fixes, [...endpoint, ...kept]] : fixes;
}

/** Filters that certainly stop packets; those that only may are among the assumptions. */
function blockersOf(checks: readonly Filter[], flow: Flow): readonly Blocker[] {
  return checks.filter((check) => !passesWhole(check, flow, 'possible')).map((check) => check.blocker());
}

/** If a path exists and is closed, only other routes are considered, not moves to another subnet. */
function routesBeside(alternatives: readonly (readonly Blocker[])[]): readonly (readonly Blocker[])[] {
  return alternatives
    .filter(([first]) => first?.change.kind !== 'use-subnets')
    .map((blockers) =>
      blockers.map((blocker) =>
        blocker.reason.kind === 'endpoint-not-on-table'
          ? { ...blocker, reason: { ...blocker.reason, hasClosedPath: true } }
          : blocker,
      ),
    );
}

/** Whether several changes are needed on this path, so that another path may need fewer. */
function isMuchClosed(blockers: readonly Blocker[]): boolean {
  return weightOf(blockers.filter(({ onEveryPath }) => !onEveryPath)) > 1;
}

/** Whether the routing is wrong, rather than a filter closed. */
function isRoutingTrouble(blockers: readonly Blocker[]): boolean {
  return blockers.some(
    ({ change, onEveryPath }) =>
      !onEveryPath &&
      (change.kind === 'other' || change.kind === 'use-subnets' || change.kind === 'public-address'),
  );
}
