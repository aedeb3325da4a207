import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { formatCidr } from '../../server/src/cidr/format.ts';
import { tierFromName } from '../../server/src/features/subnets/tierFromName.ts';
import {
  type Analysis,
  analyze,
  codeLenses,
  findingsOf,
  planActions,
  vpcsOf,
  writeSubnets,
} from '../../server/src/languageService.ts';
import { PLAN_SUBNETS_COMMAND, type PlacedVpc, type WriteSubnetsParams } from '../../server/src/protocol.ts';
import {
  bindVpc,
  insertable,
  planByTiers,
  planOfVpc,
  type SubnetPlan,
} from '../../server/src/subnetPlan/index.ts';
import { done } from '../cidr/plan/plans.ts';

function read(fileName: string, text: string): Analysis {
  const analysis = analyze(fileName, text);
  assert.ok(analysis);
  return analysis;
}

const findings = (analysis: Analysis) =>
  findingsOf(analysis, {
    profile: 'strict',
    severities: {},
    onFailure: (rule, error) => assert.fail(`${rule.id}: ${error}`),
  });

function vpcIn(analysis: Analysis): PlacedVpc {
  const [vpc] = vpcsOf(analysis);
  assert.ok(vpc);
  return vpc;
}

/** The text after the request, or the reason why there is none. */
function write(
  fileName: string,
  text: string,
  more: Partial<WriteSubnetsParams>,
): { text: string; message: string } | string {
  const analysis = read(fileName, text);
  const answer = writeSubnets(analysis, {
    textDocument: { uri: fileName, version: 1 },
    vpc: vpcIn(analysis).id,
    subnets: [],
    updates: [],
    form: 'literal',
    ...more,
  });
  if ('refused' in answer) return answer.refused;
  const document = TextDocument.create(fileName, 'text', 1, text);
  return { text: TextDocument.applyEdits(document, answer.edits as never), message: answer.message };
}

function written(...request: Parameters<typeof write>): { text: string; message: string } {
  const result = write(...request);
  if (typeof result === 'string') assert.fail(result);
  return result;
}

const wantedOf = (plan: SubnetPlan, vpc: string) =>
  insertable(plan, vpc).map(({ name, cidr, zone, tier, ipv6 }) => ({
    name,
    cidr: formatCidr(cidr),
    zone,
    tier,
    ipv6,
  }));
const subnet = (name: string, cidr: string, zone: number | null = 0, tier = '') => ({
  name,
  cidr,
  zone,
  tier,
  ipv6: null,
});

const template = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  PublicA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: 10.0.0.0/24
      MapPublicIpOnLaunch: true
  PublicTable:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  PublicATable:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref PublicA
      RouteTableId: !Ref PublicTable
`;

test('the VPCs of a template with their blocks, subnets, zones, tiers and places', () => {
  const vpc = vpcIn(read('a.yaml', template));
  assert.deepEqual(vpc.blocks, ['10.0.0.0/16']);
  const [only] = vpc.subnets;
  assert.deepEqual(
    [only!.id, only!.cidr, only!.zone, only!.tier, only!.range.start.line, only!.range.end.line],
    ['PublicA', '10.0.0.0/24', 0, 'public', 6, 12],
  );
  assert.deepEqual([vpc.ipv6, vpc.isPartial, vpc.notes, vpc.range.start.line], [null, false, [], 2]);
});

test('what is unknown is said, and what rests on a default too', () => {
  const text = template
    .replace(
      'Resources:',
      'Parameters:\n  Block: {Type: String, Default: 10.0.0.0/16}\n  Other: {Type: String}\nResources:',
    )
    .replace('CidrBlock: 10.0.0.0/16', 'CidrBlock: !Ref Block')
    .replace('CidrBlock: 10.0.0.0/24', 'CidrBlock: !Ref Other');
  const vpc = vpcIn(read('a.yaml', text));
  assert.ok(vpc.isPartial);
  assert.deepEqual(vpc.subnets, []);
  assert.match(
    vpc.notes.join('\n'),
    /depend on the default of Block\.\nThe block of PublicA is known only after/,
  );
});

test('secondary blocks, and blocks that only some scenarios have', () => {
  const text = `Conditions:
  Wide: !Equals [!Ref AWS::Region, us-east-1]
