// The way of a packet as it is told: a line of each hop, with the rule, entry or route that lets it on, or what stops it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerIn } from '../engine.ts';
import { questionOf } from '../patterns/patterns.ts';

const resource = (name: string, type: string, properties: string) =>
  `  ${name}: { Type: AWS::${type}, Properties: { ${properties} } }\n`;

const NET = [
  resource('Vpc', 'EC2::VPC', 'CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true'),
  resource('A', 'EC2::Subnet', 'VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-west-1a'),
  resource('B', 'EC2::Subnet', 'VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24, AvailabilityZone: eu-west-1b'),
  resource('Table', 'EC2::RouteTable', 'VpcId: !Ref Vpc'),
  resource('AUses', 'EC2::SubnetRouteTableAssociation', 'SubnetId: !Ref A, RouteTableId: !Ref Table'),
  resource('Out', 'EC2::SecurityGroup', 'GroupDescription: x, VpcId: !Ref Vpc'),
  resource('Host', 'EC2::Instance', 'ImageId: ami-1, SubnetId: !Ref A, SecurityGroupIds: [!Ref Out]'),
].join('');

const PUBLIC = [
  resource('Igw', 'EC2::InternetGateway', ''),
  resource('Att', 'EC2::VPCGatewayAttachment', 'VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw'),
  resource('Front', 'EC2::Subnet', 'VpcId: !Ref Vpc, CidrBlock: 10.0.9.0/24, MapPublicIpOnLaunch: true'),
  resource('FrontTable', 'EC2::RouteTable', 'VpcId: !Ref Vpc'),
  resource(
    'FrontUses',
    'EC2::SubnetRouteTableAssociation',
    'SubnetId: !Ref Front, RouteTableId: !Ref FrontTable',
  ),
  resource(
    'FrontWay',
    'EC2::Route',
    'RouteTableId: !Ref FrontTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Igw',
  ),
].join('');

/** `Data` in B, with these rules of its group. */
const data = (rules: string, more = '') =>
  resource(
    'In',
    'EC2::SecurityGroup',
    `GroupDescription: x, VpcId: !Ref Vpc, SecurityGroupIngress: [${rules}]${more}`,
  ) + resource('Data', 'EC2::Instance', 'ImageId: ami-1, SubnetId: !Ref B, SecurityGroupIds: [!Ref In]');
const tcp = (port: number, from: string) =>
  `{ IpProtocol: tcp, FromPort: ${port}, ToPort: ${port}, ${from} }`;
const all = (from: string) => `{ IpProtocol: '-1', ${from} }`;

/** Rules of `Narrow`, the group of `Sender` in A. */
const sender = (rules: string) =>
  resource(
    'Narrow',
    'EC2::SecurityGroup',
    `GroupDescription: x, VpcId: !Ref Vpc, SecurityGroupEgress: [${rules}]`,
  ) +
  resource('Sender', 'EC2::Instance', 'ImageId: ami-1, SubnetId: !Ref A, SecurityGroupIds: [!Ref Narrow]');

const entry = (name: string, number: number, rest: string) =>
  resource(name, 'EC2::NetworkAclEntry', `NetworkAclId: !Ref Acl, RuleNumber: ${number}, ${rest}`);
const acl = (...entries: string[]) =>
  resource('Acl', 'EC2::NetworkAcl', 'VpcId: !Ref Vpc') +
  resource('AclOn', 'EC2::SubnetNetworkAclAssociation', 'SubnetId: !Ref B, NetworkAclId: !Ref Acl') +
  entries.join('');

