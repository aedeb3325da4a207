import type { Cidr, Family } from '../cidr/cidr.ts';
import { parseCidr } from '../cidr/parse.ts';
import { resolved, valueAt } from '../syntax/tree.ts';
import { evaluateAt, type Scenario } from '../template/evaluate.ts';
import type { Resource } from '../template/template.ts';
import { ABSENT as NO_VALUE, type Value } from '../template/value.ts';
import { cidrField, fieldOf, integerField, targetField, targetList } from './fromValue.ts';
import {
  ALL_PORTS,
  type Direction,
  type Field,
  type LambdaFunction,
  type Network,
  type NetworkObject,
  type Peer,
  type PortRange,
  type Protocol,
  type RouteTable,
  type RouteTableAssociation,
  type SecurityGroup,
  type SecurityGroupRule,
  type StatedCidr,
  type Subnet,
  type Target,
  type Vpc,
} from './model.ts';

/** The network of a template in one scenario: resources whose condition is false do not exist in it. */
export function networkOfTemplate(scenario: Scenario): Network {
  const vpcs = new Map<string, Vpc>();
  const subnets = new Map<string, Subnet>();
  const routeTables = new Map<string, RouteTable>();
  const routeTableAssociations: RouteTableAssociation[] = [];
  const securityGroups = new Map<string, SecurityGroup>();
  const securityGroupRules: SecurityGroupRule[] = [];
  const functions: LambdaFunction[] = [];
  const statedCidrs: StatedCidr[] = [];
  const secondaryBlocks: { vpc: Field<Target>; ipv4: Field<Cidr>; ipv6: Field<Cidr> }[] = [];

  for (const resource of scenario.template.resources.values()) {
    if (!exists(resource, scenario)) continue;
    const property = (name: string) => evaluateAt(valueAt(resource.properties, name), scenario);
    const object = objectOf(resource);
    switch (resource.type) {
      case 'AWS::EC2::VPC':
        vpcs.set(resource.id, { ...object, ipv4: [cidrField(property('CidrBlock'), 4)], ipv6: [] });
        break;
      case 'AWS::EC2::VPCCidrBlock':
        secondaryBlocks.push({
          vpc: targetField(property('VpcId')),
          ipv4: blockField(property, 'CidrBlock', 'Ipv4IpamPoolId', 4),
          ipv6: ipv6BlockOfVpc(property),
        });
        break;
      case 'AWS::EC2::Subnet':
        subnets.set(resource.id, {
          ...object,
          vpc: targetField(property('VpcId')),
          ipv4: cidrField(property('CidrBlock'), 4),
          ipv6: cidrField(property('Ipv6CidrBlock'), 6),
        });
        break;
      case 'AWS::EC2::RouteTable':
        routeTables.set(resource.id, { ...object, vpc: targetField(property('VpcId')) });
        break;
      case 'AWS::EC2::SubnetRouteTableAssociation':
        routeTableAssociations.push({
          ...object,
          subnet: targetField(property('SubnetId')),
          routeTable: targetField(property('RouteTableId')),
        });
        break;
      case 'AWS::EC2::SecurityGroup':
        securityGroups.set(resource.id, { ...object, vpc: targetField(property('VpcId')) });
        for (const direction of ['ingress', 'egress'] as const) {
          securityGroupRules.push(...inlineRules(resource, direction, property));
        }
        break;
      case 'AWS::EC2::SecurityGroupIngress':
      case 'AWS::EC2::SecurityGroupEgress':
        securityGroupRules.push(standaloneRule(resource, property));
        break;
      case 'AWS::Lambda::Function':
      case 'AWS::Serverless::Function':
        functions.push(functionOf(resource, property));
        break;
    }
    statedCidrs.push(...cidrsOf(resource, property));
  }

  for (const { vpc, ipv4, ipv6 } of secondaryBlocks) {
    const owner = vpc.kind === 'known' && vpc.value.kind === 'resource' ? vpcs.get(vpc.value.id) : undefined;
    if (!owner) continue;
    vpcs.set(owner.id, {
      ...owner,
      ipv4: ipv4.kind === 'absent' ? owner.ipv4 : [...owner.ipv4, ipv4],
      ipv6: ipv6.kind === 'absent' ? owner.ipv6 : [...owner.ipv6, ipv6],
    });
  }
  return {
    vpcs,
    subnets,
    routeTables,
    routeTableAssociations,
    securityGroups,
    securityGroupRules,
    functions,
    statedCidrs,
  };
}

