import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, findingsOf } from '../../server/src/languageService.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { evaluate } from '../../server/src/template/evaluation/evaluate.ts';
import type { Value } from '../../server/src/template/evaluation/value.ts';
import { scenariosOf } from '../../server/src/template/scenarios/scenarios.ts';
import { readTemplate, type Template } from '../../server/src/template/template.ts';

function read(text: string, given?: Record<string, string>): Template {
  const tree = parse(text, 'yaml');
  assert.deepEqual(tree.problems, []);
  const template = readTemplate(tree, given && new Map(Object.entries(given)));
  assert.ok(template);
  return template;
}

function properties(template: Template, id: string): unknown {
  return plain(evaluate(template.resources.get(id)?.properties, scenariosOf(template).all[0]!));
}

function plain(value: Value): unknown {
  switch (value.kind) {
    case 'known':
      return value.text;
    case 'list':
      return value.items.map(plain);
    case 'fields':
      return Object.fromEntries([...value.fields].map(([key, field]) => [key, plain(field)]));
    default:
      return value.kind;
  }
}

test('a loop in a loop, each with its own identifier', () => {
  const template = read(`Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Tiers:
    - Tier
    - [Public, Private]
    - Fn::ForEach::Zones:
        - Zone
        - [a, b]
        - Subnet\${Tier}\${Zone}:
            Type: AWS::EC2::Subnet
            Properties: { Name: !Sub '\${Tier}-\${Zone}', Table: !Ref Tier, Zone: { Ref: Zone } }
      Table\${Tier}: { Type: AWS::EC2::RouteTable }
`);
  assert.deepEqual(
    [...template.resources.keys()],
    [
      ...['SubnetPublica', 'SubnetPublicb', 'TablePublic'],
      ...['SubnetPrivatea', 'SubnetPrivateb', 'TablePrivate'],
    ],
  );
  assert.deepEqual(properties(template, 'SubnetPrivateb'), {
    Name: 'Private-b',
    Table: 'Private',
    Zone: 'b',
  });
});

test('a loop over the values of the loop around it', () => {
  const template = read(`Resources:
  Fn::ForEach::Outer:
    - X
    - [a]
    - Fn::ForEach::Inner:
        - Y
        - [!Ref X, '\${X}2']
        - R\${Y}: { Type: 'AWS::EC2::VPC' }
`);
  assert.deepEqual([...template.resources.keys()], ['Ra', 'Ra2']);
});

test('a loop in properties, conditions and outputs', () => {
  const template = read(`Conditions:
  Fn::ForEach::Environments:
    - Env
    - [dev, prod]
    - Is\${Env}: !Equals [!Ref Environment, !Ref Env]
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Condition: Isprod
    Properties:
      CidrBlock: 10.0.0.0/16
      Fn::ForEach::Dns:
        - What
        - [Support, Hostnames]
        - EnableDns\${What}: true
Outputs:
  Fn::ForEach::Names:
    - Name
    - [A, B]
    - Out\${Name}: { Value: !Ref Name }
`);
  assert.deepEqual([...template.conditions.keys()], ['Isdev', 'Isprod']);
  assert.deepEqual(
    template.outputs.map(({ key }) => key.text),
    ['OutA', 'OutB'],
  );
  assert.deepEqual(properties(template, 'Vpc'), {
    CidrBlock: '10.0.0.0/16',
    EnableDnsSupport: 'true',
    EnableDnsHostnames: 'true',
  });
});

const OVER_PARAMETER = `Parameters:
  Names: { Type: CommaDelimitedList, Default: 'a, b' }
  Open: { Type: CommaDelimitedList }
  Empty: { Type: CommaDelimitedList, Default: '' }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Fn::ForEach::Loop: [Name, !Ref Names, { 'R\${Name}': { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } } }]
`;

test('a loop over a parameter: its default, or what is given', () => {
  assert.deepEqual([...read(OVER_PARAMETER).resources.keys()], ['Vpc', 'Ra', 'Rb']);
  assert.deepEqual([...read(OVER_PARAMETER, { Names: 'x' }).resources.keys()], ['Vpc', 'Rx']);
});

test('what only the deployment knows makes nothing', () => {
  for (const collection of [
    '!Ref Open',
    '!Ref Empty',
    '!Ref Nobody',
    '[!Ref Open, a]',
    '!Split [",", "a,b"]',
    'a',
  ]) {
    const template = read(OVER_PARAMETER.replace('!Ref Names', () => collection));
    assert.deepEqual([...template.resources.keys()], ['Vpc'], collection);
  }
});