const CASES: readonly (readonly [title: string, resources: string, question: string, ...hops: string[]])[] = [
  [
    'a rule that names a group',
    data(tcp(5432, 'SourceSecurityGroupId: !Ref Out')),
    'Host to Data tcp 5432',
    '✓ Out (security-group) allows all outbound traffic',
    '✓ Table (route-table) 10.0.0.0/16 stays in the VPC',
    '✓ In (security-group) allows inbound tcp 5432 from Out',
  ],
  [
    'the rule for the port among others',
    data([tcp(22, 'CidrIp: 10.0.0.0/8'), tcp(5432, 'CidrIp: 10.0.0.0/16')].join()),
    'Host to Data tcp 5432',
    '✓ Out (security-group) allows all outbound traffic',
    '✓ Table (route-table) 10.0.0.0/16 stays in the VPC',
    '✓ In (security-group) allows inbound tcp 5432 from 10.0.0.0/16',
  ],
  [
    'the rule for the sender among those for the port',
    data([tcp(5432, 'CidrIp: 192.168.0.0/16'), tcp(5432, 'CidrIp: 10.0.1.0/24')].join()),
    'Host to Data tcp 5432',
    '✓ Out (security-group) allows all outbound traffic',
    '✓ Table (route-table) 10.0.0.0/16 stays in the VPC',
    '✓ In (security-group) allows inbound tcp 5432 from 10.0.1.0/24',
  ],
  [
    'the rule for the group of the sender among those for the port',
    data([tcp(5432, 'CidrIp: 192.168.0.0/16'), tcp(5432, 'SourceSecurityGroupId: !Ref Out')].join()),
    'Host to Data tcp 5432',
    '✓ Out (security-group) allows all outbound traffic',
    '✓ Table (route-table) 10.0.0.0/16 stays in the VPC',
    '✓ In (security-group) allows inbound tcp 5432 from Out',
  ],
  [
    'all of a block',
    data(all('CidrIp: 10.0.0.0/8')),
    'Host to Data tcp 5432',
    '✓ Out (security-group) allows all outbound traffic',
    '✓ Table (route-table) 10.0.0.0/16 stays in the VPC',
    '✓ In (security-group) allows all inbound traffic from 10.0.0.0/8',
  ],
  [
    'all of everyone',
    data(all('CidrIp: 0.0.0.0/0')),
    'Host to Data tcp 5432',
    '✓ Out (security-group) allows all outbound traffic',
    '✓ Table (route-table) 10.0.0.0/16 stays in the VPC',
    '✓ In (security-group) allows all inbound traffic',
  ],
  [
    'a port of everyone',
    data(tcp(5432, 'CidrIp: 0.0.0.0/0')),
    'Host to Data tcp 5432',
    '✓ Out (security-group) allows all outbound traffic',
    '✓ Table (route-table) 10.0.0.0/16 stays in the VPC',
    '✓ In (security-group) allows inbound tcp 5432 from 0.0.0.0/0',
  ],
  [
    'a rule that lets out',
    sender(tcp(5432, 'CidrIp: 10.0.2.0/24')) + data(all('CidrIp: 0.0.0.0/0')),
    'Sender to Data tcp 5432',
    '✓ Narrow (security-group) allows outbound tcp 5432 to 10.0.2.0/24',
    '✓ Table (route-table) 10.0.0.0/16 stays in the VPC',
    '✓ In (security-group) allows all inbound traffic',
  ],
  [
    'a rule that lets all out to a block',
    sender(all('CidrIp: 10.0.0.0/16')) + data(all('CidrIp: 0.0.0.0/0')),
    'Sender to Data tcp 5432',
    '✓ Narrow (security-group) allows all outbound traffic to 10.0.0.0/16',
    '✓ Table (route-table) 10.0.0.0/16 stays in the VPC',
    '✓ In (security-group) allows all inbound traffic',
  ],
  [
    'no rule that lets out',
    sender(tcp(443, 'CidrIp: 0.0.0.0/0')) + data(all('CidrIp: 0.0.0.0/0')),
    'Sender to Data tcp 5432',
    '✗ Narrow (security-group) has no outbound rule for tcp 5432',
    '✓ Table (route-table) 10.0.0.0/16 stays in the VPC',
    '✓ In (security-group) allows all inbound traffic',
  ],
  [
    'a rule for others',
    data([tcp(5432, 'CidrIp: 10.0.9.0/24'), tcp(5432, 'SourceSecurityGroupId: !Ref Other')].join()) +
      resource('Other', 'EC2::SecurityGroup', 'GroupDescription: x, VpcId: !Ref Vpc'),
    'Host to Data tcp 5432',
    '✓ Out (security-group) allows all outbound traffic',
    '✓ Table (route-table) 10.0.0.0/16 stays in the VPC',
    '✗ In (security-group) allows tcp 5432 only from 10.0.9.0/24 and Other, not from Host',
  ],
  [
    'a rule for a group that only the deployment knows',
    data(tcp(5432, 'SourceSecurityGroupId: !ImportValue other')),
    'Host to Data tcp 5432',
    '✓ Out (security-group) allows all outbound traffic',
    '✓ Table (route-table) 10.0.0.0/16 stays in the VPC',
    '? In (security-group)',
  ],
  [
    'entries of a network ACL',
    data(all('CidrIp: 0.0.0.0/0')) +
      acl(
        entry(
          'EIn',
          100,
          'Protocol: 6, RuleAction: allow, CidrBlock: 10.0.0.0/16, PortRange: { From: 5432, To: 5432 }',
        ),
        entry(
          'EOut',
          110,
          'Egress: true, Protocol: 6, RuleAction: allow, CidrBlock: 0.0.0.0/0, PortRange: { From: 1024, To: 65535 }',
        ),
      ),
    'Host to Data tcp 5432',
    '✓ Out (security-group) allows all outbound traffic',
    '✓ Table (route-table) 10.0.0.0/16 stays in the VPC',
    '✓ Acl (network-acl) entry 100 allows inbound tcp 5432 from 10.0.0.0/16',
    '✓ In (security-group) allows all inbound traffic',
    '✓ Acl (network-acl) entry 110 allows outbound tcp 1024–65535 to 0.0.0.0/0',
  ],
  [
    'an entry of all protocols',
    data(all('CidrIp: 0.0.0.0/0')) +
      acl(
        entry('EIn', 100, 'Protocol: -1, RuleAction: allow, CidrBlock: 10.0.0.0/16'),
        entry('EOut', 110, 'Egress: true, Protocol: -1, RuleAction: allow, CidrBlock: 10.0.1.0/24'),
      ),
    'Host to Data tcp 5432',
    '✓ Out (security-group) allows all outbound traffic',
    '✓ Table (route-table) 10.0.0.0/16 stays in the VPC',
    '✓ Acl (network-acl) entry 100 allows inbound all traffic from 10.0.0.0/16',
    '✓ In (security-group) allows all inbound traffic',
    '✓ Acl (network-acl) entry 110 allows outbound all traffic to 10.0.1.0/24',
  ],
  [
    'no entry for the answers',
    data(all('CidrIp: 0.0.0.0/0')) +
      acl(entry('EIn', 100, 'Protocol: -1, RuleAction: allow, CidrBlock: 10.0.0.0/16')),
    'Host to Data tcp 5432',
    '✓ Out (security-group) allows all outbound traffic',
    '✓ Table (route-table) 10.0.0.0/16 stays in the VPC',
    '✓ Acl (network-acl) entry 100 allows inbound all traffic from 10.0.0.0/16',
    '✓ In (security-group) allows all inbound traffic',
    '✗ Acl (network-acl) does not allow outbound return traffic to ports 32768–61000 to Host',
  ],
  [
    'a NAT gateway',
    PUBLIC +
      resource('Nat', 'EC2::NatGateway', 'SubnetId: !Ref Front, AllocationId: eipalloc-0123456789abcdef0') +
      resource(
        'Way',
        'EC2::Route',
        'RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat',
      ),
    'Host to internet tcp 443',
    '✓ Out (security-group) allows all outbound traffic',
    '✓ Table (route-table) 0.0.0.0/0 → Nat',
    '✓ Nat (nat-gateway) sends it on to the internet',
    '✓ FrontTable (route-table) 0.0.0.0/0 → Igw',
  ],
  [
    'a route by a target that only the deployment knows',
    resource(
      'Way',
      'EC2::Route',
      'RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !ImportValue nat',
    ),
    'Host to internet tcp 443',
    '? Table (route-table)',
  ],
  [
    'in from the internet',
    `${PUBLIC}${data(tcp(443, 'CidrIp: 0.0.0.0/0')).replace('!Ref B', '!Ref Front')}`,
    'internet to Data tcp 443',
    '✓ Igw (internet-gateway) is attached to Vpc',
    '✓ Data (public-address) has a public address',
    '✓ In (security-group) allows inbound tcp 443 from 0.0.0.0/0',
  ],
  [
    'a function outside a VPC',
    resource(
      'Free',
      'Lambda::Function',
      'Runtime: python3.13, Handler: a.b, Role: arn:aws:iam::111122223333:role/a, Code: { ZipFile: x }',
    ),
    'Free to internet tcp 443',
    '✓ Free (workload) runs outside a VPC, in a Lambda network with internet access',
  ],
  [
    'a warehouse that does not send by its VPC',
    resource('Places', 'Redshift::ClusterSubnetGroup', 'Description: d, SubnetIds: [!Ref A]') +
      resource(
        'Store',
        'Redshift::Cluster',
        'ClusterType: single-node, DBName: d, NodeType: ra3.large, MasterUsername: u, ClusterSubnetGroupName: !Ref Places, VpcSecurityGroupIds: [!Ref Out]',
      ),
    'Store to s3 tcp 443',
    '✓ Store (workload) has no enhanced VPC routing, so it sends through the internet and not through its VPC',
  ],
  [
    'a gateway endpoint',
    resource(
      'Gate',
      'EC2::VPCEndpoint',
      "VpcId: !Ref Vpc, ServiceName: !Sub 'com.amazonaws.${AWS::Region}.s3', RouteTableIds: [!Ref Table]",
    ),
    'Host to s3 tcp 443',
    '✓ Out (security-group) allows all outbound traffic',
    '✓ Gate (endpoint) a gateway endpoint on the subnet’s route table',
  ],
  [
    'the default group lets itself in',
    resource('One', 'EC2::Instance', 'ImageId: ami-1, SubnetId: !Ref A') +
      resource('Two', 'EC2::Instance', 'ImageId: ami-1, SubnetId: !Ref B'),
    'One to Two tcp 22',
    '✓ the default group of Vpc (security-group) allows all outbound traffic',
    '✓ Table (route-table) 10.0.0.0/16 stays in the VPC',
    '✓ the default group of Vpc (security-group) allows all inbound traffic from itself',
  ],
];

for (const [title, resources, question, ...hops] of CASES)
  test(`${title}: ${question}`, () => {
    const { port, ...rest } = questionOf(question);
    const answer = answerIn(`Resources:\n${NET}${resources}`, port === undefined ? rest : { ...rest, port });
    assert.deepEqual(
      answer.hops.map(({ resource: id, kind, allows, isUnknown, by, why }) =>
        `${allows ? '✓' : isUnknown ? '?' : '✗'} ${id} (${kind}) ${by ?? why ?? ''}`.trimEnd(),
      ),
      hops,
    );
  });
