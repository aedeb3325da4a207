// One cause, one finding: what follows from it is a related place of it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, findingsOf } from '../../server/src/languageService.ts';

/** A function that calls SQS from a subnet whose default route has these targets. */
function withTargets(...targets: readonly string[]): string {
  return network(targets.map((target) => `      ${target}\n`).join(''));
}

function found(text: string) {
  const analysis = analyze('net.yaml', text);
  assert.ok(analysis);
  const onFailure = (_: unknown, error: unknown) => assert.fail(String(error));
  return findingsOf(analysis, { profile: 'recommended', severities: {}, onFailure }).map(
    ({ rule, related }) => [rule.id, related.map(({ message }) => message.split(' ').slice(0, 3).join(' '))],
  );
}

test('nothing is found where the route leads to the NAT gateway', () => {
  assert.deepEqual(found(withTargets('NatGatewayId: !Ref NatA')), []);
});

test('a function in a subnet that is public by one of two targets belongs to the route', () => {
  const text = withTargets('GatewayId: !Ref InternetGateway', 'NatGatewayId: !Ref NatA');
  assert.deepEqual(found(text), [['route-two-targets', ['GatewayId is here', 'AppFunction runs in']]]);
});

/** One slip in one resource is one error: the rule that misses the property says so in a related place. */
const SLIPS: readonly (readonly [slip: string, type: string, properties: string, beside?: string])[] = [
  ['property-unknown', 'AWS::EC2::NatGateway', 'SubnetId: subnet-0a1b2c3d\n      allocationId: eipalloc-0a1b2c3d'],
  ['resource-key-unknown', 'AWS::EC2::NatGateway', 'SubnetId: subnet-0a1b2c3d', 'AllocationId: eipalloc-0a1b2c3d'],
  ['resource-key-unknown', 'AWS::EC2::VPCGatewayAttachment', 'VpcId: vpc-0a1b2c3d', 'InternetGatewayId: igw-0a1b2c3d'],
  ['property-unknown', 'AWS::EC2::Instance', 'ImagId: ami-0a1b2c3d'],
  ['resource-key-unknown', 'AWS::EC2::Instance', 'InstanceType: t3.micro', 'ImageId: ami-0a1b2c3d'],
];

for (const [slip, type, properties, beside] of SLIPS)
  test(`${slip} is the only finding at ${type} with ${beside ?? properties.split('\n').at(-1)!.trim()}`, () => {
    const text = `Resources:\n  One:\n    Type: ${type}\n${beside ? `    ${beside}\n` : ''}    Properties:\n      ${properties}\n`;
    assert.deepEqual(
      found(text).map(([rule]) => rule),
      [slip],
    );
  });

/** A mistake in one resource, of which other resources show nothing: which subnet, table or group it means is unknown. */
const ELSEWHERE: readonly (readonly [rule: string, resources: string])[] = [
  ['property-unknown', 'A: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetID: !Ref Front, RouteTableId: !Ref Table}}'],
  ['property-missing', 'A: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Front}}'],
  ['property-wrong-kind', 'A: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Table, RouteTableId: !Ref Table}}'],
  [
    'property-unknown',
    'G: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: g, VpcID: !Ref Vpc}}\n  R: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: !Ref G, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}}',
  ],
  [
    'property-unknown',
    'E: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: !Ref Vpc, VpcEndpointTyp: Interface, ServiceName: !Sub "com.amazonaws.${AWS::Region}.sqs", SubnetIds: [!Ref Front], SecurityGroupIds: [sg-0a1b2c3d]}}',
  ],
  [
    'property-unknown',
    'S: {Type: AWS::Redshift::ClusterSubnetGroup, Properties: {Description: s, SubnetIDs: [!Ref Front]}}\n  G: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: g, VpcId: !Ref Vpc}}\n  W: {Type: AWS::Redshift::Cluster, Properties: {ClusterType: single-node, DBName: w, MasterUsername: admin, ManageMasterPassword: true, NodeType: ra3.large, ClusterSubnetGroupName: !Ref S, VpcSecurityGroupIds: [!Ref G]}}',
  ],
];

for (const [rule, resources] of ELSEWHERE)
  test(`${rule} is the only finding with ${resources.replaceAll(/\n +/g, ", ").slice(0, 90)}`, () => {
    const text = `Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Front: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, MapPublicIpOnLaunch: true}}
  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  Gateway: {Type: AWS::EC2::InternetGateway}
  Attached: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}}
  Outward: {Type: AWS::EC2::Route, DependsOn: Attached, Properties: {RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}}
${resources.startsWith('A:') ? '' : '  Placed: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Front, RouteTableId: !Ref Table}}\n'}  ${resources}
`;
    assert.deepEqual(
      found(text).map(([id]) => id),
      [rule],
    );
  });

