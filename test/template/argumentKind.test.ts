import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../server/src/syntax/parse.ts';
import { valueAt } from '../../server/src/syntax/tree.ts';
import { argumentKindFault } from '../../server/src/template/evaluation/argumentKind.ts';
import { callOf } from '../../server/src/template/evaluation/intrinsic.ts';

const ATTRIBUTE = 'Fn::GetAtt needs a resource and an attribute';
const CONDITION = 'The first argument of Fn::If must be the name of a condition';
const SUB = 'The second argument of Fn::Sub must be a mapping of names to values';
const SELECT = 'Fn::Select needs the index first and the list after it';
const past = (item: number, blocks: string) =>
  `Fn::Select asks for item ${item} (counted from 0), but Fn::Cidr returns ${blocks}`;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const CASES: readonly (readonly [expression: string, fault?: string])[] = [
  ['!GetAtt Vpc.CidrBlock'],
  ['!GetAtt [Vpc, CidrBlock]'],
  ['!GetAtt [Vpc, !Ref Name]'],
  ['{ Fn::GetAtt: [Vpc, CidrBlock] }'],
  ['{ Fn::GetAtt: Vpc.CidrBlock }'],
  ['!GetAtt Vpc', 'Fn::GetAtt needs an attribute of Vpc, and none is written'],
  ['!GetAtt [Vpc]', 'Fn::GetAtt needs an attribute of Vpc, and none is written'],
  ['{ Fn::GetAtt: Vpc }', 'Fn::GetAtt needs an attribute of Vpc, and none is written'],
  ['{ Fn::GetAtt: !Ref Name }'],
  ['!GetAtt []', ATTRIBUTE],
  ['!GetAtt [[Vpc]]', ATTRIBUTE],
  ['!GetAtt { Vpc: CidrBlock }', ATTRIBUTE],
  ["!Sub ['${Vpc}', { Vpc: !ImportValue net }]"],
  ["!Sub ['${Vpc}']"],
  ["!Sub ['${Vpc}', !ImportValue net]", SUB],
  ["!Sub ['${Vpc}', { 'Fn::ImportValue': net }]", SUB],
  ["!Sub ['${Vpc}', net]"],
  ["!Sub ['${Vpc}', { 'Fn::Transform': { Name: Names } }]"],
  ['!If [IsDev, a, b]'],
  ['!If [[IsDev], a, b]', CONDITION],
  ['!If [{ Condition: IsDev }, a, b]', CONDITION],
  ['!If [[IsDev], a]'],
  ['!Select [0, [a, b]]'],
  ['!Select [0, !GetAZs ""]'],
  ['!Select [[a, b], 0]', SELECT],
  ['!Select [!GetAZs "", 0]', SELECT],
  ['!Select [!Cidr [10.0.0.0/16, 2, 8], 0]', SELECT],
  ['!Select [!Split [",", "a,b"], 0]', SELECT],
  ['!Select [!Ref List, 0]', SELECT],
  ['!Select [0, "a,b"]', 'Fn::Select needs a list, and a,b is one string'],
  ['!Select [0, "${self:custom.list}"]'],
  ['!Select [0, "{{ list }}"]'],
  ['!Join [!Ref Between, [a, b]]', 'The delimiter of Fn::Join must be a string and not a call of a function'],
  ['!Join [-, [a, b]]'],
  ['!Split [!Ref List, ","]', 'The delimiter of Fn::Split must be a string and not a call of a function'],
  ['!Split [{ Fn::Transform: Between }, !Ref List]'],
  ['!Split [",", !Ref List]'],
  ['!Sub [{ A: b }, "${A}"]', 'The first argument of Fn::Sub must be a string'],
  ['!Select [[a, b], !Ref Index]'],
  ['!Select [[a, b], 0, 1]'],
  ['!Select [1, !Cidr [!Ref Block, 2, 8]]'],
  ['!Select [2, !Cidr [!Ref Block, 2, 8]]', past(2, '2 blocks')],
  ['!Select [10, !Cidr [!Ref Block, 10, 8]]', past(10, '10 blocks')],
  ['!Select [1, { Fn::Cidr: [!Ref Block, 1, 8] }]', past(1, 'one block')],
  ['!Select [2, !Split [",", 2]]'],
  ['!Select [2, !Cidr [!Ref Block, !Ref Count, 8]]'],
  ['!Select [!Ref Index, !Cidr [!Ref Block, 2, 8]]'],
  ['!Select [x9, !Cidr [!Ref Block, 2, 8]]'],
  ['!Select [9x, !Cidr [!Ref Block, 2, 8]]'],
  ['!GetAZs eu-west-1'],
  ['!GetAZs ""'],
  ['!GetAZs eu-west-1a', 'Fn::GetAZs needs a region, and eu-west-1a is a zone'],
  ['{ Fn::GetAZs: us-gov-west-1b }', 'Fn::GetAZs needs a region, and us-gov-west-1b is a zone'],
  ['!GetAZs 9eu-west-1a'],
  ['!GetAZs eu-west-1a-x'],
  ['!GetAZs [eu-west-1]', 'Fn::GetAZs needs a string, not a list'],
  ['{ Fn::GetAZs: !Ref AWS::Region }'],
  ['{ Fn::GetAZs: !Split [",", a] }'],
  ['!Base64 text'],
  ['!Base64 [a]', 'Fn::Base64 needs a string, not a list'],
  ['{ Fn::Base64: [a] }', 'Fn::Base64 needs a string, not a list'],
  ['{ Fn::Base64: !Join ["", [a, b]] }'],
  ['!ImportValue [a]', 'Fn::ImportValue needs a string, not a list'],
  ['!Ref [a]'],
];

test('an argument of the wrong kind', () => {
  for (const [expression, fault] of CASES) {
    const call = callOf(valueAt(parse(`Value: ${expression}\n`, 'yaml').root, 'Value'));
    assert.ok(call, expression);
    assert.equal(argumentKindFault(call), fault, expression);
  }
});
