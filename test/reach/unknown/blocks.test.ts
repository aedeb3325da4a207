import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerIn } from '../engine.ts';

/** A pool gives the VPC its block and the subnets theirs. */
const TEMPLATE = `
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      Ipv4IpamPoolId: ipam-pool-0123456789abcdef0
      Ipv4NetmaskLength: 16
  A:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      Ipv4IpamPoolId: ipam-pool-0123456789abcdef0
      Ipv4NetmaskLength: 24
  B:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      Ipv4IpamPoolId: ipam-pool-0123456789abcdef0
      Ipv4NetmaskLength: 24
  Table:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  AInTable:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref A
      RouteTableId: !Ref Table
  BInTable:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref B
      RouteTableId: !Ref Table
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Its own members
      VpcId: !Ref Vpc
  Own:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !Ref Group
      IpProtocol: -1
      SourceSecurityGroupId: !Ref Group
  InA:
    Type: AWS::EC2::Instance
    Properties:
      SubnetId: !Ref A
      SecurityGroupIds: [!Ref Group]
  InB:
    Type: AWS::EC2::Instance
    Properties:
      SubnetId: !Ref B
      SecurityGroupIds: [!Ref Group]
`;

test('subnets of one VPC reach each other whatever their blocks, and the answer gets back', () => {
  const question = { from: 'InA', to: 'InB', protocol: 'tcp', port: 5432 } as const;
  assert.equal(answerIn(TEMPLATE, question).verdict, 'reachable');
});
