import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'hjson';
import { parseHjson } from '../../server/src/syntax/hjson.ts';
import { entriesOf, type Node, resolved } from '../../server/src/syntax/tree.ts';

const TEXTS = [
  "{'a': 'b'}",
  '{a: {b: c,\n d: 5}}',
  'a: {\n b: yes # no\n}\nc: 5 # five',
  "{\"a\": '''\n  x\n    y\n  '''}",
  "{\n  a:\n    '''\n    first\n      second\n    '''\n}",
  '{"a": {"x": "y"\n"z": "w"}}',
  '# stages\n{\n  // one\n  dev: {\n    SubnetIds: [\n subnet-8f3c21d7\n subnet-1\n ]\n }\n}',
  'a: b\r\nc: d\r\n',
  '{"a": "tab\\t and \\u00e9 and \\/"}',
  'a: nullx\nb: null\nc: -0.5e3\nd: 01\ne: +1',
  '',
];

test('texts that people write are read as the library reads them', () => {
  for (const text of TEXTS) {
    const node = parseHjson(text);
    assert.ok(node, text);
    assert.deepEqual(dataOf(node), parse(text), text);
  }
});

test('what is not well-formed is not read', () => {
  for (const text of [
    '{a: 1',
    '{a: ]}',
    '{"a": "b}',
    '{a b}',
    '{"a": "\\x"}',
    '[1, 2',
    "{a: '''b}",
    '{} x',
  ]) {
    assert.throws(() => parse(text), text);
    assert.equal(parseHjson(text), undefined, text);
  }
});

test('every value knows its place', () => {
  const text = "{\n  dev: { // c\n    ids: [ subnet-1\n 'sg-2', 5 ]\n  }\n}";
  const seen: string[] = [];
  const visit = (node: Node): void => {
    if (node.kind === 'scalar') seen.push(text.slice(node.start, node.end));
    if (node.kind === 'sequence') node.items.forEach(visit);
    if (node.kind === 'mapping') {
      for (const { key, value } of node.entries) {
        visit(key);
        visit(value);
      }
    }
  };
  visit(parseHjson(text)!);
  assert.deepEqual(seen, ['dev', 'ids', 'subnet-1', "'sg-2'", '5']);
});

test('no text makes it throw or hang, and what both read is the same', () => {
  const piece = fc.constantFrom(...'{}[]:,"\'\n #/*ab0-1.e\\ut', "'''", 'true', 'null', '//', '\r\n');
  let both = 0;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const text = pieces.join('');
      // JavaScript's reader takes "0." for a number; Python's, which is Zappa's, for a text.
      if (/\d\.(?!\d)/.test(text)) return;
      const node = parseHjson(text);
      if (!node || node.kind === 'scalar') return;
      let theirs: unknown;
      try {
        theirs = parse(text);
      } catch {
        return;
      }
      if (typeof theirs !== 'object') return;
      both++;
      assert.deepEqual(dataOf(node), JSON.parse(JSON.stringify(theirs)));
    }),
    { numRuns: 3000 },
  );
  assert.ok(both > 50, `only ${both} texts were read by both`);
});

function dataOf(node: Node): unknown {
  const target = resolved(node);
  if (target?.kind === 'sequence') return target.items.map(dataOf);
  if (target?.kind !== 'mapping') return target?.kind === 'scalar' ? target.value : null;
  return Object.fromEntries(entriesOf(target).map(({ key, value }) => [key.text, dataOf(value)]));
}
