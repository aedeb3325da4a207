import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Range } from 'vscode-languageserver-types';
import { analyze, definition, documentHighlights, references } from '../../../server/src/languageService.ts';
import { lineStartsOf, offsetAt, positionAt } from '../../../server/src/syntax/span.ts';
import { readCursor } from '../../fixture.ts';

/** A template with `[` and `]` around each place that the answer for the cursor names. */
function marked(source: string, ask: 'definition' | 'references' | 'uses', fileName = 'n.yaml'): string {
  const { text, offset } = readCursor(source);
  const analysis = analyze(fileName, text);
  assert.ok(analysis);
  const lines = lineStartsOf(text);
  const position = positionAt(lines, offset);
  const ranges: Range[] =
    ask === 'definition'
      ? definition(analysis, position)
      : references(analysis, position, ask === 'references');
  let result = text;
  for (const { start, end } of [...ranges].reverse()) {
    const [from, to] = [offsetAt(text, lines, start), offsetAt(text, lines, end)];
    result = `${result.slice(0, from)}[${text.slice(from, to)}]${result.slice(to)}`;
  }
  return result;
}

const TEXT = `Parameters:
  Block: { Type: String }
  Env: { Type: String }
Mappings:
  Sizes: { dev: { a: b } }
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  Both: !And [!Condition IsProd, { Condition: IsProd }]
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: !Ref Block } }
  Table: { Type: AWS::EC2::RouteTable, Condition: IsProd, DependsOn: [Vpc], Properties: { VpcId: !Ref 'Vpc' } }
  Subnet:
    Type: AWS::EC2::Subnet
    DependsOn: Vpc
    Properties:
      VpcId: !GetAtt Vpc.VpcId
      CidrBlock: { Fn::GetAtt: [Vpc, CidrBlock] }
      Tags:
        - { Key: a, Value: !Sub '\${Vpc}-\${ Vpc.CidrBlock }-\${!Vpc}-\${Block}' }
        - { Key: b, Value: !Sub ['\${Vpc} \${Env}', { Vpc: !Ref Env }] }
        - { Key: Vpc, Value: !If [IsProd, Vpc, !FindInMap [Sizes, !Ref Env, a]] }
Outputs:
  Vpc: { Condition: IsProd, Value: !Ref Vpc }
`;

/** The cursor goes where `at` has it; each text of `changes` is what becomes of a line, by its place in the text. */
function check(at: string, ask: 'definition' | 'references' | 'uses', changes: Record<string, string>): void {
  const find = at.replace('<|>', '');
  assert.equal(TEXT.split(find).length, 2, find);
  let expected = TEXT;
  for (const [line, changed] of Object.entries(changes)) {
    assert.equal(expected.split(line).length, 2, line);
    expected = expected.replace(line, () => changed);
  }
  assert.equal(
    marked(
      TEXT.replace(find, () => at),
      ask,
    ),
    expected,
  );
}

test('a resource is declared once, however it is named', () => {
  for (const at of [
    "VpcId: !Ref '<|>Vpc'",
    '!GetAtt V<|>pc.VpcId',
    '[Vpc<|>, CidrBlock]',
    'DependsOn: V<|>pc\n',
    'DependsOn: [<|>Vpc]',
    "!Sub '${V<|>pc}-",
    '${ V<|>pc.CidrBlock }',
    'Value: !Ref V<|>pc }',
    '  V<|>pc: { Type: AWS::EC2::VPC',
  ]) {
    check(at, 'definition', { '  Vpc: { Type': '  [Vpc]: { Type' });
  }
});

const USES_OF_VPC = {
  "[Vpc], Properties: { VpcId: !Ref 'Vpc'": "[[Vpc]], Properties: { VpcId: !Ref '[Vpc]'",
  'DependsOn: Vpc\n': 'DependsOn: [Vpc]\n',
  '!GetAtt Vpc.VpcId': '!GetAtt [Vpc].VpcId',
  '[Vpc, CidrBlock]': '[[Vpc], CidrBlock]',
  "'${Vpc}-${ Vpc.CidrBlock }": "'${[Vpc]}-${ [Vpc].CidrBlock }",
  'Value: !Ref Vpc }': 'Value: !Ref [Vpc] }',
};