Resources:
  Vpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16}}
  More: {Type: 'AWS::EC2::VPCCidrBlock', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.1.0.0/16}}
  Six: {Type: 'AWS::EC2::VPCCidrBlock', Properties: {VpcId: !Ref Vpc, AmazonProvidedIpv6CidrBlock: true}}
  A: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: !If [Wide, 10.0.0.0/20, 10.0.0.0/24]}}
`;
  const vpc = vpcIn(read('a.yaml', text));
  assert.deepEqual(vpc.blocks, ['10.0.0.0/16', '10.1.0.0/16']);
  assert.equal(vpc.ipv6, 'amazon');
  assert.deepEqual(vpc.subnets.map(({ cidr }) => cidr).sort(), ['10.0.0.0/20', '10.0.0.0/24']);
  const plan = planOfVpc(vpc);
  assert.deepEqual(bindVpc(plan, vpc).plan, plan);
});

test('tiers by the names that people give', () => {
  const cases: [id: string, tier: string][] = [
    ['PublicA', 'public'],
    ['PublicSubnet1', 'public'],
    ['SubnetPublicAZ1', 'public'],
    ['PrivateRouteTableB', 'private'],
    ['PrivateAppSubnetTwo', 'private-app'],
    ['DatabaseA', 'database'],
    ['SubnetA', ''],
    ['RDSSubnet1', 'rds'],
    ['SubnetPrivateUSWEST2A', 'private'],
    ['MySubnet1', ''],
  ];
  for (const [id, tier] of cases) assert.deepEqual([id, tierFromName(id)], [id, tier]);
});

test('a subnet is written in the style of the file, with its zone, its Name and its association', () => {
  const result = written('a.yaml', template, { subnets: [subnet('public-b', '10.0.1.0/24', 1, 'public')] });
  assert.equal(
    result.text,
    template.replace(
      '  PublicTable:\n',
      `  PublicB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      AvailabilityZone: !Select [1, !GetAZs '']
      CidrBlock: 10.0.1.0/24
      MapPublicIpOnLaunch: true
      Tags:
        - Key: Name
          Value: public-b
  PublicTable:\n`,
    ) +
      `  PublicBTable:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref PublicB
      RouteTableId: !Ref PublicTable
