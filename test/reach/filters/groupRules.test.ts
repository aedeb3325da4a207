import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerIn } from '../engine.ts';

/** Two instances of two subnets: the group of the first has these outbound rules, that of the second these inbound ones. */
const template = (inbound: string, outbound: string) => `
Parameters:
  Block: { Type: String }
  Port: { Type: Number }
  Protocol: { Type: String }
  SomeGroup: { Type: 'AWS::EC2::SecurityGroup::Id' }
  SomeList: { Type: String }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  SubnetA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
  SubnetB: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24 } }
  Near:
    Type: AWS::EC2::PrefixList
    Properties: { PrefixListName: near, AddressFamily: IPv4, MaxEntries: 2, Entries: [{ Cidr: 10.0.0.0/24 }, { Cidr: 10.0.1.0/24 }] }
  Far:
    Type: AWS::EC2::PrefixList
    Properties: { PrefixListName: far, AddressFamily: IPv4, MaxEntries: 1, Entries: [{ Cidr: 10.9.0.0/24 }] }
  Open:
    Type: AWS::EC2::PrefixList
    Properties: { PrefixListName: open, AddressFamily: IPv4, MaxEntries: 1, Entries: [{ Cidr: !Ref Block }] }
  Client:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: client, VpcId: !Ref Vpc${outbound && `, SecurityGroupEgress: [${outbound}]`} }
  Server:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: server, VpcId: !Ref Vpc, SecurityGroupIngress: [${inbound}] }
  From: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref SubnetA, SecurityGroupIds: [!Ref Client] } }
  To: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref SubnetB, SecurityGroupIds: [!Ref Server] } }
`;

const rule = (protocol: string | number, ports: string, peer: string) =>
  `{ IpProtocol: ${protocol}, ${ports && `${ports}, `}${peer} }`;
const ports = (from: number | string, to: number | string) => `FromPort: ${from}, ToPort: ${to}`;
const HTTPS = ports(443, 443);
const ANYBODY = 'CidrIp: 0.0.0.0/0';

/** https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html; facts SG-01 and SG-03. */
const INBOUND: readonly (readonly [what: string, rules: string, verdict: string])[] = [
  ['no rule', '', 'blocked'],
  ['the port', rule('tcp', HTTPS, ANYBODY), 'reachable'],
  ['the port, and the protocol by its number', rule(6, HTTPS, ANYBODY), 'reachable'],
  ['ports from it on', rule('tcp', ports(443, 500), ANYBODY), 'reachable'],
  ['ports up to it', rule('tcp', ports(400, 443), ANYBODY), 'reachable'],
  ['ports above it', rule('tcp', ports(444, 500), ANYBODY), 'blocked'],
  ['ports below it', rule('tcp', ports(1, 442), ANYBODY), 'blocked'],
  ['UDP', rule('udp', HTTPS, ANYBODY), 'blocked'],
  ['ICMP', rule('icmp', ports(-1, -1), ANYBODY), 'blocked'],
  ['every protocol', rule(-1, '', ANYBODY), 'reachable'],
  ['the source', rule('tcp', HTTPS, 'CidrIp: 10.0.0.0/24'), 'reachable'],
  ['another source', rule('tcp', HTTPS, 'CidrIp: 10.0.2.0/24'), 'blocked'],
  ['half of the source', rule('tcp', HTTPS, 'CidrIp: 10.0.0.0/25'), 'partial'],
  ['IPv6', rule('tcp', HTTPS, "CidrIpv6: '::/0'"), 'blocked'],
  ['the group of the source', rule('tcp', HTTPS, 'SourceSecurityGroupId: !Ref Client'), 'reachable'],
  [
    'the default group',
    rule('tcp', HTTPS, 'SourceSecurityGroupId: !GetAtt Vpc.DefaultSecurityGroup'),
    'blocked',
  ],
  ['a prefix list with the source', rule('tcp', HTTPS, 'SourcePrefixListId: !Ref Near'), 'reachable'],
  ['a prefix list without it', rule('tcp', HTTPS, 'SourcePrefixListId: !Ref Far'), 'blocked'],
  ['a prefix list of which nobody knows', rule('tcp', HTTPS, 'SourcePrefixListId: !Ref Open'), 'unknown'],
  [
    'a prefix list of another file',
    rule('tcp', HTTPS, 'SourcePrefixListId: pl-0123456789abcdef0'),
    'unknown',
  ],
  [
    'a list that is known only at deployment',
    rule('tcp', HTTPS, 'SourcePrefixListId: !Ref SomeList'),
    'unknown',
  ],
  ['a block that is known only at deployment', rule('tcp', HTTPS, 'CidrIp: !Ref Block'), 'unknown'],
  [
    'a port that is known only at deployment',
    rule('tcp', ports('!Ref Port', '!Ref Port'), ANYBODY),
    'unknown',
  ],
  ['a protocol that is known only at deployment', rule('!Ref Protocol', HTTPS, ANYBODY), 'unknown'],
  [
    'a group that is known only at deployment',
    rule('tcp', HTTPS, 'SourceSecurityGroupId: !Ref SomeGroup'),
    'unknown',
  ],
  [
    'an unknown port for another source',
    rule('tcp', ports('!Ref Port', '!Ref Port'), 'CidrIp: 10.0.2.0/24'),
    'blocked',
  ],
  [
    'the port after rules of which nobody knows',
    [rule('tcp', HTTPS, 'CidrIp: !Ref Block'), rule('tcp', HTTPS, ANYBODY)].join(', '),
    'reachable',
  ],
  [
    'the source in two halves',
    [rule('tcp', HTTPS, 'CidrIp: 10.0.0.0/25'), rule('tcp', HTTPS, 'CidrIp: 10.0.0.128/25')].join(', '),
    'reachable',
  ],
];

const OUTBOUND: readonly (readonly [what: string, rules: string, verdict: string])[] = [
  ["AWS's own rule", '', 'reachable'],
  ['nothing but the host itself', rule(-1, '', 'CidrIp: 127.0.0.1/32'), 'blocked'],
  ['the port', rule('tcp', HTTPS, ANYBODY), 'reachable'],
  ['another port', rule('tcp', ports(80, 80), ANYBODY), 'blocked'],
  ['the group of the server', rule('tcp', HTTPS, 'DestinationSecurityGroupId: !Ref Server'), 'reachable'],
  [
    'its own group',
    rule('tcp', HTTPS, 'DestinationSecurityGroupId: !GetAtt Vpc.DefaultSecurityGroup'),
    'blocked',
  ],
  ['a prefix list with the server', rule('tcp', HTTPS, 'DestinationPrefixListId: !Ref Near'), 'reachable'],
  ['a prefix list without it', rule('tcp', HTTPS, 'DestinationPrefixListId: !Ref Far'), 'blocked'],
  ['a block that is known only at deployment', rule('tcp', HTTPS, 'CidrIp: !Ref Block'), 'unknown'],
];

const asked = { from: 'From', to: 'To', protocol: 'tcp', port: 443 } as const;

for (const [what, rules, verdict] of INBOUND)
  test(`security group, inbound tcp 443: ${what}`, () => {
    const answer = answerIn(template(rules, ''), asked);
    assert.equal(answer.verdict, verdict, answer.assumptions.join('\n'));
  });

for (const [what, rules, verdict] of OUTBOUND)
  test(`security group, outbound tcp 443: ${what}`, () => {
    const answer = answerIn(template(rule('tcp', HTTPS, ANYBODY), rules), asked);
    assert.equal(answer.verdict, verdict, answer.assumptions.join('\n'));
  });