test('the uses of a resource, with and without its declaration', () => {
  check('!GetAtt V<|>pc.VpcId', 'uses', USES_OF_VPC);
  check('!GetAtt V<|>pc.VpcId', 'references', { ...USES_OF_VPC, '  Vpc: { Type': '  [Vpc]: { Type' });
});

test('the keys of a mapping are declared in it', () => {
  check('!Ref Env, a<|>]', 'definition', { 'dev: { a: b }': 'dev: { [a]: b }' });
  const text = `AWSTemplateFormatVersion: '2010-09-09'
Mappings:
  Sizes: { dev: { a: b, c: d }, prod: { a: e } }
Outputs:
  One: { Value: !FindInMap [Sizes, AT, SECOND] }
`;
  const at = (top: string, second: string) =>
    marked(text.replace('AT', top).replace('SECOND', second), 'definition').split('\n')[2];
  assert.equal(at('pr<|>od', 'a'), '  Sizes: { dev: { a: b, c: d }, [prod]: { a: e } }');
  assert.equal(at('prod', '<|>a'), '  Sizes: { dev: { a: b, c: d }, prod: { [a]: e } }');
  assert.equal(at('!Ref AWS::Region', '<|>a'), '  Sizes: { dev: { [a]: b, c: d }, prod: { [a]: e } }');
  assert.equal(at('!Ref <|>Other', 'a'), '  Sizes: { dev: { a: b, c: d }, prod: { a: e } }');
});

test('parameters, mappings and conditions', () => {
  check('!Ref Blo<|>ck', 'references', {
    '  Block: { Type': '  [Block]: { Type',
    '!Ref Block': '!Ref [Block]',
    '-${Block}': '-${[Block]}',
  });
  check('FindInMap [Si<|>zes', 'references', {
    '  Sizes: {': '  [Sizes]: {',
    'FindInMap [Sizes': 'FindInMap [[Sizes]',
  });
  check('Table: { Type: AWS::EC2::RouteTable, Condition: IsPr<|>od', 'references', {
    '  IsProd: !Equals': '  [IsProd]: !Equals',
    '!And [!Condition IsProd, { Condition: IsProd }]': '!And [!Condition [IsProd], { Condition: [IsProd] }]',
    'RouteTable, Condition: IsProd': 'RouteTable, Condition: [IsProd]',
    '!If [IsProd': '!If [[IsProd]',
    '{ Condition: IsProd, Value': '{ Condition: [IsProd], Value',
  });
});

test('what is no name leads nowhere', () => {
  for (const at of [
    '${!V<|>pc}',
    "!Sub ['${V<|>pc} ",
    '[IsProd, V<|>pc, ',
    'Key: V<|>pc',
    '  V<|>pc: { Condition',
    'CidrBlock: <|>!Ref Block',
    'AWS::EC2::<|>Subnet',
  ]) {
    check(at, 'references', {});
  }
});

test('JSON', () => {
  const text = `{"Parameters": {"Env": {"Type": "String"}},
    "Conditions": {"C": {"Fn::Equals": [{"Ref": "Env"}, "a"]}, "D": {"Fn::Not": [{"Condition": "C"}]}},
    "Resources": {"Vpc": {"Type": "AWS::EC2::VPC", "Condition": "C"},
      "S": {"Type": "AWS::EC2::Subnet", "DependsOn": ["Vpc"], "Properties": {"VpcId": {"Fn::GetAtt": "Vpc.VpcId"},
        "X": {"Fn::If": ["C", {"Fn::Sub": "\${Vpc}/\${Env}"}, "Vpc"]}}}}}`;
  const at = (find: string, cursor: string) =>
    marked(
      text.replace(find, () => cursor),
      'references',
      'n.json',
    );
  assert.equal(
    at('"Vpc.VpcId"', '"Vp<|>c.VpcId"'),
    text
      .replace('{"Vpc"', '{"[Vpc]"')
      .replace('["Vpc"]', '["[Vpc]"]')
      .replace('"Vpc.VpcId"', '"[Vpc].VpcId"')
      .replace('${Vpc}', '${[Vpc]}'),
  );
  assert.equal(
    at('["C",', '["<|>C",'),
    text
      .replace('{"C"', '{"[C]"')
      .replace('"Condition": "C"}]', '"Condition": "[C]"}]')
      .replace('"Condition": "C"},', '"Condition": "[C]"},')
      .replace('["C",', '["[C]",'),
  );
});

