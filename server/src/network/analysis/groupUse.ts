import { addTo } from '../../multimap.ts';
import { perParts } from '../lookup.ts';
import { keyOfGroup } from './groupRules.ts';
import { PARTS_OF_PLACEMENT, placements } from './workloads/placement.ts';

/** The workloads and endpoints that use each group, by the group's key, in the order of the text. */
export const groupUsers = perParts(PARTS_OF_PLACEMENT, (network): ReadonlyMap<string, readonly string[]> => {
  const users = new Map<string, string[]>();
  for (const [id, { groups }] of placements(network)) {
    for (const group of groups) {
      const key = keyOfGroup(group);
      addTo(users, key, id);
    }
  }
  return users;
});
