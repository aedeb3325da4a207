import type { Analysis } from '../../analysis.ts';
import { type Change, objectsNamedBy } from '../../changes/change.ts';
import { isApplied } from '../../changes/isApplied.ts';
import { existsWherever } from '../../changes/resources.ts';
import { networksOf } from './networks.ts';

/**
 * True if a change that fixes one scenario breaks no other: the objects that it refers to exist wherever the changed
 * object does, and no other scenario already has what it adds, which AWS would refuse.
 */
export function isSafeElsewhere(change: Change, analysis: Analysis): boolean {
  const { content } = analysis;
  if (content.kind !== 'template') return true;
  const named = objectsNamedBy(change);
  const place = placeOf(change) ?? named[0];
  if (place === undefined) return true;
  return (
    named.every((id) => existsWherever(content, id, place)) &&
    !networksOf(analysis).some(({ network }) => isApplied(change, network))
  );
}

/** The changed object, unless it is the first one that the change refers to. */
function placeOf(change: Change): string | undefined {
  if (change.kind === 'use-subnets') return change.workload;
  return change.kind === 'attach-gateway' ? change.gateway : undefined;
}