/** A condition that cannot be decided, because it does not exist, hides its resource: AWS refuses the template. */
function exists(resource: Resource, scenario: Scenario): boolean {
  return resource.condition === undefined || scenario.conditions.get(resource.condition) === true;
}

function objectOf(resource: Resource): NetworkObject {
  const properties = resolved(resource.properties);
  return {
    id: resource.id,
    at: resource.key,
    properties: properties?.kind === 'mapping' ? properties : undefined,
  };
}

/** The value of a property by its name. */
type Property = (name: string) => Value;

/** A block that may come from an address pool instead, and is then unknown. */
function blockField(property: Property, name: string, pool: string, family: Family): Field<Cidr> {
  const from = property(pool);
  if (from.kind === 'absent') return cidrField(property(name), family);
  return { kind: 'unknown', why: 'it is taken from an address pool', at: from.at };
}

function ipv6BlockOfVpc(property: Property): Field<Cidr> {
  const provided = property('AmazonProvidedIpv6CidrBlock');
  if (provided.kind === 'known' && provided.text === 'true') {
    return { kind: 'unknown', why: 'Amazon provides it', at: provided.at };
  }
  return blockField(property, 'Ipv6CidrBlock', 'Ipv6IpamPoolId', 6);
}

function inlineRules(resource: Resource, direction: Direction, property: Property): SecurityGroupRule[] {
  const list = property(direction === 'ingress' ? 'SecurityGroupIngress' : 'SecurityGroupEgress');
  const rules = list.kind === 'list' ? list.items : [list];
  const group: Field<Target> = {
    kind: 'known',
    value: { kind: 'resource', id: resource.id },
    at: resource.key,
    defaults: [],
  };
  return rules.flatMap((rule) => {
    if (rule.kind !== 'fields') return [];
    const property = (name: string) => rule.fields.get(name) ?? NO_VALUE;
    return [ruleOf(group, resource, direction, rule.at, property)];
  });
}

function standaloneRule(resource: Resource, property: Property): SecurityGroupRule {
  const direction = resource.type === 'AWS::EC2::SecurityGroupIngress' ? 'ingress' : 'egress';
  const byId = property('GroupId');
  const group = targetField(byId.kind === 'absent' ? property('GroupName') : byId);
  return ruleOf(group, resource, direction, resource.properties ?? resource.key, property);
}

function ruleOf(
  group: Field<Target>,
  resource: Resource,
  direction: Direction,
  at: SecurityGroupRule['at'],
  property: Property,
): SecurityGroupRule {
  const protocol = fieldOf(property('IpProtocol'), readProtocol);
  const ports = portsOf(protocol, property);
  return { group, resource: resource.id, at, direction, protocol, ports, peer: peerOf(direction, property) };
}

/** IANA's numbers for the names that AWS takes: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html */
const PROTOCOLS: Record<string, Protocol> = {
  '-1': 'all',
  tcp: 'tcp',
  '6': 'tcp',
  udp: 'udp',
  '17': 'udp',
  icmp: 'icmp',
  '1': 'icmp',
  icmpv6: 'icmpv6',
  '58': 'icmpv6',
};

function readProtocol(text: string): Protocol | undefined {
  const name = text.trim().toLowerCase();
  return PROTOCOLS[name] ?? (/^\d{1,3}$/.test(name) ? { number: Number(name) } : undefined);
}

