// What a load balancer sends to, where the file names all of its targets and where it does not.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerIn } from '../engine.ts';

const network = (more: string, targets = '[{ Id: !Ref Host }]') => `
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24 } }
  Open: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: x, VpcId: !Ref Vpc, SecurityGroupIngress: [{ IpProtocol: -1, CidrIp: 10.0.0.0/8 }] } }
  Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: network, Scheme: internal, Subnets: [!Ref Subnet], SecurityGroups: [!Ref Open] } }
  Group: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { VpcId: !Ref Vpc, Protocol: TCP, Port: 8080, HealthCheckPort: 8081, Targets: ${targets} } }
  Host: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Open] } }
  Other: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Open] } }
${more}`;
const LISTENER = `  Listener: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Balancer, Protocol: TCP, Port: 443, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Group }] } }
`;
const SEEN_BY_OTHERS = 'Outputs: { Group: { Value: !Ref Group } }\n';

const CASES: readonly (readonly [what: string, text: string, to: string, port: number, verdict: string])[] = [
  ['its port', network(LISTENER), 'Host', 8080, 'reachable'],
  ['the port of its health check', network(LISTENER), 'Host', 8081, 'reachable'],
  ['another port', network(LISTENER), 'Host', 9090, 'blocked'],
  ['what is no target', network(LISTENER), 'Other', 8080, 'blocked'],
  ['a target without a listener, which may be in another file', network(''), 'Other', 8080, 'reachable'],
  ['a group that others may add to', network(LISTENER + SEEN_BY_OTHERS), 'Other', 8080, 'reachable'],
  ['a group whose targets are elsewhere', network(LISTENER, '[]'), 'Other', 8080, 'reachable'],
  ['a target by its address', network(LISTENER, '[{ Id: 10.0.1.9 }]'), 'Other', 8080, 'reachable'],
];

for (const [what, text, to, port, verdict] of CASES) {
  test(`a load balancer and ${what}: ${verdict}`, () => {
    assert.equal(answerIn(text, { from: 'Balancer', to, protocol: 'tcp', port }).verdict, verdict);
  });
}
