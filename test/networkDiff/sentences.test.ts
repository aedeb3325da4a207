import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diffOf, sentencesOf, template, withLine } from './versions.ts';

const SHOP = [
  'Vpc: EC2::VPC { CidrBlock: 10.0.0.0/16 }',
  'Igw: EC2::InternetGateway',
  'Attach: EC2::VPCGatewayAttachment { VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw }',
  'Public: EC2::Subnet { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 }',
  'App: EC2::Subnet { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-central-1a }',
  'Data: EC2::Subnet { VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24, AvailabilityZone: eu-central-1b }',
  'Table: EC2::RouteTable { VpcId: !Ref Vpc }',
  'Uses: EC2::SubnetRouteTableAssociation { SubnetId: !Ref Public, RouteTableId: !Ref Table }',
  'AppGroup: EC2::SecurityGroup { GroupDescription: app, VpcId: !Ref Vpc }',
  'DbGroup: EC2::SecurityGroup { GroupDescription: db, VpcId: !Ref Vpc, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !Ref AppGroup }] }',
  'BoxGroup: EC2::SecurityGroup { GroupDescription: box, VpcId: !Ref Vpc, SecurityGroupIngress: [] }',
  'Box: EC2::Instance { ImageId: ami-12345678, InstanceType: t3.micro, NetworkInterfaces: [{ DeviceIndex: 0, SubnetId: !Ref Public, AssociatePublicIpAddress: true, GroupSet: [!Ref BoxGroup] }] }',
  'Orders: Lambda::Function { Role: arn, Code: { ZipFile: x }, VpcConfig: { SubnetIds: [!Ref App], SecurityGroupIds: [!Ref AppGroup] } }',
  'Bills: Lambda::Function { Role: arn, Code: { ZipFile: x }, VpcConfig: { SubnetIds: [!Ref App], SecurityGroupIds: [!Ref AppGroup] } }',
  'Both: RDS::DBSubnetGroup { DBSubnetGroupDescription: d, SubnetIds: [!Ref App, !Ref Data] }',
  'Db: RDS::DBInstance { Engine: postgres, DBSubnetGroupName: !Ref Both, VPCSecurityGroups: [!Ref DbGroup] }',
];

const OUT =
  'Out: EC2::Route { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Igw }';

/** Box lets the internet in, on these ports. */
const open = (from: number, to: number) =>
  `BoxGroup: EC2::SecurityGroup { GroupDescription: box, VpcId: !Ref Vpc, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: ${from}, ToPort: ${to}, CidrIp: 0.0.0.0/0 }] }`;

/** The sentences of a change, without those about findings. */
const said = (before: readonly string[], after: readonly string[]) => {
  const all = sentencesOf(template(...before), template(...after));
  const start = all.indexOf('Findings');
  const end = all.indexOf('Addresses');
  return start < 0 ? all : [...all.slice(0, start), ...(end < 0 ? [] : all.slice(end))];
};

test('a change of nothing says nothing', () => {
  assert.deepEqual(said(SHOP, SHOP), []);
  // Comments, order and quotes are no change.
  assert.deepEqual(said(SHOP, SHOP.toReversed()), []);
});

test('what is interrupted, and what AWS interrupts or replaces', () => {
  const db = (more: string) =>
    withLine(
      SHOP,
      'Db',
      `Db: RDS::DBInstance { Engine: postgres, DBSubnetGroupName: !Ref Both, VPCSecurityGroups: [!Ref DbGroup], ${more} }`,
    );
  assert.deepEqual(
    said(
      db('DBInstanceClass: db.t4g.micro, StorageType: gp2'),
      db('DBInstanceClass: db.t4g.small, StorageType: gp3'),
    ),
    [
      'Interrupted by CloudFormation',
      '  Db is interrupted by the update: DBInstanceClass and StorageType change',
    ],
  );
  assert.deepEqual(said(db('MultiAZ: false'), db('MultiAZ: true')), [
    'Replaced by CloudFormation',
    '  Db may be interrupted or replaced: MultiAZ changes; if it is replaced, the new one starts without the data of the old one',
  ]);
  assert.deepEqual(said(db('KmsKeyId: one'), db('KmsKeyId: !ImportValue Key')), [
    'Replaced by CloudFormation',
    '  Db may be replaced: KmsKeyId changes; if it is replaced, the new one starts without the data of the old one',
  ]);
});

