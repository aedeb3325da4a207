// Two spellings of one network have the same answers, whatever these are.

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { randomFrom } from '../../robustness/random.ts';
import { seedOf } from '../../seed.ts';
import { answersOf, dataOfTemplate } from './answersOf.ts';
import { REWRITES, renamed, type Template } from './rewrites.ts';

const ROOT = new URL('../../../', import.meta.url);
const DEEP = process.env.DEEP === '1';

test('an answer is the same in every spelling of a template', () => {
  const files = globSync('{examples,test/field/reach,test/reach/patterns}/**/*.{yaml,json}', {
    cwd: ROOT,
  }).sort();
  const { pick } = randomFrom(seedOf());
  const chosen = DEEP ? files : Array.from({ length: 25 }, () => pick(files));
  let asked = 0;
  for (const file of new Set(chosen)) {
    const text = readFileSync(new URL(file, ROOT), 'utf8');
    const template = dataOfTemplate(file, text);
    if (!template) continue;
    const answers = answersOf(file, text);
    const holds = (how: string, other: Template, was: ReadonlyMap<string, string> = new Map()) => {
      const written = JSON.stringify(other, undefined, 1);
      const said = answersOf('net.json', written).map((one) =>
        one.replace(/\w+/g, (word) => was.get(word) ?? word),
      );
      assert.deepEqual(said.sort(), answers, `${file} ${how}:\n${written}`);
      asked += answers.length;
    };
    for (const [how, rewrite] of Object.entries(REWRITES)) holds(how, rewrite(template));
    // SAM names further resources after its own.
    if (template.Transform !== undefined) continue;
    const { template: other, was } = renamed(template);
    holds('with other names', other, was);
  }
  assert.ok(asked > 300, `Only ${asked} answers were compared.`);
});
