// For which values of parameters a function has a given value.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../server/src/syntax/parse.ts';
import { valueAt } from '../../server/src/syntax/tree.ts';
import { ANY_ITEM } from '../../server/src/template/parameters.ts';
import { preimages } from '../../server/src/template/scenarios/preimages.ts';

const CASES: readonly (readonly [expression: string, text: string, found: readonly string[]])[] = [
  ['!Ref A', 'x', ['A=x']],
  ['text', 'text', []],
  ["!Sub '${A}-vpc'", 'prod-vpc', ['A=prod']],
  ["!Sub '${A}-vpc'", 'prod-vpn', []],
  ["!Sub 'vpc-${A}'", 'vpc-prod', ['A=prod']],
  ["!Sub 'vpc-${A}'", 'xvpc-prod', []],
  ["!Sub 'vpc-${A}-${B}'", 'vpc-prod-eu-1', ['A=prod', 'B=eu-1']],
  ["!Sub '${A}-${B}-x'", 'prod-x', []],
  ["!Sub '${A}x'", 'x', ['A=']],
  ["!Sub '${ A }-vpc'", 'prod-vpc', ['A=prod']],
  ["!Sub ['${V}-vpc', { V: !Ref A }]", 'prod-vpc', ['A=prod']],
  ["!Sub ['${V}-vpc', { V: !Sub '${A}s' }]", 'prods-vpc', ['A=prod']],
  ["!Sub ['${V}-vpc', { V: fixed }]", 'prod-vpc', []],
  ["!Sub 'no placeholder'", 'no placeholder', []],
  ["!Join ['-', [!Ref A, vpc]]", 'prod-vpc', ['A=prod']],
  ["!Join ['-', [vpc, !Ref A, !Ref B]]", 'vpc-prod-eu', ['A=prod', 'B=eu']],
  ["!Join ['', [!Ref A, !Ref B]]", 'ab', ['A=', 'B=ab']],
  ["!Join ['-', !Ref A]", 'a-b', ['A=a,b']],
  ["!Join ['', !Ref A]", 'ab', ['A=ab']],
  ['!Join [!Ref B, !Ref A]', 'ab', []],
  ["!Join ['-', !Split [',', !Ref A]]", 'a-b', []],
  ['!Select [0, !Ref A]', 'x', ['A=x']],
  ['!Select [2, !Ref A]', 'x', [`A=${ANY_ITEM},${ANY_ITEM},x`]],
  ["!Select ['1', !Ref A]", 'x', [`A=${ANY_ITEM},x`]],
  ['!Select [-1, !Ref A]', 'x', []],
  ['!Select [1.5, !Ref A]', 'x', []],
  ['!Select [9, !Ref A]', 'x', []],
  ["!Select [1, !Split ['-', !Ref A]]", 'x', [`A=${ANY_ITEM}-x`]],
  ['!Select [0, [!Ref A]]', 'x', []],
  ['{ Fn::Length: !Ref A }', '2', [`A=${ANY_ITEM},${ANY_ITEM}`]],
  ['{ Fn::Length: !Ref A }', '0', ['A=']],
  ['{ Fn::Length: !Ref A }', 'two', []],
  ['{ Fn::Length: !Ref A }', '-1', []],
  ['{ Fn::Length: !Ref A }', '201', []],
  ['{ Fn::Length: [a] }', '1', []],
  ['!GetAtt A.Arn', 'x', []],
  ["!Sub '${A}'", 'x'.repeat(200), [`A=${'x'.repeat(200)}`]],
  ["!Sub '${A}'", 'x'.repeat(201), []],
  ["!Sub '${A}${B}${C}${D}${E}${F}${G}${H}${I}'", 'x', []],
];

for (const [expression, text, found] of CASES)
  test(`${expression} is ${text.slice(0, 20)} for ${found.join(' and ').slice(0, 40) || 'nothing that is known'}`, () => {
    const { root } = parse(`Value: ${expression}\n`, 'yaml');
    assert.deepEqual(
      preimages(valueAt(root, 'Value'), text).map(([name, value]) => `${name}=${value}`),
      found,
    );
  });