test('a function loses its database', () => {
  const without = 'DbGroup: EC2::SecurityGroup { GroupDescription: db, VpcId: !Ref Vpc }';
  assert.deepEqual(said(SHOP, withLine(SHOP, 'DbGroup', without)), [
    'Reachability',
    '  DbGroup',
    '    Orders and Bills can no longer reach Db, tcp 5432',
  ]);
  assert.deepEqual(said(withLine(SHOP, 'DbGroup', without), SHOP), [
    'Reachability',
    '  DbGroup',
    '    Orders and Bills can now reach Db, tcp 5432',
  ]);
});

test('what opens a way together is told together', () => {
  assert.deepEqual(said(SHOP, [...withLine(SHOP, 'BoxGroup', open(22, 22)), OUT]), [
    'Reachability',
    '  BoxGroup and Out (new)',
    '    The internet can now reach Box, tcp 22',
    '  Out (new)',
    '    Box can now reach the internet, every tcp port',
    '  BoxGroup',
    '    Orders and Bills can now reach Box, tcp 22',
  ]);
});

test('ports of which the same is so are told as one range', () => {
  const before = [...withLine(SHOP, 'BoxGroup', open(8000, 8080)), OUT];
  const after = [...withLine(SHOP, 'BoxGroup', open(8000, 9000)), OUT];
  assert.deepEqual(said(before, after), [
    'Reachability',
    '  BoxGroup',
    '    The internet can now reach Box, tcp 8081–9000',
    '    Orders and Bills can now reach Box, tcp 8081–9000',
  ]);
  const two = open(22, 22).replace(
    '[{',
    '[{ IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0 }, {',
  );
  assert.deepEqual(said([...SHOP, OUT], [...withLine(SHOP, 'BoxGroup', two), OUT]).slice(2, 4), [
    '    The internet can now reach Box, tcp 22',
    '    The internet can now reach Box, tcp 80',
  ]);
  const all = [...withLine(SHOP, 'BoxGroup', open(0, 65535)), OUT];
  assert.deepEqual(said([...SHOP, OUT], all), [
    'Reachability',
    '  BoxGroup',
    '    The internet can now reach Box, every tcp port',
    '    Orders and Bills can now reach Box, every tcp port',
  ]);
});

test('a block that a rule lets in is asked about, and a private one is no exposure', () => {
  const from = (block: string) => open(22, 22).replace('0.0.0.0/0', block);
  const meanings = (block: string, ...more: readonly string[]) =>
    diffOf(
      template(...SHOP, OUT, ...more),
      template(...withLine(SHOP, 'BoxGroup', from(block)), OUT, ...more),
    ).reach.flatMap(({ changes }) => changes.map((one) => `${one.from} ${one.meaning} ${one.traffic}`));
  assert.deepEqual(meanings('203.0.113.0/24'), ['203.0.113.0/24 exposure tcp 22']);
  const vpn = [
    'Office: EC2::VPNGateway { Type: ipsec.1 }',
    'ToOffice: EC2::VPCGatewayAttachment { VpcId: !Ref Vpc, VpnGatewayId: !Ref Office }',
    'Back: EC2::Route { RouteTableId: !Ref Table, DestinationCidrBlock: 192.168.0.0/16, GatewayId: !Ref Office }',
  ];
  assert.deepEqual(meanings('192.168.0.0/16', ...vpn), ['192.168.0.0/16 opening tcp 22']);
});

test('of what is new, who can reach it and what it can reach', () => {
  const worker = SHOP.find((line) => line.startsWith('Orders'))!.replace('Orders', 'Worker');
  assert.deepEqual(said(SHOP, [...SHOP, worker]), [
    'Reachability',
    '  Worker (new)',
    '    Worker can now reach Db, tcp 5432',
  ]);
  assert.deepEqual(said([...SHOP, worker], SHOP), [
    'Reachability',
    '  Worker (gone)',
    '    Worker reached Db, tcp 5432 before',
  ]);
});

