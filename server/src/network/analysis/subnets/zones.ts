import { regionOfZone } from '../../../aws/regions.ts';
import { type Field, isSameTarget, type KnownField, type Target, type TargetList } from '../../field.ts';
import { find } from '../../lookup.ts';
import { isSameZone, type Network, type Subnet, type Zone } from '../../model.ts';

/** A subnet in a list. */
export interface ListedSubnet {
  readonly target: KnownField<Target>;
  /** Undefined if the subnet is outside of the network. */
  readonly subnet: Subnet | undefined;
}

/** The subnets of a list, without duplicates; undefined if one of them is known only at deployment. */
export function listedSubnets(list: TargetList, network: Network): readonly ListedSubnet[] | undefined {
  if (list.kind !== 'known') return undefined;
  const listed: ListedSubnet[] = [];
  for (const target of list.items) {
    if (target.kind !== 'known') return undefined;
    if (listed.some((other) => isSameTarget(other.target.value, target.value))) continue;
    listed.push({ target, subnet: find(network.subnets, target) });
  }
  return listed;
}

/**
 * True if the subnet is certainly in an Availability Zone. AWS chooses one if the subnet names none. Local Zones,
 * Wavelength Zones and Outposts have other rules, and a zone that is known only at deployment may be one of these.
 */
export function isInAvailabilityZone({ zone, outpost }: Subnet): boolean {
  if (outpost.kind !== 'absent') return false;
  return zone.kind === 'absent' || (zone.kind === 'known' && isAvailabilityZone(zone.value));
}

/** Fact REG-02: eu-central-1a or euc1-az2. A Local Zone is us-west-2-lax-1a or usw2-lax1-az1. */
function isAvailabilityZone(zone: Zone): boolean {
  switch (zone.kind) {
    case 'name':
      return regionOfZone(zone.name) !== undefined;
    case 'id':
      return /^[a-z0-9]+-az\d+$/.test(zone.id);
    case 'nth':
      return true;
    case 'pattern':
      return /^\$\{AWS::Region\}[a-z]$/.test(zone.text);
  }
}

/** True if both subnets are certainly in the same Availability Zone. */
export function shareZone(a: Subnet, b: Subnet): boolean {
  return isInAvailabilityZone(a) && isInAvailabilityZone(b) && isSameZone(a.zone, b.zone) === 'yes';
}

/** Whether a subnet is certainly in another zone than all of the others; undefined ones have unknown zones. */
export function isInOtherZone(subnet: Subnet, others: readonly (Subnet | undefined)[]): boolean {
  return (
    isInAvailabilityZone(subnet) &&
    others.every((other) => other && isSameZone(other.zone, subnet.zone) === 'no')
  );
}

/** True for one subnet, or several that are certainly in the same Availability Zone. */
export function areInOneZone(listed: readonly ListedSubnet[]): boolean {
  const [first] = listed;
  if (!first?.subnet || !isInAvailabilityZone(first.subnet)) return false;
  return listed.every(
    ({ subnet }) => subnet === first.subnet || (subnet && shareZone(subnet, first.subnet!)),
  );
}

/** A zone as a message names it. */
export function zoneName(zone: Field<Zone>): string {
  return zone.kind === 'known' ? zoneWord(zone.value) : 'another zone';
}

/** The zone's name or id; "AZ 1" for the first zone of Fn::GetAZs. */
export function zoneWord(zone: Zone): string {
  switch (zone.kind) {
    case 'name':
      return zone.name;
    case 'id':
      return zone.id;
    case 'nth':
      return `AZ ${zone.index + 1}`;
    case 'pattern':
      return zone.text;
  }
}
