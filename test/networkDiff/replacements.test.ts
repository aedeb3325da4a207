import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TYPE_TEXTS } from '../../server/src/aws/schema/resourceTexts.ts';
import { KNOWN_TYPES, schemaOf, typesOf, wholeSchema } from '../../server/src/aws/schema/schema.ts';
import { diffOf, template, withLine } from './versions.ts';

/** What is replaced by the change, as `Id` or `Id?`. */
function replaced(before: readonly string[], after: readonly string[]): readonly string[] {
  const { replacements } = diffOf(template(...before), template(...after));
  return replacements.map(({ id, certainty }) => (certainty === 'yes' ? id : `${id}?`));
}

test('every property of every type of the network replaces what its schema says', () => {
  const seen = { replaced: 0, perhaps: 0, kept: 0 };
  for (const type of KNOWN_TYPES) {
    const schema = schemaOf(type)!;
    const said = JSON.parse(TYPE_TEXTS[type]!) as { replaced?: string[]; maybeReplaced?: string[] };
    const paths = new Set([
      ...Object.keys(schema.properties ?? {}),
      ...(said.replaced ?? []),
      ...(said.maybeReplaced ?? []),
    ]);
    for (const path of paths) {
      if (type === 'AWS::Serverless::Function') continue;
      const [first] = path.split('.');
      const kinds = typesOf(wholeSchema(schema.properties?.[first!] ?? {}, schema));
      const written = (leaf: string) => {
        const inner = path.includes('.') ? [] : kinds;
        const value = inner.includes('array')
          ? `[${leaf}]`
          : inner.includes('object')
            ? `{ Some: ${leaf} }`
            : leaf;
        return path.split('.').reduceRight((value, name) => `{ ${name}: ${value} }`, value);
      };
      const isNamed = (list: readonly string[] = []) =>
        list.some((one) => one === path || path.startsWith(`${one}.`));
      const expected = isNamed(said.replaced) ? ['A'] : isNamed(said.maybeReplaced) ? ['A?'] : [];
      const name = type.replace('AWS::', '');
      const found = replaced([`A: ${name} ${written('one')}`], [`A: ${name} ${written('other')}`]);
      // A structure of which a part replaces the resource does so where that part changes, and this is another part.
      assert.deepEqual(found, expected, `${type} ${path}`);
      seen[expected.length === 0 ? 'kept' : expected[0] === 'A' ? 'replaced' : 'perhaps']++;
    }
  }
  assert.ok(seen.replaced > 250 && seen.perhaps > 60 && seen.kept > 700, JSON.stringify(seen));
});

test('what AWS says of the properties that networks are changed in most', () => {
  // "Update requires" on the page of each type:
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_EC2.html
  const cases: readonly (readonly [
    type: string,
    property: string,
    from: string,
    to: string,
    expected: string,
  ])[] = [
    ['EC2::Subnet', 'CidrBlock', '10.0.0.0/24', '10.0.1.0/24', 'A'],
    ['EC2::Subnet', 'AvailabilityZone', 'eu-central-1a', 'eu-central-1b', 'A'],
    ['EC2::Subnet', 'AvailabilityZone', '!Select [0, !GetAZs ""]', '!Select [1, !GetAZs ""]', 'A'],
    ['EC2::Subnet', 'MapPublicIpOnLaunch', 'true', 'false', ''],
    ['EC2::VPC', 'CidrBlock', '10.0.0.0/16', '10.1.0.0/16', 'A'],
    ['EC2::VPC', 'EnableDnsSupport', 'true', 'false', ''],
    ['EC2::VPC', 'InstanceTenancy', 'default', 'dedicated', 'A?'],
    ['EC2::SecurityGroup', 'GroupDescription', 'one', 'other', 'A'],
    ['EC2::SecurityGroup', 'SecurityGroupIngress', '[{ IpProtocol: tcp }]', '[{ IpProtocol: udp }]', ''],
    ['EC2::Route', 'DestinationCidrBlock', '0.0.0.0/0', '10.0.0.0/8', 'A'],
    ['EC2::Route', 'GatewayId', 'igw-1', 'igw-2', ''],
    ['EC2::NatGateway', 'SubnetId', 'subnet-1', 'subnet-2', 'A'],
    ['EC2::VPCEndpoint', 'ServiceName', 'one', 'other', 'A'],
    ['EC2::VPCEndpoint', 'SubnetIds', '[subnet-1]', '[subnet-2]', ''],
    ['EC2::Instance', 'ImageId', 'ami-1', 'ami-2', 'A'],
    ['EC2::Instance', 'InstanceType', 't3.micro', 't3.large', 'A?'],
    ['ElasticLoadBalancingV2::LoadBalancer', 'Scheme', 'internal', 'internet-facing', 'A'],
    ['ElasticLoadBalancingV2::LoadBalancer', 'Subnets', '[subnet-1]', '[subnet-2]', ''],
    ['ElasticLoadBalancingV2::TargetGroup', 'Port', '80', '8080', 'A'],
    ['Lambda::Function', 'VpcConfig', '{ SubnetIds: [subnet-1] }', '{ SubnetIds: [subnet-2] }', ''],
    ['Lambda::Function', 'FunctionName', 'one', 'other', 'A'],
    ['RDS::DBInstance', 'DBSubnetGroupName', 'one', 'other', 'A'],
    ['RDS::DBInstance', 'PubliclyAccessible', 'true', 'false', ''],
    ['RDS::DBSubnetGroup', 'SubnetIds', '[subnet-1]', '[subnet-2]', ''],
    ['Serverless::Function', 'FunctionName', 'one', 'other', 'A'],
  ];
  for (const [type, property, from, to, expected] of cases) {
    const found = replaced([`A: ${type} { ${property}: ${from} }`], [`A: ${type} { ${property}: ${to} }`]);
    assert.equal(found.join(), expected, `${type} ${property}`);
  }
});

