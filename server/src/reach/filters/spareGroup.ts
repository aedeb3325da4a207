import { WORKLOAD_TYPES } from '../../aws/workloadTypes.ts';
import { groupUsers } from '../../network/analysis/groupUse.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { keyOfField, vpcKeyOf } from '../../network/lookup.ts';
import type { Location } from '../locations/location.ts';
import { isWithin } from '../packets/ranges.ts';
import type { FlowContext } from './filter.ts';
import { allowedByGroups } from './groupAllows.ts';

/**
 * The group that was probably meant for a workload that lists none and so has the VPC's default group: the only unused
 * group of the VPC that allows the other side. Undefined if there is none or if there are several.
 */
export function spareGroup(own: Location, peer: Location, scene: FlowContext): string | undefined {
  const { workload, securityGroups, subnet } = own;
  if (!workload || securityGroups.groups[0]?.kind !== 'default') return undefined;
  if (placements(scene.network).get(workload.id)?.groupsAt.kind !== 'absent') return undefined;
  if (!WORKLOAD_TYPES[workload.type]?.securityGroups) return undefined;
  const used = groupUsers(scene.network);
  const [spare, ...others] = [...scene.network.securityGroups.values()].filter((group) => {
    if (used.has(group.id) || scene.network.exportedIds.has(group.id)) return false;
    if (keyOfField(group.vpc) !== vpcKeyOf(subnet)) return false;
    const behind = {
      groups: [{ kind: 'group', group } as const],
      keys: [group.id],
      otherGroups: undefined,
      isUnfiltered: false,
    };
    const { addresses } = allowedByGroups(
      behind,
      'ingress',
      peer.securityGroups,
      scene.traffic,
      scene.network,
      'certain',
    );
    return isWithin(peer.addresses, addresses);
  });
  return others.length === 0 ? spare?.id : undefined;
}