test('what is no longer known is uncertain', () => {
  const group = SHOP.find((line) => line.startsWith('DbGroup'))!;
  const vague = group.replace('!Ref AppGroup', '!ImportValue Group');
  assert.deepEqual(said(SHOP, withLine(SHOP, 'DbGroup', vague)), [
    'Reachability',
    '  DbGroup',
    '    Whether Box can reach Db, tcp 5432, is not known; before, it could not',
    '    Whether Orders and Bills can reach Db, tcp 5432, is no longer known; before, they could',
  ]);
});

test('a moved subnet, what is replaced with it, and why the update fails', () => {
  const app = SHOP.find((line) => line.startsWith('App:'))!;
  assert.deepEqual(said(SHOP, withLine(SHOP, 'App', app.replace('10.0.1.0/24', '10.0.1.0/25'))), [
    'Replaced by CloudFormation',
    '  The update fails: 10.0.1.0/25 of the new App overlaps 10.0.1.0/24 of the old App, which is deleted only afterwards',
    '  App is replaced: CidrBlock changes',
    'Addresses',
    '  The subnet App moves from 10.0.1.0/24 to 10.0.1.0/25',
  ]);
  const db = SHOP.at(-1)!;
  assert.deepEqual(
    said(SHOP, withLine(SHOP, 'Both', SHOP.at(-2)!.replace('d,', 'd, DBSubnetGroupName: mine,'))),
    [
      'Replaced by CloudFormation',
      '  Both is replaced: DBSubnetGroupName changes',
      '    Db is replaced: it names Both, which is replaced; the new one starts without the data of the old one',
    ],
  );
  assert.deepEqual(said(SHOP, withLine(SHOP, 'Db')).slice(-2), [
    'Replaced by CloudFormation',
    '  Db is deleted, and it keeps data',
  ]);
  assert.ok(db.startsWith('Db'));
});

test('subnets and addresses that come, go and are renamed', () => {
  const { addresses } = diffOf(
    template(
      'Vpc: EC2::VPC { CidrBlock: 10.0.0.0/16 }',
      'A: EC2::Subnet { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 }',
      'Ip: EC2::EIP',
    ),
    template(
      'Vpc: EC2::VPC { CidrBlock: 10.0.0.0/16 }',
      'First: EC2::Subnet { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 }',
      'B: EC2::Subnet { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24 }',
    ),
  );
  assert.deepEqual(
    addresses.map(({ id, change, before, after, from }) => [id, change, from, before.join(), after.join()]),
    [
      ['First', 'renamed', 'A', '10.0.0.0/24', '10.0.0.0/24'],
      ['B', 'added', undefined, '', '10.0.1.0/24'],
      ['Ip', 'removed', undefined, '', ''],
    ],
  );
});

test('scenarios are compared like with like', () => {
  const net = (out: string) => `Parameters: { Env: { Type: String, AllowedValues: [dev, prod] } }
Conditions: { Prod: !Equals [!Ref Env, prod] }
${template(...withLine(SHOP, 'BoxGroup', open(22, 22)))}${out}`;
  const route = `  Out:
    Type: AWS::EC2::Route
    Condition: Prod
    Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Igw }
`;
  const all = sentencesOf(net(''), net(route));
  assert.deepEqual(all.slice(0, 4), [
    'Reachability',
    '  Out (new) when Prod is true',
    '    The internet can now reach Box, tcp 22',
    '    Box can now reach the internet, every tcp port',
  ]);
  // A condition that only one version has tells its scenarios apart.
  const plain = template(...withLine(SHOP, 'BoxGroup', open(22, 22)));
  assert.deepEqual(sentencesOf(plain, net(route)).slice(0, 4), all.slice(0, 4));
});

test('findings are the same on other lines, and each of several equal ones counts', () => {
  const rules = (before: readonly string[], after: readonly string[]) =>
    sentencesOf(template(...before), template(...after)).filter((line) =>
      line.includes('sg-ingress-world-ssh'),
    );
  const opened = withLine(SHOP, 'BoxGroup', open(22, 22));
  assert.equal(rules(SHOP, opened).length, 1);
  assert.equal(rules(opened, SHOP).length, 1);
  assert.equal(rules(opened, ['Queue: SQS::Queue', ...opened]).length, 0);
});
