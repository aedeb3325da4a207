import type { Cidr, Family } from '../../../cidr/cidr.ts';
import type { Value } from '../../../template/evaluation/value.ts';
import type { Field } from '../../field.ts';
import { find } from '../../lookup.ts';
import type { Zone } from '../../model.ts';
import { booleanField, booleanOf, cidrField, fieldOf, targetField } from '../fieldOfValue.ts';
import type { Draft, Property, ResourceReader } from '../readResource.ts';
import { requiredOwner } from '../requiredOwner.ts';

export function readVpc({ object, property }: ResourceReader, draft: Draft): void {
  draft.vpcs.set(object.id, {
    ...object,
    ipv4: [blockField(property, 'CidrBlock', 'Ipv4IpamPoolId', 4)],
    ipv6: [],
    dnsSupport: booleanField(property('EnableDnsSupport')),
    dnsHostnames: booleanField(property('EnableDnsHostnames')),
  });
}

/** `AWS::EC2::VPCCidrBlock` adds a block to a VPC that may come after it in the text. */
export function addSecondaryBlocks({ property }: ResourceReader, draft: Draft): void {
  const vpc = find(draft.vpcs, targetField(property('VpcId')));
  if (!vpc) return;
  const ipv4 = blockField(property, 'CidrBlock', 'Ipv4IpamPoolId', 4);
  const ipv6 = providedBlock(property) ?? blockField(property, 'Ipv6CidrBlock', 'Ipv6IpamPoolId', 6);
  draft.vpcs.set(vpc.id, {
    ...vpc,
    ipv4: ipv4.kind === 'absent' ? vpc.ipv4 : [...vpc.ipv4, ipv4],
    ipv6: ipv6.kind === 'absent' ? vpc.ipv6 : [...vpc.ipv6, ipv6],
  });
}

/** `AWS::EC2::SubnetCidrBlock` adds an IPv6 block to a subnet that may come after it in the text. */
export function addSubnetBlock({ property }: ResourceReader, draft: Draft): void {
  const subnet = find(draft.subnets, targetField(property('SubnetId')));
  if (subnet?.ipv6.kind !== 'absent') return;
  draft.subnets.set(subnet.id, {
    ...subnet,
    ipv6: blockField(property, 'Ipv6CidrBlock', 'Ipv6IpamPoolId', 6),
  });
}

export function readSubnet(reader: ResourceReader, draft: Draft): void {
  const { object, property } = reader;
  draft.subnets.set(object.id, {
    ...object,
    vpc: requiredOwner(reader, 'VpcId', 'AWS::EC2::VPC'),
    ipv4: blockField(property, 'CidrBlock', 'Ipv4IpamPoolId', 4),
    ipv6: blockField(property, 'Ipv6CidrBlock', 'Ipv6IpamPoolId', 6),
    zone: zoneOf(property('AvailabilityZone'), property('AvailabilityZoneId')),
    mapPublicIp: booleanField(property('MapPublicIpOnLaunch')),
    assignsIpv6: booleanField(property('AssignIpv6AddressOnCreation')),
    dns64: booleanField(property('EnableDns64')),
    outpost: fieldOf(property('OutpostArn'), (arn) => arn),
  });
}

/** A block; unknown if it comes from an address pool. */
function blockField(property: Property, name: string, pool: string, family: Family): Field<Cidr> {
  const from = property(pool);
  if (from.kind === 'absent') return cidrField(property(name), family);
  return { kind: 'unknown', why: 'it comes from an address pool', at: from.at };
}

/** The block that Amazon assigns to the VPC, if that is requested. */
function providedBlock(property: Property): Field<Cidr> | undefined {
  const provided = property('AmazonProvidedIpv6CidrBlock');
  if (provided.kind === 'absent' || booleanOf(provided) === false) return undefined;
  return { kind: 'unknown', why: 'Amazon provides it', at: provided.at, isProvided: true };
}

export function zoneOf(name: Value, id: Value): Field<Zone> {
  if (id.kind !== 'absent') return fieldOf(id, (text) => ({ kind: 'id', id: text }));
  if (name.kind === 'zone') {
    const { region, index, defaults, at } = name;
    return { kind: 'known', value: { kind: 'nth', region, index }, at, defaults };
  }
  // `${?}` has no name, so two of them may differ.
  const text = name.kind === 'unknown' ? (name.selected ?? name.partial) : undefined;
  if (text !== undefined && name.kind === 'unknown' && !text.includes('${?}'))
    return { kind: 'known', value: { kind: 'pattern', text }, at: name.at, defaults: [] };
  return fieldOf(name, (text) => ({ kind: 'name', name: text }));
}
