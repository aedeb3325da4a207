import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { analyze, networkMaps } from '../../server/src/languageService.ts';

// One network, written in ten ways: the map is the same, but for the lines.

const PLAIN = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true } }
  SubnetA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: !Select [0, !GetAZs ''] } }
  SubnetB: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: !Select [1, !GetAZs ''] } }
  Internet: { Type: AWS::EC2::InternetGateway }
  Attach: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Internet } }
  Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  UsesA: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref SubnetA, RouteTableId: !Ref Table } }
  Out: { Type: AWS::EC2::Route, DependsOn: Attach, Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Internet } }
  S3: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, ServiceName: !Sub 'com.amazonaws.\${AWS::Region}.s3', RouteTableIds: [!Ref Table] } }
  App: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: app, VpcId: !Ref Vpc } }
  Db:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: db
      VpcId: !Ref Vpc
      SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !Ref App }]
  Function: { Type: AWS::Lambda::Function, Properties: { VpcConfig: { SubnetIds: [!Ref SubnetA, !Ref SubnetB], SecurityGroupIds: [!Ref App] } } }
`;

const SUBNET_A = 'CidrBlock: 10.0.0.0/24';
const SUBNET_B = 'CidrBlock: 10.0.1.0/24';
const WAYS: Readonly<Record<string, () => string>> = {
  'a rule as a resource of its own': () => {
    const inline = /^ {6}SecurityGroupIngress: .*\n/m;
    const rule =
      '  Rule: { Type: AWS::EC2::SecurityGroupIngress, Properties: { GroupId: !GetAtt Db.GroupId, IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !GetAtt App.GroupId } }\n';
    return swap(PLAIN, [inline, ''], [/$/, rule]);
  },
  'attributes in place of references': () =>
    swap(
      PLAIN,
      [/!Ref Vpc\b/g, '!GetAtt Vpc.VpcId'],
      [/!Ref (Subnet[AB])/g, '!GetAtt $1.SubnetId'],
      [/!Ref Table/g, '!GetAtt Table.RouteTableId'],
      [/!Ref App/g, '!GetAtt [App, GroupId]'],
      [/!Ref Internet/g, '!GetAtt Internet.InternetGatewayId'],
    ),
  'blocks by Fn::Cidr': () =>
    swap(
      PLAIN,
      [SUBNET_A, 'CidrBlock: !Select [0, !Cidr [!GetAtt Vpc.CidrBlock, 2, 8]]'],
      [SUBNET_B, "CidrBlock: !Select ['1', !Cidr ['10.0.0.0/16', 2, '8']]"],
    ),
  'JSON with the long forms': () => {
    const long = swap(
      PLAIN,
      [/!Ref (\w+)/g, '{ Ref: $1 }'],
      [/!Select \[(\d), !GetAZs ''\]/g, "{ 'Fn::Select': [$1, { 'Fn::GetAZs': '' }] }"],
      [/!Sub ('[^']+')/, "{ 'Fn::Sub': $1 }"],
    );
    return JSON.stringify(parse(long));
  },
  'subnets by Fn::ForEach': () => {
    const loop = `  Fn::ForEach::Subnets:
    - Name
    - [A, B]
    - Subnet\${Name}:
        Type: AWS::EC2::Subnet
        Properties:
          VpcId: !Ref Vpc
          CidrBlock: !FindInMap [Blocks, !Ref Name, Block]
          AvailabilityZone: !Select [!FindInMap [Blocks, !Ref Name, Zone], !GetAZs '']
`;
    const mapping =
      'Transform: AWS::LanguageExtensions\nMappings: { Blocks: { A: { Block: 10.0.0.0/24, Zone: 0 }, B: { Block: 10.0.1.0/24, Zone: 1 } } }\n';
    return mapping + swap(PLAIN, [/^ {2}SubnetA: .*\n/m, loop], [/^ {2}SubnetB: .*\n/m, '']);
  },
  'texts by Sub and Join': () =>
    swap(
      PLAIN,
      [SUBNET_A, "CidrBlock: !Sub ['10.0.${Third}.0/24', { Third: 0 }]"],
      [SUBNET_B, "CidrBlock: !Join ['.', ['10', '0', '1', '0/24']]"],
      [/!Sub '(com[^$]+)\$\{AWS::Region\}\.s3'/, "!Join ['', ['$1', !Ref AWS::Region, '.s3']]"],
    ),
  'blocks from a mapping': () =>
    `Mappings: { Blocks: { A: { Block: 10.0.0.0/24 } } }\n${swap(PLAIN, [SUBNET_A, 'CidrBlock: !FindInMap [Blocks, A, Block]'])}`,
  'a condition that always holds': () =>
    `Conditions: { Always: !Equals [a, a] }\n${swap(
      PLAIN,
      [SUBNET_A, 'CidrBlock: !If [Always, 10.0.0.0/24, 10.9.0.0/24]'],
      ['SubnetB: { Type', 'SubnetB: { Condition: Always, Type'],
      ['EnableDnsHostnames: true', "EnableDnsHostnames: !If [Always, 'true', !Ref AWS::NoValue]"],
    )}`,
  'parameters with defaults': () =>
    `Parameters: { Block: { Type: String, Default: 10.0.0.0/24 }, Port: { Type: Number, Default: 5432 } }\n${swap(
      PLAIN,
      [SUBNET_A, 'CidrBlock: !Ref Block'],
      ['FromPort: 5432, ToPort: 5432', 'FromPort: !Ref Port, ToPort: !Ref Port'],
    )}`,
  'numbers as texts and single values as lists': () =>
    swap(
      PLAIN,
      ['FromPort: 5432, ToPort: 5432', "FromPort: '5432', ToPort: '5432'"],
      ['IpProtocol: tcp', 'IpProtocol: 6'],
      ['RouteTableIds: [!Ref Table]', 'RouteTableIds: !Ref Table'],
      ['SecurityGroupIds: [!Ref App]', 'SecurityGroupIds: !Ref App'],
      ['GatewayId: !Ref Internet } }\n  S3', 'GatewayId: !Sub "${Internet}" } }\n  S3'],
    ),
  'an anchor and its alias': () =>
    swap(
      PLAIN,
      ['VpcId: !Ref Vpc, CidrBlock: 10.0.0', 'VpcId: &vpc !Ref Vpc, CidrBlock: 10.0.0'],
      ['VpcId: !Ref Vpc, CidrBlock: 10.0.1', 'VpcId: *vpc, CidrBlock: 10.0.1'],
    ),
};

for (const [title, write] of Object.entries(WAYS)) {
  test(title, () => assert.deepEqual(mapWithoutLines(write()), mapWithoutLines(PLAIN)));
}

test('a network that differs in one rule has another map', () => {
  const other = swap(PLAIN, ['ToPort: 5432', 'ToPort: 5433']);
  assert.notDeepEqual(mapWithoutLines(other), mapWithoutLines(PLAIN));
});

/** Each replacement must change something. */
function swap(text: string, ...pairs: readonly (readonly [from: string | RegExp, to: string])[]): string {
  return pairs.reduce((before, [from, to]) => {
    const after = typeof from === 'string' ? before.split(from).join(to) : before.replace(from, to);
    assert.notEqual(after, before, String(from));
    return after;
  }, text);
}

function mapWithoutLines(text: string): unknown {
  const analysis = analyze(text.startsWith('{') ? 'network.json' : 'network.yaml', text);
  assert.ok(analysis);
  const maps = JSON.stringify(networkMaps(analysis), (key, value) => (key === 'line' ? undefined : value));
  return JSON.parse(maps);
}
