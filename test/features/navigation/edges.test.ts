import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TextDocumentEdit, TextEdit } from 'vscode-languageserver-types';
import {
  analyze,
  definition,
  documentHighlights,
  prepareRename,
  references,
  rename,
} from '../../../server/src/languageService.ts';
import { lineStartsOf, offsetAt, positionAt } from '../../../server/src/syntax/span.ts';
import { readCursor } from '../../fixture.ts';

/** Templates with the cursor in a name, and the places of its declaration and uses as line:column. */
const CASES: readonly (readonly [what: string, file: string, marked: string, places: readonly string[]])[] = [
  [
    'an anchor on a reference, whose aliases have no name',
    'n.yaml',
    'Resources:\n  Vpc1:\n    Type: AWS::EC2::VPC\n  A:\n    Type: AWS::EC2::Subnet\n    Properties: {VpcId: &v !Ref Vp<|>c1}\n  B:\n    Type: AWS::EC2::Subnet\n    Properties: {VpcId: *v}\n',
    ['2:3', '6:33'],
  ],
  [
    'comments between a function and its argument',
    'n.yaml',
    'Resources:\n  Vpc1:\n    # why\n    Type: AWS::EC2::VPC\n  A:\n    Type: AWS::EC2::Subnet\n    Properties:\n      VpcId:\n        # the VPC\n        Ref:\n          # this one\n          Vpc<|>1\n',
    ['2:3', '12:11'],
  ],
  [
    'the long list of GetAtt, and substitutions, of which one is escaped',
    'n.yaml',
    'Resources:\n  G1:\n    Type: AWS::EC2::SecurityGroup\n  R:\n    Type: AWS::EC2::SecurityGroupIngress\n    Properties:\n      GroupId:\n        Fn::GetAtt:\n          - G<|>1\n          - GroupId\n      Description: !Sub "${G1.GroupId} ${!G1} ${G1}"\n',
    ['2:3', '9:13', '11:28', '11:49'],
  ],
  [
    'JSON on one line',
    'n.json',
    '{"Resources": {"Vpc1": {"Type": "AWS::EC2::VPC"}, "S": {"Type": "AWS::EC2::Subnet", "DependsOn": ["Vpc1"], "Properties": {"VpcId": {"Ref": "Vp<|>c1"}}}}}',
    ['1:17', '1:100', '1:141'],
  ],
  [
    'CRLF',
    'n.yaml',
    'Resources:\r\n  Vpc1:\r\n    Type: AWS::EC2::VPC\r\n  S:\r\n    Type: AWS::EC2::Subnet\r\n    DependsOn: [Vpc1]\r\n    Properties: {VpcId: !Ref Vpc<|>1}\r\n',
    ['2:3', '6:17', '7:30'],
  ],
  [
    'JSON with tabs',
    'n.json',
    '{\n\t"Resources": {\n\t\t"Vpc1": {"Type": "AWS::EC2::VPC"},\n\t\t"S": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "<|>Vpc1"}}}\n\t}\n}\n',
    ['3:4', '4:70'],
  ],
  [
    'a name that begins another one',
    'n.yaml',
    'Resources:\n  Vpc1:\n    Type: AWS::EC2::VPC\n  Vpc10:\n    Type: AWS::EC2::VPC\n  S:\n    Type: AWS::EC2::Subnet\n    Properties:\n      VpcId: !Ref Vpc<|>1\n      Tags: [{Key: a, Value: !Sub "${Vpc1}-${Vpc10}"}]\n',
    ['2:3', '9:19', '10:38'],
  ],
  [
    'a condition in conditions, resources, values and outputs',
    'n.yaml',
    'Conditions:\n  A1: !Equals [a, b]\n  B: !And [!Condition A1, !Not [Condition: A<|>1]]\nResources:\n  Vpc:\n    Type: AWS::EC2::VPC\n    Condition: A1\n    Properties: {CidrBlock: !If [A1, 10.0.0.0/16, 10.1.0.0/16]}\nOutputs:\n  O: {Condition: A1, Value: a}\n',
    ['2:3', '3:23', '3:44', '7:16', '8:34', '10:18'],
  ],
  [
    'a parameter from its declaration, in the groups of the console too',
    'n.yaml',
    'Parameters:\n  P<|>1:\n    Type: String\nResources:\n  Vpc:\n    Type: AWS::EC2::VPC\n    Properties:\n      CidrBlock: !Ref P1\n      Tags: [{Key: b, Value: !Sub ["${P1}${X}", {X: !Ref P1}]}]\nMetadata:\n  AWS::CloudFormation::Interface:\n    ParameterGroups:\n      - Parameters: [P1]\n    ParameterLabels:\n      P1: {default: a}\n',
    ['2:3', '8:23', '9:39', '9:58', '13:22', '15:7'],
  ],
  [
    'a mapping in a row and in a list below',
    'n.yaml',
    'Mappings:\n  M1:\n    a: {b: c}\nResources:\n  Vpc:\n    Type: AWS::EC2::VPC\n    Properties:\n      CidrBlock: !FindInMap [M<|>1, a, b]\n      InstanceTenancy:\n        Fn::FindInMap:\n          - M1\n          - a\n          - b\n',
    ['2:3', '8:30', '11:13'],
  ],
  [
    'a name in the location of AWS::Include',
    'n.yaml',
    'Resources:\n  Vpc1:\n    Type: AWS::EC2::VPC\n    Properties:\n      Fn::Transform:\n        Name: AWS::Include\n        Parameters: {Location: !Sub "s3://b/${Vpc<|>1}.yaml"}\n',
    ['2:3', '7:47'],
  ],
  [
    'a variable of Fn::Sub, which is none of the template',
    'n.yaml',
    'Parameters:\n  X:\n    Type: String\nResources:\n  Vpc:\n    Type: AWS::EC2::VPC\n    Properties: {CidrBlock: !Sub ["${X<|>}", {X: 10.0.0.0/16}]}\n',
    [],
  ],
];

for (const [what, file, marked, places] of CASES)
  test(`definition, references, highlights and rename of ${what}`, () => {
    const { text, offset } = readCursor(marked);
    const analysis = analyze(file, text);
    assert.ok(analysis);
    const lines = lineStartsOf(text);
    const cursor = positionAt(lines, offset);
    const placeOf = ({ start }: { start: { line: number; character: number } }) =>
      `${start.line + 1}:${start.character + 1}`;
    assert.deepEqual(definition(analysis, cursor).map(placeOf), places.slice(0, 1));
    assert.deepEqual(references(analysis, cursor, true).map(placeOf), places);
    assert.deepEqual(
      documentHighlights(analysis, cursor).map(({ range }) => placeOf(range)),
      places,
    );
    const name = prepareRename(analysis, cursor);
    assert.equal(name === undefined, places.length === 0);
    if (!name) return;
    const edit = rename(analysis, cursor, 'Renamed', {
      document: { uri: `file:///${file}`, version: 1 },
      templates: () => [],
      isDocument: () => false,
    });
    assert.ok(edit && 'documentChanges' in edit);
    const { edits } = edit.documentChanges![0] as TextDocumentEdit;
    let renamed = text;
    for (const { range, newText } of (edits as TextEdit[]).toReversed())
      renamed =
        renamed.slice(0, offsetAt(text, lines, range.start)) +
        newText +
        renamed.slice(offsetAt(text, lines, range.end));
    assert.equal(renamed.match(/\bRenamed\b/g)?.length, places.length);
    assert.equal(renamed.replace(/\bRenamed\b/g, name.placeholder), text);
  });
