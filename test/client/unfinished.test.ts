import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnosticKey, isTyped, PAUSE, unfinished } from '../../client/src/languageServer/unfinished.ts';

type Item = Parameters<typeof unfinished>[0][number];
type Cursor = Parameters<typeof unfinished>[2]['cursor'];

/** A diagnostic of the columns from `start` to `end` of the only line. */
function item(code: string, start: number, end: number): Item {
  const range = { contains: ({ character }: Cursor) => start <= character && character <= end };
  return { code: { value: code, target: {} }, message: `${code}.`, range } as unknown as Item;
}

const cursor = { line: 0, character: 7 } as Cursor;
const atWord = item('property-unknown', 4, 7);
const elsewhere = item('cidr-host-bits', 20, 30);
const ofSyntax = item('syntax-broken', 40, 41);
const all = [atWord, elsewhere, ofSyntax];

test('what the word at the cursor may cause waits for a second, and no longer', () => {
  const held = (shown: readonly Item[], now: number) =>
    unfinished(all, new Set(shown.map(diagnosticKey)), { cursor, since: 1000 }, now);
  assert.deepEqual(held([], 1000), [atWord, ofSyntax]);
  assert.deepEqual(held([], 1000 + PAUSE - 1), [atWord, ofSyntax]);
  assert.deepEqual(held([], 1000 + PAUSE), []);
  // What was there before stays.
  assert.deepEqual(held([atWord], 1000), [ofSyntax]);
});

test('letters are typed; a paste, a new line and a change in several places are not', () => {
  const cases: readonly [string[], boolean][] = [
    [['a'], true],
    [['""'], true],
    [[''], true],
    [['10.0.0.0/16'], false],
    [['\n'], false],
    [[' '], false],
    [['a', 'a'], false],
  ];
  for (const [texts, is] of cases)
    assert.equal(isTyped(texts.map((text) => ({ text }))), is, JSON.stringify(texts));
});
