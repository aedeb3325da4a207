import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cursorAt } from '../../server/src/syntax/cursor.ts';
import { readCursor } from '../fixture.ts';

/** The path of the cursor in a YAML text, with `[]` after it for an item of a list. */
const CASES: readonly (readonly [text: string, path: string])[] = [
  ['dev:\n  vpc_config:\n    SubnetIds:\n      - sub<|>', 'dev vpc_config SubnetIds[]'],
  // YAML lets the items of a list have the indentation of its key.
  ['dev:\n  vpc_config:\n    SubnetIds:\n    - sub<|>', 'dev vpc_config SubnetIds[]'],
  ['dev:\n  vpc_config:\n    SubnetIds:\n    - subnet-1\n    - sub<|>', 'dev vpc_config SubnetIds[]'],
  ['dev:\n  vpc_config:\n    SubnetIds:\n    Sec<|>', 'dev vpc_config'],
];

test('the path to the cursor in YAML', () => {
  for (const [marked, expected] of CASES) {
    const { text, offset } = readCursor(marked);
    const cursor = cursorAt(text, 'yaml', offset);
    assert.equal(cursor && `${cursor.path.join(' ')}${cursor.isItem ? '[]' : ''}`, expected, marked);
  }
});
