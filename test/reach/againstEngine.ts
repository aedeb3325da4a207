// The tests of an engine: the patterns as templates, and random networks against the simulator.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { seedOf } from '../seed.ts';
import { agree, type Engine } from './agreement.ts';
import { NETWORKS } from './depth.ts';
import { PATTERNS, questionOf } from './patterns/patterns.ts';

/** Defines the tests of this engine. */
export function testEngine(engine: Engine): void {
  for (const { name, source, answers } of PATTERNS) {
    test(`${name}: ${source}`, () => {
      const text = readFileSync(new URL(`patterns/templates/${name}.yaml`, import.meta.url), 'utf8');
      for (const [asked, verdict, why] of answers) {
        assert.equal(engine(text, questionOf(asked)), verdict, `${asked}: ${why}`);
      }
    });
  }

  test('the engine and the simulator agree on random networks', () => {
    const { counterexample } = agree(engine, NETWORKS.agreement, seedOf());
    if (counterexample !== undefined) assert.fail(counterexample);
  });
}
