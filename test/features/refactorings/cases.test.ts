import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../../server/src/analysis.ts';
import { refactorings } from '../../../server/src/features/codeActions/refactorings/refactorings.ts';
import { applyTextEdits } from '../../../server/src/syntax/edit.ts';
import { readCursor } from '../../fixture.ts';

/** What is offered at the cursor, with the text after each. */
function at(marked: string, fileName = 'n.yaml'): ReadonlyMap<string, string> {
  const { text, offset } = readCursor(marked);
  const analysis = analyze(fileName, text);
  assert.ok(analysis);
  return new Map(
    refactorings(analysis, offset)
      .filter((offered) => offered.isRight())
      .map(({ title, edits }) => [title, applyTextEdits(text, edits)]),
  );
}

/** The lines that a text has more than another, in order. */
function newLines(marked: string, after: string | undefined): readonly string[] {
  assert.ok(after !== undefined);
  const old = readCursor(marked).text.split('\n');
  return after.split('\n').filter((line) => {
    const i = old.indexOf(line);
    if (i >= 0) old.splice(i, 1);
    return i < 0;
  });
}

const NETWORK = `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  AppA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: 10.0.0.0/24
  AppB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      AvailabilityZone: !Select [1, !GetAZs '']
      CidrBlock: 10.0.1.0/24
  TableA:
    Type: AWS::EC2::RouteTable
    Properties: { VpcId: !Ref Vpc }
  TableB:
    Type: AWS::EC2::RouteTable
    Properties: { VpcId: !Ref Vpc }
  AppAInTableA:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref AppA, RouteTableId: !Ref TableA }
  AppBInTableB:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref AppB, RouteTableId: !Ref TableB }
  S3:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.s3
      RouteTableIds: [!Ref TableA, !Ref TableB]
`;

const THIRD = 'Add a third zone: AppC';

test('a third zone has its own table where its siblings have, and the endpoint serves it', () => {
  const marked = NETWORK.replace('  Vpc:', '  V<|>pc:');
  const lines = newLines(marked, at(marked).get(THIRD)).map((line) => line.trim());
  assert.deepEqual(
    lines.filter((line) => !/^(Type|Properties:|VpcId)/.test(line)),
    [
      'AppC:',
      "AvailabilityZone: !Select [2, !GetAZs '']",
      'CidrBlock: 10.0.2.0/24',
      'TableC:',
      'AppCInTableC:',
      'SubnetId: !Ref AppC',
      'RouteTableId: !Ref TableC',
      'RouteTableIds: [!Ref TableA, !Ref TableB, !Ref TableC]',
    ],
  );
});

test('line ends stay as they are', () => {
  const after = at(NETWORK.replace('  AppA:', '  App<|>A:').replaceAll('\n', '\r\n')).get(THIRD);
  assert.ok(after && !/[^\r]\n/.test(after));
});

test('functions in their long form stay in it', () => {
  const long = NETWORK.replaceAll(/!Ref (\w+)/g, '{ Ref: $1 }')
    .replaceAll(/!Select \[(\d), !GetAZs ''\]/g, "{ 'Fn::Select': [$1, { 'Fn::GetAZs': '' }] }")
    .replace('!Sub com', "\n        'Fn::Sub': com");
  const after = at(long.replace('  Vpc:', '  V<|>pc:')).get(THIRD);
  assert.ok(after?.includes('Ref: TableC') && !after.includes('!'));
});

test('a name that is taken gets a number', () => {
  const text = `${NETWORK}  AppC:\n    Type: AWS::EC2::EIP\n`.replace('  Vpc:', '  V<|>pc:');
  assert.equal([...at(text).keys()][0], 'Add a third zone: AppC2');
});

