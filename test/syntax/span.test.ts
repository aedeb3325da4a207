import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineStartsOf } from '../../server/src/syntax/span.ts';

test('lines start behind LF, CRLF and a lone CR', () => {
  assert.deepEqual(lineStartsOf(''), [0]);
  assert.deepEqual(lineStartsOf('a\n\nb\n'), [0, 2, 3, 5]);
  assert.deepEqual(lineStartsOf('a\r\nb\r\n'), [0, 3, 6]);
  assert.deepEqual(lineStartsOf('a\rb\r\r\nc\n\r'), [0, 2, 4, 6, 8, 9]);
});
