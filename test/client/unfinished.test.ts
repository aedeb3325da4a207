import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnosticKey, linesAround, PAUSE, unfinished } from '../../client/src/languageServer/unfinished.ts';

type Item = Parameters<typeof unfinished>[0][number];
type Cursor = Parameters<typeof linesAround>[1];

/** A diagnostic of one line. */
function item(code: string, line: number): Item {
  return { code: { value: code, target: {} }, message: `${code}.`, range: { start: { line } } } as Item;
}

const atLine = item('property-unknown', 3);
const ofEntry = item('property-missing', 1);
const elsewhere = item('subnet-overlap', 20);
const ofSyntax = item('syntax-broken', 8);
const all = [atLine, ofEntry, elsewhere, ofSyntax];

for (const { name, isWithinLine, shown, now, held } of [
  { name: 'letters of a line', isWithinLine: true, shown: [], now: 1000, held: all },
  { name: 'nearly a second later', isWithinLine: true, shown: [], now: 999 + PAUSE, held: all },
  { name: 'a second later', isWithinLine: true, shown: [], now: 1000 + PAUSE, held: [] },
  { name: 'one was there before', isWithinLine: true, shown: [atLine], now: 1000, held: all.slice(1) },
  { name: 'a new line', isWithinLine: false, shown: [], now: 1000, held: [atLine, ofEntry, ofSyntax] },
  { name: 'a new line, a second later', isWithinLine: false, shown: [], now: 1000 + PAUSE, held: [] },
])
  test(`what waits for a line to be finished: ${name}`, () => {
    const typing = { isWithinLine, lines: new Set([1, 3]), since: 1000 };
    assert.deepEqual(unfinished(all, new Set(shown.map(diagnosticKey)), typing, now), held);
  });

for (const [name, marked, lines] of [
  ['a new resource', ['Resources:', '  A:', '    Type: B', '  C:', '    |'], [0, 3, 4]],
  ['a property', ['Resources:', '  A:', '    Type: B', '    Properties:', '      C|'], [0, 1, 3, 4]],
  ['a comment and a blank line between', ['Resources:', '', '  A:', '# why', '', '    |'], [0, 2, 5]],
  ['an item of an indented list', ['A:', '  B:', '    - C: 1', '      D|'], [0, 1, 2, 3]],
  ['an item of a flush list', ['A:', '  B:', '  - C: 1', '  - D|'], [0, 1, 3]],
  ['a key of a flush item', ['A:', '  B:', '  - C: 1', '    D: 2', '    |'], [0, 1, 2, 4]],
  ['a flush list at the margin', ['A:', '- B', '- |'], [0, 2]],
  ['JSON', ['{', '  "A": {', '    "B": 1,', '    "C|"', '  }', '}'], [0, 1, 3]],
  ['the first line', ['A|'], [0]],
] as const)
  test(`the lines that a line is part of: ${name}`, () => {
    const line = marked.findIndex((text) => text.includes('|'));
    const cursor = { line, character: marked[line]!.indexOf('|') } as Cursor;
    const found = linesAround((at) => marked[at]!.replace('|', ''), cursor);
    assert.deepEqual([...found].sort(), lines);
  });
