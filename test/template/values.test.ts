import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../server/src/syntax/parse.ts';
import { valueAt } from '../../server/src/syntax/tree.ts';
import { evaluate } from '../../server/src/template/evaluate.ts';
import { scenariosOf } from '../../server/src/template/scenarios.ts';
import { readTemplate } from '../../server/src/template/template.ts';
import type { Value } from '../../server/src/template/value.ts';

/** What every expression below can refer to. */
const HEAD = `
Parameters:
  Block: { Type: String, Default: 10.0.0.0/16 }
  Only: { Type: String, AllowedValues: [one] }
  Open: { Type: String }
  Blocks: { Type: CommaDelimitedList, Default: '10.0.0.0/24, 10.0.1.0/24' }
  Image: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /a/b }
  Group: { Type: 'AWS::EC2::SecurityGroup::Id', Default: '' }
Mappings:
  Sizes: { dev: { block: 10.1.0.0/16 }, prod: { block: 10.2.0.0/16, list: [a, b] } }
Conditions:
  Never: !Equals [a, b]
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.9.0.0/16 } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc } }
  Stack: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: https://example.com/x.yaml } }
  X: { Type: 'AWS::Test', Properties: { Value: `;

function valueIn(expression: string): Value {
  const tree = parse(`${HEAD}${expression} } }\n`, 'yaml');
  assert.deepEqual(tree.problems, []);
  const template = readTemplate(tree);
  assert.ok(template);
  const [scenario] = scenariosOf(template).all;
  return evaluate(valueAt(template.resources.get('X')?.properties, 'Value'), scenario!);
}

/** A value in a word or two: lists in brackets, references with an arrow, the reason of what is not known. */
function show(value: Value): string {
  switch (value.kind) {
    case 'known':
      return value.text + (value.defaults.length > 0 ? ` (default of ${value.defaults.join(', ')})` : '');
    case 'list':
      return `[${value.items.map(show).join(', ')}]`;
    case 'fields':
      return `{${[...value.fields].map(([key, field]) => `${key}: ${show(field)}`).join(', ')}}`;
    case 'reference':
      return `→ ${value.resource}${value.attribute === undefined ? '' : `.${value.attribute}`}`;
    case 'zone':
      return `zone ${value.index} of ${value.region}`;
    case 'zones':
      return `zones of ${value.region}`;
    case 'unknown':
      return `? ${value.refusal ? 'refused: ' : ''}${value.why}${value.partial === undefined ? '' : ` [${value.partial}]`}`;
    case 'absent':
      return 'absent';
  }
}

