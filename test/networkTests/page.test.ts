// What docs/network-tests.md and the examples show is as they say.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readTestFile } from '../../server/src/languageService.ts';
import { EXPECTATIONS } from '../../server/src/networkTests/suite.ts';
import { results } from './outcomes.ts';

const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/network-tests.md', root), 'utf8');
const example = (path: string) => readFileSync(new URL(`examples/${path}`, root), 'utf8');

const blocks = [...page.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text]) => text!);
const tests = blocks.filter((text) => /^tests:/m.test(text));

test('the tests of the page have no mistakes, and it names every expectation', () => {
  assert.ok(tests.length >= 5);
  for (const text of tests) assert.deepEqual(readTestFile(text).mistakes, [], text);
  for (const name of EXPECTATIONS) assert.ok(page.includes(`| \`${name}\` |`), name);
});

test('the first example fails on the template with the mistake as the page shows, and passes on the other', () => {
  const outcomes = (path: string) => results(tests[0]!, example(path)).map(({ outcome }) => outcome);
  assert.deepEqual(outcomes('with-mistakes/can-it-get-there/shop.yaml'), ['failed', 'passed']);
  assert.deepEqual(outcomes('mended/can-it-get-there/shop.yaml'), ['passed', 'passed']);
  const [failed] = results(tests[0]!, example('with-mistakes/can-it-get-there/shop.yaml'));
  for (const { message, fixes } of failed!.failures)
    for (const text of [message, ...fixes.map(({ title }) => title)]) assert.ok(page.includes(text), text);
});

test('the tests of the example hold', () => {
  const folder = 'mended/can-it-get-there';
  const all = results(example(`${folder}/shop.nettest.yaml`), example(`${folder}/shop.yaml`));
  assert.deepEqual(
    all.map(({ outcome }) => outcome),
    ['passed', 'passed', 'passed'],
  );
});
