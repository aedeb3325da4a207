import type { Value } from '../../../template/evaluation/value.ts';
import { type Field, unknownField } from '../../field.ts';
import { ROUTE_TARGET_PROPERTIES, type RouteDestination, type Zone } from '../../model.ts';
import { cidrField, fieldWithin, itemsOf, oneOfField, ownerField, targetField } from '../fieldOfValue.ts';
import type { Draft, ResourceReader } from '../readResource.ts';
import { requiredOwner } from '../requiredOwner.ts';
import { zoneOf } from './vpc.ts';
import { addressIn } from './workloads/fixedAddresses.ts';

export function readAssociation(reader: ResourceReader, draft: Draft): void {
  draft.routeTableAssociations.push({
    ...reader.object,
    subnet: requiredOwner(reader, 'SubnetId', 'AWS::EC2::Subnet'),
    routeTable: requiredOwner(reader, 'RouteTableId', 'AWS::EC2::RouteTable'),
  });
}

export function readRoute(reader: ResourceReader, draft: Draft): void {
  const { object, property } = reader;
  const targets = ROUTE_TARGET_PROPERTIES.flatMap((name) => {
    const target = targetField(property(name));
    return target.kind === 'absent' ? [] : [{ property: name, target }];
  });
  const routeTable = requiredOwner(reader, 'RouteTableId', 'AWS::EC2::RouteTable');
  draft.routes.push({ ...object, routeTable, destination: destinationOf(property), targets });
}

function destinationOf(property: ResourceReader['property']): RouteDestination {
  const ipv4 = property('DestinationCidrBlock');
  if (ipv4.kind !== 'absent') return { kind: 'cidr', cidr: cidrField(ipv4, 4), family: 4 };
  const ipv6 = property('DestinationIpv6CidrBlock');
  if (ipv6.kind !== 'absent') return { kind: 'cidr', cidr: cidrField(ipv6, 6), family: 6 };
  const list = property('DestinationPrefixListId');
  return list.kind === 'absent' ? { kind: 'none' } : { kind: 'prefix-list', list: targetField(list) };
}

/** CloudFormation refuses an attachment that names no gateway, and which one is meant is unknown. */
export function readGatewayAttachment(reader: ResourceReader, draft: Draft): void {
  const { object, property } = reader;
  const internetGateway = targetField(property('InternetGatewayId'));
  const vpnGateway = targetField(property('VpnGatewayId'));
  const isOfNone = internetGateway.kind === 'absent' && vpnGateway.kind === 'absent';
  const unnamed = unknownField({ why: `${object.id} names no gateway` }, object.at);
  draft.gatewayAttachments.push({
    ...object,
    vpc: requiredOwner(reader, 'VpcId', 'AWS::EC2::VPC'),
    internetGateway: isOfNone ? unnamed : internetGateway,
    vpnGateway: isOfNone ? unnamed : vpnGateway,
  });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-natgateway.html */
const SECOND_ADDRESSES = ['SecondaryPrivateIpAddresses', 'SecondaryPrivateIpAddressCount'];

export function readNatGateway({ object, property }: ResourceReader, draft: Draft): void {
  const fixedAddress = addressIn(property('PrivateIpAddress'));
  const hasOneAddress = SECOND_ADDRESSES.every((name) => property(name).kind === 'absent');
  const listed = itemsOf(property('AvailabilityZoneAddresses'));
  draft.natGateways.set(object.id, {
    ...object,
    subnet: targetField(property('SubnetId')),
    vpc: targetField(property('VpcId')),
    connectivity: oneOfField(property('ConnectivityType'), ['public', 'private']),
    availability: oneOfField(property('AvailabilityMode'), ['zonal', 'regional']),
    allocation: targetField(property('AllocationId')),
    ...(hasOneAddress && fixedAddress && { fixedAddress }),
    ...(listed.length > 0 && { zones: listed.map(zoneOfAddresses) }),
  });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-natgateway-availabilityzoneaddress.html */
function zoneOfAddresses(addresses: Value): Field<Zone> {
  return zoneOf(fieldWithin(addresses, 'AvailabilityZone'), fieldWithin(addresses, 'AvailabilityZoneId'));
}

export function readBlockPublicAccess({ object, property }: ResourceReader, draft: Draft): void {
  draft.blockPublicAccess.push({
    ...object,
    mode: oneOfField(property('InternetGatewayBlockMode'), ['block-bidirectional', 'block-ingress']),
  });
}

export function readBlockPublicAccessExclusion({ object, property }: ResourceReader, draft: Draft): void {
  draft.blockPublicAccessExclusions.push({
    ...object,
    vpc: ownerField(property('VpcId')),
    subnet: ownerField(property('SubnetId')),
    mode: oneOfField(property('InternetGatewayExclusionMode'), ['allow-bidirectional', 'allow-egress']),
  });
}