test('what AWS interrupts for a property, or replaces or interrupts', () => {
  // "Update requires: Some interruptions" on the pages of the types.
  const cases: readonly (readonly [type: string, from: string, to: string, expected: string])[] = [
    ['RDS::DBInstance', 'DBInstanceClass: db.t4g.micro', 'DBInstanceClass: db.t4g.small', 'A'],
    ['RDS::DBInstance', "EngineVersion: '16.3'", "EngineVersion: '17.1'", 'A'],
    ['RDS::DBInstance', 'Port: 5432', 'Port: 5433', 'A'],
    ['RDS::DBInstance', 'StorageType: gp2', 'StorageType: gp3', 'A'],
    ['RDS::DBInstance', 'DomainDnsIps: [10.0.0.1, 10.0.0.2]', 'DomainDnsIps: [10.0.0.3, 10.0.0.2]', 'A'],
    ['RDS::DBInstance', 'DomainOu: OU=a', 'DomainOu: OU=b', 'A'],
    ['RDS::DBInstance', 'DomainFqdn: a.example', 'DomainFqdn: b.example', 'A'],
    ['RDS::DBInstance', 'DomainAuthSecretArn: one', 'DomainAuthSecretArn: other', 'A'],
    ['RDS::DBInstance', 'EngineLifecycleSupport: one', 'EngineLifecycleSupport: other', 'A'],
    ['RDS::DBInstance', 'Port: 5432', "Port: '5432'", ''],
    ['RDS::DBInstance', 'Port: 5432', 'Port: !ImportValue Port', 'A?'],
    ['RDS::DBInstance', 'AllocatedStorage: 20', 'AllocatedStorage: 40', ''],
    ['RDS::DBInstance', 'PubliclyAccessible: true', 'PubliclyAccessible: false', ''],
    // What is replaced is not interrupted too.
    ['RDS::DBInstance', 'Port: 5432, DBName: a', 'Port: 5433, DBName: b', ''],
    ['AmazonMQ::Broker', 'HostInstanceType: mq.t3.micro', 'HostInstanceType: mq.m5.large', 'A'],
    [
      'AmazonMQ::Broker',
      'Configuration: { Id: c-1, Revision: 1 }',
      'Configuration: { Id: c-1, Revision: 2 }',
      'A',
    ],
    ['AmazonMQ::Broker', 'ResourceShareArns: [a]', 'ResourceShareArns: [b]', 'A'],
    ['AmazonMQ::Broker', "EngineVersion: '3.12'", "EngineVersion: '3.13'", ''],
    ['EC2::Instance', 'InstanceType: t3.micro', 'InstanceType: t3.large', ''],
  ];
  for (const [type, from, to, expected] of cases) {
    const [before, after] = [from, to].map((properties) => template(`A: ${type} { ${properties} }`));
    const { interruptions } = diffOf(before!, after!);
    const found = interruptions.map(({ id, certainty }) => (certainty === 'yes' ? id : `${id}?`));
    assert.equal(found.join(), expected, `${type} ${from} → ${to}`);
  }
});