const noThird: { why: string; from: string; to: string }[] = [
  { why: 'zones have names', from: "!Select [1, !GetAZs '']", to: 'eu-central-1b' },
  {
    why: 'there are three',
    from: '  TableA:\n',
    to: "  AppC:\n    Type: AWS::EC2::Subnet\n    Properties: { VpcId: !Ref Vpc, AvailabilityZone: !Select [2, !GetAZs ''], CidrBlock: 10.0.2.0/24 }\n  AppCInTableB:\n    Type: AWS::EC2::SubnetRouteTableAssociation\n    Properties: { SubnetId: !Ref AppC, RouteTableId: !Ref TableB }\n  TableA:\n",
  },
  { why: 'the second one is missing', from: '!Select [1,', to: '!Select [2,' },
  { why: 'two subnets of a tier are in one zone', from: '!Select [1,', to: '!Select [0,' },
  { why: 'a block is not known', from: 'CidrBlock: 10.0.1.0/24', to: 'CidrBlock: !ImportValue block' },
  {
    why: 'the table of the last zone is shared with a subnet elsewhere',
    from: 'SubnetId: !Ref AppA, RouteTableId: !Ref TableA',
    to: 'SubnetId: !ImportValue other, RouteTableId: !Ref TableB',
  },
  { why: 'the VPC is full', from: '10.0.0.0/16', to: '10.0.0.0/23' },
];
for (const { why, from, to } of noThird)
  test(`no third zone where ${why}`, () => {
    const text = NETWORK.replace(from, to);
    assert.notEqual(text, NETWORK);
    const titles = [...at(text.replace('  Vpc:', '  V<|>pc:')).keys()];
    assert.ok(!titles.some((title) => title.includes('zone')), titles.join());
  });

test('a second zone beside a first one is called B', () => {
  const one = `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Pub<|>lic:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: !Select [0, !Cidr [!GetAtt Vpc.CidrBlock, 4, 8]]
`;
  const after = at(one).get('Add a second zone: PublicB');
  assert.match(after ?? '', /CidrBlock: !Select \[1, !Cidr \[!GetAtt Vpc.CidrBlock, 4, 8\]\]\n$/);
});

test('a subnet is split with its association; its block need not be under the cursor', () => {
  const marked = NETWORK.replace('  AppB:', '  AppB<|>:');
  const after = at(marked).get('Split AppB: 10.0.1.0/25, and 10.0.1.128/25 as AppB2');
  assert.deepEqual(
    newLines(marked, after)
      .map((line) => line.trim())
      .filter((line) => /AppB2|Cidr|Table/.test(line)),
    [
      'CidrBlock: 10.0.1.0/25',
      'AppB2:',
      'CidrBlock: 10.0.1.128/25',
      'AppB2InTableB:',
      'Type: AWS::EC2::SubnetRouteTableAssociation',
      'SubnetId: !Ref AppB2',
      'RouteTableId: !Ref TableB',
    ],
  );
});

test('a /28 is not split, nor where an address is fixed in the second half', () => {
  for (const text of [
    NETWORK.replace('10.0.1.0/24', '10.0.1.0/28'),
    `${NETWORK}  Host:\n    Type: AWS::EC2::NetworkInterface\n    Properties: { SubnetId: !Ref AppB, PrivateIpAddress: 10.0.1.200 }\n`,
  ]) {
    const titles = [...at(text.replace('  AppB:', '  AppB<|>:')).keys()];
    assert.ok(!titles.some((title) => title.startsWith('Split')), titles.join());
  }
});

const GROUPS = `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Private:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.16.0/20
  AppGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: app
      VpcId: !Ref Vpc
  DbGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: db
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 5432
          ToPort: 5432
          CidrIp: 10.0.16.0/20
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Code: { ZipFile: x }
      Role: arn:aws:iam::123456789012:role/x
      VpcConfig:
        SubnetIds: [!Ref Private]
        SecurityGroupIds: [!Ref AppGroup]
`;

test('a block of clients becomes their group', () => {
  const marked = GROUPS.replace('CidrIp:', 'Cidr<|>Ip:');
  const after = at(marked).get('Allow AppGroup instead of 10.0.16.0/20');
  assert.equal(
    after,
    GROUPS.replace('CidrIp: 10.0.16.0/20', 'SourceSecurityGroupId: !GetAtt AppGroup.GroupId'),
  );
});

