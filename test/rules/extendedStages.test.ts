import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../../server/src/rules/index.ts';
import { analysisOf, findingsIn, fixturesOf } from './ruleFixtures.ts';

/** A stage that extends another has its settings: what is wrong there is told once, where it is written. */
for (const rule of rules.filter(({ appliesTo }) => appliesTo.includes('zappa'))) {
  const settings = fixturesOf(rule).filter(
    ({ verdict, kind, format }) => verdict === 'bad' && kind === 'zappa' && format === 'json',
  );
  test(`${rule.id}: a stage that extends another repeats no finding`, () => {
    for (const one of settings) {
      const { text } = one.fixture;
      const [, stage] = /^\s*\{\s*"(\w+)"\s*:/.exec(text) ?? [];
      const end = text.lastIndexOf('}');
      if (stage === undefined || end < 0) continue;
      const others = ['north', 'south'].map((name) => `,\n  "${name}": {"extends": "${stage}"}`);
      const more = `${text.slice(0, end).trimEnd()}${others.join('')}\n}\n`;
      const places = findingsIn(one, analysisOf(one, more))
        .filter((finding) => finding.rule === rule)
        .map(({ at, message }) => `${at.start} ${message.replaceAll(/"(?:north|south)"/g, stage)}`);
      assert.deepEqual(places, [...new Set(places)], one.fixture.name);
    }
  });
}
