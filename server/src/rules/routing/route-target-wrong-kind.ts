import { schemaOf } from '../../aws/schema/schema.ts';
import type { Route, RouteTarget, RouteTargetProperty } from '../../network/model.ts';
import { entryAt, type Mapping, resolved, stringValue, writtenEntry } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import { argumentsOf, type Call, callOf } from '../../template/evaluation/intrinsic.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';
import { refersToItself } from '../shared/properties/kinds.ts';

/** A route whose property accepts another kind of gateway than its value. */
export default defineRule({
  id: 'route-target-wrong-kind',
  area: 'routing',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The route property does not match the kind of its target',
  why: 'Each target property of a route accepts one kind of id: NatGatewayId accepts NAT gateways (nat-…), TransitGatewayId transit gateways (tgw-…). AWS rejects any other kind, and the stack fails. GatewayId is for internet gateways and virtual private gateways; EC2 is reported to accept a NAT gateway there, but the template is then misleading.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-route.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html',
    'RT-08',
    'G24',
  ],

  *check(file) {
    for (const route of file.network.routes) {
      // route-two-targets reports several targets.
      const [target, ...others] = route.targets;
      const given = target && others.length === 0 ? kindOf(target, file) : undefined;
      if (!target || !given || target.target.kind !== 'known' || takes(target.property, given)) continue;
      // AWS also rejects a resource that can be no target.
      const isTaken = target.property === 'GatewayId' && given.properties.length > 0;
      yield {
        at: target.target.at,
        resource: route.id,
        defaults: target.target.defaults,
        ...(isTaken && { severity: isSaidToWork(given) ? ('info' as const) : ('warning' as const) }),
        message: `${target.property} of ${route.id} names ${target.target.value.id}, ${given.name}. ${isTaken ? `${target.property} is for internet gateways and virtual private gateways.` : `AWS rejects ${route.id}.`}`,
        fixes: fixesOf(route, target, given),
      };
    }
  },
});

interface Kind {
  readonly name: string;
  /** The prefix of the ids of this kind. */
  readonly prefix?: string;
  readonly properties: readonly RouteTargetProperty[];
}

/**
 * The possible targets of a route, and usual mistakes, with the properties that accept them and the prefix of their
 * ids.
 */
const KINDS = {
  'internet-gateway': { name: 'an internet gateway', prefix: 'igw', properties: ['GatewayId'] },
  'vpn-gateway': { name: 'a virtual private gateway', prefix: 'vgw', properties: ['GatewayId'] },
  'nat-gateway': { name: 'a NAT gateway', prefix: 'nat', properties: ['NatGatewayId'] },
  'egress-only': {
    name: 'an egress-only internet gateway',
    prefix: 'eigw',
    properties: ['EgressOnlyInternetGatewayId'],
  },
  instance: { name: 'an instance', prefix: 'i', properties: ['InstanceId'] },
  interface: { name: 'a network interface', prefix: 'eni', properties: ['NetworkInterfaceId'] },
  'transit-gateway': { name: 'a transit gateway', prefix: 'tgw', properties: ['TransitGatewayId'] },
  attachment: { name: 'a transit gateway attachment', prefix: 'tgw-attach', properties: [] },
  // `Ref` returns the id of the attachment: aws-resource-ec2-vpcgatewayattachment.html
  'gateway-attachment': { name: 'the attachment of a gateway', prefix: 'IGW', properties: [] },
  peering: { name: 'a peering connection', prefix: 'pcx', properties: ['VpcPeeringConnectionId'] },
  // The API's answers show endpoints as gateways.
  endpoint: { name: 'a VPC endpoint', prefix: 'vpce', properties: ['VpcEndpointId', 'GatewayId'] },
  'carrier-gateway': { name: 'a carrier gateway', prefix: 'cagw', properties: ['CarrierGatewayId'] },
  acl: { name: 'a network ACL', prefix: 'acl', properties: [] },
  address: { name: 'an Elastic IP address', prefix: 'eipalloc', properties: [] },
  group: { name: 'a security group', prefix: 'sg', properties: [] },
  subnet: { name: 'a subnet', prefix: 'subnet', properties: [] },
  table: { name: 'a route table', prefix: 'rtb', properties: [] },
  vpc: { name: 'a VPC', prefix: 'vpc', properties: [] },
  fleet: { name: 'an Auto Scaling group', prefix: 'asg', properties: [] },
} as const satisfies Readonly<Record<string, Kind>>;

