import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerIn } from '../engine.ts';

/** Two instances of two subnets, of which the second has an ACL with these entries and one that lets everything out. */
function template(entries: readonly string[], more = ''): string {
  const inbound = entries.map(
    (entry, i) => `
  Entry${i}: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: !Ref Acl, ${entry} } }`,
  );
  return `
Parameters:
  Number: { Type: Number }
  Action: { Type: String }
  Block: { Type: String }
  Protocol: { Type: String }
  IsEgress: { Type: String }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  SubnetA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
  SubnetB: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24 } }
  Acl: { Type: AWS::EC2::NetworkAcl, Properties: { VpcId: !Ref Vpc } }
  Association:
    Type: AWS::EC2::SubnetNetworkAclAssociation
    Properties: { SubnetId: !Ref SubnetB, NetworkAclId: !Ref Acl }
  Out:
    Type: AWS::EC2::NetworkAclEntry
    Properties: { NetworkAclId: !Ref Acl, Egress: true, RuleNumber: 1, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0 }
  All:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: all, VpcId: !Ref Vpc, SecurityGroupIngress: [{ IpProtocol: -1, CidrIp: 0.0.0.0/0 }] }
  From: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref SubnetA, SecurityGroupIds: [!Ref All] } }
  To: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref SubnetB, SecurityGroupIds: [!Ref All] } }${inbound.join('')}${more}
`;
}

const entry = (number: number | string, protocol: number | string, action: string, more = '') =>
  `RuleNumber: ${number}, Protocol: ${protocol}, RuleAction: ${action}, ${more || 'CidrBlock: 0.0.0.0/0'}`;
const ports = (from: number | string, to: number, cidr = '0.0.0.0/0') =>
  `PortRange: { From: ${from}, To: ${to} }, CidrBlock: ${cidr}`;
const icmp = (type: number, code: number) => `Icmp: { Type: ${type}, Code: ${code} }, CidrBlock: 0.0.0.0/0`;

/** https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html; facts ACL-01, ACL-02 and ACL-06. */
const CASES: readonly (readonly [what: string, entries: readonly string[], verdict: string])[] = [
  ['no entry', [], 'blocked'],
  ['one for the port', [entry(100, 6, 'allow', ports(443, 443))], 'reachable'],
  ['one for ports around it', [entry(100, 6, 'allow', ports(400, 500))], 'reachable'],
  ['one for ports above it', [entry(100, 6, 'allow', ports(444, 500))], 'blocked'],
  ['one for ports below it', [entry(100, 6, 'allow', ports(1, 442))], 'blocked'],
  ['one for UDP', [entry(100, 17, 'allow', ports(443, 443))], 'blocked'],
  ['one for ICMP', [entry(100, 1, 'allow', icmp(-1, -1))], 'blocked'],
  ['one for every protocol', [entry(100, -1, 'allow')], 'reachable'],
  ['ports of every protocol, which AWS ignores', [entry(100, -1, 'allow', ports(80, 80))], 'reachable'],
  ['one for the source', [entry(100, 6, 'allow', ports(443, 443, '10.0.0.0/24'))], 'reachable'],
  ['one for another source', [entry(100, 6, 'allow', ports(443, 443, '10.0.2.0/24'))], 'blocked'],
  ['one for IPv6', [entry(100, -1, 'allow', "Ipv6CidrBlock: '::/0'")], 'blocked'],
  ['one for what leaves', [`Egress: true, ${entry(100, -1, 'allow')}`], 'blocked'],
  ['one for what comes', [`Egress: false, ${entry(100, -1, 'allow')}`], 'reachable'],
  ['a denial before it', [entry(90, 6, 'deny', ports(443, 443)), entry(100, -1, 'allow')], 'blocked'],
  ['a denial after it', [entry(110, 6, 'deny', ports(443, 443)), entry(100, -1, 'allow')], 'reachable'],
  ['a denial of other ports', [entry(90, 6, 'deny', ports(1, 442)), entry(100, -1, 'allow')], 'reachable'],
  [
    'a denial of another source',
    [entry(90, 6, 'deny', ports(443, 443, '10.0.2.0/24')), entry(100, -1, 'allow')],
    'reachable',
  ],
  ['a denial that leaves', [`Egress: true, ${entry(90, 6, 'deny')}`, entry(100, -1, 'allow')], 'reachable'],
  ['a number that is not known', [entry('!Ref Number', 6, 'allow', ports(443, 443))], 'unknown'],
  ['an action that is not known', [entry(100, 6, '!Ref Action', ports(443, 443))], 'unknown'],
  ['a denial of unknown number', [entry('!Ref Number', -1, 'deny'), entry(100, -1, 'allow')], 'unknown'],
  [
    'an unknown number of an entry for another port',
    [entry('!Ref Number', 6, 'deny', ports(80, 80)), entry(100, -1, 'allow')],
    'reachable',
  ],
  ['a block that is not known', [entry(100, -1, 'allow', 'CidrBlock: !Ref Block')], 'unknown'],
  ['ports that are not known', [entry(100, 6, 'allow', ports('!Ref Number', 500))], 'unknown'],
  ['a protocol that is not known', [entry(100, '!Ref Protocol', 'allow', ports(443, 443))], 'unknown'],
  ['a direction that is not known', [`Egress: !Ref IsEgress, ${entry(100, -1, 'allow')}`], 'unknown'],
  [
    'a denial of an unknown block before it',
    [entry(90, -1, 'deny', 'CidrBlock: !Ref Block'), entry(100, -1, 'allow')],
    'unknown',
  ],
  [
    'a denial of an unknown block after it',
    [entry(110, -1, 'deny', 'CidrBlock: !Ref Block'), entry(100, -1, 'allow')],
    'reachable',
  ],
  [
    'an unknown block, and one for the source',
    [entry(90, -1, 'allow', 'CidrBlock: !Ref Block'), entry(100, -1, 'allow')],
    'reachable',
  ],
  [
    'a denial before an unknown block',
    [entry(90, -1, 'deny'), entry(100, -1, 'allow', 'CidrBlock: !Ref Block')],
    'blocked',
  ],
  ['half of the source', [entry(100, 6, 'allow', ports(443, 443, '10.0.0.0/25'))], 'partial'],
  [
    'the source in two halves',
    [
      entry(100, 6, 'allow', ports(400, 443, '10.0.0.0/25')),
      entry(110, 6, 'allow', ports(443, 500, '10.0.0.128/25')),
    ],
    'reachable',
  ],
  [
    'a denial of half of the source',
    [entry(90, 6, 'deny', ports(443, 443, '10.0.0.0/25')), entry(100, -1, 'allow')],
    'partial',
  ],
];

