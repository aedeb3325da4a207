import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerIn } from '../engine.ts';

/** Two instances of two peered VPCs, of which the second has these routes, lines below `Resources`. */
const template = (more: string) => `
Parameters:
  Block: { Type: String }
  Some: { Type: String }
Resources:
  Near: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Far: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.1.0.0/16 } }
  NearSubnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Near, CidrBlock: 10.0.0.0/24 } }
  FarSubnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Far, CidrBlock: 10.1.0.0/24 } }
  Peering: { Type: AWS::EC2::VPCPeeringConnection, Properties: { VpcId: !Ref Near, PeerVpcId: !Ref Far } }
  NearTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Near } }
  NearIn:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref NearSubnet, RouteTableId: !Ref NearTable }
  Forth:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref NearTable, DestinationCidrBlock: 10.1.0.0/16, VpcPeeringConnectionId: !Ref Peering }
  FarTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Far } }
  FarIn:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref FarSubnet, RouteTableId: !Ref FarTable }
  Out: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: out, VpcId: !Ref Near } }
  In:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: in, VpcId: !Ref Far, SecurityGroupIngress: [{ IpProtocol: -1, CidrIp: 10.0.0.0/8 }] }
  From: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref NearSubnet, SecurityGroupIds: [!Ref Out] } }
  To: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref FarSubnet, SecurityGroupIds: [!Ref In] } }${more}
`;

const route = (destination: string, target: string, name = 'Back') => `
  ${name}:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref FarTable, DestinationCidrBlock: ${destination}, ${target} }`;
const OVER = 'VpcPeeringConnectionId: !Ref Peering';
const GATEWAY = `
  Internet: { Type: AWS::EC2::InternetGateway }
  Attached: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Far, InternetGatewayId: !Ref Internet } }`;
const INTERFACE = `
  Interface: { Type: AWS::EC2::NetworkInterface, Properties: { SubnetId: !Ref FarSubnet, SourceDestCheck: false } }`;

/** Fact RT-01: the answer takes the most specific route of its own subnet, and there has to be one. */
const CASES: readonly (readonly [what: string, more: string, verdict: string, doubts?: readonly string[]])[] =
  [
    ['none', '', 'blocked'],
    ['one for the VPC', route('10.0.0.0/16', OVER), 'reachable'],
    ['one for the subnet', route('10.0.0.0/24', OVER), 'reachable'],
    ['one for everything', route('0.0.0.0/0', OVER), 'reachable'],
    ['one for another block', route('10.2.0.0/16', OVER), 'blocked'],
    ['one for half of the subnet', route('10.0.0.0/25', OVER), 'partial'],
    ['one to the internet', route('10.0.0.0/16', 'GatewayId: !Ref Internet') + GATEWAY, 'blocked'],
    [
      'a more specific one to the internet',
      route('10.0.0.0/16', OVER) + route('10.0.0.0/24', 'GatewayId: !Ref Internet', 'Away') + GATEWAY,
      'blocked',
    ],
    [
      'a less specific one to the internet',
      route('10.0.0.0/16', OVER) + route('0.0.0.0/0', 'GatewayId: !Ref Internet', 'Away') + GATEWAY,
      'reachable',
    ],
    [
      'one whose destination is known only at deployment',
      route('!Ref Block', OVER),
      'unknown',
      ['the destination of Back is known only after deployment'],
    ],
    [
      'one whose target is known only at deployment',
      route('10.0.0.0/16', "GatewayId: !Join ['', [igw-, !Ref Some]]"),
      'unknown',
      ['the target of Back is known only after deployment'],
    ],
    [
      'one to something of another file',
      route('10.0.0.0/16', 'VpcPeeringConnectionId: !Ref Some'),
      'unknown',
      ['the target of Back is known only after deployment'],
    ],
    [
      'one to an interface',
      route('10.0.0.0/16', 'NetworkInterfaceId: !Ref Interface') + INTERFACE,
      'unknown',
    ],
  ];

for (const [what, more, verdict, doubts] of CASES)
  test(`return route: ${what}`, () => {
    const answer = answerIn(template(more), { from: 'From', to: 'To', protocol: 'tcp', port: 443 });
    assert.equal(answer.verdict, verdict, answer.assumptions.join('\n'));
    if (doubts) assert.deepEqual(answer.assumptions, doubts);
    const hop = answer.hops.find(
      ({ resource, direction }) => resource === 'FarTable' && direction === 'egress',
    );
    assert.equal(hop?.kind, 'route-table');
    assert.equal(hop?.by, verdict === 'reachable' ? 'leads the answer back' : hop?.by);
  });