const KINDS_OF_TYPES: Readonly<Record<string, keyof typeof KINDS>> = table({
  'AWS::EC2::InternetGateway': 'internet-gateway',
  'AWS::EC2::VPNGateway': 'vpn-gateway',
  'AWS::EC2::NatGateway': 'nat-gateway',
  'AWS::EC2::EgressOnlyInternetGateway': 'egress-only',
  'AWS::EC2::Instance': 'instance',
  'AWS::EC2::NetworkInterface': 'interface',
  'AWS::EC2::TransitGateway': 'transit-gateway',
  'AWS::EC2::TransitGatewayAttachment': 'attachment',
  'AWS::EC2::TransitGatewayVpcAttachment': 'attachment',
  'AWS::EC2::VPCGatewayAttachment': 'gateway-attachment',
  'AWS::EC2::VPCPeeringConnection': 'peering',
  'AWS::EC2::VPCEndpoint': 'endpoint',
  'AWS::EC2::CarrierGateway': 'carrier-gateway',
  'AWS::EC2::EIP': 'address',
  'AWS::EC2::NetworkAcl': 'acl',
  'AWS::EC2::RouteTable': 'table',
  'AWS::EC2::SecurityGroup': 'group',
  'AWS::EC2::Subnet': 'subnet',
  'AWS::EC2::VPC': 'vpc',
  'AWS::AutoScaling::AutoScalingGroup': 'fleet',
});

/** The kind of a target: the type of the resource that `Ref` names, or the prefix of an id. */
function kindOf({ target }: RouteTarget, { template }: CheckedFile): Kind | undefined {
  if (target.kind !== 'known') return undefined;
  const { value } = target;
  if (value.kind === 'resource') {
    if (value.attribute !== undefined) return undefined;
    const type = template?.resources.get(value.id)?.type ?? '';
    const usual = KINDS_OF_TYPES[type];
    if (usual) return KINDS[usual];
    // A custom resource, or a type of another publisher, may return any id.
    return schemaOf(type) || refersToItself(type) ? { name: `an ${type}`, properties: [] } : undefined;
  }
  const prefix = value.kind === 'id' ? /^(.+)-[0-9a-f]{8,17}$/.exec(value.id)?.[1] : undefined;
  return Object.values<Kind>(KINDS).find((kind) => kind.prefix === prefix);
}

function takes(property: RouteTargetProperty, { properties }: Kind): boolean {
  if (property === 'CoreNetworkArn' || property === 'OdbNetworkArn' || property === 'LocalGatewayId')
    return true;
  return properties.includes(property);
}

function isSaidToWork(kind: Kind): boolean {
  return kind === KINDS['nat-gateway'] || kind === KINDS['egress-only'];
}

function fixesOf({ properties }: Route, { property, target }: RouteTarget, kind: Kind): readonly Fix[] {
  const [right] = kind.properties;
  const entry = writtenEntry(properties, property);
  if (!right || !entry || entryAt(properties, right)) return [];
  const call = callOf(entry.value);
  if (call?.name === 'Fn::If') return properties ? moveBranch(properties, right, call, target) : [];
  return [{ title: `Rename to ${right}`, preferred: true, edits: [{ op: 'rename', entry, key: right }] }];
}

/** Moves what one branch of `Fn::If` names to the property that accepts it; the other branch stays. */
function moveBranch(
  properties: Mapping,
  right: RouteTargetProperty,
  call: Call,
  target: RouteTarget['target'],
): readonly Fix[] {
  if (target.kind !== 'known' || target.value.kind !== 'resource') return [];
  const { id } = target.value;
  const [condition, ...branches] = argumentsOf(call).map(resolved);
  const index = branches.findIndex((branch) => stringValue(callOf(branch)?.argument) === id);
  const node = branches[index];
  if (!node || condition?.kind !== 'scalar') return [];
  const moved = [NO_VALUE, NO_VALUE].with(index, { Ref: id });
  return [
    {
      title: `Move ${id} to ${right}`,
      preferred: true,
      edits: [
        { op: 'replace', node, value: NO_VALUE },
        {
          op: 'insert-entry',
          into: properties,
          key: right,
          value: { 'Fn::If': [condition.text, ...moved] },
        },
      ],
    },
  ];
}

const NO_VALUE = { Ref: 'AWS::NoValue' };