for (const [what, entries, verdict] of CASES)
  test(`network ACL, tcp 443: ${what}`, () => {
    const asked = { from: 'From', to: 'To', protocol: 'tcp', port: 443 } as const;
    assert.equal(answerIn(template(entries), asked).verdict, verdict);
  });

test('network ACL, ping: the type decides, and a code of its own is none of a ping', () => {
  for (const [more, verdict] of [
    [icmp(-1, -1), 'reachable'],
    [icmp(8, -1), 'reachable'],
    [icmp(8, 0), 'reachable'],
    [icmp(8, 1), 'blocked'],
    [icmp(0, -1), 'blocked'],
  ] as const) {
    const text = template([entry(100, 1, 'allow', more)]);
    const answer = answerIn(text, { from: 'From', to: 'To', protocol: 'icmp', port: 8 });
    assert.equal(answer.verdict, verdict, more);
  }
});

test('the entry that decides is named', () => {
  const deny = entry(90, 6, 'deny', ports(443, 443));
  const cases: [what: string, entries: readonly string[], inbound: string | number | undefined][] = [
    ['none', [], undefined],
    ['a denial', [deny, entry(100, -1, 'allow')], 90],
    ['a denial after one of another port', [entry(80, 6, 'deny', ports(80, 80)), deny], 90],
    ['a denial after one that leaves', [`Egress: true, ${entry(80, -1, 'deny')}`, deny], 90],
    [
      'a denial of what remains',
      [entry(80, 6, 'allow', ports(443, 443, '10.0.0.0/25')), deny, entry(100, -1, 'allow')],
      90,
    ],
    [
      'the first that allows',
      [
        entry(110, 6, 'allow', ports(443, 443)),
        entry(100, -1, 'allow'),
        entry(95, 6, 'allow', ports(80, 80)),
      ],
      'entry 100 allows inbound all traffic from 0.0.0.0/0',
    ],
    [
      'one that allows after denials of others',
      [entry(90, 17, 'deny', ports(443, 443)), entry(100, 6, 'allow', ports(443, 443))],
      'entry 100 allows inbound tcp 443 from 0.0.0.0/0',
    ],
  ];
  for (const [what, entries, named] of cases) {
    const answer = answerIn(template(entries), { from: 'From', to: 'To', protocol: 'tcp', port: 443 });
    const [blocker] = answer.blockedBy;
    const reason = blocker?.reason;
    const hop = answer.hops.find(({ kind, direction }) => kind === 'network-acl' && direction === 'ingress');
    assert.equal(reason?.kind === 'acl' ? reason.entry : hop?.by, named, what);
    assert.equal(blocker?.resource, typeof named === 'string' ? undefined : 'Acl', what);
  }
});

test('entries of an ACL that is known only at deployment, and of the default ACL', () => {
  const other = (acl: string, body: string) => `
  Other: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: ${acl}, ${body} } }`;
  const asked = { from: 'From', to: 'To', protocol: 'tcp', port: 443 } as const;
  const answer = (more: string) => answerIn(template([entry(100, -1, 'allow')], more), asked);
  const unknown = answer(other("!Join ['', [acl-, !Ref Block]]", entry(90, -1, 'deny')));
  assert.equal(unknown.verdict, 'unknown');
  assert.deepEqual(unknown.assumptions, ['Other may be an entry of its network ACL']);
  // SubnetA has the default ACL, whose own entry 100 allows all.
  const byDefault = (body: string) => answer(other('!GetAtt Vpc.DefaultNetworkAcl', body)).verdict;
  assert.equal(byDefault(`Egress: true, ${entry(99, -1, 'deny')}`), 'blocked');
  assert.equal(byDefault(`Egress: true, ${entry(101, -1, 'deny')}`), 'reachable');
  assert.equal(byDefault(`Egress: true, ${entry('!Ref Number', -1, 'deny')}`), 'unknown');
});