const table: Record<string, [expression: string, value: string][]> = {
  'plain values': [
    ['text', 'text'],
    ['22', '22'],
    ['010', '010'],
    ['yes', 'true'],
    ['"yes"', 'yes'],
    ['~', 'absent'],
    ['[a, !Ref AWS::NoValue, b]', '[a, b]'],
    ['"{{resolve:ssm:/a/b}}"', '? it is resolved when the stack is deployed [${resolve:ssm:/a/b}]'],
    ['"${Outside}"', '? it is filled in before CloudFormation reads it'],
  ],
  Ref: [
    ['!Ref Block', '10.0.0.0/16 (default of Block)'],
    ['{ Ref: Block }', '10.0.0.0/16 (default of Block)'],
    ['!Ref Only', 'one'],
    ['!Ref Open', '? the parameter Open has no default [${Open}]'],
    ['!Ref Blocks', '[10.0.0.0/24 (default of Blocks), 10.0.1.0/24 (default of Blocks)]'],
    ['!Ref Image', '? Image is looked up when the stack is deployed [${Image}]'],
    ['!Ref Group', '? the parameter Group is empty by default [${Group}]'],
    ['!Ref Vpc', '→ Vpc'],
    ['!Ref AWS::Region', '? AWS::Region is known when the stack is deployed [${AWS::Region}]'],
    ['!Ref AWS::NoValue', 'absent'],
    ['!Ref Nobody', '? Nobody is neither a parameter nor a resource of this template'],
  ],
  'Fn::GetAtt': [
    ['!GetAtt Subnet.AvailabilityZone', '→ Subnet.AvailabilityZone'],
    ['{ "Fn::GetAtt": [Subnet, AvailabilityZone] }', '→ Subnet.AvailabilityZone'],
    ['!GetAtt [Nested, Outputs.VpcId]', '? there is no resource Nested in this template'],
    ['!GetAtt Vpc.CidrBlock', '10.9.0.0/16'],
  ],
  'Fn::Sub': [
    ['!Sub plain', 'plain'],
    ['!Sub "${Block}"', '10.0.0.0/16 (default of Block)'],
    ['!Sub "${Vpc}"', '→ Vpc'],
    ['!Sub "${Vpc.CidrBlock}"', '10.9.0.0/16'],
    ['!Sub "a-${Only}-${!Kept}"', 'a-one-${Kept}'],
    ['!Sub ["${n}.0.0.0/16", { n: 10 }]', '10.0.0.0/16'],
    [
      '!Sub "com.amazonaws.${AWS::Region}.s3"',
      '? AWS::Region is known when the stack is deployed [com.amazonaws.${AWS::Region}.s3]',
    ],
  ],
  'Fn::Join and Fn::Split': [
    ['!Join [".", [10, 0, 0, 0/16]]', '10.0.0.0/16'],
    ['!Join ["", [a, !Ref Open]]', '? the parameter Open has no default [a${Open}]'],
    ['!Split [",", "a,b"]', '[a, b]'],
    ['!Select [1, !Split ["/", 10.0.0.0/16]]', '16'],
  ],
  'Fn::Select': [
    ['!Select [0, [a, b]]', 'a'],
    ['!Select ["1", !Ref Blocks]', '10.0.1.0/24 (default of Blocks)'],
    [
      '!Select [2, [a, b]]',
      '? refused: Fn::Select asks for item 2, counted from 0, and the list holds 2 items. AWS refuses it.',
    ],
    ['!Select [2, !Ref Blocks]', '? Fn::Select asks for item 2, and the list holds 2 items'],
    ['!Select [1, !GetAZs ""]', 'zone 1 of AWS::Region'],
    ['!Select [0, !GetAZs { Ref: AWS::Region }]', 'zone 0 of AWS::Region'],
    ['!Select [0, !GetAZs eu-west-1]', 'zone 0 of eu-west-1'],
  ],
  // The page's own example: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html
  'Fn::Cidr': [
    [
      '!Cidr [192.168.0.0/24, 6, 5]',
      '[192.168.0.0/27, 192.168.0.32/27, 192.168.0.64/27, 192.168.0.96/27, 192.168.0.128/27, 192.168.0.160/27]',
    ],
    ['!Select [1, !Cidr [!GetAtt Vpc.CidrBlock, 2, 8]]', '10.9.1.0/24'],
    ['!Select [0, !Cidr ["2001:db8::/56", 2, 64]]', '2001:db8::/64'],
    [
      '!Cidr [10.0.0.0/24, 4, 7]',
      '? refused: Fn::Cidr asks for 4 blocks of 7 host bits (/25), and 10.0.0.0/24 holds 2. AWS refuses it.',
    ],
    ['!Cidr [10.0.0.0/24, 257, 0]', '? refused: Fn::Cidr makes 1 to 256 blocks, not 257. AWS refuses it.'],
    [
      '!Cidr [10.0.0.0/24, 1, 9]',
      '? refused: Fn::Cidr cannot cut blocks of 9 host bits (/23) from 10.0.0.0/24. AWS refuses it.',
    ],
    ['!Cidr [!Ref Open, 2, 8]', '? the parameter Open has no default'],
  ],
  'Fn::FindInMap': [
    ['!FindInMap [Sizes, prod, block]', '10.2.0.0/16'],
    ['!FindInMap [Sizes, prod, list]', '[a, b]'],
    ['!FindInMap [Sizes, test, block]', '? the mapping Sizes has no test › block'],
    ['!FindInMap [Sizes, test, block, { DefaultValue: none }]', 'none'],
  ],
  'Fn::If': [
    ['!If [Never, a, b]', 'b'],
    ['!If [Never, a, !Ref AWS::NoValue]', 'absent'],
    ['!If [Nobody, a, b]', '? the condition Nobody cannot be decided'],
  ],
  'language extensions': [
    ['{ "Fn::Length": [a, b] }', '2'],
    ['{ "Fn::Length": !Ref Blocks }', '2 (default of Blocks)'],
    ['{ "Fn::ToJsonString": { a: [b] } }', '{"a":["b"]}'],
  ],
  'what only the deployment knows': [
    ['!ImportValue shared-vpc', '? it is imported from another stack [${ImportValue shared-vpc}]'],
    [
      '!ImportValue { "Fn::Sub": "${Only}-vpc" }',
      '? it is imported from another stack [${ImportValue one-vpc}]',
    ],
    [
      '!ImportValue { "Fn::Sub": "${Open}-vpc" }',
      '? it is imported from another stack [${ImportValue ${Open}-vpc}]',
    ],
    [
      '!ImportValue { "Fn::Sub": "${Block}-vpc" }',
      '? it is imported from another stack [${ImportValue 10.0.0.0/16-vpc with Block by default}]',
    ],
    ['!ImportValue { Ref: Vpc }', '? it is imported from another stack'],
    [
      '!Sub "{{resolve:ssm:/${Open}/vpc}}"',
      '? the parameter Open has no default [${resolve:ssm:/${Open}/vpc}]',
    ],
    [
      '!Sub ["{{resolve:ssm:/${X}/vpc}}", { X: !Ref Vpc }]',
      '? X is known when the stack is deployed [${resolve:ssm:/${?}/vpc}]',
    ],
    ['!GetAtt Stack.Outputs.Vpc', '? it is an output of the nested stack Stack [${Stack.Outputs.Vpc}]'],
    ['{ "Fn::Transform": { Name: Mine } }', '? Fn::Transform is worked out when the stack is deployed'],
    ['!Base64 text', '? Fn::Base64 is worked out when the stack is deployed'],
  ],
};

