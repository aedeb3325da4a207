import type { Family } from '../../../cidr/cidr.ts';
import { parseCidr } from '../../../cidr/parse.ts';
import { table } from '../../../table.ts';
import { NO_VALUE, type Value } from '../../../template/evaluation/value.ts';
import type { StatedCidr } from '../../model.ts';
import type { Draft, ResourceReader } from '../readResource.ts';

/** By type: the properties that have one block. */
const CIDR_PROPERTIES: Readonly<Record<string, readonly string[]>> = table({
  'AWS::EC2::VPC': ['CidrBlock'],
  'AWS::EC2::VPCCidrBlock': ['CidrBlock', 'Ipv6CidrBlock'],
  'AWS::EC2::Subnet': ['CidrBlock', 'Ipv6CidrBlock'],
  'AWS::EC2::SubnetCidrBlock': ['Ipv6CidrBlock'],
  'AWS::EC2::Route': ['DestinationCidrBlock', 'DestinationIpv6CidrBlock'],
  'AWS::EC2::NetworkAclEntry': ['CidrBlock', 'Ipv6CidrBlock'],
  'AWS::EC2::SecurityGroupIngress': ['CidrIp', 'CidrIpv6'],
  'AWS::EC2::SecurityGroupEgress': ['CidrIp', 'CidrIpv6'],
  'AWS::EC2::VPNConnectionRoute': ['DestinationCidrBlock'],
  'AWS::EC2::TransitGatewayRoute': ['DestinationCidrBlock'],
});

/** By type: the properties with a list of rules or entries, and the block properties of an item. */
const CIDR_LISTS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = table({
  'AWS::EC2::SecurityGroup': {
    SecurityGroupIngress: ['CidrIp', 'CidrIpv6'],
    SecurityGroupEgress: ['CidrIp', 'CidrIpv6'],
  },
  'AWS::EC2::PrefixList': { Entries: ['Cidr'] },
});

/** These have one property for both families; all others have one for each family. */
const BOTH_FAMILIES = new Set([
  'AWS::EC2::VPNConnectionRoute',
  'AWS::EC2::TransitGatewayRoute',
  'AWS::EC2::PrefixList',
]);

/** Whether resources of a type can have blocks. */
export function statesCidrs(type: string): boolean {
  return type in CIDR_PROPERTIES || type in CIDR_LISTS;
}

/** Collects every block in a resource, independently of how the resource is read otherwise. */
export function readStatedCidrs({ resource, property }: ResourceReader, draft: Draft): void {
  const { id, type } = resource;
  const note = (name: string, value: Value) => {
    const stated = statedCidr(value);
    if (stated)
      draft.statedCidrs.push({ resource: id, property: name, family: familyTaken(type, name), ...stated });
  };
  for (const name of CIDR_PROPERTIES[type] ?? []) note(name, property(name));
  for (const [list, names] of Object.entries(CIDR_LISTS[type] ?? {})) {
    const value = property(list);
    for (const item of value.kind === 'list' ? value.items : [value]) {
      if (item.kind !== 'fields') continue;
      for (const name of names) note(name, item.fields.get(name) ?? NO_VALUE);
    }
  }
}

function statedCidr(value: Value): Omit<StatedCidr, 'resource' | 'property' | 'family'> | undefined {
  if (value.kind !== 'known') return undefined;
  const { text, at, origin, defaults } = value;
  return { text, parsed: parseCidr(text), at, defaults, ...(origin && { origin }) };
}

function familyTaken(type: string, property: string): Family | undefined {
  if (BOTH_FAMILIES.has(type)) return undefined;
  return property.includes('pv6') ? 6 : 4;
}
