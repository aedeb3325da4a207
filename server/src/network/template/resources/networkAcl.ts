import { NO_VALUE } from '../../../template/evaluation/value.ts';
import { ABSENT, type Field } from '../../field.ts';
import type { Direction } from '../../protocol.ts';
import {
  cidrField,
  fieldOf,
  icmpOf,
  integerField,
  oneOfField,
  portRangeOf,
  readProtocol,
  valueAtPath,
} from '../fieldOfValue.ts';
import type { Draft, ResourceReader } from '../readResource.ts';
import { requiredOwner } from '../requiredOwner.ts';

export function readNetworkAclEntry(reader: ResourceReader, draft: Draft): void {
  const { object, property } = reader;
  const protocol = fieldOf(property('Protocol'), readProtocol);
  const range = property('PortRange');
  const ipv4 = property('CidrBlock');
  const ipv6 = property('Ipv6CidrBlock');
  draft.networkAclEntries.push({
    ...object,
    acl: requiredOwner(reader, 'NetworkAclId', 'AWS::EC2::NetworkAcl'),
    ruleNumber: integerField(property('RuleNumber')),
    direction: directionOf(property),
    action: oneOfField(property('RuleAction'), ['allow', 'deny']),
    protocol,
    ports: portRangeOf(
      protocol,
      (end) => {
        if (range.kind === 'fields') return range.fields.get(end) ?? NO_VALUE;
        return range.kind === 'absent' ? NO_VALUE : range;
      },
      ['From', 'To'],
    ),
    icmp: icmpOf(protocol, valueAtPath(property, 'Icmp.Type'), valueAtPath(property, 'Icmp.Code')),
    ...(ipv4.kind !== 'absent'
      ? { cidr: cidrField(ipv4, 4), family: 4 }
      : ipv6.kind !== 'absent'
        ? { cidr: cidrField(ipv6, 6), family: 6 }
        : { cidr: ABSENT }),
  });
}

function directionOf(property: ResourceReader['property']): Field<Direction> {
  return fieldOf(property('Egress'), (text) => {
    const flag = text.toLowerCase();
    return flag === 'true' ? 'egress' : flag === 'false' ? 'ingress' : undefined;
  });
}

export function readNetworkAclAssociation(reader: ResourceReader, draft: Draft): void {
  draft.networkAclAssociations.push({
    ...reader.object,
    subnet: requiredOwner(reader, 'SubnetId', 'AWS::EC2::Subnet'),
    acl: requiredOwner(reader, 'NetworkAclId', 'AWS::EC2::NetworkAcl'),
  });
}