/** Fact SG-08: any protocol but TCP, UDP and ICMP opens all ports, whatever is written beside it. */
function portsOf(protocol: Field<Protocol>, property: Property): Field<PortRange> {
  if (protocol.kind !== 'known') return protocol;
  const { at, defaults } = protocol;
  if (protocol.value !== 'tcp' && protocol.value !== 'udp')
    return { kind: 'known', value: ALL_PORTS, at, defaults };
  const from = integerField(property('FromPort'));
  const to = integerField(property('ToPort'));
  if (from.kind === 'unknown') return from;
  if (to.kind === 'unknown') return to;
  if (from.kind === 'absent' || to.kind === 'absent') {
    return { kind: 'unknown', why: 'one end of the port range is missing', at };
  }
  // The API reads -1 as every port.
  const range = from.value === -1 || to.value === -1 ? ALL_PORTS : { from: from.value, to: to.value };
  return {
    kind: 'known',
    value: range,
    at: from.at,
    defaults: [...new Set([...from.defaults, ...to.defaults])],
  };
}

function peerOf(direction: Direction, property: Property): Peer {
  const ipv4 = property('CidrIp');
  if (ipv4.kind !== 'absent') return { kind: 'cidr', cidr: cidrField(ipv4, 4) };
  const ipv6 = property('CidrIpv6');
  if (ipv6.kind !== 'absent') return { kind: 'cidr', cidr: cidrField(ipv6, 6) };
  const group = property(direction === 'ingress' ? 'SourceSecurityGroupId' : 'DestinationSecurityGroupId');
  if (group.kind !== 'absent') return { kind: 'group', group: targetField(group) };
  const list = property(direction === 'ingress' ? 'SourcePrefixListId' : 'DestinationPrefixListId');
  if (list.kind !== 'absent') return { kind: 'prefix-list', list: targetField(list) };
  return { kind: 'unknown' };
}

function functionOf(resource: Resource, property: Property): LambdaFunction {
  const object = objectOf(resource);
  const config = property('VpcConfig');
  if (config.kind !== 'fields') return { ...object, stage: null, vpcConfig: undefined };
  const node = valueAt(resource.properties, 'VpcConfig');
  const field = (name: string) => config.fields.get(name) ?? NO_VALUE;
  return {
    ...object,
    stage: null,
    vpcConfig: {
      at: config.at,
      node: node?.kind === 'mapping' ? node : undefined,
      subnets: targetList(field('SubnetIds')),
      securityGroups: targetList(field('SecurityGroupIds')),
    },
  };
}

/** Properties that take one block, by type. */
const CIDR_PROPERTIES: Record<string, readonly string[]> = {
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
};

/** Properties that hold a list of rules or entries, each with blocks of its own. */
const CIDR_LISTS: Record<string, Readonly<Record<string, readonly string[]>>> = {
  'AWS::EC2::SecurityGroup': {
    SecurityGroupIngress: ['CidrIp', 'CidrIpv6'],
    SecurityGroupEgress: ['CidrIp', 'CidrIpv6'],
  },
  'AWS::EC2::PrefixList': { Entries: ['Cidr'] },
};

function* cidrsOf(resource: Resource, property: Property): Generator<StatedCidr> {
  for (const name of CIDR_PROPERTIES[resource.type] ?? []) yield* statedCidr(resource, name, property(name));
  for (const [list, names] of Object.entries(CIDR_LISTS[resource.type] ?? {})) {
    const value = property(list);
    for (const item of value.kind === 'list' ? value.items : [value]) {
      if (item.kind !== 'fields') continue;
      for (const name of names) yield* statedCidr(resource, name, item.fields.get(name) ?? NO_VALUE);
    }
  }
}

function* statedCidr(resource: Resource, property: string, value: Value): Generator<StatedCidr> {
  if (value.kind !== 'known') return;
  const { text, at, origin, defaults } = value;
  const parsed = parseCidr(text);
  const family = familyTaken(resource.type, property);
  yield { resource: resource.id, property, family, text, parsed, at, defaults, ...(origin && { origin }) };
}

/** These have one property for both families; everywhere else AWS has a property for each. */
const BOTH_FAMILIES = new Set([
  'AWS::EC2::VPNConnectionRoute',
  'AWS::EC2::TransitGatewayRoute',
  'AWS::EC2::PrefixList',
]);

function familyTaken(type: string, property: string): Family | undefined {
  if (BOTH_FAMILIES.has(type)) return undefined;
  return property.includes('pv6') ? 6 : 4;
}
