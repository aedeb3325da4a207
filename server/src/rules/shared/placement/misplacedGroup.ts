import { isGroupOfOtherVpc } from '../../../network/analysis/otherVpc.ts';
import { placements } from '../../../network/analysis/workloads/placement.ts';
import { keyOfField } from '../../../network/lookup.ts';
import type { Network, SecurityGroup } from '../../../network/model.ts';
import type { Workload } from '../../../network/workload.ts';
import type { Report } from '../../defineRule.ts';

/**
 * The finding that a workload has the group and is in another VPC, as the cause of what else is wrong with the group: it
 * has the wrong VpcId.
 */
export function causeMisplaced(groups: readonly SecurityGroup[], network: Network): Pick<Report, 'cause'> {
  const ids = new Set(groups.map(({ id }) => id));
  for (const [owner, { subnets, groupsAt }] of placements(network)) {
    const [subnet] = subnets;
    const workload = network.workloads.get(owner);
    if (!subnet || !workload || groupsAt.kind !== 'known') continue;
    for (const field of groupsAt.items) {
      const group = network.securityGroups.get(keyOfField(field) ?? '');
      if (!group || !ids.has(group.id) || field.kind !== 'known') continue;
      if (isGroupOfOtherVpc(group, subnet.vpc, network))
        return { cause: { rule: ruleFor(workload.kind), at: field.at } };
    }
  }
  return {};
}

/** The rule that compares the VPCs of the parts of such a workload. */
function ruleFor(kind: Workload['kind']): string {
  switch (kind) {
    case 'function':
      return 'lambda-vpc-mismatch';
    case 'load-balancer':
      return 'lb-vpc-mismatch';
    case 'database':
    case 'warehouse':
      return 'db-vpc-mismatch';
    default:
      return 'placement-vpc-mismatch';
  }
}
