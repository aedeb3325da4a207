import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classOf } from '../../server/src/network/analysis/subnets/subnetRoutes.ts';
import { networkOf } from './shown.ts';

const AROUND = `Parameters: { P: { Type: String } }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Internet: { Type: AWS::EC2::InternetGateway }
  Vpn: { Type: AWS::EC2::VPNGateway }
  Nat: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: subnet-0a1b2c3d } }
  PrivateNat: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: subnet-0a1b2c3d, ConnectivityType: private } }
  Lists: { Type: AWS::EC2::PrefixList, Properties: { Entries: [{ Cidr: 10.9.0.0/16 }] } }
`;
const SUBNET = '  S: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24 } }\n';
const TABLE = `${SUBNET}  T: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  U: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref S, RouteTableId: !Ref T } }
`;

const route = (properties: string, id = 'R', table = '!Ref T') =>
  `  ${id}: { Type: AWS::EC2::Route, Properties: { RouteTableId: ${table}, ${properties} } }\n`;
const out = (target: string) => TABLE + route(`DestinationCidrBlock: 0.0.0.0/0, ${target}`);

const CASES: Readonly<Record<string, readonly [resources: string, expected: string | RegExp]>> = {
  'no association': [SUBNET, 'isolated'],
  'a table with nothing but its own routes': [TABLE, 'isolated'],
  'an internet gateway': [out('GatewayId: !Ref Internet'), 'public'],
  'an internet gateway by its id': [out('GatewayId: igw-0a1b2c3d'), 'public'],
  'a part of the internet': [
    TABLE + route('DestinationCidrBlock: 203.0.113.0/24, GatewayId: !Ref Internet'),
    'public',
  ],
  'a NAT gateway': [out('NatGatewayId: !Ref Nat'), 'nat'],
  'a NAT gateway outside this file': [out('NatGatewayId: nat-0a1b2c3d'), 'nat'],
  'a NAT gateway as a gateway': [out('GatewayId: !Ref Nat'), 'nat'],
  'a private NAT gateway': [out('NatGatewayId: !Ref PrivateNat'), 'transit'],
  'a transit gateway': [out('TransitGatewayId: tgw-0a1b2c3d'), 'transit'],
  'a virtual private gateway': [out('GatewayId: !Ref Vpn'), 'transit'],
  'an instance': [out('InstanceId: i-0a1b2c3d'), 'transit'],
  'a gateway by a parameter': [out('GatewayId: !Ref P'), /^the gateway of R is known only after/],
  'no target': [out(''), /^R has no target/],
  'IPv6 alone': [TABLE + route("DestinationIpv6CidrBlock: '::/0', GatewayId: !Ref Internet"), 'isolated'],
  'a destination by a parameter': [
    TABLE + route('DestinationCidrBlock: !Ref P, NatGatewayId: !Ref Nat'),
    /^the destination of R is known only after/,
  ],
  'a default route beside a destination that is unknown': [
    TABLE +
      route('DestinationCidrBlock: !Ref P, GatewayId: !Ref Vpn') +
      route('DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat', 'D'),
    'nat',
  ],
  'a prefix list whose blocks are known': [
    TABLE + route('DestinationPrefixListId: !Ref Lists, GatewayId: !Ref Vpn'),
    'isolated',
  ],
  'a prefix list outside this file': [
    TABLE + route('DestinationPrefixListId: pl-0a1b2c3d, GatewayId: !Ref Vpn'),
    /^the blocks of the prefix list in R are unknown/,
  ],
  'a route whose table is unknown': [
    TABLE + route('DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat', 'R', "!Join ['', [!Ref P, x]]"),
    /^R may belong to its route table/,
  ],
  'a route of a table outside this file': [
    TABLE + route('DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat', 'R', '!Ref P'),
    'isolated',
  ],
  'an association whose subnet is unknown': [
    `${SUBNET}  U: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Select [0, !Ref P], RouteTableId: rtb-1 } }\n`,
    /^an association may be for this subnet/,
  ],
  'a table outside this file': [
    `${SUBNET}  U: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref S, RouteTableId: !Ref P } }\n`,
    /^its route table is not in this file/,
  ],
  'a VPC outside this file': [SUBNET.replace('!Ref Vpc', '!Ref P'), /^its VPC is not in this file/],
  'a table that an output hands on': [
    `${TABLE}Outputs: { T: { Value: !Ref T } }\n`,
    /^T is exported, so other stacks may add routes/,
  ],
  'a table that a nested stack gets': [
    `${TABLE}  N: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: 'https://x', Parameters: { T: !Sub '\${T.RouteTableId}' } } }\n`,
    /^T is exported/,
  ],
  'a table that a parameter store gets': [
    `${TABLE}  N: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: !Ref T } }\n`,
    /^T is exported/,
  ],
  'a default route in a table that an output hands on': [
    `${out('NatGatewayId: !Ref Nat')}Outputs: { T: { Value: !Ref T } }\n`,
    'nat',
  ],
  'a subnet that an output hands on, with a table': [
    `${TABLE}Outputs: { S: { Value: !Ref S } }\n`,
    'isolated',
  ],
  'a subnet that an output hands on, without a table': [
    `${SUBNET}Outputs: { S: { Value: !Ref S } }\n`,
    /^S has no route table in this file/,
  ],
  'routes that a gateway learns': [
    `${TABLE}  L: { Type: AWS::EC2::VPNGatewayRoutePropagation, Properties: { RouteTableIds: [!Ref T], VpnGatewayId: !Ref Vpn } }\n`,
    /^L adds the routes that its gateway learns/,
  ],
  'routes that another table learns': [
    `${TABLE}  L: { Type: AWS::EC2::VPNGatewayRoutePropagation, Properties: { RouteTableIds: [rtb-0a1b2c3d], VpnGatewayId: !Ref Vpn } }\n`,
    'isolated',
  ],
};

for (const [title, [resources, expected]] of Object.entries(CASES)) {
  test(title, () => {
    const network = networkOf(AROUND + resources);
    const found = classOf(network.subnets.get('S')!, network);
    if (typeof expected === 'string') assert.equal(found.kind, expected);
    else assert.match(found.kind === 'unknown' ? found.why : found.kind, expected);
  });
}