const noGroup: { why: string; from: string; to: string }[] = [
  { why: 'a client may have groups that nobody knows', from: '[!Ref AppGroup]', to: '!ImportValue groups' },
  { why: 'a client may be anywhere', from: '[!Ref Private]', to: '!ImportValue subnets' },
  { why: 'the block is wider than the VPC', from: 'CidrIp: 10.0.16.0/20', to: 'CidrIp: 10.0.0.0/8' },
  { why: 'the block is a part of the subnet', from: 'CidrIp: 10.0.16.0/20', to: 'CidrIp: 10.0.16.0/24' },
  {
    why: 'the group waits for the other',
    from: 'GroupDescription: app\n',
    to: 'GroupDescription: app\n      SecurityGroupEgress: [{ IpProtocol: tcp, FromPort: 5432, ToPort: 5432, DestinationSecurityGroupId: !Ref DbGroup }]\n',
  },
  {
    why: 'another client may be anywhere',
    from: '  Fn:\n',
    to: '  Other:\n    Type: AWS::Lambda::Function\n    Properties:\n      Code: { ZipFile: x }\n      Role: arn:aws:iam::123456789012:role/x\n      VpcConfig: { SubnetIds: !ImportValue subnets, SecurityGroupIds: [!Ref DbGroup] }\n  Fn:\n',
  },
  {
    why: 'who is elsewhere may have the group too',
    from: '  Private:\n',
    to: '  Away:\n    Type: AWS::EC2::Subnet\n    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.32.0/20 }\n  Other:\n    Type: AWS::Lambda::Function\n    Properties:\n      Code: { ZipFile: x }\n      Role: arn:aws:iam::123456789012:role/x\n      VpcConfig: { SubnetIds: [!Ref Away], SecurityGroupIds: !ImportValue groups }\n  Private:\n',
  },
  {
    why: 'another client is partly elsewhere',
    from: '  Private:\n',
    to: '  Away:\n    Type: AWS::EC2::Subnet\n    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.32.0/20 }\n  Other:\n    Type: AWS::Lambda::Function\n    Properties:\n      Code: { ZipFile: x }\n      Role: arn:aws:iam::123456789012:role/x\n      VpcConfig: { SubnetIds: [!Ref Private, !Ref Away], SecurityGroupIds: [!Ref DbGroup] }\n  Private:\n',
  },
];
for (const { why, from, to } of noGroup)
  test(`no group instead of a block where ${why}`, () => {
    const text = GROUPS.replace(from, to);
    assert.notEqual(text, GROUPS);
    const titles = [...at(text.replace(/ {10}CidrIp:/, '          Cidr<|>Ip:')).keys()];
    assert.ok(!titles.some((title) => title.startsWith('Allow')), titles.join());
  });

const OUT = 'Move the rule out of DbGroup, to a resource of its own: DbGroupIngress5432';

test('a rule is moved out of its group and back into it', () => {
  const out = at(GROUPS.replace('FromPort', 'From<|>Port')).get(OUT);
  assert.ok(out);
  assert.ok(out.includes('  DbGroupIngress5432:\n    Type: AWS::EC2::SecurityGroupIngress\n'), out);
  assert.ok(!out.includes('SecurityGroupIngress:'));
  const back = at(out.replace('  DbGroupIngress5432:', '  DbGroup<|>Ingress5432:')).get(
    'Move the rule into DbGroup',
  );
  assert.equal(back, GROUPS);
});

test('the same in JSON', () => {
  const json = JSON.stringify(
    {
      Resources: {
        Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
        DbGroup: {
          Type: 'AWS::EC2::SecurityGroup',
          Properties: {
            GroupDescription: 'db',
            VpcId: { Ref: 'Vpc' },
            SecurityGroupIngress: [
              { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, CidrIp: '10.0.16.0/20' },
            ],
          },
        },
      },
    },
    null,
    2,
  );
  const out = at(json.replace('"FromPort', '"From<|>Port'), 'n.json').get(OUT);
  assert.deepEqual(JSON.parse(out!).Resources.DbGroupIngress5432.Properties.GroupId, {
    'Fn::GetAtt': ['DbGroup', 'GroupId'],
  });
  const back = at(out!.replace('"DbGroupIngress5432"', '"DbGroupIngress<|>5432"'), 'n.json').get(
    'Move the rule into DbGroup',
  );
  assert.deepEqual(JSON.parse(back!), JSON.parse(json));
});

