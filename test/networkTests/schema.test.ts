// The JSON schema and the reader of tests say the same, so that an editor that has both tells each mistake once.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { networkTestsSchema, TESTS_SCHEMA_FILE } from '../../docs/generator/networkTestsSchema.ts';
import { readTestFile } from '../../server/src/languageService.ts';

const isRight = new Ajv().compile(JSON.parse(networkTestsSchema()));

const test1 = (text: string) => `tests: [{ from: a, to: b, expect: blocked, ${text} }]`;

/** Each with whether it is right, by either. */
const TEXTS: readonly (readonly [text: string, isRight: boolean])[] = [
  ['tests: []', true],
  ['{}', false],
  ['- a', false],
  ['tests: {}', false],
  ['tests: [a]', false],
  ['tests: [{ from: a }]', false],
  ['template: net.yaml\ntests: []', true],
  ['template: [net.yaml, "*.json"]\ntests: []', true],
  ['template: {}\ntests: []', false],
  ['tiers: { a: b, c: [d, { kind: database }] }\ntests: []', true],
  ['tiers: []\ntests: []', false],
  ['other: 1\ntests: []', false],
  [test1('title: t, reason: r'), true],
  [test1('port: 443'), true],
  [test1('port: [22, 443]'), true],
  [test1('port: []'), false],
  [test1('port: 65536'), false],
  [test1('port: ssh'), false],
  [test1('protocol: udp, ipv6: true'), true],
  [test1('protocol: gre'), false],
  [test1('ipv6: often'), false],
  [test1('ports: 1'), false],
  ['tests: [{ from: a, to: b, expect: open }]', false],
  [
    'tests: [{ from: [a, { name: "b*", kind: [cache], tags: { t: 1 }, subnet: s, uses: s3 }], to: b, expect: only-from }]',
    true,
  ],
  ['tests: [{ from: {}, to: b, expect: blocked }]', false],
  ['tests: [{ from: [], to: b, expect: blocked }]', false],
  ['tests: [{ from: { kind: databse }, to: b, expect: blocked }]', false],
  ['tests: [{ from: { tags: [] }, to: b, expect: blocked }]', false],
  ['tests: [{ from: { colour: red }, to: b, expect: blocked }]', false],
  ['tests: [{ from: a, to: b, expect: only-through, through: [Nat, { kind: endpoint }] }]', true],
  ['tests: [{ from: a, to: b, expect: only-through, through: { kind: nat } }]', false],
  ['tests: [{ from: a, to: b, expect: only-through, through: { name: Nat } }]', false],
];

for (const [text, expected] of TEXTS) {
  test(`${expected ? 'right' : 'wrong'}: ${text}`, () => {
    const mistakes = readTestFile(text).mistakes.filter(({ isBesideSchema }) => !isBesideSchema);
    assert.equal(isRight(parse(text)), expected, 'the schema');
    assert.equal(mistakes.length === 0, expected, 'the reader');
  });
}

test('the schema is what npm run docs writes', () => {
  assert.equal(readFileSync(TESTS_SCHEMA_FILE, 'utf8').replaceAll('\r\n', '\n'), networkTestsSchema());
});
