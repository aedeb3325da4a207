import assert from 'node:assert/strict';
import { test } from 'node:test';
import { disagreements, type Found, readCursor, readFixture, underline } from '../fixture.ts';

const FILE = `# @fixture parameter UseNat=a=b
Resources:
  Vpc: 10.0.0.1/16
#      ^^^^^^^^^^^ some-rule warning: AWS stores
  # ^^ other-rule
Outputs:
# <------- third-rule: empty
`;

/** What is to be found in it, the first with the span of "10.0.0.1/16". */
const FOUND: readonly Found[] = [
  { rule: 'some-rule', severity: 'warning', message: 'AWS stores 10.0.0.0/16.', at: { start: 18, end: 29 } },
  { rule: 'other-rule', severity: 'hint', message: 'Any.', at: { start: 15, end: 17 } },
  { rule: 'third-rule', severity: 'error', message: 'It is empty.', at: { start: 30, end: 37 } },
];

test('markers and directives are taken out, and point at the line above', () => {
  const { text, markers, parameters, fileLines } = readFixture('file.yaml', FILE);
  assert.equal(text, 'Resources:\n  Vpc: 10.0.0.1/16\nOutputs:\n');
  assert.deepEqual(
    markers.map(({ rule, severity, message, place }) => [rule, severity, message, Object.values(place)]),
    [
      ['some-rule', 'warning', 'AWS stores', [1, 7, 18]],
      ['other-rule', undefined, '', [1, 4, 6]],
      ['third-rule', undefined, 'empty', [2, 0, 7]],
    ],
  );
  assert.deepEqual([...parameters], [['UseNat', 'a=b']]);
  assert.deepEqual(fileLines, [2, 3, 6, 8]);
});

test('markers stand in the comments of JSON, and a tilde passes over a column', () => {
  const { text, markers } = readFixture('file.json', '{\n "a": 1\n// <~--- rule-id\n//   ^ rule-id error\n}');
  assert.equal(text, '{\n "a": 1\n}');
  assert.deepEqual(
    markers.map(({ place }) => Object.values(place)),
    [
      [1, 1, 4],
      [1, 5, 6],
    ],
  );
});

test('a file reads alike however Git wrote its line ends; crlf asks for CRLF', () => {
  const lf = readFixture('file.yaml', FILE);
  assert.deepEqual(readFixture('file.yaml', FILE.replaceAll('\n', '\r\n')), lf);
  assert.equal(readFixture('file.yaml', '# @fixture crlf\na: 1\nb: 2\n').text, 'a: 1\r\nb: 2\r\n');
});

test('a marker or directive that cannot be read fails', () => {
  for (const [file, message] of [
    ['a: 1\n#  ^^ Rule', /file.yaml:2: the line looks like a marker/],
    ['a: 1\n#  ^^ some-rule fatal: x', /file.yaml:2: the line looks like a marker/],
    ['# ^^ some-rule\na: 1', /file.yaml:1: the marker has no line above/],
    ['# @fixture parameter UseNat\na: 1', /file.yaml:1: "@fixture parameter UseNat" cannot be read/],
    ['# @fixture colour blue\na: 1', /file.yaml:1: "@fixture colour blue" cannot be read/],
  ] as const) {
    assert.throws(() => readFixture('file.yaml', file), message);
  }
});

test('what is marked and what is found have to agree, each once', () => {
  const fixture = readFixture('file.yaml', FILE);
  const [first, second, third] = FOUND;
  assert.deepEqual(disagreements(fixture, FOUND), []);
  assert.deepEqual(disagreements(fixture, [first!, second!]), [
    'file.yaml:6: third-rule is marked and not found\nOutputs:\n# <------- third-rule: empty',
  ]);
  assert.deepEqual(disagreements(fixture, [...FOUND, first!]), [
    'file.yaml:3: some-rule warning is found and not marked\n  Vpc: 10.0.0.1/16\n#      ^^^^^^^^^^^ some-rule warning: AWS stores 10.0.0.0/16.',
  ]);
  for (const other of [
    { ...first!, severity: 'error' },
    { ...first!, rule: 'another-rule' },
    { ...first!, message: 'Another.' },
    { ...first!, at: { start: 18, end: 28 } },
    { ...first!, at: { start: 17, end: 29 } },
  ]) {
    assert.equal(disagreements(fixture, [other, second!, third!]).length, 2, JSON.stringify(other));
  }
});

test('what goes over several lines is marked on its first; an empty place has a column', () => {
  const fixture = readFixture('file.yaml', 'a:\n  b: [1,\n#    ^^^ some-rule\n  2]\n# <~~~- some-rule\n');
  assert.deepEqual(
    disagreements(fixture, [
      { rule: 'some-rule', severity: 'error', message: '', at: { start: 8, end: 15 } },
      { rule: 'some-rule', severity: 'error', message: '', at: { start: 15, end: 15 } },
    ]),
    [],
  );
});

test('the line that marks a place is one that can be read again', () => {
  for (const [start, end] of [
    [0, 1],
    [0, 5],
    [1, 3],
    [2, 3],
    [7, 20],
  ] as const) {
    for (const comment of ['#', '//'] as const) {
      const line = underline({ line: 0, start, end }, comment, 'some-rule error: text');
      const { markers } = readFixture('file', `${'x'.repeat(30)}\n${line}`);
      assert.deepEqual(markers[0]?.place, { line: 0, start, end }, line);
    }
  }
});

test('the cursor is taken out; there is exactly one', () => {
  assert.deepEqual(readCursor('a: |\n  b<|>c'), { text: 'a: |\n  bc', offset: 8 });
  assert.throws(() => readCursor('a: 1'), /0 cursors/);
  assert.throws(() => readCursor('<|>a<|>'), /2 cursors/);
});
