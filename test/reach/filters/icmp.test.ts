import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerIn } from '../engine.ts';

/** Two instances of a subnet, of which the group of one lets in what is given. */
const template = (rule: string) => `
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
  Out: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: all, VpcId: !Ref Vpc } }
  In:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: ping, VpcId: !Ref Vpc, SecurityGroupIngress: [${rule}] }
  From: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Out] } }
  To: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref In] } }
`;

test('a ping has type 8 and code 0, and rules for other types and codes do not let it in', () => {
  for (const [type, code, verdict] of [
    [-1, -1, 'reachable'],
    [8, -1, 'reachable'],
    [8, 0, 'reachable'],
    [8, 3, 'blocked'],
    [0, -1, 'blocked'],
    [3, 0, 'blocked'],
  ] as const) {
    const rule = `{ IpProtocol: icmp, FromPort: ${type}, ToPort: ${code}, CidrIp: 10.0.0.0/16 }`;
    const answer = answerIn(template(rule), { from: 'From', to: 'To', protocol: 'icmp', port: 8 });
    assert.equal(answer.verdict, verdict, `type ${type}, code ${code}`);
  }
});
