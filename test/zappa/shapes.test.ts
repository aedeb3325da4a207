import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { analyze, findingsOf } from '../../server/src/analysis.ts';
import { disagreements, readFixture } from '../fixture.ts';
import { asFound } from '../rules/ruleFixtures.ts';

const FOLDER = new URL('./shapes/', import.meta.url);

/** Shapes that public projects have, written anew: what is found in them is marked, and nothing else is found. */
for (const file of readdirSync(FOLDER)) {
  test(file, () => {
    const fixture = readFixture(file, readFileSync(new URL(file, FOLDER), 'utf8'));
    const analysis = analyze(file, fixture.text, { kind: 'zappa' });
    assert.ok(analysis);
    const findings = findingsOf(analysis, {
      profile: 'recommended',
      severities: {},
      onFailure: (rule, error) => assert.fail(`${rule.id}: ${String(error)}`),
    });
    assert.deepEqual(disagreements(fixture, findings.map(asFound)), []);
  });
}