test('a loop among properties that is unknown hides what it makes', () => {
  // Whether DNS hostnames are on, only the deployment knows, so nothing is said of the endpoint.
  const text = (values: string) => `Parameters: { Open: { Type: CommaDelimitedList } }
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
      Fn::ForEach::Dns: [What, ${values}, { 'EnableDns\${What}': true }]
  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      VpcEndpointType: Interface
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.ssm
      PrivateDnsEnabled: true
      SubnetIds: [subnet-0a1b2c3d]
`;
  const rules = (values: string) => {
    const analysis = analyze('n.yaml', text(values));
    assert.ok(analysis);
    const options = { profile: 'recommended' as const, severities: {}, onFailure: assert.fail };
    return findingsOf(analysis, options).map(({ rule }) => rule.id);
  };
  assert.deepEqual(rules('[Support]'), ['endpoint-private-dns-vpc-off']);
  assert.deepEqual(rules('!Ref Open'), []);
});

test('what is wrong in a loop is told once, wherever the loop stands', () => {
  const text = `Resources:
  Fn::ForEach::Vpcs: [N, ['1', '2', '3'], { 'Vpc\${N}': { Type: AWS::EC2::VPC, Properties: { CidrBlock: !Sub '10.\${N}.0.5/16' } } }]
  Setting:
    Type: AWS::SSM::Parameter
    Properties:
      Tags: { Key: a, Fn::ForEach::Values: [N, ['1', '2'], { 'Value\${N}': !Select [4, [!Ref N]] }] }
`;
  const analysis = analyze('n.yaml', text);
  assert.ok(analysis);
  const options = { profile: 'recommended' as const, severities: {}, onFailure: assert.fail };
  assert.deepEqual(
    findingsOf(analysis, options).map(({ rule, at }) => [rule.id, text.slice(at.start, at.end)]),
    [
      ['cidr-host-bits', "!Sub '10.${N}.0.5/16'"],
      ['function-refused', '!Select'],
    ],
  );
});

/** The whole of a template that makes a group in every round of the loops. */
function loops(...lists: readonly (readonly [name: string, length: number])[]): string {
  const id = lists.map(([name]) => `\${${name}}`).join('');
  const group = `{ 'Group${id}': { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: x } } }`;
  const body = lists.reduceRight((inner, [name, length]) => {
    const items = Array.from({ length }, (_, i) => `i${i}`).join(', ');
    return `{ 'Fn::ForEach::${name}s': [${name}, [${items}], ${inner}] }`;
  }, group);
  return `Resources:\n  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/8 } }\n${body
    .replace(/^\{ /, '  ')
    .replace(/ \}$/, '\n')}`;
}

test('a loop that makes more resources than AWS takes is not written out, and takes no time', () => {
  const { resources, tooMany } = read(loops(['A', 499]));
  assert.equal(resources.size, 500);
  assert.equal(tooMany, undefined);
  for (const lists of [
    [['A', 500]],
    [['A', 50_000]],
    [
      ['A', 10],
      ['B', 50],
    ],
    [
      ['A', 100],
      ['B', 100],
      ['C', 100],
      ['D', 100],
      ['E', 100],
    ],
  ] as const) {
    const text = loops(...lists);
    const started = process.cpuUsage();
    const template = read(text);
    assert.deepEqual([...template.resources.keys()], ['Vpc']);
    assert.equal(template.tooMany?.loop.key.text, 'Fn::ForEach::As');
    const analysis = analyze('n.yaml', text);
    assert.ok(analysis);
    const options = { profile: 'recommended' as const, severities: {}, onFailure: assert.fail };
    assert.deepEqual(
      findingsOf(analysis, options).map(({ rule }) => rule.id),
      ['vpc-size', 'template-over-quota'],
    );
    const { user, system } = process.cpuUsage(started);
    assert.ok(user + system < 2_000_000, `${(user + system) / 1000} ms`);
  }
});

test('loops behind one that makes too many are written out', () => {
  const template = read(
    `${loops(['A', 501])}  Fn::ForEach::Vpcs: [N, [x], { 'Vpc\${N}': { Type: AWS::EC2::VPC } }]\n`,
  );
  assert.deepEqual([...template.resources.keys()], ['Vpc', 'Vpcx']);
});

test('properties are written out for a while', () => {
  const text = (length: number) => `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { Fn::ForEach::Tags: [N, [${Array.from({ length }, (_, i) => `i${i}`).join(', ')}], { 'Tag\${N}': x }] }
`;
  const properties = (length: number) => {
    const node = read(text(length)).resources.get('Vpc')?.properties;
    return node?.kind === 'mapping' ? node.entries.length : undefined;
  };
  assert.equal(properties(15_000), 15_000);
  assert.equal(properties(25_000), 1);
});
