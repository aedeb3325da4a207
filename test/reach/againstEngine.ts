// The tests of an engine: the patterns as templates, and random networks against the simulator.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { agree, type Engine } from './agreement.ts';
import { PATTERNS, questionOf } from './patterns.ts';

/** Fewer than a release needs: `npm run test:deep` tries ten times as many. */
const NETWORKS = 2000;

/** Defines the tests of this engine. */
export function testEngine(engine: Engine): void {
  for (const { name, source, answers } of PATTERNS) {
    test(`${name}: ${source}`, () => {
      const text = readFileSync(new URL(`patterns/${name}.yaml`, import.meta.url), 'utf8');
      for (const [asked, verdict, why] of answers) {
        assert.equal(engine(text, questionOf(asked)), verdict, `${asked}: ${why}`);
      }
    });
  }

  test('the engine and the simulator agree on random networks', () => {
    const { SEED = '20261123' } = process.env;
    const seed = SEED === 'random' ? Date.now() & 0x7fffffff : Number(SEED);
    const { counterexample } = agree(engine, NETWORKS, seed);
    if (counterexample !== undefined) assert.fail(counterexample);
  });
}
