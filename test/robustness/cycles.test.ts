// Whatever refers to something else can refer to itself, or to what refers to it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SUBNET_GROUP_TYPES, WORKLOAD_TYPES } from '../../server/src/aws/workloadTypes.ts';
import { reachIn } from '../../server/src/languageService.ts';
import { networkOfTemplate } from '../../server/src/network/template/networkOfTemplate.ts';
import { answersOf } from './answers.ts';

type Json = unknown;

/** Properties by which a type names others, apart from those of the tables of the product. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::VPC': ['Ipv4IpamPoolId'],
  'AWS::EC2::Subnet': ['VpcId'],
  'AWS::EC2::RouteTable': ['VpcId'],
  'AWS::EC2::Route': ['RouteTableId', 'GatewayId', 'InstanceId'],
  'AWS::EC2::SubnetRouteTableAssociation': ['SubnetId', 'RouteTableId'],
  'AWS::EC2::NatGateway': ['SubnetId', 'AllocationId'],
  'AWS::EC2::EIPAssociation': ['InstanceId', 'NetworkInterfaceId', 'AllocationId'],
  'AWS::EC2::EIP': ['InstanceId'],
  'AWS::EC2::SecurityGroup': ['VpcId', 'SecurityGroupIngress.*.SourceSecurityGroupId'],
  'AWS::EC2::NetworkAcl': ['VpcId'],
  'AWS::EC2::NetworkInterfaceAttachment': ['InstanceId', 'NetworkInterfaceId'],
  'AWS::EC2::Instance': ['NetworkInterfaces.*.NetworkInterfaceId'],
  'AWS::EC2::VPCPeeringConnection': ['VpcId', 'PeerVpcId'],
  'AWS::EC2::TransitGatewayAttachment': ['VpcId', 'TransitGatewayId', 'SubnetIds.*'],
  'AWS::EC2::TransitGatewayRouteTable': ['TransitGatewayId'],
  'AWS::EC2::TransitGatewayRoute': ['TransitGatewayRouteTableId', 'TransitGatewayAttachmentId'],
  'AWS::EC2::VPCEndpoint': ['VpcId', 'SubnetIds.*', 'SecurityGroupIds.*', 'RouteTableIds.*'],
  'AWS::EC2::LaunchTemplate': ['LaunchTemplateData.SecurityGroupIds.*'],
  'AWS::EC2::VPCDHCPOptionsAssociation': ['VpcId', 'DhcpOptionsId'],
  'AWS::EC2::ClientVpnTargetNetworkAssociation': ['ClientVpnEndpointId', 'SubnetId'],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['Subnets.*', 'SecurityGroups.*'],
  'AWS::ElasticLoadBalancingV2::TargetGroup': ['VpcId', 'Targets.*.Id'],
  'AWS::ElasticLoadBalancingV2::Listener': ['LoadBalancerArn', 'DefaultActions.*.TargetGroupArn'],
  'AWS::ElasticLoadBalancingV2::ListenerRule': ['ListenerArn', 'Actions.*.TargetGroupArn'],
  'AWS::ElasticLoadBalancing::LoadBalancer': ['Subnets.*', 'Instances.*'],
  'AWS::RDS::DBProxyTargetGroup': ['DBProxyName', 'DBInstanceIdentifiers.*'],
  'AWS::RDS::DBProxyEndpoint': ['DBProxyName'],
  'AWS::RDS::DBInstance': ['SourceDBInstanceIdentifier'],
  'AWS::Lambda::Function': [
    'VpcConfig.SubnetIds.*',
    'VpcConfig.SecurityGroupIds.*',
    'FileSystemConfigs.*.Arn',
  ],
  'AWS::Lambda::Url': ['TargetFunctionArn'],
  'AWS::Lambda::EventSourceMapping': ['FunctionName', 'EventSourceArn'],
  'AWS::EFS::AccessPoint': ['FileSystemId'],
  'AWS::CloudFormation::Stack': ['Parameters.Id'],
};

function pathsOf(type: string): readonly string[] {
  const shape = WORKLOAD_TYPES[type];
  const own = shape
    ? [
        ...(shape.subnets ?? []),
        ...(shape.securityGroups ?? []),
        ...(shape.launchTemplate ?? []),
        ...[shape.subnetGroup, shape.cluster, shape.targetGroups, shape.fileSystem, shape.taskDefinitions],
      ].filter((path) => path !== undefined)
    : [];
  const list = SUBNET_GROUP_TYPES[type];
  return [...own, ...(list === undefined ? [] : [`${list}.*`]), ...(OTHERS[type] ?? [])];
}

const TYPES = [
  ...new Set([...Object.keys(WORKLOAD_TYPES), ...Object.keys(SUBNET_GROUP_TYPES), ...Object.keys(OTHERS)]),
];

/** Properties in which each path holds the value. */
function withPaths(paths: readonly string[], value: Json): Json {
  const made: Record<string, Json> = {};
  for (const path of paths) put(made, path.split('.'), value);
  return made;
}

function put(into: Record<string, Json>, [first, next, ...rest]: string[], value: Json): void {
  if (next === undefined) into[first!] = value;
  else if (next === '*' && rest.length === 0) into[first!] = [value];
  else if (next === '*') {
    const [item = {}] = (into[first!] as Record<string, Json>[] | undefined) ?? [];
    put(item, rest, value);
    into[first!] = [item];
  } else {
    const inner = (into[first!] ?? {}) as Record<string, Json>;
    put(inner, [next, ...rest], value);
    into[first!] = inner;
  }
}

/** Rules, hovers and the rest of the editor, and every question between what there is. */
function askAll(resources: Record<string, Json>): void {
  const text = JSON.stringify({
    Resources: {
      Net: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
      ...resources,
    },
    Outputs: { Own: { Value: { Ref: Object.keys(resources)[0] }, Export: { Name: 'own' } } },
  });
  const answers = answersOf('net.json', text, [Math.floor(text.length / 2)]);
  const analysis = answers?.analysis;
  assert.equal(analysis?.content.kind, 'template');
  const network = networkOfTemplate(analysis.content.scenarios.all[0]!);
  const names = [...network.workloads.keys(), ...network.endpoints.keys(), 'internet', 's3', '10.0.0.9'];
  for (const from of names) for (const to of names) reachIn(analysis, { from, to, protocol: 'tcp' });
}

for (const type of TYPES) {
  test(`${type} that names itself`, () => {
    for (const value of [{ Ref: 'X' }, { 'Fn::GetAtt': ['X', 'Arn'] }, { 'Fn::ImportValue': 'own' }])
      askAll({ X: { Type: type, Properties: withPaths(pathsOf(type), value) } });
  });
}

test('two of a kind that name each other', () => {
  for (const type of TYPES) {
    const made = (other: string) => ({ Type: type, Properties: withPaths(pathsOf(type), { Ref: other }) });
    askAll({ X: made('Y'), Y: made('X') });
  }
});

test('three that name each other in a ring, of every kind that others are named by', () => {
  const kinds = [
    'AWS::RDS::DBInstance',
    'AWS::Neptune::DBInstance',
    'AWS::EC2::Instance',
    'AWS::EC2::NetworkInterface',
  ];
  for (const a of kinds)
    for (const b of kinds)
      for (const c of kinds) {
        const made = (type: string, next: string) => ({
          Type: type,
          Properties: withPaths([...pathsOf(type), 'NetworkInterfaces.*.NetworkInterfaceId'], { Ref: next }),
        });
        askAll({ X: made(a, 'Y'), Y: made(b, 'Z'), Z: made(c, 'X') });
      }
});
