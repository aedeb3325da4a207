import { isGroupOfOtherVpc } from '../../network/analysis/otherVpc.ts';
import { keyOfField, vpcKeyOf } from '../../network/lookup.ts';
import type { Network, SecurityGroup } from '../../network/model.ts';
import { type Location, locationAt } from '../locations/location.ts';
import { constantFilter, type Filter } from './filter.ts';

/**
 * A group of a location that certainly belongs to another VPC. AWS refuses the deployment: a group and the interfaces
 * that use it are in one VPC, and a group without a VpcId is in the default VPC, which no template creates (fact
 * SG-11).
 */
export function groupOfOtherVpc(place: Location, network: Network): SecurityGroup | undefined {
  const { subnet, object, securityGroups } = place;
  if (!subnet || !object) return undefined;
  for (const one of securityGroups.groups) {
    if (one.kind === 'group' && isGroupOfOtherVpc(one.group, subnet.vpc, network)) return one.group;
  }
  return undefined;
}

/** Closed if the location cannot be deployed at all. */
export function deployability(place: Location, network: Network): Filter | undefined {
  const group = groupOfOtherVpc(place, network);
  if (!group) return undefined;
  const vpc = vpcKeyOf(place.subnet)!;
  return constantFilter({ resource: group.id, kind: 'security-group', at: group.at }, 'closed', () => ({
    code: null,
    resource: group.id,
    at: locationAt(place),
    reason: {
      kind: 'cannot-be-deployed',
      placed: place.id,
      group: group.id,
      groupVpc: keyOfField(group.vpc),
      subnet: place.subnet!.id,
      vpc,
    },
    change: { kind: 'other', what: `Add VpcId: ${vpc} to ${group.id}` },
  }));
}
