import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerIn } from '../engine.ts';

/** `VPC` is nothing that the template has: a slip, which CloudFormation rejects, or a resource that a tool adds. */
const TEMPLATE = `
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  A:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
  B:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VPC
      CidrBlock: 10.0.1.0/24
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Everything
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - IpProtocol: -1
          CidrIp: 10.0.0.0/8
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

for (const [from, to] of [
  ['InA', 'InB'],
  ['InB', 'InA'],
]) {
  test(`whether two subnets lie in one VPC is unknown: ${from} to ${to}`, () => {
    const answer = answerIn(TEMPLATE, { from: from!, to: to!, protocol: 'tcp', port: 80 });
    assert.equal(answer.verdict, 'unknown');
    assert.match(answer.assumptions.join(), /the VPC of B is unknown/);
  });
}
