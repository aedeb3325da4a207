import { resolved } from '../../../syntax/tree.ts';
import { NO_VALUE, type Value } from '../../../template/evaluation/value.ts';
import type { Field, Target } from '../../field.ts';
import type { Peer, SecurityGroup, SecurityGroupRule } from '../../model.ts';
import type { Direction } from '../../protocol.ts';
import {
  cidrField,
  fieldOf,
  icmpOf,
  itemsOf,
  ownerField,
  portRangeOf,
  readProtocol,
  targetField,
} from '../fieldOfValue.ts';
import type { Draft, Property, ResourceReader } from '../readResource.ts';
import { requiredOwner } from '../requiredOwner.ts';

export function readSecurityGroup(reader: ResourceReader, draft: Draft): void {
  const { object, property } = reader;
  const inlineEgress = inlineEgressState(property('SecurityGroupEgress'));
  const unknownRules = (['ingress', 'egress'] as const).filter((direction) =>
    itemsOf(property(INLINE[direction])).some(({ kind }) => kind !== 'fields' && kind !== 'absent'),
  );
  const vpc = ownerField(property('VpcId'));
  draft.securityGroups.set(object.id, { ...object, vpc, inlineEgress, unknownRules });
  for (const direction of ['ingress', 'egress'] as const) {
    draft.securityGroupRules.push(...inlineRules(reader, direction));
  }
}

const INLINE = { ingress: 'SecurityGroupIngress', egress: 'SecurityGroupEgress' } as const;

function inlineEgressState(value: Value): SecurityGroup['inlineEgress'] {
  if (value.kind === 'absent' || (value.kind === 'list' && value.items.length === 0)) return 'absent';
  return value.kind === 'unknown' ? 'unknown' : 'stated';
}

function inlineRules(
  { resource, object, property, listOf }: ResourceReader,
  direction: Direction,
): SecurityGroupRule[] {
  const name = INLINE[direction];
  const value = property(name);
  const group: Field<Target> = {
    kind: 'known',
    value: { kind: 'resource', id: object.id },
    at: resource.key,
    defaults: [],
  };
  return (value.kind === 'list' ? value.items : [value]).flatMap((rule) => {
    if (rule.kind !== 'fields') return [];
    const list = listOf(name);
    // An item inside of `Fn::If` is not an item of the list itself and cannot be removed from it.
    const node = list?.items.find((item) => resolved(item) === rule.at);
    const field: Property = (key) => rule.fields.get(key) ?? NO_VALUE;
    return [ruleOf({ group, resource: object.id, at: rule.at, list: node && list, node, direction }, field)];
  });
}

export function readStandaloneRule(reader: ResourceReader, draft: Draft): void {
  const { resource, object, property } = reader;
  const direction: Direction = resource.type === 'AWS::EC2::SecurityGroupIngress' ? 'ingress' : 'egress';
  const byName = property('GroupId').kind === 'absent' ? property('GroupName') : NO_VALUE;
  const group =
    byName.kind === 'absent'
      ? requiredOwner(reader, 'GroupId', 'AWS::EC2::SecurityGroup')
      : ownerField(byName);
  const { id, at } = object;
  const written = { group, resource: id, at, list: undefined, node: resource.properties, direction };
  draft.securityGroupRules.push(ruleOf(written, property));
}

type Written = Omit<SecurityGroupRule, 'protocol' | 'ports' | 'icmp' | 'peer'>;

function ruleOf(written: Written, property: Property): SecurityGroupRule {
  const protocol = fieldOf(property('IpProtocol'), readProtocol);
  return {
    ...written,
    protocol,
    ports: portRangeOf(protocol, property, ['FromPort', 'ToPort']),
    icmp: icmpOf(protocol, property('FromPort'), property('ToPort')),
    peer: peerOf(written.direction, property),
  };
}

/** The first peer property that is written; AWS accepts exactly one (fact SG-08). */
function peerOf(direction: Direction, property: Property): Peer {
  const ipv4 = property('CidrIp');
  if (ipv4.kind !== 'absent') return { kind: 'cidr', cidr: cidrField(ipv4, 4), family: 4 };
  const ipv6 = property('CidrIpv6');
  if (ipv6.kind !== 'absent') return { kind: 'cidr', cidr: cidrField(ipv6, 6), family: 6 };
  const group = property(direction === 'ingress' ? 'SourceSecurityGroupId' : 'DestinationSecurityGroupId');
  if (group.kind !== 'absent') return { kind: 'group', group: targetField(group) };
  const list = property(direction === 'ingress' ? 'SourcePrefixListId' : 'DestinationPrefixListId');
  if (list.kind !== 'absent') return { kind: 'prefix-list', list: targetField(list) };
  return { kind: 'unknown' };
}