test('highlights tell the declaration from the uses', () => {
  const { text, offset } = readCursor(
    'Parameters: { A: { Type: String } }\nResources: { V: { Type: AWS::EC2::VPC, X: !Ref <|>A } }\n',
  );
  const analysis = analyze('n.yaml', text);
  assert.ok(analysis);
  const highlights = documentHighlights(analysis, positionAt(lineStartsOf(text), offset));
  assert.deepEqual(
    highlights.map(({ range, kind }) => [range.start, kind]),
    [
      [{ line: 0, character: 14 }, 3],
      [{ line: 1, character: 47 }, 2],
    ],
  );
});

test('a template that contains itself ends', () => {
  const text = 'Resources: { A: &a { Type: AWS::EC2::VPC, B: *a, C: !Ref <|>A } }\n';
  assert.match(marked(text, 'references'), /\[A\]: &a .*!Ref \[A\]/);
});

const DECLARED = `Resources:
  Vpc: { Type: AWS::EC2::VPC }
  I:
    Type: AWS::EC2::Instance
    Properties:
      UserData: `;

/** A function below the tag of another, and text that is not finished. */
const USES = [
  '!Base64\n        Fn::Sub: |\n          a ${[Vpc]} ${!Vpc}\n          b ${[Vpc].CidrBlock}\n',
  '\n        Fn::Base64: !Sub |\n          a ${[Vpc]}\n',
  '!Base64 {"Fn::Sub": "${[Vpc]}"}\n',
  '!Base64\n        Ref: [Vpc]\n',
  '!Base64\n        Fn::GetAtt: [ [Vpc], CidrBlock]\n',
  '!ImportValue\n        Fn::Sub: ${[Vpc]}-id\n',
  '!Sub "${Own} ${[Vpc]}"\n      Tags: [\n',
  '!If [Has, !Ref [Vpc], {Ref: [Vpc]}\n',
  '!Sub ["${Vpc} ${a}", {Vpc: a, a: !Ref [Vpc]}]\n',
  '!Join ["", [!Ref [Vpc], !GetAtt [Vpc].CidrBlock, Vpc]]\n',
];

for (const value of USES) {
  test(`uses of a name in ${JSON.stringify(value)}`, () => {
    const source = `${DECLARED.replace('  Vpc:', '  V<|>pc:')}${value.replaceAll('[Vpc]', 'Vpc')}`;
    assert.equal(marked(source, 'uses'), DECLARED + value);
  });
}

test('the ids in connectors of SAM are references', () => {
  const text = `Transform: AWS::Serverless-2016-10-31
Resources:
  [Tab<|>le]: { Type: AWS::Serverless::SimpleTable }
  Worker:
    Type: AWS::Serverless::Function
    Connectors:
      ToTable: { Properties: { Destination: [{ Id: [Table] }, { Id: Queue }], Permissions: [Read] } }
  ToTable:
    Type: AWS::Serverless::Connector
    Properties: { Source: { Id: Worker }, Destination: { Id: '[Table]' }, Permissions: [Write] }
`;
  const bare = text.replaceAll(/(?<!: )\[(T[^\]]*e)\]|(?<=Id: '?)\[(Table)\]/g, '$1$2');
  assert.equal(marked(bare, 'references'), text.replace('<|>', ''));
});

test('the stage that extends names, in every format', () => {
  const texts = {
    'zappa_settings.json': '{"[base]": {"debug": true}, "dev": {"extends": "ba<|>se"}}',
    'zappa_settings.yml': "[base]:\n  debug: true\ndev:\n  extends: 'ba<|>se'\n",
    'zappa_settings.toml': '[dev]\nextends = "ba<|>se"\n\n[[base]]\ndebug = true\n',
  };
  for (const [fileName, text] of Object.entries(texts)) {
    const bare = text.replace(/\[base\]/, 'base');
    assert.equal(marked(bare, 'definition', fileName), text.replace('<|>', ''));
  }
  const uses = marked('{"ba<|>se": {}, "dev": {"extends": "base"}}', 'references', 'zappa_settings.json');
  assert.equal(uses, '{"[base]": {}, "dev": {"extends": "[base]"}}');
});
