import { rulesOfGroup } from '../../../network/analysis/groupRules.ts';
import { placements } from '../../../network/analysis/workloads/placement.ts';
import type { Network, SecurityGroup, SecurityGroupRule } from '../../../network/model.ts';

/**
 * The security groups of a workload, by its id, if none of their inbound rules allows what the workload's own parts
 * need. Undefined if one of them may: for a group that is not in the file, is exported or is a default one. `mayOpen`
 * decides for a rule and the id of its group.
 */
export function groupsClosedToThemselves(
  id: string,
  network: Network,
  mayOpen: (rule: SecurityGroupRule, own: string) => boolean,
): readonly SecurityGroup[] | undefined {
  const placement = placements(network).get(id);
  if (!placement || placement.otherGroups !== undefined || placement.groups.length === 0) return undefined;
  const groups: SecurityGroup[] = [];
  for (const group of placement.groups) {
    if (group.kind !== 'group' || network.exportedIds.has(group.group.id)) return undefined;
    const { ingress, mayHaveMore } = rulesOfGroup(group, network);
    if (mayHaveMore.ingress !== undefined || ingress.some((rule) => mayOpen(rule, group.group.id)))
      return undefined;
    groups.push(group.group);
  }
  return groups;
}