test('a rule with a comment, and the last egress rule of a group, stay in it', () => {
  for (const text of [
    GROUPS.replace('FromPort', 'From<|>Port').replace('CidrIp: 10.0.16.0/20', 'CidrIp: 10.0.16.0/20 # ours'),
    GROUPS.replace('FromPort', 'From<|>Port').replace('SecurityGroupIngress', 'SecurityGroupEgress'),
  ]) {
    const titles = [...at(text).keys()];
    assert.ok(!titles.some((title) => title.startsWith('Move')), titles.join());
  }
});

test('an egress rule does not move into a group that AWS lets everything out of', () => {
  const rule =
    '  Out<|>Rule:\n    Type: AWS::EC2::SecurityGroupEgress\n    Properties: { GroupId: !Ref AppGroup, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }\n';
  assert.deepEqual([...at(GROUPS + rule).keys()], []);
});

test('a rule does not move into a group that the other group waits for', () => {
  const rule =
    '  In<|>Rule:\n    Type: AWS::EC2::SecurityGroupIngress\n    Properties: { GroupId: !Ref AppGroup, IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: !Ref DbGroup }\n';
  const waits = GROUPS.replace('CidrIp: 10.0.16.0/20', 'SourceSecurityGroupId: !Ref AppGroup');
  assert.deepEqual([...at(GROUPS + rule).keys()], ['Move the rule into AppGroup']);
  assert.deepEqual([...at(waits + rule).keys()], []);
});

test('a block is a slice of the VPC, as many slices as its siblings need', () => {
  const marked = NETWORK.replace('10.0.0.0/24', '10.0.<|>0.0/24');
  const after = at(marked).get('Compute 10.0.0.0/24 from the block of Vpc');
  assert.deepEqual(newLines(marked, after), [
    '      CidrBlock: !Select [0, !Cidr [!GetAtt Vpc.CidrBlock, 2, 8]]',
  ]);
  assert.equal(
    at(after!.replace('!Select [0, !Cidr', '!Sel<|>ect [0, !Cidr')).get('Write the block as 10.0.0.0/24'),
    NETWORK,
  );
});

test('a value becomes a parameter, beside others or before the resources', () => {
  const marked = NETWORK.replace('10.0.0.0/16', '10.0.<|>0.0/16');
  const after = at(marked).get('Extract a parameter: VpcCidrBlock');
  assert.ok(after);
  assert.ok(
    after.startsWith(
      'Parameters:\n  VpcCidrBlock:\n    Type: String\n    Default: 10.0.0.0/16\nResources:\n',
    ),
    after,
  );
  assert.ok(after.includes('CidrBlock: !Ref VpcCidrBlock'));
  const second = at(after.replace('10.0.1.0/24', '10.0.<|>1.0/24')).get('Extract a parameter: AppBCidrBlock');
  assert.match(second ?? '', /Default: 10\.0\.0\.0\/16\n {2}AppBCidrBlock:\n/);
});

test('a tier without internet access has subnets in the zones of the others, and a table of its own', () => {
  const marked = NETWORK.replace('  Vpc:', '  V<|>pc:').replaceAll('App', 'private');
  const after = at(marked).get('Add a tier without internet access: isolatedA and isolatedB');
  assert.deepEqual(
    newLines(marked, after)
      .map((line) => line.trim())
      .filter((line) => !/^(Type|Properties:|VpcId)/.test(line)),
    [
      'isolatedA:',
      "AvailabilityZone: !Select [0, !GetAZs '']",
      'CidrBlock: 10.0.2.0/24',
      'isolatedB:',
      "AvailabilityZone: !Select [1, !GetAZs '']",
      'CidrBlock: 10.0.3.0/24',
      'IsolatedTable:',
      'isolatedAInIsolatedTable:',
      'SubnetId: !Ref isolatedA',
      'RouteTableId: !Ref IsolatedTable',
      'isolatedBInIsolatedTable:',
      'SubnetId: !Ref isolatedB',
      'RouteTableId: !Ref IsolatedTable',
    ],
  );
});

const TIERS = NETWORK.replaceAll('AppB', 'WebA')
  .replace('[1, !GetAZs', '[0, !GetAZs')
  .replace('CidrBlock: 10.0.1.0/24\n', 'CidrBlock: 10.0.1.0/24\n      MapPublicIpOnLaunch: true\n');

