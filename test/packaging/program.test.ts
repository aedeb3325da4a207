import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

test('the program has nothing but ASCII, since it is read as Latin-1', () => {
  const text = readFileSync(new URL('../../dist/program.cjs', import.meta.url), 'utf8');
  const found = /.{0,40}[^\0-\x7f].{0,40}/.exec(text);
  assert.equal(found?.[0], undefined);
});
