// Mistakes that nobody wrote a rule for: each edit of `edits.ts` is reported, changes nothing in who reaches whom, or has a
// written reason. `npm test` tries some by seed, `npm run test:deep` all.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { analyze, findingsOf } from '../../../server/src/analysis.ts';
import { seedOf } from '../../seed.ts';
import { ACCEPTED } from './accepted.ts';
import { templateOf } from './baseTemplate.ts';
import { editsOf, type GenericEdit } from './edits.ts';
import { outcomeOf } from './outcome.ts';

const BASES = ['shop', 'services', 'joined', 'six', 'stream'] as const;
const EVERY = process.env.DEEP === '1' ? 1 : 5;

const score = { reported: 0, unchanged: 0, accepted: 0 };
const used = new Set<string>();

for (const base of BASES) {
  const text = readFileSync(new URL(`../bases/${base}.yaml`, import.meta.url), 'utf8');
  const template = templateOf(text);
  const before = outcomeOf(template);
  const reach = before.reach();
  suite(`any one edit of ${base}`, () => {
    test('in JSON and in YAML the network is without a mistake', () => {
      for (const [name, file] of [
        ['template.json', JSON.stringify(template, undefined, 2)],
        ['template.yaml', stringify(template)],
      ] as const) {
        const options = { profile: 'recommended', severities: {}, onFailure: () => assert.fail() } as const;
        const found = findingsOf(analyze(name, file)!, options);
        assert.deepEqual(
          found.map(({ message }) => message),
          [],
        );
      }
    });
    for (const edit of sampled(editsOf(template))) {
      test(`${edit.operator}: ${edit.name}`, () => {
        const after = outcomeOf(edit.template);
        if (after.findings.some((one) => !before.findings.includes(one))) {
          score.reported++;
          return;
        }
        const reason = reasonFor(edit);
        if (reason !== undefined) {
          score.accepted++;
          return;
        }
        assert.equal(after.reach(), reach, 'No rule reports it, and it changes who reaches whom.');
        score.unchanged++;
      });
    }
  });
}

test('the score, and no reason without an edit', () => {
  const { reported, unchanged, accepted } = score;
  const all = reported + unchanged + accepted;
  console.log(
    `any one edit: ${all}, ${reported} reported, ${unchanged} change nothing, ${accepted} accepted with a reason`,
  );
  assert.ok(reported >= all * 0.7, `${reported} of ${all} are reported`);
  if (EVERY === 1)
    assert.deepEqual(
      Object.keys(ACCEPTED).filter((key) => !used.has(key)),
      [],
    );
});

/** By seed one in five; all in a deep run. */
function sampled(edits: readonly GenericEdit[]): readonly GenericEdit[] {
  if (EVERY === 1) return edits;
  const count = Math.ceil(edits.length / EVERY);
  return fc.sample(fc.shuffledSubarray([...edits], { minLength: count, maxLength: count }), {
    numRuns: 1,
    seed: seedOf(),
  })[0]!;
}

function reasonFor({ operator, type, property }: GenericEdit): string | undefined {
  const key = [`${operator} ${type} ${property}`, `${type} ${property}`].find((one) =>
    Object.hasOwn(ACCEPTED, one),
  );
  if (key === undefined) return undefined;
  used.add(key);
  return ACCEPTED[key];
}
