import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { FACTS } from '../../../server/src/aws/facts.ts';
import { PAGES } from '../../../server/src/subnetPlan/formats/pages.ts';

test('every limit leads to the page of AWS that its fact has', () => {
  const limits = readFileSync(new URL('../../../server/src/subnetPlan/limits.ts', import.meta.url), 'utf8');
  const named = [...limits.matchAll(/'((?:CIDR|PCX|SUB|X)-\d+)'/g)].map(([, id]) => id!);
  assert.ok(named.length > 10);
  for (const id of named) assert.equal(PAGES[id], FACTS[id]?.source, id);
});
