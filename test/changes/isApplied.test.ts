import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Change } from '../../server/src/changes/change.ts';
import { isApplied } from '../../server/src/changes/isApplied.ts';
import { networksOf } from '../../server/src/features/reachability/networks.ts';
import { analyze } from '../../server/src/languageService.ts';

const text = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true } }
  A: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24 } }
  Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  Uses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref A, RouteTableId: !Ref Table } }
  Out: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat } }
  Nat: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref A } }
  Igw: { Type: AWS::EC2::InternetGateway }
  Attached: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw } }
  Files: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, ServiceName: !Sub "com.amazonaws.\${AWS::Region}.s3", RouteTableIds: [!Ref Table] } }
  AppGroup: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: app, VpcId: !Ref Vpc } }
  DataGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: data
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - { IpProtocol: udp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !Ref AppGroup }
        - { IpProtocol: tcp, FromPort: 6000, ToPort: 7000, SourceSecurityGroupId: !Ref AppGroup }
        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }
        - { IpProtocol: icmp, FromPort: 8, ToPort: -1, SourceSecurityGroupId: !Ref AppGroup }
`;

const { network } = networksOf(analyze('net.yaml', text, { kind: 'template' })!)[0]!;

const rule = {
  kind: 'allow-in-group',
  group: 'DataGroup',
  direction: 'ingress',
  peer: { group: 'AppGroup' },
  protocol: 'tcp',
} as const;

const CASES: readonly (readonly [what: string, change: Change, is: boolean])[] = [
  ['a udp rule is not the tcp one', { ...rule, port: 5432 }, false],
  ['the udp rule', { ...rule, protocol: 'udp', port: 5432 }, true],
  ['a port of a range', { ...rule, port: 6379 }, true],
  ['a port beside it', { ...rule, port: 7001 }, false],
  ['the other direction', { ...rule, direction: 'egress', port: 6379 }, false],
  ['another group', { ...rule, peer: { group: 'DataGroup' }, port: 6379 }, false],
  ['a block inside of one', { ...rule, peer: { cidr: '10.0.1.0/24' }, port: 443 }, true],
  ['a block beside it', { ...rule, peer: { cidr: '192.168.0.0/16' }, port: 443 }, false],
  ['a ping', { ...rule, protocol: 'icmp', port: undefined }, true],
  [
    'a route to the same block',
    { kind: 'add-route', table: 'Table', destination: '0.0.0.0/0', target: undefined },
    true,
  ],
  [
    'a route to another block',
    { kind: 'add-route', table: 'Table', destination: '10.1.0.0/16', target: undefined },
    false,
  ],
  [
    'where a route leads',
    { kind: 'redirect-route', route: 'Out', target: { property: 'NatGatewayId', id: 'Nat' } },
    true,
  ],
  [
    'where it does not',
    { kind: 'redirect-route', route: 'Out', target: { property: 'GatewayId', id: 'Igw' } },
    false,
  ],
  ['the subnet of a NAT gateway', { kind: 'move-nat', nat: 'Nat', subnet: 'A' }, true],
  ['any table of a subnet', { kind: 'associate-table', subnet: 'A', table: 'Other' }, true],
  ['an attached gateway', { kind: 'attach-gateway', gateway: 'Igw', vpc: 'Vpc' }, true],
  ['any gateway of a VPC', { kind: 'attach-gateway', gateway: undefined, vpc: 'Vpc' }, true],
  ['a table of an endpoint', { kind: 'endpoint-on-table', endpoint: 'Files', table: 'Table' }, true],
  ['a table it is not on', { kind: 'endpoint-on-table', endpoint: 'Files', table: 'Other' }, false],
  [
    'an endpoint of the service',
    { kind: 'add-endpoint', type: 'Gateway', service: 's3', vpc: 'Vpc', tables: [] },
    true,
  ],
  [
    'one of another service',
    { kind: 'add-endpoint', type: 'Gateway', service: 'dynamodb', vpc: 'Vpc', tables: [] },
    false,
  ],
  ['an attribute that is on', { kind: 'enable-dns', vpc: 'Vpc', attribute: 'EnableDnsHostnames' }, true],
  ['one that nobody wrote', { kind: 'enable-dns', vpc: 'Vpc', attribute: 'EnableDnsSupport' }, false],
];

for (const [what, change, is] of CASES)
  test(`${what} is ${is ? '' : 'not '}there already`, () => assert.equal(isApplied(change, network), is));
