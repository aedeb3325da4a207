import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  indexOfRow,
  keyOfRow,
  label,
  splitTo,
  tierNames,
  visibleRows,
} from '../../../server/src/subnetPlan/index.ts';
import { done, planFor } from './plans.ts';

const halves = done(splitTo(planFor('10.0.0.0/16 2001:db8::/56'), 'r1'));
const quarters = done(splitTo(done(label(halves, 'r1 10.0.0.0/17', { tier: 'public' })), 'r1 10.0.0.0/17'));

test('a line is found by its key, and no other key finds one', () => {
  const rows = visibleRows(quarters, new Set());
  assert.deepEqual(
    rows.map((row) => indexOfRow(rows, keyOfRow(row))),
    rows.map((_, index) => index),
  );
  for (const key of ['', 'r9', 'r1 10.0.0.0/19', 'r2 10.0.0.0/17', 'r1 nonsense'])
    assert.equal(indexOfRow(rows, key), -1, key);
});

test('the tier of a split block has its colour, whether its parts have one or not', () => {
  const cleared = done(label(quarters, 'r1 10.0.0.0/18', { tier: 'data' }));
  assert.deepEqual([tierNames(quarters), tierNames(cleared)], [['public'], ['public', 'data']]);
});
