import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, signatureHelp } from '../../server/src/languageService.ts';
import { lineStartsOf, positionAt } from '../../server/src/syntax/span.ts';
import { readCursor } from '../fixture.ts';

/** The function and the argument at the cursor. */
function helpAt(value: string, fileName = 'n.yaml'): string | undefined {
  const head = 'Resources:\n  S:\n    Type: AWS::EC2::Subnet\n    Properties:\n      CidrBlock: ';
  const { text, offset } = readCursor(
    fileName.endsWith('.json')
      ? `{"Resources": {"S": {"Type": "AWS::EC2::Subnet", "Properties": {"CidrBlock": ${value}`
      : `${head}${value}\n`,
  );
  const help = signatureHelp(analyze(fileName, text)!, positionAt(lineStartsOf(text), offset));
  const [signature] = help?.signatures ?? [];
  return signature && `${signature.label} → ${signature.parameters![help!.activeParameter!]!.label}`;
}

const CIDR = '!Cidr [ipBlock, count, cidrBits]';
const SELECT = '!Select [index, list]';
const FIND = '!FindInMap [mapName, topLevelKey, secondLevelKey, defaultValue]';

const CASES: readonly (readonly [value: string, help: string | undefined])[] = [
  ['!Cidr [<|>', `${CIDR} → ipBlock`],
  ['!Cidr [!GetAtt Vpc.CidrBlock, <|>', `${CIDR} → count`],
  ['!Cidr [!GetAtt Vpc.CidrBlock, 4, 8<|>]', `${CIDR} → cidrBits`],
  ['!Select [<|>', `${SELECT} → index`],
  ['!Select [0, !GetAZs <|>', `${SELECT} → list`],
  ['!Select [0, !Cidr [10.0.0.0/16, <|>', `${CIDR} → count`],
  ['!Select [0, !Cidr [10.0.0.0/16, 4, 8], <|>', undefined],
  ['!FindInMap [Sizes, <|>', `${FIND} → topLevelKey`],
  ['!Sub "<|>', '!Sub [text, variables] → text'],
  ['!Sub ["${A}", <|>', '!Sub [text, variables] → variables'],
  ['!Sub ["${A}", {A: <|>', '!Sub [text, variables] → variables'],
  ['\n        Fn::Select:\n          - 0\n          - <|>', 'Fn::Select: [index, list] → list'],
  [
    '\n        Fn::Cidr:\n          - 10.0.0.0/16\n          - <|>',
    'Fn::Cidr: [ipBlock, count, cidrBits] → count',
  ],
  ['{"Fn::Cidr": ["10.0.0.0/16", 4, <|>]}', 'Fn::Cidr: [ipBlock, count, cidrBits] → cidrBits'],
  ['!Cidr\n        - 10.0.0.0/16\n        - 4<|>', `${CIDR} → count`],
  ['&block !Cidr [10.0.0.0/16,<|>', `${CIDR} → count`],
  ['!If [IsLive, !Select [0, <|>], b]', `${SELECT} → list`],
  ['!Join ["", [!FindInMap [Sizes, <|>', `${FIND} → topLevelKey`],
  ['!FindInMap\n      - Sizes\n      - <|>', `${FIND} → topLevelKey`],
  [
    '\n        Fn::FindInMap: [Sizes, !Ref "AWS::Region", <|>]',
    `${FIND.replace('!FindInMap ', 'Fn::FindInMap: ')} → secondLevelKey`,
  ],
  ['!Select [<|>]', `${SELECT} → index`],
  ['!Sub ["${A}", {A: !Select [1, <|>', `${SELECT} → list`],
  ['!Cidr [a, <|>]\r', `${CIDR} → count`],
  ['!Select [0, !Cidr [a, 1, 2]]<|>', undefined],
  ['!Ref <|>', undefined],
  ['10.0.0.0<|>', undefined],
];

for (const [value, help] of CASES) {
  test(value, () => {
    assert.equal(helpAt(value), help);
  });
}

test('in JSON', () => {
  assert.equal(
    helpAt('{"Fn::Cidr": ["10.0.0.0/16", <|>', 'n.json'),
    'Fn::Cidr: [ipBlock, count, cidrBits] → count',
  );
  assert.equal(
    helpAt('{\n\t\t"Fn::Select": [\n\t\t\t0,\n\t\t\t<|>\n', 'n.json'),
    'Fn::Select: [index, list] → list',
  );
});
