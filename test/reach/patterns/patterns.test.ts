// The answers that were worked out by hand from AWS's documentation hold for the simulator.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain, verdictOf } from '../simulator/verdict.ts';
import { PATTERNS, questionOf } from './patterns.ts';

for (const { name, source, world, answers } of PATTERNS) {
  test(`${name}: ${source}`, () => {
    for (const [text, verdict, why] of answers) {
      const question = questionOf(text);
      assert.equal(verdictOf(world, question), verdict, `${text}: ${why}\n${explain(world, question)}`);
    }
  });
}
