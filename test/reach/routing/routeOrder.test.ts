import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerIn } from '../engine.ts';

/** A subnet whose table leads 203.0.113.0/24 elsewhere by a route of its own than by a prefix list. */
const template = (own: string, byList: string) => `
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Subnet:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, MapPublicIpOnLaunch: true }
  Gateway: { Type: AWS::EC2::InternetGateway }
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway }
  Other: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.1.0.0/16 } }
  Peering:
    Type: AWS::EC2::VPCPeeringConnection
    Properties: { VpcId: !Ref Vpc, PeerVpcId: !Ref Other }
  Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  InTable:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref Subnet, RouteTableId: !Ref Table }
  List:
    Type: AWS::EC2::PrefixList
    Properties:
      PrefixListName: partner
      AddressFamily: IPv4
      MaxEntries: 1
      Entries: [{ Cidr: 203.0.113.0/24 }]
  ByList:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref Table, DestinationPrefixListId: !Ref List, ${byList} }
  OfItsOwn:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 203.0.113.0/24, ${own} }
  Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: out, VpcId: !Ref Vpc } }
  App: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Group] } }
`;

test('of two routes for one block the static one goes before that of a prefix list (RT-02)', () => {
  const [toInternet, toPeer] = ['GatewayId: !Ref Gateway', 'VpcPeeringConnectionId: !Ref Peering'];
  const question = { from: 'App', to: '203.0.113.7', protocol: 'tcp', port: 443 } as const;
  assert.equal(answerIn(template(toInternet, toPeer), question).verdict, 'reachable');
  assert.equal(answerIn(template(toPeer, toInternet), question).verdict, 'blocked');
});
