// Questions about one network share work; what one was answered must not depend on what was asked before it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyze } from '../../server/src/languageService.ts';
import type { Network } from '../../server/src/network/model.ts';
import { networkOfTemplate } from '../../server/src/network/template/networkOfTemplate.ts';
import { reach } from '../../server/src/reach/answer.ts';
import type { Answer, Party } from '../../server/src/reach/question.ts';
import { reachOutward } from '../../server/src/rules/outward.ts';
import { render } from './render/render.ts';
import { aCase } from './world/worlds.ts';

const DESTINATIONS: readonly Party[] = [
  { kind: 'internet' },
  ...['s3', 'dynamodb', 'sqs', 'secretsmanager'].map((name): Party => ({ kind: 'service', name })),
];

test('an answer is the same whether or not others were asked for before', () => {
  let alike = 0;
  fc.assert(
    fc.property(aCase, ({ world, spelling }) => {
      const text = render(world, spelling);
      const asked = crowded(networkIn(text));
      const verdicts = new Map<string, number>();
      for (const id of asked.workloads.keys()) {
        for (const to of DESTINATIONS) {
          const question = { from: { kind: 'workload', id }, to, protocol: 'tcp' } as const;
          const alone = { ...asked };
          const answer = plain(reach(question, asked));
          assert.deepEqual(
            answer,
            plain(reach(question, alone)),
            `${id} to ${JSON.stringify(to)} in\n${text}`,
          );
          const key = `${JSON.stringify(to)} ${answer?.verdict}`;
          verdicts.set(key, (verdicts.get(key) ?? 0) + 1);
        }
      }
      alike += [...verdicts.values()].filter((count) => count > 1).length;
    }),
    { numRuns: 40 },
  );
  assert.ok(alike > 100, `Only ${alike} answers had another to share with.`);
});

test('what a workload reaches outside is the same without the rules of those that keep data', () => {
  fc.assert(
    fc.property(aCase, ({ world, spelling }) => {
      const text = render(world, spelling);
      const network = networkIn(text);
      for (const id of network.workloads.keys()) {
        for (const to of DESTINATIONS) {
          const question = { from: { kind: 'workload', id }, to, protocol: 'tcp' } as const;
          assert.deepEqual(
            plain(reachOutward(question, network)),
            plain(reach(question, network)),
            `${id} to ${JSON.stringify(to)} in\n${text}`,
          );
        }
      }
    }),
    { numRuns: 25 },
  );
});

test('what a function reaches outside is the same whatever becomes of the others', () => {
  let asked = 0;
  fc.assert(
    fc.property(aCase, ({ world, spelling }) => {
      const text = render(world, spelling);
      const network = crowded(networkIn(text));
      const functions = [...network.workloads.values()].filter(({ kind }) => kind === 'function');
      // The answers about the whole network are there to be mistaken for those about what is left of it.
      for (const left of [undefined, ...functions.slice(0, 3)]) {
        const workloads = new Map([...network.workloads].filter(([id]) => id !== left?.id));
        const changed: Network = { ...network, workloads };
        for (const { id } of functions.filter((one) => one !== left)) {
          for (const to of DESTINATIONS) {
            const question = { from: { kind: 'workload', id }, to, protocol: 'tcp' } as const;
            asked++;
            assert.deepEqual(
              plain(reachOutward(question, changed)),
              plain(reach(question, { ...changed })),
              `${id} to ${JSON.stringify(to)} without ${left?.id} in\n${text}`,
            );
          }
        }
      }
    }),
    { numRuns: 15 },
  );
  assert.ok(asked > 200, `Only ${asked} questions were asked.`);
});

test('an answer outlives a change of the rules of a database, and none of its own group', () => {
  const network = networkIn(`
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
  Other: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}}
  Subnets: {Type: AWS::RDS::DBSubnetGroup, Properties: {DBSubnetGroupDescription: a, SubnetIds: [!Ref Subnet, !Ref Other]}}
  Caller:
    Type: AWS::EC2::SecurityGroup
    Properties:
      VpcId: !Ref Vpc
      GroupDescription: a
      SecurityGroupEgress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}]
  Store:
    Type: AWS::EC2::SecurityGroup
    Properties:
      VpcId: !Ref Vpc
      GroupDescription: b
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !Ref Caller}]
  Database:
    Type: AWS::RDS::DBInstance
    Properties: {Engine: postgres, DBSubnetGroupName: !Ref Subnets, VPCSecurityGroups: [!Ref Store]}
  Function:
    Type: AWS::Lambda::Function
    Properties: {VpcConfig: {SubnetIds: [!Ref Subnet], SecurityGroupIds: [!Ref Caller]}}
`);
  const without = (group: string): Network => ({
    ...network,
    securityGroupRules: network.securityGroupRules.filter(({ resource }) => resource !== group),
  });
  const pairsOf = (id: string, asked: Network) =>
    reachOutward(
      { from: { kind: 'workload', id }, to: { kind: 'service', name: 's3' }, protocol: 'tcp' },
      asked,
    )?.pairs;
  assert.ok(pairsOf('Function', network));
  assert.equal(pairsOf('Function', without('Store')), pairsOf('Function', network));
  assert.notEqual(pairsOf('Function', without('Caller')), pairsOf('Function', network));
  assert.notEqual(pairsOf('Database', without('Store')), pairsOf('Database', network));
});

