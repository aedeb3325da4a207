import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { analyze, findingsOf, prepareRename, rename } from '../../../server/src/languageService.ts';
import { lineStartsOf, offsetAt, positionAt } from '../../../server/src/syntax/span.ts';
import { readCursor } from '../../fixture.ts';

type Renamed = { readonly [file: string]: string } | { readonly refused: string } | undefined;

/** Texts by the names of files, the first with the cursor, as they are after a rename. */
function renamed(files: Record<string, string>, newName: string): Renamed {
  const [[main = '', marked = ''] = []] = Object.entries(files);
  const { text, offset } = readCursor(marked);
  const texts = new Map(Object.entries({ ...files, [main]: text }));
  const analysis = analyze(main, text)!;
  const position = positionAt(lineStartsOf(text), offset);
  const edit = rename(analysis, position, newName, {
    document: { uri: main, version: 1 },
    templates: (words) =>
      [...texts].flatMap(([uri, other]) =>
        words.every((word) => other.includes(word)) ? [{ uri, version: null, name: uri, text: other }] : [],
      ),
    isDocument: (_, location) => location === main,
  });
  if (!edit || 'refused' in edit) return edit;
  return Object.fromEntries([...texts].map(([uri, before]) => [uri, applied(before, uri, edit)]));
}

function applied(text: string, uri: string, { documentChanges = [] }: WorkspaceEdit): string {
  const lines = lineStartsOf(text);
  const edits = (documentChanges as TextDocumentEdit[])
    .filter(({ textDocument }) => textDocument.uri === uri)
    .flatMap((change) => change.edits as { range: { start: never; end: never }; newText: string }[])
    .map(({ range, newText }) => ({
      start: offsetAt(text, lines, range.start),
      end: offsetAt(text, lines, range.end),
      newText,
    }))
    .toSorted((a, b) => b.start - a.start);
  let result = text;
  for (const { start, end, newText } of edits) result = result.slice(0, start) + newText + result.slice(end);
  return result;
}

const TEMPLATE = `Metadata:
  AWS::CloudFormation::Interface:
    ParameterGroups:
      - Parameters: [Block, Env]
    ParameterLabels:
      Block: {default: The block}
Parameters:
  Block: {Type: String}
  Env: {Type: String}
Mappings:
  Sizes: {dev: {a: b}}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  Both: !And [!Condition IsProd, {Condition: IsProd}]
Resources:
  Vpc: # the Vpc
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: !Ref Block}
  VpcTable:
    Type: AWS::EC2::RouteTable
    Condition: IsProd
    DependsOn: [Vpc]
    Properties: {VpcId: !Ref "Vpc"}
  Subnet:
    Type: AWS::EC2::Subnet
    DependsOn: Vpc
    Properties:
      VpcId: !GetAtt Vpc.VpcId
      CidrBlock: {Fn::GetAtt: [Vpc, CidrBlock]}
      Tags: [{Key: Vpc, Value: !Sub 'Vpc \${Vpc} \${Vpc.CidrBlock} \${!Vpc} \${Block}'}]
      AvailabilityZone: !If [IsProd, Vpc, !FindInMap [Sizes, !Ref Env, a]]
Outputs:
  Vpc: {Condition: IsProd, Value: !Ref Vpc, Export: {Name: net-vpc}}
`;

const at = (find: string) => TEMPLATE.replace(find, (found) => `${found.slice(0, 2)}<|>${found.slice(2)}`);

test('a resource is renamed in its declaration, Ref, GetAtt, Sub and DependsOn, and nowhere else', () => {
  const expected = TEMPLATE.replace('  Vpc: # the', '  Main: # the')
    .replace('[Vpc]\n', '[Main]\n')
    .replace('!Ref "Vpc"', '!Ref "Main"')
    .replace('DependsOn: Vpc', 'DependsOn: Main')
    .replace('!GetAtt Vpc.VpcId', '!GetAtt Main.VpcId')
    .replace('[Vpc, CidrBlock]', '[Main, CidrBlock]')
    .replace('${Vpc} ${Vpc.CidrBlock}', '${Main} ${Main.CidrBlock}')
    .replace('Value: !Ref Vpc,', 'Value: !Ref Main,');
  for (const find of ['Vpc: # the', 'Vpc.VpcId', 'Vpc, CidrBlock', 'Vpc.CidrBlock', 'Vpc\n    Properties'])
    assert.deepEqual(renamed({ 'n.yaml': at(find) }, 'Main'), { 'n.yaml': expected }, find);
});