test('values that say the same, or may, replace nothing, or may', () => {
  const cases: readonly (readonly [type: string, from: string, to: string, expected: string])[] = [
    ['EC2::Subnet', 'CidrBlock: 10.0.0.0/24', "'CidrBlock': '10.0.0.0/24'", ''],
    ['EC2::Subnet', 'CidrBlock: 10.0.0.5/24', 'CidrBlock: 10.0.0.0/24', 'A?'],
    ['EC2::Subnet', 'CidrBlock: 10.0.0.0/24', 'CidrBlock: !Select [0, !Cidr [10.0.0.0/16, 4, 8]]', ''],
    ['EC2::Subnet', 'CidrBlock: 10.0.0.0/24', 'CidrBlock: !ImportValue Block', 'A?'],
    ['EC2::Subnet', 'CidrBlock: !ImportValue Block', 'CidrBlock:   !ImportValue Block', ''],
    ['EC2::Subnet', 'CidrBlock: !ImportValue Block', 'CidrBlock: !ImportValue Other', 'A?'],
    ['EC2::Subnet', 'Ipv6Native: false', 'Ipv6Native: false, AvailabilityZone: eu-central-1a', 'A'],
    ['EC2::NatGateway', 'SubnetId: subnet-1', 'SubnetId: subnet-1, ConnectivityType: public', 'A?'],
    ['EC2::NatGateway', 'SubnetId: subnet-1', 'SubnetId: subnet-1, ConnectivityType: private', 'A'],
    ['EC2::SecurityGroupIngress', 'IpProtocol: 6', 'IpProtocol: tcp', 'A?'],
    ['ApiGatewayV2::VpcLink', 'SubnetIds: [a, b]', 'SubnetIds: [b, a]', 'A?'],
    ['ApiGatewayV2::VpcLink', 'SubnetIds: [a, b]', 'SubnetIds: [a]', 'A'],
    [
      'EC2::VPCEndpoint',
      'DnsOptions: { DnsRecordIpType: ipv4 }',
      'DnsOptions: { DnsRecordIpType: ipv6 }',
      '',
    ],
    ['Some::Thing', 'Name: one', 'Name: other', ''],
  ];
  for (const [type, from, to, expected] of cases) {
    const found = replaced([`A: ${type} { ${from} }`], [`A: ${type} { ${to} }`]);
    assert.equal(found.join(), expected, `${type} ${from} → ${to}`);
  }
});

const NET = [
  'Vpc: EC2::VPC { CidrBlock: 10.0.0.0/16 }',
  'Eip: EC2::EIP { Domain: vpc }',
  'A: EC2::Subnet { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 }',
  'B: EC2::Subnet { VpcId: !GetAtt Vpc.VpcId, CidrBlock: 10.0.1.0/24 }',
  'Table: EC2::RouteTable { VpcId: !Ref Vpc }',
  'UsesA: EC2::SubnetRouteTableAssociation { SubnetId: !Ref A, RouteTableId: !Ref Table }',
  'Nat: EC2::NatGateway { SubnetId: !Ref A, AllocationId: !GetAtt Eip.AllocationId }',
  'Out: EC2::Route { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat }',
  'Both: RDS::DBSubnetGroup { DBSubnetGroupDescription: x, SubnetIds: [!Ref A, !Ref B] }',
  'Fn: Lambda::Function { VpcConfig: { SubnetIds: [!Ref A] } }',
  'Box: EC2::Instance { SubnetId: !Ref A, UserData: !Sub "ip ${B.CidrBlock} ${Nat}" }',
];

test('what names a replaced resource is replaced too where that property replaces it', () => {
  const moved = (id: string, from: string, to: string) =>
    replaced(NET, withLine(NET, id, NET.find((line) => line.startsWith(`${id}: `))!.replace(from, to)));
  assert.deepEqual(moved('A', '10.0.0.0/24', '10.0.9.0/24'), ['A', 'UsesA', 'Nat', 'Box']);
  assert.deepEqual(moved('B', '10.0.1.0/24', '10.0.9.0/24'), ['B', 'Box?']);
  assert.deepEqual(moved('Vpc', '10.0.0.0/16', '10.0.0.0/17'), [
    'Vpc',
    'A',
    'B',
    'Table',
    'UsesA',
    'Nat',
    'Out',
    'Box',
  ]);
  assert.deepEqual(moved('Eip', 'Domain: vpc', 'Domain: vpc, Address: 192.0.2.1'), ['Eip', 'Nat?', 'Box?']);
});

