import type { Analysis } from '../../analysis.ts';
import { type Change, objectsNamedBy } from '../../changes/change.ts';
import { isApplied } from '../../changes/isApplied.ts';
import { existsWherever } from '../../changes/resources.ts';
import { networksOf } from './networks.ts';

/**
 * True where a change that fixes one scenario breaks none of the others: what it names is there wherever its place is, and
 * no other scenario has already what it adds, which AWS would then refuse.
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

/** Where it is written, unless that is what it names first. */
function placeOf(change: Change): string | undefined {
  if (change.kind === 'use-subnets') return change.workload;
  return change.kind === 'attach-gateway' ? change.gateway : undefined;
}