function networkIn(text: string): Network {
  const analysis = analyze(text.trimStart().startsWith('{') ? 'net.json' : 'net.yaml', text);
  assert.equal(analysis?.content.kind, 'template');
  return networkOfTemplate(analysis.content.scenarios.all[0]!);
}

/** With every workload once more behind the groups of each other one, so that many have the same subnets. */
function crowded(network: Network): Network {
  const workloads = new Map(network.workloads);
  for (const one of network.workloads.values()) {
    for (const { id, securityGroups } of [...network.workloads.values()].slice(0, 4)) {
      const copy = `${one.id}As${id}`;
      workloads.set(copy, { ...one, id: copy, securityGroups });
    }
  }
  return { ...network, workloads };
}

/** Everything that an answer says, worked out. */
function plain(answer: Answer | undefined) {
  if (!answer) return undefined;
  const { verdict, port, pairs, hops, blockedBy, assumptions, defaults } = answer;
  return { verdict, port, pairs, hops, blockedBy, assumptions, defaults };
}

test('two functions that differ in nothing but the name of their group fare as an endpoint’s group says', () => {
  const network = networkIn(`
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
  ToldOf: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc, GroupDescription: a}}
  Other: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc, GroupDescription: b}}
  Door:
    Type: AWS::EC2::SecurityGroup
    Properties:
      VpcId: !Ref Vpc
      GroupDescription: c
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: !Ref ToldOf}]
  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      VpcEndpointType: Interface
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.secretsmanager
      SubnetIds: [!Ref Subnet]
      SecurityGroupIds: [!Ref Door]
      PrivateDnsEnabled: true
  Let: {Type: AWS::Lambda::Function, Properties: {VpcConfig: {SubnetIds: [!Ref Subnet], SecurityGroupIds: [!Ref ToldOf]}}}
  Kept: {Type: AWS::Lambda::Function, Properties: {VpcConfig: {SubnetIds: [!Ref Subnet], SecurityGroupIds: [!Ref Other]}}}
`);
  const verdicts = ['Let', 'Kept'].map((id) => {
    const to = { kind: 'service', name: 'secretsmanager' } as const;
    return reach({ from: { kind: 'workload', id }, to, protocol: 'tcp' }, network)?.verdict;
  });
  assert.deepEqual(verdicts, ['reachable', 'blocked']);
});

test('a new endpoint is proposed only to the function whose group would let its calls in', () => {
  const network = networkIn(`
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true}}
  Gateway: {Type: AWS::EC2::InternetGateway}
  Attachment: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}}
  Public: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
  PublicTable: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  PublicRoute: {Type: AWS::EC2::Route, DependsOn: Attachment, Properties: {RouteTableId: !Ref PublicTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}}
  PublicAssociation: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Public, RouteTableId: !Ref PublicTable}}
  Address: {Type: AWS::EC2::EIP, DependsOn: Attachment, Properties: {Domain: vpc}}
  Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref Public, AllocationId: !GetAtt Address.AllocationId}}
  PrivateTable: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  PrivateRoute: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref PrivateTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}}
  OneData: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-west-1a}}
  OtherData: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24, AvailabilityZone: eu-west-1b}}
  Closed: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc, GroupDescription: a}}
  Open:
    Type: AWS::EC2::SecurityGroup
    Properties:
      VpcId: !Ref Vpc
      GroupDescription: b
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}]
  First: {Type: AWS::Lambda::Function, Properties: {VpcConfig: {SubnetIds: [!Ref OneData, !Ref OtherData], SecurityGroupIds: [!Ref Closed]}}}
  Second: {Type: AWS::Lambda::Function, Properties: {VpcConfig: {SubnetIds: [!Ref OneData, !Ref OtherData], SecurityGroupIds: [!Ref Open]}}}
`);
  const changes = ['First', 'Second'].map((id) => {
    const to = { kind: 'service', name: 'sqs' } as const;
    const answer = reach({ from: { kind: 'workload', id }, to, protocol: 'tcp' }, network);
    return answer?.blockedBy.map(({ change }) => change.kind);
  });
  assert.deepEqual(changes, [['associate-table', 'associate-table'], ['add-endpoint']]);
});
