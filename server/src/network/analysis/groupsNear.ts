import { keyOf, rulesOfKey } from '../lookup.ts';
import type { Network } from '../model.ts';
import { keyOfGroup } from './groupRules.ts';
import { placements } from './workloads/placement.ts';

/** The groups of some workloads and endpoints, and the groups that their rules refer to, by key. */
export function groupsNear(ids: Iterable<string>, network: Network): ReadonlySet<string> {
  const found = new Set<string>();
  for (const id of ids) {
    for (const group of placements(network).get(id)?.groups ?? []) {
      found.add(keyOfGroup(group));
      for (const { peer } of rulesOfKey(keyOfGroup(group), network).own)
        if (peer.kind === 'group' && peer.group.kind === 'known') found.add(keyOf(peer.group.value));
    }
  }
  return found;
}