test('a parameter is renamed in the form of the console too, a condition and a mapping where they are named', () => {
  assert.deepEqual(renamed({ 'n.yaml': at('Block: {Type') }, 'Cidr'), {
    'n.yaml': TEMPLATE.replace('[Block, Env]', '[Cidr, Env]')
      .replace('Block: {default', 'Cidr: {default')
      .replace('Block: {Type', 'Cidr: {Type')
      .replace('!Ref Block', '!Ref Cidr')
      .replace('${Block}', '${Cidr}'),
  });
  assert.deepEqual(renamed({ 'n.yaml': at('IsProd: !Eq') }, 'Live'), {
    'n.yaml': TEMPLATE.replaceAll('IsProd', 'Live'),
  });
  assert.deepEqual(renamed({ 'n.yaml': at('Sizes: {') }, 'Map'), {
    'n.yaml': TEMPLATE.replaceAll('Sizes', 'Map'),
  });
});

test('JSON keeps its quotes, and a name of the other sort keeps its name', () => {
  const text =
    '{"Resources": {"V<|>pc": {"Type": "AWS::EC2::VPC"}, "S": {"Type": "AWS::EC2::Subnet", "DependsOn": "Vpc", "Properties": {"VpcId": {"Ref": "Vpc"}, "Tags": [{"Key": "Vpc", "Value": {"Fn::Sub": "${Vpc}"}}]}}}}';
  assert.deepEqual(renamed({ 'n.json': text }, 'Main'), {
    'n.json': text
      .replace('V<|>pc', 'Main')
      .replace('"DependsOn": "Vpc"', '"DependsOn": "Main"')
      .replace('"Ref": "Vpc"', '"Ref": "Main"')
      .replace('${Vpc}', '${Main}'),
  });
});

test('an export is renamed with its imports in the workspace', () => {
  const other =
    'Resources:\n  S:\n    Type: AWS::EC2::Subnet\n    Properties: {VpcId: !ImportValue net-vpc, CidrBlock: !ImportValue net-vpc-block}\n';
  const after = renamed({ 'n.yaml': at('net-vpc}'), 'o.yaml': other }, 'core-vpc');
  assert.deepEqual(after, {
    'n.yaml': TEMPLATE.replace('net-vpc', 'core-vpc'),
    'o.yaml': other.replace('net-vpc,', 'core-vpc,'),
  });
  const importing = other.replace('net-vpc,', 'net<|>-vpc,');
  assert.deepEqual(renamed({ 'o.yaml': importing, 'n.yaml': TEMPLATE }, 'core-vpc'), {
    'o.yaml': other.replace('net-vpc,', 'core-vpc,'),
    'n.yaml': TEMPLATE.replace('net-vpc', 'core-vpc'),
  });
});

test('a parameter and an output of a nested template are renamed where its stack gives and reads them', () => {
  const parent = `Resources:
  Net:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: n.yaml, Parameters: {Block: 10.0.0.0/16}}
  Strange:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: o.yaml, Parameters: {Block: 10.0.0.0/16}}
  S: {Type: AWS::EC2::Subnet, Properties: {VpcId: !GetAtt Net.Outputs.Vpc, CidrBlock: !GetAtt Strange.Outputs.Vpc}}
`;
  const parameter = renamed({ 'n.yaml': at('Block: {Type'), 'p.yaml': parent }, 'Cidr') as Record<
    string,
    string
  >;
  assert.equal(
    parameter['p.yaml'],
    parent.replace('n.yaml, Parameters: {Block', 'n.yaml, Parameters: {Cidr'),
  );
  const output = renamed({ 'n.yaml': at('Vpc: {Condition'), 'p.yaml': parent }, 'VpcId') as Record<
    string,
    string
  >;
  assert.equal(output['n.yaml'], TEMPLATE.replace('Vpc: {Condition', 'VpcId: {Condition'));
  assert.equal(output['p.yaml'], parent.replace('Net.Outputs.Vpc', 'Net.Outputs.VpcId'));
});