`,
  );
  assert.equal(result.message, '1 subnet and its route table association written.');
});

test('as parts of the block by Fn::Cidr, where all are of one size in the first block', () => {
  const subnets = [subnet('a', '10.0.4.0/24'), subnet('b', '10.0.200.0/24')];
  assert.match(
    written('a.yaml', template, { subnets, form: 'select' }).text,
    /CidrBlock: !Select \[200, !Cidr \[!GetAtt Vpc\.CidrBlock, 256, 8\]\]/,
  );
  const json = JSON.stringify(
    { Resources: { V: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } } } },
    null,
    2,
  );
  const made = JSON.parse(written('a.json', json, { subnets, form: 'select' }).text);
  assert.deepEqual(made.Resources.A.Properties.CidrBlock, {
    'Fn::Select': [4, { 'Fn::Cidr': [{ 'Fn::GetAtt': ['V', 'CidrBlock'] }, 256, 8] }],
  });
  const unlike = [subnet('a', '10.0.4.0/24'), subnet('b', '10.0.8.0/23')];
  assert.match(String(write('a.yaml', template, { subnets: unlike, form: 'select' })), /blocks of one size/);
  assert.match(
    String(write('a.yaml', template, { subnets: [subnet('a', '10.0.16.0/28')], form: 'select' })),
    /number 257/,
  );
});

test('IPv6: a /64 of the block that Amazon gives, which has to be there first', () => {
  const text = template.replace(
    '  PublicA:',
    "  Six: {Type: 'AWS::EC2::VPCCidrBlock', Properties: {VpcId: !Ref Vpc, AmazonProvidedIpv6CidrBlock: true}}\n  PublicA:",
  );
  const made = written('a.yaml', text, { subnets: [{ ...subnet('b', '10.0.1.0/24'), ipv6: 3 }] }).text;
  assert.match(
    made,
    /Ipv6CidrBlock: !Select \[3, !Cidr \[!Select \[0, !GetAtt Vpc\.Ipv6CidrBlocks\], 4, 64\]\]/,
  );
  assert.match(made, /DependsOn: Six/);
});

test('a subnet that is there gets another block or zone, unless a condition chooses it', () => {
  const made = written('a.yaml', template, { updates: [{ id: 'PublicA', cidr: '10.0.0.0/25', zone: 1 }] });
  assert.equal(
    made.text,
    template.replace('10.0.0.0/24', '10.0.0.0/25').replace('!Select [0,', '!Select [1,'),
  );
  assert.match(made.message, /PublicA changed, which AWS replaces\./);
  const chosen = template
    .replace('CidrBlock: 10.0.0.0/24', 'CidrBlock: !If [X, 10.0.0.0/24, 10.0.1.0/24]')
    .replace('Resources:', 'Conditions: {X: !Equals [!Ref AWS::Region, a]}\nResources:');
  assert.match(
    String(write('a.yaml', chosen, { updates: [{ id: 'PublicA', cidr: '10.0.0.0/25' }] })),
    /depends on a condition/,
  );
});

test('what cannot be written says why', () => {
  assert.match(String(write('a.yaml', template, {})), /in the template already/);
  assert.match(
    String(write('a.yaml', template, { vpc: 'Other', subnets: [subnet('a', '10.0.1.0/24')] })),
    /no longer has the VPC Other/,
  );
  assert.match(
    String(write('a.yaml', template, { subnets: [subnet('a', 'x')] })),
    /not an IP address|no prefix/,
  );
  const many = Array.from({ length: 499 }, (_, i) => subnet(`s${i}`, '10.0.1.0/28'));
  assert.match(
    String(write('a.yaml', template, { subnets: many })),
    /at most 500 resources; this one would have 503/,
  );
});

test('a tier of several tables gets that of its zone; of tables that may not be there, none', () => {
  const two = template
    .replace('PublicTable:', 'PublicTableA:')
    .replace('!Ref PublicTable', '!Ref PublicTableA')
    .concat("  PublicTableB: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}\n");
  const subnets = [
    subnet('public-b', '10.0.1.0/24', 1, 'public'),
    subnet('public-c', '10.0.2.0/24', 2, 'public'),
  ];
  const made = written('a.yaml', two, { subnets });
  assert.match(made.text, /SubnetId: !Ref PublicB\n {6}RouteTableId: !Ref PublicTableB/);
  assert.doesNotMatch(made.text, /SubnetId: !Ref PublicC/);
  assert.match(made.message, /PublicC uses the main route table: no other one clearly matches\./);
});

test('a route table that is chosen is used, also the main one; the answer names what is written', () => {
  const two = template.concat(
    "  OtherTable: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}\n",
  );
  assert.deepEqual(vpcIn(read('a.yaml', two)).routeTables, ['PublicTable', 'OtherTable']);
  const one = subnet('public-b', '10.0.1.0/24', 1, 'public');
  const subnets = [
    { ...one, routeTable: 'OtherTable' },
    { ...one, name: 'public-c', cidr: '10.0.2.0/24', routeTable: null },
  ];
  const made = written('a.yaml', two, { subnets });
  assert.match(made.text, /SubnetId: !Ref PublicB\n {6}RouteTableId: !Ref OtherTable/);
  assert.doesNotMatch(made.text, /SubnetId: !Ref PublicC/);
  assert.doesNotMatch(made.message, /main route table/, 'what was chosen is not said again');
  const answer = writeSubnets(read('a.yaml', two), {
    textDocument: { uri: 'a.yaml', version: 1 },
    vpc: 'Vpc',
    subnets,
    updates: [],
    form: 'literal',
  });
  assert.ok('subnets' in answer);
  assert.deepEqual(answer.subnets, [
    { id: 'PublicB', routeTable: 'OtherTable' },
    { id: 'PublicC', routeTable: null },
  ]);
  assert.equal(
    write('a.yaml', two, { subnets: [{ ...one, routeTable: 'Gone' }] }),
    'Vpc no longer has the route table Gone.',
  );
});

for (const file of ['network-yaml/network.yaml', 'network-json/network.json']) {
  for (const form of ['literal', 'select'] as const) {
    test(`three tiers over two zones in ${file}, as ${form}, bring no finding and are found again`, () => {
      const text = readFileSync(new URL(`../../examples/fixed/${file}`, import.meta.url), 'utf8');
      const before = read(file, text);
      const vpc = vpcIn(before);
      const plan = { ...planOfVpc(vpc), zones: 2 };
      const tiers = ['public', 'private', 'cache'].map((name) => ({ name, prefix: 28 }));
      const planned = done(planByTiers(plan, plan.roots[0]!.id, tiers));
      const subnets = wantedOf(planned, vpc.id);
      assert.equal(subnets.length, 6);
      const result = write(file, text, { subnets, form });
      // Blocks of /28 beyond the first 256 of them are no parts that Fn::Cidr can make.
      if (typeof result === 'string' && form === 'select') return assert.match(result, /at most 256/);
      if (typeof result === 'string') return assert.fail(result);
      const after = read(file, result.text);
      assert.deepEqual(
        findings(after).map(({ message }) => message),
        findings(before).map(({ message }) => message),
      );
      const bound = bindVpc(planned, vpcIn(after));
      assert.match(result.text, /Sub\W+\$\{AWS::StackName\}-cache-a/);
      assert.deepEqual(bound.displaced, []);
      assert.deepEqual(insertable(bound.plan, vpc.id), []);
      assert.equal(vpcIn(after).subnets.length, vpc.subnets.length + 6);
    });
  }
}

test('a lens over each VPC, for editors that can open the calculator', () => {
  const analysis = read('a.yaml', template);
  const host = { uri: 'file:///a.yaml', commands: [PLAN_SUBNETS_COMMAND] };
  const [lens, ...more] = codeLenses(analysis, host);
  assert.deepEqual(more, []);
  assert.equal(lens!.range.start.line, 2);
  assert.deepEqual(lens!.command, {
    title: '65,280 addresses free · 1 subnet · Plan subnets…',
    command: PLAN_SUBNETS_COMMAND,
    arguments: ['file:///a.yaml', 'Vpc'],
  });
  assert.deepEqual(codeLenses(analysis, { ...host, commands: [] }), []);
  const unknown = read('a.yaml', template.replace('10.0.0.0/24', '!ImportValue x'));
  assert.equal(codeLenses(unknown, host)[0]!.command!.title, '1 subnet · Plan subnets…');
});

test('the lightbulb offers to plan on the VPC and on its subnets', () => {
  const analysis = read('a.yaml', template);
  const host = { uri: 'file:///a.yaml', commands: [PLAN_SUBNETS_COMMAND] };
  const titles = (line: number) =>
    planActions(analysis, host, { start: { line, character: 0 }, end: { line, character: 0 } }).map(
      ({ title }) => title,
    );
  assert.deepEqual(
    [titles(0), titles(5), titles(11), titles(13)],
    [[], ['Plan subnets of Vpc…'], ['Plan subnets of Vpc…'], []],
  );
});
