import assert from 'node:assert/strict';
import { test } from 'node:test';
import { and, not, or, type Truth } from '../../server/src/network/truth.ts';

type Plain = Truth<'unknown'>;

/** A line for each pair: both, either. */
const TABLE: readonly (readonly [Plain, Plain, Plain, Plain])[] = [
  ['yes', 'yes', 'yes', 'yes'],
  ['yes', 'unknown', 'unknown', 'yes'],
  ['yes', 'no', 'no', 'yes'],
  ['unknown', 'unknown', 'unknown', 'unknown'],
  ['unknown', 'no', 'no', 'unknown'],
  ['no', 'no', 'no', 'no'],
];

test('the tables of three-valued logic, whichever comes first', () => {
  for (const [a, b, both, either] of TABLE) {
    assert.deepEqual([and(a, b), and(b, a)], [both, both], `${a} and ${b}`);
    assert.deepEqual([or(a, b), or(b, a)], [either, either], `${a} or ${b}`);
    assert.equal(not(and(a, b)), or(not(a), not(b)), `De Morgan for ${a} and ${b}`);
  }
  assert.deepEqual([and(), or()], ['yes', 'no']);
});

test('the reason that is told is the first one', () => {
  const [one, other] = [{ why: 'one' }, { why: 'other' }];
  assert.equal(and('yes', one, other), one);
  assert.equal(or('no', other, one), other);
  assert.equal(not(one), one);
});
