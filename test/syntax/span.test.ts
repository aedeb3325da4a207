import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lineStartsAfter, lineStartsOf } from '../../server/src/syntax/span.ts';

test('lines start behind LF, CRLF and a lone CR', () => {
  assert.deepEqual([...lineStartsOf('')], [0]);
  assert.deepEqual([...lineStartsOf('a\n\nb\n')], [0, 2, 3, 5]);
  assert.deepEqual([...lineStartsOf('a\r\nb\r\n')], [0, 3, 6]);
  assert.deepEqual([...lineStartsOf('a\rb\r\r\nc\n\r')], [0, 2, 4, 6, 8, 9]);
});

test('the lines of a later version are those of its text', () => {
  const part = fc.string({ unit: fc.constantFrom('a', '\n', '\n\n', '\r\n', 'b\n'), maxLength: 12 });
  fc.assert(
    fc.property(part, part, part, part, (head, before, after, tail) => {
      const earlier = head + before + tail;
      const lines = lineStartsOf(earlier);
      const text = head + after + tail;
      assert.deepEqual(lineStartsAfter({ text: earlier, lines }, text), lineStartsOf(text));
    }),
  );
});
