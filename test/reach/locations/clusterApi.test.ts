// Who reaches the API server of an EKS cluster, and by which endpoint.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerIn } from '../engine.ts';

const network = (access: string, more = '') => `
Parameters: { Office: { Type: String } }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  A: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-west-1a } }
  B: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24, AvailabilityZone: eu-west-1b } }
  Cluster: { Type: AWS::EKS::Cluster, Properties: { RoleArn: arn:aws:iam::111122223333:role/a, ResourcesVpcConfig: { SubnetIds: [!Ref A, !Ref B]${access} } } }
  Outside: { Type: AWS::Lambda::Function, Properties: { Code: { ZipFile: x }, Handler: a.b, Runtime: python3.13, Role: arn:aws:iam::111122223333:role/a } }
  Host: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref A } }
${more}`;
const OFFICE = ', PublicAccessCidrs: [203.0.113.0/24]';

const CASES: readonly (readonly [access: string, from: string, verdict: string, says?: RegExp])[] = [
  ['', 'internet', 'reachable'],
  ['', 'Outside', 'reachable'],
  ['', '10.99.0.1', 'unknown', /how 10\.99\.0\.1 reaches the internet/],
  ['', 'Host', 'blocked'],
  [OFFICE, 'internet', 'partial'],
  [OFFICE, '203.0.113.7', 'reachable'],
  [OFFICE, '203.0.112.7', 'blocked'],
  [OFFICE, 'Outside', 'unknown', /accepts the public address of Outside/],
  [', PublicAccessCidrs: [!Ref Office]', '203.0.113.7', 'unknown', /PublicAccessCidrs of Cluster/],
  [', EndpointPublicAccess: !Ref Office', 'internet', 'unknown', /EndpointPublicAccess of Cluster/],
  [', EndpointPublicAccess: false, EndpointPrivateAccess: true', 'internet', 'blocked'],
  [', EndpointPublicAccess: true, EndpointPrivateAccess: true', 'internet', 'reachable'],
];

for (const [access, from, verdict, says] of CASES) {
  test(`the API server${access || ' by default'}: from ${from} ${verdict}`, () => {
    const answer = answerIn(network(access), { from, to: 'Cluster', protocol: 'tcp', port: 443 });
    assert.equal(answer.verdict, verdict);
    if (says) assert.match(answer.assumptions.join('\n'), says);
  });
}