test('another default of a parameter may replace, and a value that is given does', () => {
  const text = (block: string, isUsed = true) =>
    `Parameters: { Block: { Type: String, Default: ${block} } }\n${template(`A: EC2::Subnet { CidrBlock: ${isUsed ? '!Ref Block' : '10.0.2.0/24'} }`)}`;
  const certainties = (before: string, after: string, given?: string) =>
    diffOf(
      before,
      after,
      given === undefined ? {} : { parameters: new Map([['Block', given]]) },
    ).replacements.map(({ certainty }) => certainty);
  assert.deepEqual(certainties(text('10.0.0.0/24'), text('10.0.1.0/24')), ['perhaps']);
  assert.deepEqual(certainties(text('10.0.0.0/24'), text('10.0.0.0/24')), []);
  assert.deepEqual(certainties(text('10.0.0.0/24'), text('10.0.1.0/24'), '10.0.3.0/24'), []);
  assert.deepEqual(certainties(text('10.0.0.0/24', false), text('10.0.0.0/24'), '10.0.3.0/24'), ['yes']);
});

test('a macro may write anything anew, so nothing is certain', () => {
  const text = (block: string) => `Transform: Mine\n${template(`A: EC2::Subnet { CidrBlock: ${block} }`)}`;
  const { replacements } = diffOf(text('10.0.0.0/24'), text('10.0.1.0/24'));
  assert.deepEqual(
    replacements.map(({ certainty }) => certainty),
    ['perhaps'],
  );
});

test('a replacement in some scenarios only says in which', () => {
  const text = (zone: number) => `Parameters: { Env: { Type: String, AllowedValues: [dev, prod] } }
Conditions: { Prod: !Equals [!Ref Env, prod] }
${template(`A: EC2::Subnet { CidrBlock: 10.0.0.0/24, AvailabilityZone: !If [Prod, eu-central-1a, eu-central-1${'bc'[zone]}] }`)}`;
  const { replacements } = diffOf(text(0), text(1));
  assert.deepEqual(
    replacements.map(({ id, scenario }) => [id, scenario]),
    [['A', 'Prod=false']],
  );
});

test('replacements that fail', () => {
  const why = (before: readonly string[], after: readonly string[]) =>
    diffOf(template(...before), template(...after)).failures.map(
      ({ id, old, why }) => `${id} ${old} ${why.kind}`,
    );
  const A = NET[2]!;
  // The old subnet is still there.
  assert.deepEqual(why(NET, withLine(NET, 'A', A.replace('/24', '/25'))), [
    'A A block',
    'Nat Nat elastic-ip',
  ]);
  assert.deepEqual(why(NET, withLine(NET, 'A', A.replace('10.0.0.0', '10.0.9.0'))), ['Nat Nat elastic-ip']);
  // Another name is another resource.
  const renamed = (from: string, to: string) =>
    NET.map((line) => line.replaceAll(new RegExp(`\\b${from}\\b`, 'g'), to));
  assert.deepEqual(why(NET, renamed('B', 'C')), ['C B block']);
  assert.deepEqual(why(NET, renamed('Out', 'ToAll')), ['ToAll Out route']);
  assert.deepEqual(why(NET, renamed('Nat', 'Gateway')), ['Gateway Nat elastic-ip']);
  // In a new VPC nothing is there yet.
  assert.deepEqual(why(NET, withLine(NET, 'Vpc', 'Vpc: EC2::VPC { CidrBlock: 10.0.0.0/17 }')), [
    'Nat Nat elastic-ip',
  ]);
  // A name of one's own.
  const named = (type: string, key: string, engine: string) => [
    `Db: RDS::DBInstance { DBInstanceIdentifier: ${key}, DBName: ${type}, Engine: ${engine} }`,
  ];
  assert.deepEqual(why(named('one', 'orders', 'mysql'), named('other', 'orders', 'mysql')), ['Db Db name']);
  assert.deepEqual(why(named('one', 'orders', 'mysql'), named('other', 'orders2', 'mysql')), []);
  assert.deepEqual(why(named('one', '!Ref Name', 'mysql'), named('other', '!Ref Name', 'mysql')), []);
  // Conditional update behaviour is no certain replacement.
  assert.deepEqual(why(named('one', 'orders', 'mysql'), named('one', 'orders', 'mariadb')), []);
});