for (const [title, cases] of Object.entries(table)) {
  for (const [expression, value] of cases) {
    test(`${title}: ${expression}`, () => assert.equal(show(valueIn(expression)), value));
  }
}

test('an alias that contains itself ends', () => {
  const tree = parse(
    'Resources:\n  A: &a\n    Type: AWS::EC2::VPC\n    Properties: { CidrBlock: *a }\n',
    'yaml',
  );
  const template = readTemplate(tree);
  assert.ok(template);
  const [scenario] = scenariosOf(template).all;
  assert.equal(
    evaluate(valueAt(template.resources.get('A')?.properties, 'CidrBlock'), scenario!).kind,
    'absent',
  );
});

test('Fn::ForEach is written out, and what a loop made has no literal to change', () => {
  const tree = parse(
    `Resources:
  Fn::ForEach::Subnets:
    - Zone
    - [a, b-c]
    - Subnet&{Zone}:
        Type: AWS::EC2::Subnet
        Properties: { AvailabilityZone: !Ref Zone, CidrBlock: 10.0.0.0/24, Name: !Sub 'in-\${Zone}' }
`,
    'yaml',
  );
  const template = readTemplate(tree);
  assert.ok(template);
  assert.deepEqual([...template.resources.keys()], ['Subneta', 'Subnetbc']);
  const [scenario] = scenariosOf(template).all;
  const value = evaluate(template.resources.get('Subnetbc')?.properties, scenario!);
  assert.equal(show(value), '{AvailabilityZone: b-c, CidrBlock: 10.0.0.0/24, Name: in-b-c}');
  assert.equal(value.kind, 'fields');
  const origins = [...(value.kind === 'fields' ? value.fields : [])].map(([key, field]) => {
    return [key, field.kind === 'known' && field.origin !== undefined];
  });
  assert.deepEqual(origins, [
    ['AvailabilityZone', false],
    ['CidrBlock', true],
    ['Name', false],
  ]);
});