/** The same of routes, gateways and types: what hangs on them would be closed without them, and is not known to be. */
const BEFORE_A_FUNCTION: readonly (readonly [rules: readonly string[], from: string, to: string])[] = [
  [['route-no-target'], '      NatGatewayId: !Ref NatA\n', ''],
  [['property-unknown'], 'NatGatewayId: !Ref NatA', 'NatGatwayId: !Ref NatA'],
  [['igw-attachment-target'], '      InternetGatewayId: !Ref InternetGateway\n', ''],
  [['property-unknown'], 'InternetGatewayId: !Ref InternetGateway', 'InternetGatewayID: !Ref InternetGateway'],
  [['property-missing'], '      VpcId: !Ref Vpc\n      InternetGatewayId', '      InternetGatewayId'],
  [['property-wrong-kind'], 'VpcId: !Ref Vpc\n      InternetGatewayId', 'VpcId: !Ref PublicA\n      InternetGatewayId'],
  [['property-missing'], '      VpcId: !Ref Vpc\n      CidrBlock: 10.0.0.0/24', '      CidrBlock: 10.0.0.0/24'],
  [['type-unknown'], 'AWS::EC2::VPCGatewayAttachment', 'AWS::EC2::VpcGatewayAttachement'],
  [['type-unknown'], 'Type: AWS::EC2::NatGateway', 'Type: AWS::EC2::NATGateway'],
  [['type-unknown'], 'PrivateRoute:\n    Type: AWS::EC2::Route', 'PrivateRoute:\n    Type: AWS:EC2:Route'],
  [['type-unknown'], 'Type: AWS::EC2::SubnetRouteTableAssociation', 'Type: AWS::EC2::SubnetRouteTableAssocation'],
];

for (const [rules, from, to] of BEFORE_A_FUNCTION)
  test(`${rules.join()} is the only finding with ${to.trim().split('\n')[0] || `no ${from.trim()}`}`, () => {
    const text = withTargets('NatGatewayId: !Ref NatA');
    assert.ok(text.includes(from));
    assert.deepEqual(
      found(text.replace(from, to)).map(([rule]) => rule),
      rules,
    );
  });

test('a VPC block without a prefix length is one finding, wherever it is repeated', () => {
  const text = `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: !GetAtt Vpc.CidrBlock}
`;
  assert.deepEqual(
    found(text).map(([rule]) => rule),
    ['cidr-malformed'],
  );
});

function network(targets: string): string {
  return `
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
      EnableDnsHostnames: true
  InternetGateway:
    Type: AWS::EC2::InternetGateway
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties:
      VpcId: !Ref Vpc
      InternetGatewayId: !Ref InternetGateway
  PublicA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
  PublicTable:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  PublicRoute:
    Type: AWS::EC2::Route
    DependsOn: Attachment
    Properties:
      RouteTableId: !Ref PublicTable
      DestinationCidrBlock: 0.0.0.0/0
      GatewayId: !Ref InternetGateway
  PublicAInPublicTable:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref PublicA
      RouteTableId: !Ref PublicTable
  NatEip:
    Type: AWS::EC2::EIP
    DependsOn: Attachment
    Properties:
      Domain: vpc
  NatA:
    Type: AWS::EC2::NatGateway
    Properties:
      AllocationId: !GetAtt NatEip.AllocationId
      SubnetId: !Ref PublicA
  PrivateA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.16.0/24
  PrivateTable:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  PrivateRoute:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref PrivateTable
      DestinationCidrBlock: 0.0.0.0/0
${targets}  PrivateAInPrivateTable:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref PrivateA
      RouteTableId: !Ref PrivateTable
  Queue:
    Type: AWS::SQS::Queue
  AppGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: The function
      VpcId: !Ref Vpc
  AppFunction:
    Type: AWS::Lambda::Function
    Properties:
      Code: { ImageUri: app:1 }
      PackageType: Image
      Role: arn:aws:iam::123456789012:role/app
      Environment:
        Variables:
          QUEUE_URL: !Ref Queue
      VpcConfig:
        SubnetIds: [!Ref PrivateA]
        SecurityGroupIds: [!Ref AppGroup]
`;
}
