import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { rules } from '../../server/src/rules/index.ts';
import { disagreements } from '../fixture.ts';
import { positionAt } from '../../server/src/syntax/span.ts';
import { assertFix, gained, withPreferredFixes } from './fixing.ts';
import {
  analysisOf,
  asFound,
  findingsIn,
  fixesFileOf,
  fixturesOf,
  orphansOf,
  type RuleFixture,
} from './ruleFixtures.ts';

/** `npm test -- --update` rewrites the twins and the lists of fixes; the diff is to be read before it is committed. */
const isUpdate = process.env.UPDATE === '1';

for (const rule of rules) {
  suite(rule.id, () => {
    const fixtures = fixturesOf(rule);
    const offers: string[] = [];
    for (const one of fixtures) {
      test(one.fixture.name, () => {
        assertFindings(one);
        offers.push(assertEachFix(one));
        assertPreferredFixes(one);
      });
    }
    test('the fixes are those of fixes.txt', (t) => {
      if (offers.length < fixtures.length) t.skip('Not every fixture of the rule was tried.');
      else assertWritten(fixesFileOf(rule), offers.join(''));
    });
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

/** Tries each fix alone, preferred or not; returns each finding's line in the file with the titles of its fixes. */
function assertEachFix(one: RuleFixture): string {
  const { name, text, fileLines } = one.fixture;
  const analysis = analysisOf(one, text);
  const before = findingsIn(one, analysis);
  const check = (fixed: string) => {
    const next = analysisOf(one, fixed);
    return { analysis: next, findings: findingsIn(one, next) };
  };
  let offers = '';
  for (const finding of before.filter(({ rule }) => rule === one.rule)) {
    const line = fileLines[positionAt(analysis.lines, finding.at.start).line];
    const made = finding.fixes.filter((fix) => {
      const after = assertFix({ finding, fix, analysis, before }, check);
      if (after) assert.deepEqual(gained(before, after), [], `"${fix.title}" for "${finding.message}"`);
      return after !== undefined;
    });
    const titles = made.map(({ title, preferred }) => `  ${preferred ? '*' : '-'} ${title}\n`);
    offers += `${name.replace(/^.*\//, '')}:${line}\n${titles.join('')}`;
  }
  return offers;
}

/** All preferred fixes together give the twin, which has nothing left that a preferred fix could change. */
function assertPreferredFixes(one: RuleFixture): void {
  const { fixture, twin } = one;
  const fixed = withPreferredFixes(one);
  const before = findingsIn(one, analysisOf(one, fixture.text));
  assert.deepEqual(gained(before, findingsIn(one, analysisOf(one, fixed))), []);
  const isCrlf = fixture.text.includes('\r\n');
  if (isCrlf) assert.doesNotMatch(fixed, /(?<!\r)\n/, 'A fix has put a LF into a file with CRLF.');

  assertWritten(twin, fixed === fixture.text ? '' : fixed);
}

/** Holds a text against its file, or writes it; an empty one has none. */
function assertWritten(file: URL, text: string): void {
  const wanted = text.replaceAll('\r\n', '\n');
  const written = existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r\n', '\n') : '';
  if (!isUpdate) assert.equal(wanted, written, `${file.pathname} is not what the fixes give.`);
  else if (wanted === '') rmSync(file, { force: true });
  else if (wanted !== written) writeFileSync(file, wanted);
}