test('names that AWS does not take, or that are there, are refused in one sentence', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['Vpc: # the', 'my-vpc', 'A name in a template has letters and digits only.'],
    ['Vpc: # the', '', 'A name in a template has letters and digits only.'],
    ['Vpc: # the', 'Subnet', 'Subnet is in Resources already.'],
    ['Vpc: # the', 'Env', 'Env is in Parameters already.'],
    ['Env: {', 'Vpc', 'Vpc is in Resources already.'],
    ['IsProd: !Eq', 'Both', 'Both is in Conditions already.'],
    ['net-vpc', 'a b', 'The name of an export has letters, digits, colons and hyphens only.'],
  ];
  for (const [find, name, refused] of cases)
    assert.deepEqual(renamed({ 'n.yaml': at(find) }, name), { refused }, name);
  assert.notEqual(
    (renamed({ 'n.yaml': at('Vpc: # the') }, 'IsProd') as { refused?: string }).refused,
    '',
    'a condition is another sort',
  );
});

test('only names can be renamed, and the place to type is the name alone', () => {
  const prepared = (find: string) => {
    const { text, offset } = readCursor(at(find));
    const lines = lineStartsOf(text);
    const answer = prepareRename(analyze('n.yaml', text)!, positionAt(lines, offset));
    return (
      answer && [
        answer.placeholder,
        text.slice(offsetAt(text, lines, answer.range.start), offsetAt(text, lines, answer.range.end)),
      ]
    );
  };
  assert.deepEqual(prepared('Vpc.VpcId'), ['Vpc', 'Vpc']);
  assert.deepEqual(prepared('net-vpc'), ['net-vpc', 'net-vpc']);
  for (const find of ['AWS::EC2::VPC', 'VpcId: !GetAtt', 'The block', 'Conditions:'])
    assert.equal(prepared(find), undefined, find);
});

test('a rename changes no finding but the name in it', () => {
  const text = TEMPLATE.replace('Block: {Type: String}', 'Block: {Type: String, Default: 10.0.0.5/16}');
  const after = (
    renamed({ 'n.yaml': text.replace('  Vpc: # the', '  V<|>pc: # the') }, 'Main') as Record<string, string>
  )['n.yaml']!;
  const found = (source: string) =>
    findingsOf(analyze('n.yaml', source)!, {
      profile: 'strict',
      severities: {},
      defersToCfnLint: false,
      defersToSchema: false,
      onFailure: (_, error) => assert.fail(String(error)),
    }).map(({ rule, message }) => `${rule.id} ${message.replaceAll(/\b(?:Vpc|Main)\b/g, '·')}`);
  assert.deepEqual(found(after), found(text));
});

test('a name in a function below the tag of another', () => {
  const text = (name: string) =>
    `Resources:\n  ${name}:\n    Type: AWS::EC2::VPC\n  I:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData: !Base64\n        Fn::Sub: |\n          a \${${name.replace('<|>', '')}} \${!Vpc}\n`;
  assert.deepEqual(renamed({ 'n.yaml': text('V<|>pc') }, 'Main'), { 'n.yaml': text('Main') });
});

test('an export that is imported below the tag of another function', () => {
  const main = (name: string) =>
    `Resources:\n  Vpc: {Type: AWS::EC2::VPC}\nOutputs:\n  Vpc: {Value: !Ref Vpc, Export: {Name: ${name}}}\n`;
  const other = (name: string) =>
    `Resources:\n  I:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData: !Base64\n        Fn::ImportValue: ${name}\n`;
  assert.deepEqual(renamed({ 'a.yaml': main('net<|>work'), 'b.yaml': other('network') }, 'main'), {
    'a.yaml': main('main'),
    'b.yaml': other('main'),
  });
});
