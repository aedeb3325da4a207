import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../server/src/syntax/parse.ts';
import { valueAt } from '../../server/src/syntax/tree.ts';
import { argumentCountFault } from '../../server/src/template/evaluation/argumentCount.ts';
import { callOf } from '../../server/src/template/evaluation/intrinsic.ts';

function faultIn(expression: string): string | undefined {
  const call = callOf(valueAt(parse(`Value: ${expression}\n`, 'yaml').root, 'Value'));
  assert.ok(call, expression);
  return argumentCountFault(call);
}

const list = (count: number) => `[${Array.from({ length: count }, (_, i) => `a${i}`).join(', ')}]`;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const COUNTS: readonly (readonly [name: string, fewest: number, most: number, words: string])[] = [
  ['And', 2, 10, '2 to 10 arguments'],
  ['Cidr', 2, 3, '2 or 3 arguments'],
  ['Equals', 2, 2, '2 arguments'],
  ['FindInMap', 3, 4, '3 or 4 arguments'],
  ['If', 3, 3, '3 arguments'],
  ['Join', 2, 2, '2 arguments'],
  ['Not', 1, 1, '1 argument'],
  ['Or', 2, 10, '2 to 10 arguments'],
  ['Select', 2, 2, '2 arguments'],
  ['Split', 2, 2, '2 arguments'],
  ['Sub', 1, 2, '1 or 2 arguments'],
];

for (const [name, fewest, most, words] of COUNTS) {
  test(`Fn::${name} has ${words}`, () => {
    for (const form of [`!${name} `, `Fn::${name}: `]) {
      const written = (count: number) => (form.startsWith('!') ? form : `{ ${form}`) + list(count);
      const faultOf = (count: number) =>
        faultIn(form.startsWith('!') ? written(count) : `${written(count)} }`);
      for (let count = fewest; count <= most; count++)
        assert.equal(faultOf(count), undefined, written(count));
      assert.equal(faultOf(fewest - 1), `Fn::${name} needs ${words}, not ${fewest - 1}`);
      assert.equal(faultOf(most + 1), `Fn::${name} needs ${words}, not ${most + 1}`);
    }
  });
}

test('one text in place of a list is a fault but where the function has a single argument', () => {
  for (const [expression, fault] of [
    ['!Join text', 'Fn::Join needs a list of 2 arguments'],
    ['{ Fn::Join: text }', 'Fn::Join needs a list of 2 arguments'],
    ['!If text', 'Fn::If needs a list of 3 arguments'],
    ['!Sub text', undefined],
    ['!Not text', undefined],
    // What a call or a mapping comes to is not written here.
    ['{ Fn::Join: !Ref List }', undefined],
    ['{ Fn::Join: { Ref: List } }', undefined],
    // A function with a single argument of any kind is not counted.
    ['!GetAZs [a, b]', undefined],
    ['!Base64 [a, b]', undefined],
  ] as const)
    assert.equal(faultIn(expression), fault, expression);
});