test('a subnet moves to the tier of another one in its zone, and back', () => {
  const after = at(TIERS.replace('  AppA:', '  App<|>A:')).get('Move AppA to the tier of WebA, with TableB');
  assert.deepEqual(newLines(`<|>${TIERS}`, after), [
    '      MapPublicIpOnLaunch: true',
    '    Properties: { SubnetId: !Ref AppA, RouteTableId: !Ref TableB }',
  ]);
  const own = TIERS.replace(/ {2}AppAInTableA:\n.*\n.*\n/, '');
  const main = at(own.replace('  WebA:', '  Web<|>A:')).get(
    'Move WebA to the tier of AppA, with the main route table',
  );
  assert.equal(
    main,
    own.replace(/ {2}WebAInTableB:\n.*\n.*\n/, '').replace('      MapPublicIpOnLaunch: true\n', ''),
  );
  const joined = at(own.replace('  AppA:', '  App<|>A:')).get('Move AppA to the tier of WebA, with TableB');
  assert.match(joined ?? '', /AppAInTableB:\n.*\n {4}Properties:\n {6}SubnetId: !Ref AppA\n/);
});

const noMove: { why: string; from: string; to: string }[] = [
  { why: 'the zones differ', from: 'AvailabilityZone: !Select [0,', to: 'AvailabilityZone: !Select [1,' },
  {
    why: 'both have one table',
    from: '!Ref WebA, RouteTableId: !Ref TableB',
    to: '!Ref WebA, RouteTableId: !Ref TableA',
  },
  {
    why: 'the other table is not known',
    from: '!Ref WebA, RouteTableId: !Ref TableB',
    to: '!Ref WebA, RouteTableId: !ImportValue table',
  },
  {
    why: 'a NAT gateway is in it',
    from: '  TableA:\n',
    to: '  Nat:\n    Type: AWS::EC2::NatGateway\n    Properties: { SubnetId: !Ref AppA, ConnectivityType: private }\n  TableA:\n',
  },
  {
    why: 'only one has a network ACL of its own',
    from: '  TableA:\n',
    to: '  Acl:\n    Type: AWS::EC2::NetworkAcl\n    Properties: { VpcId: !Ref Vpc }\n  InAcl:\n    Type: AWS::EC2::SubnetNetworkAclAssociation\n    Properties: { SubnetId: !Ref AppA, NetworkAclId: !Ref Acl }\n  TableA:\n',
  },
];
for (const { why, from, to } of noMove)
  test(`no subnet moves where ${why}`, () => {
    const text = TIERS.replace(from, to);
    assert.notEqual(text, TIERS);
    const titles = [...at(text.replace('  AppA:', '  App<|>A:')).keys()];
    assert.ok(!titles.some((title) => title.startsWith('Move')), titles.join());
  });

test('the blocks of a VPC are collected in a mapping, and each is its block again', () => {
  const title = 'Extract a mapping of the 3 blocks of Vpc and its subnets: VpcBlocks';
  const after = at(NETWORK.replace('10.0.1.0/24', '10.0.<|>1.0/24')).get(title);
  assert.ok(after !== undefined);
  assert.ok(after.startsWith('Mappings:\n  VpcBlocks:\n    Vpc:\n      CidrBlock: 10.0.0.0/16\n'), after);
  const block = '!FindInMap [VpcBlocks, AppB, CidrBlock]';
  assert.ok(after.includes(`CidrBlock: ${block}`));
  const back = at(after.replace(block, block.replace('Find', 'Fi<|>nd'))).get(
    'Write the block as 10.0.1.0/24',
  );
  assert.equal(back, after.replace(block, '10.0.1.0/24'));
});

test('the copies of a resource become a loop; what they differ in is in a mapping', () => {
  const after = at(NETWORK.replace('  AppB:', '  App<|>B:')).get('Write AppA and AppB as one Fn::ForEach');
  assert.equal(
    after?.slice(0, after.indexOf('  TableA:')),
    `Transform: AWS::LanguageExtensions
Mappings:
  AppZones:
    A:
      AvailabilityZone: 0
      CidrBlock: 10.0.0.0/24
    B:
      AvailabilityZone: 1
      CidrBlock: 10.0.1.0/24
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Fn::ForEach::App:
    - Zone
    - [A, B]
    - App\${Zone}:
        Type: AWS::EC2::Subnet
        Properties:
          VpcId: !Ref Vpc
          AvailabilityZone: !Select [!FindInMap [AppZones, !Ref Zone, AvailabilityZone], !GetAZs '']
          CidrBlock: !FindInMap [AppZones, !Ref Zone, CidrBlock]
`,
  );
});

