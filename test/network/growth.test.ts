import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { analyze, findingsOf } from '../../server/src/languageService.ts';

/** Five times the resources may take so many times as long: n log n is seven, what a busy machine adds; n squared is 25. */
const MOST = 15;
const FEW = 100;
const MANY = 500;

/** Measured again so often before it counts. */
const TRIES = 6;

/** What takes less than this, in milliseconds, says nothing about growth. */
const LEAST = 4;

/** What the copies of a resource lean on. */
const AROUND = `Parameters: { P: { Type: String } }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  S: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.255.0/24 } }
  T: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  I: { Type: AWS::EC2::InternetGateway }
  V: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.1.0.0/16 } }
  N: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref S } }
  G: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: g, VpcId: !Ref Vpc } }
  A: { Type: AWS::EC2::NetworkAcl, Properties: { VpcId: !Ref Vpc } }
  C: { Type: AWS::ECS::Cluster }
  E: { Type: AWS::EC2::EIP }
  R: { Type: AWS::IAM::Role }
  Attachment: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref I } }
  Out: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref T, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref I } }
  Of: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { RouteTableId: !Ref T, SubnetId: !Ref S } }
`;
const OTHERS = 14;

type Kind = readonly [name: string, write: (i: number) => readonly [type: string, properties: string][]];

/** Each type in each of the forms that the readers' table has, as often as it takes. */
const readers: readonly Kind[] = readFileSync(new URL('readers.txt', import.meta.url), 'utf8')
  .split(/\r?\n/)
  .filter((line) => line !== '' && !line.startsWith('#'))
  .join('\n')
  .split(/\n(?=\S)/)
  .map((row) => {
    const [head, properties] = row.split('\n').map((line) => line.trim());
    const type = head!.split(' in ')[0]!;
    return [`${type}: ${properties}`, () => [[type, properties!]]];
  });

const small = (i: number) => `10.0.${i >> 4}.${(i % 16) * 16}/28`;

/** What differs from copy to copy, or leans on the copy before it. */
const others: readonly Kind[] = [
  ['subnets side by side', (i) => [['AWS::EC2::Subnet', `VpcId: !Ref Vpc, CidrBlock: ${small(i)}`]]],
  ['subnets with one block', () => [['AWS::EC2::Subnet', 'VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24']]],
  [
    'pairs of subnets with one block',
    (i) => [['AWS::EC2::Subnet', `VpcId: !Ref Vpc, CidrBlock: ${small(i >> 1)}`]],
  ],
  [
    'subnets in one another',
    (i) => [['AWS::EC2::Subnet', `VpcId: !Ref Vpc, CidrBlock: ${i === 0 ? '10.0.0.0/17' : small(i)}`]],
  ],
  ['subnets outside of their VPC', (i) => [['AWS::EC2::Subnet', `VpcId: !Ref V, CidrBlock: ${small(i)}`]]],
  [
    'groups in a chain',
    (i) => [
      [
        'AWS::EC2::SecurityGroup',
        `GroupDescription: g, VpcId: !Ref Vpc, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: !Ref ${i === 0 ? 'G' : `X${i - 1}n0`} }]`,
      ],
    ],
  ],
  [
    'rules of one group',
    (i) => [
      [
        'AWS::EC2::SecurityGroupIngress',
        `GroupId: !Ref G, IpProtocol: tcp, FromPort: ${1000 + i}, ToPort: ${1000 + i}, CidrIp: 10.9.${i % 250}.0/24`,
      ],
    ],
  ],
  [
    'equal rules of one group',
    () => [
      [
        'AWS::EC2::SecurityGroupIngress',
        'GroupId: !Ref G, IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0',
      ],
    ],
  ],
  [
    'entries of one ACL',
    (i) => [
      [
        'AWS::EC2::NetworkAclEntry',
        `NetworkAclId: !Ref A, RuleNumber: ${i + 1}, Protocol: -1, RuleAction: allow, CidrBlock: 10.3.${i % 250}.0/24`,
      ],
    ],
  ],
  [
    'routes of one table',
    (i) => [
      [
        'AWS::EC2::Route',
        `RouteTableId: !Ref T, DestinationCidrBlock: 10.${100 + (i >> 8)}.${i % 256}.0/24, NatGatewayId: !Ref N`,
      ],
    ],
  ],
  [
    'subnets with tables and routes',
    (i) => [
      ['AWS::EC2::Subnet', `VpcId: !Ref Vpc, CidrBlock: ${small(i)}`],
      ['AWS::EC2::RouteTable', 'VpcId: !Ref Vpc'],
      ['AWS::EC2::SubnetRouteTableAssociation', `SubnetId: !Ref X${i}n0, RouteTableId: !Ref X${i}n1`],
      [
        'AWS::EC2::Route',
        `RouteTableId: !Ref X${i}n1, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref N`,
      ],
    ],
  ],
  [
    'functions with groups',
    (i) => [
      ['AWS::EC2::SecurityGroup', 'GroupDescription: g, VpcId: !Ref Vpc'],
      [
        'AWS::Lambda::Function',
        `Role: !GetAtt R.Arn, VpcConfig: { SubnetIds: [!Ref S], SecurityGroupIds: [!Ref X${i}n0] }`,
      ],
    ],
  ],
];

function withResources([, write]: Kind, count: number): string {
  let text = AROUND;
  for (let i = 0, left = count - OTHERS; left > 0; i++) {
    for (const [n, [type, properties]] of write(i).entries()) {
      if (left-- > 0) text += `  X${i}n${n}: { Type: ${type}, Properties: { ${properties} } }\n`;
    }
  }
  return text;
}

/** The same, made by a loop. */
function withLoop(count: number): string {
  const items = Array.from({ length: count - OTHERS }, (_, i) => `i${i}`).join(', ');
  return `${AROUND}  Fn::ForEach::All: [I, [${items}], { 'X\${I}': { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } } }]\n`;
}

/** Of this process alone, so that others on the machine do not count. */
function millisecondsFor(text: string): number {
  const started = process.cpuUsage();
  const analysis = analyze('n.yaml', text);
  assert.ok(analysis);
  findingsOf(analysis, { profile: 'strict', severities: {}, onFailure: assert.fail });
  return process.cpuUsage(started).user / 1000;
}

/** How many times as long `many` takes, at the least of some measurements. */
function growth(few: string, many: string): number {
  let short = Number.POSITIVE_INFINITY;
  let long = Number.POSITIVE_INFINITY;
  for (let i = 0; i < TRIES; i++) {
    // The shorter is the noisier.
    for (let j = 0; j < 3; j++) short = Math.min(short, millisecondsFor(few));
    long = Math.min(long, millisecondsFor(many));
    if (long <= MOST * Math.max(short, LEAST)) break;
  }
  return long / Math.max(short, LEAST);
}

/** What a busy machine adds is a smaller part of the larger sizes, where n squared shows as well. */
function assertGrowth(name: string, write: (count: number) => string): void {
  const first = growth(write(FEW), write(MANY));
  if (first <= MOST) return;
  const second = growth(write(MANY), write(MANY * (MANY / FEW)));
  assert.ok(second <= MOST, `${name}: ${first.toFixed(1)} times, then ${second.toFixed(1)} times as long`);
}

test(`${MANY} resources of one kind take ${MOST} times what ${FEW} take, at most`, () => {
  for (const kind of [...readers, ...others]) assertGrowth(kind[0], (count) => withResources(kind, count));
});

test('and so do those of a loop', () => {
  assertGrowth('a loop', withLoop);
});
