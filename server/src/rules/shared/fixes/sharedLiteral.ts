import { perParts } from '../../../network/lookup.ts';
import type { Scalar } from '../../../syntax/tree.ts';
import type { BlockParts } from './blockParts.ts';

/**
 * True if several properties get their block from the literal, such as the default of a parameter, so that changing it
 * for one of them changes all.
 */
export function isShared(literal: Scalar, networks: readonly BlockParts[]): boolean {
  return networks.some((network) => uses(network).get(literal) === 'several');
}

const uses = perParts(['statedCidrs'], ({ statedCidrs }) => {
  const found = new Map<Scalar | undefined, 'one' | 'several'>();
  for (const { origin } of statedCidrs) found.set(origin, found.has(origin) ? 'several' : 'one');
  return found;
});
