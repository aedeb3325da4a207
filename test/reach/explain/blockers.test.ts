// What an answer says is in the way, tried in the text: on random networks in both spellings, and on the patterns.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { seedOf } from '../../seed.ts';
import { NETWORKS } from '../depth.ts';
import { PATTERNS, questionOf } from '../patterns/patterns.ts';
import { prove, tryFixes } from './blockers.ts';

test('with all fixes the path is open, and without any one of them it is not', (t) => {
  const { counts, counterexample } = prove(NETWORKS.blockers, seedOf());
  if (counterexample !== undefined) assert.fail(counterexample);
  const blocked = counts.proven + counts['by hand'];
  const share = (100 * counts.proven) / blocked;
  t.diagnostic(
    `of ${blocked} answers with something in the way ${share.toFixed(0)} % have edits for all of it`,
  );
  // No edit changes the tables of transit gateways or what an account excludes from Block Public Access.
  assert.ok(share >= 45, `Only ${share.toFixed(0)} % of the answers have edits for everything.`);
});

for (const { name, answers } of PATTERNS) {
  test(`the fixes of ${name} do what they say`, () => {
    const text = readFileSync(new URL(`../patterns/templates/${name}.yaml`, import.meta.url), 'utf8');
    for (const [asked] of answers) {
      const outcome = tryFixes(text, questionOf(asked));
      if (outcome.kind === 'wrong') assert.fail(`${asked}: ${outcome.why}`);
    }
  });
}
