import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { rules } from '../../server/src/rules/index.ts';
import { disagreements } from '../fixture.ts';
import { countOf, gained, withFix, withPreferredFixes } from './fixing.ts';
import { analysisOf, asFound, findingsIn, fixturesOf, orphansOf, type RuleFixture } from './ruleFixtures.ts';

/** `npm test -- --update` rewrites the twins; the diff is to be read before it is committed. */
const isUpdate = process.env.UPDATE === '1';

for (const rule of rules) {
  suite(rule.id, () => {
    for (const one of fixturesOf(rule)) {
      test(one.fixture.name, () => {
        assertFindings(one);
        assertEachFix(one);
        assertPreferredFixes(one);
      });
    }
    test('every twin has its bad file', () => assert.deepEqual(orphansOf(rule), []));
  });
}

/** Everything that is found is marked, and everything that is marked is found. */
function assertFindings(one: RuleFixture): void {
  const { fixture, rule, verdict } = one;
  const findings = findingsIn(one, analysisOf(one, fixture.text));
  const wrong = disagreements(fixture, findings.map(asFound));
  if (wrong.length > 0) assert.fail(`\n${wrong.join('\n\n')}\n`);
  const isFound = findings.some((finding) => finding.rule === rule);
  assert.equal(isFound, verdict === 'bad', `${fixture.name} is ${isFound ? 'not good' : 'not bad'}.`);
}

/** Each fix alone takes its finding away and brings no other, preferred or not. */
function assertEachFix(one: RuleFixture): void {
  const analysis = analysisOf(one, one.fixture.text);
  const before = findingsIn(one, analysis);
  for (const finding of before.filter(({ rule }) => rule === one.rule)) {
    for (const fix of finding.fixes) {
      const fixed = withFix(analysis, fix);
      if (fixed === undefined) continue;
      const after = findingsIn(one, analysisOf(one, fixed));
      const where = `"${fix.title}" for "${finding.message}" gives\n${fixed}`;
      assert.ok(countOf(finding, after) < countOf(finding, before), `The finding is still there: ${where}`);
      assert.deepEqual(gained(before, after), [], `There are new findings: ${where}`);
    }
  }
}

/** All preferred fixes together give the twin, which has nothing left that a preferred fix could change. */
function assertPreferredFixes(one: RuleFixture): void {
  const { fixture, twin } = one;
  const fixed = withPreferredFixes(one);
  const before = findingsIn(one, analysisOf(one, fixture.text));
  assert.deepEqual(gained(before, findingsIn(one, analysisOf(one, fixed))), []);
  const isCrlf = fixture.text.includes('\r\n');
  if (isCrlf) assert.doesNotMatch(fixed, /(?<!\r)\n/, 'A fix has put a LF into a file with CRLF.');

  const wanted = fixed === fixture.text ? undefined : fixed.replaceAll('\r\n', '\n');
  const written = existsSync(twin) ? readFileSync(twin, 'utf8').replaceAll('\r\n', '\n') : undefined;
  if (!isUpdate) assert.equal(wanted, written, `The twin of ${fixture.name} is not what the fixes give.`);
  else if (wanted === undefined) rmSync(twin, { force: true });
  else if (wanted !== written) writeFileSync(twin, wanted);
}