test('a loop names the other copies by their mark, and SAM has its transform after the loops are written out', () => {
  const sam = `Transform: AWS::Serverless-2016-10-31\n${NETWORK.replace(
    '  S3:\n',
    `  RouteA:
    Type: AWS::EC2::Route
    DependsOn: AppAInTableA
    Properties: { RouteTableId: !GetAtt TableA.RouteTableId, DestinationCidrBlock: 192.0.2.0/24, InstanceId: !Ref HostA }
  RouteB:
    Type: AWS::EC2::Route
    DependsOn: AppBInTableB
    Properties: { RouteTableId: !GetAtt TableB.RouteTableId, DestinationCidrBlock: 192.0.2.0/24, InstanceId: !Ref HostB }
  S3:
`,
  )}`;
  const after = at(sam.replace('  RouteA:', '  Rou<|>teA:')).get(
    'Write RouteA and RouteB as one Fn::ForEach',
  );
  assert.ok(after !== undefined);
  assert.ok(after.includes('DependsOn: App${Zone}InTable${Zone}\n'), after);
  assert.match(after, /RouteTableId: !GetAtt \[!Sub '?Table\$\{Zone\}'?, RouteTableId\]/);
  assert.match(after, /InstanceId:\n +Ref: !Sub Host\$\{Zone\}/);
  assert.match(after, /^Transform:\n? *(- |\[)AWS::LanguageExtensions(\n *- |, )AWS::Serverless/);
});

const noLoop: { why: string; from: string; to: string }[] = [
  {
    why: 'the copies have other properties',
    from: 'CidrBlock: 10.0.1.0/24',
    to: 'CidrBlock: 10.0.1.0/24\n      MapPublicIpOnLaunch: true',
  },
  { why: 'one has a comment', from: 'CidrBlock: 10.0.1.0/24', to: 'CidrBlock: 10.0.1.0/24 # ours' },
  { why: 'their conditions differ', from: '  AppB:\n', to: '  AppB:\n    Condition: IsB\n' },
  {
    why: 'they name what no mark tells apart',
    from: 'VpcId: !Ref Vpc\n      AvailabilityZone: !Select [1',
    to: 'VpcId: !Ref Other\n      AvailabilityZone: !Select [1',
  },
  { why: 'a macro may want to see them', from: 'Resources:', to: 'Transform: Mine\nResources:' },
  { why: 'it is alone', from: '  AppB:', to: '  Second:' },
];
for (const { why, from, to } of noLoop)
  test(`no loop where ${why}`, () => {
    const text = NETWORK.replace(from, to);
    assert.notEqual(text, NETWORK);
    const titles = [...at(text.replace('  AppA:', '  App<|>A:')).keys()];
    assert.ok(!titles.some((title) => title.includes('ForEach')), titles.join());
  });

const noParameter: { why: string; text: string }[] = [
  { why: 'a name', text: NETWORK.replace('!Ref Vpc', '!Ref V<|>pc') },
  { why: 'an argument', text: NETWORK.replace('[0, !GetAZs', '[<|>0, !GetAZs') },
  {
    why: 'one of the values that AWS takes',
    text: GROUPS.replace('ZipFile: x }', 'ZipFile: x }\n      PackageType: Z<|>ip'),
  },
  { why: 'a description', text: GROUPS.replace('GroupDescription: app', 'GroupDescription: a<|>pp') },
  { why: 'broken', text: `${NETWORK.replace('10.0.0.0/16', '10.0.<|>0.0/16')}  X: [` },
];
for (const { why, text } of noParameter)
  test(`what is ${why} does not become a parameter`, () => {
    assert.ok(![...at(text).keys()].some((title) => title.startsWith('Extract')));
  });

test('away from its resource nothing is offered', () => {
  assert.deepEqual([...at(NETWORK.replace('Resources', 'Resou<|>rces')).keys()], []);
});
