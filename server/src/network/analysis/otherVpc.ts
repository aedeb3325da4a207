import { type Field, isOtherTarget, type Target } from '../field.ts';
import { keyOfField } from '../lookup.ts';
import type { Network, SecurityGroup } from '../model.ts';
import type { Group } from './groupRules.ts';

/**
 * True if both are certainly different VPCs: the file creates them, or their ids are known. A custom resource may
 * return any id.
 */
export function areDifferentVpcs(
  a: Field<Target>,
  b: Field<Target>,
  network: Pick<Network, 'vpcs'>,
): boolean {
  if (a.kind !== 'known' || b.kind !== 'known') return false;
  return isVpc(a.value, network) && isVpc(b.value, network) && isOtherTarget(a.value, b.value);
}

/** True for a VPC that the file creates, which is never the account's default VPC. */
export function isOwnVpc(vpc: Field<Target>, { vpcs }: Pick<Network, 'vpcs'>): boolean {
  return vpc.kind === 'known' && vpc.value.kind === 'resource' && vpcs.has(vpc.value.id);
}

/** Another id, a block or a name where a VPC is meant says nothing of the VPC; property-wrong-kind reports it. */
function isVpc(target: Target, { vpcs }: Pick<Network, 'vpcs'>): boolean {
  return target.kind === 'id'
    ? target.id.startsWith('vpc-')
    : target.kind === 'resource' && vpcs.has(target.id);
}

/**
 * True for a group that certainly cannot be used in that VPC: it belongs to another VPC, or to the default VPC because
 * it names none (fact SG-11), and is not associated with this one.
 */
export function isGroupOfOtherVpc(group: SecurityGroup, vpc: Field<Target>, network: Network): boolean {
  if (vpc.kind !== 'known' || isAssociated(group, vpc.value, network)) return false;
  return group.vpc.kind === 'absent' ? isOwnVpc(vpc, network) : areDifferentVpcs(group.vpc, vpc, network);
}

/** The VPC of a group. That of a VPC's default group is known only if the file creates the VPC. */
export function vpcOfGroup(one: Group): Field<Target> {
  if (one.kind === 'group') return one.group.vpc;
  return { kind: 'known', value: { kind: 'resource', id: one.vpc.id }, at: one.vpc.at, defaults: [] };
}

/** Fact X-06. An association with an unknown VPC may be with this one. */
function isAssociated(
  { id }: SecurityGroup,
  vpc: Target,
  { securityGroupVpcAssociations }: Network,
): boolean {
  return securityGroupVpcAssociations.some(
    ({ group, vpc: other }) =>
      (group.kind === 'unknown' || keyOfField(group) === id) &&
      (other.kind !== 'known' || !isOtherTarget(other.value, vpc)),
  );
}
