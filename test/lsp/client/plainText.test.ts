import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { code, md } from '../../../server/src/escape/markdown.ts';
import { inFormat } from '../../../server/src/lsp/client/plainText.ts';

const plain = (markdown: string) => inFormat({ kind: 'markdown', value: markdown }, 'plaintext');

test('what Markdown says, without its marks', () => {
  for (const [markdown, text] of [
    ['**10.0.0.0/16** — 65,536 addresses', '10.0.0.0/16 — 65,536 addresses'],
    ['**a** and **b**', 'a and b'],
    ['**a\\_b\\*\\*c**', 'a_b**c'],
    ['the key `vpc_config` of ``a`b``', 'the key vpc_config of a`b'],
    ['`` `x` ``', '`x`'],
    ['`**no bold**`', '**no bold**'],
    ['a\n```\n**code**\n  b\n```\nc', 'a\n**code**\n  b\nc'],
    ['In\n- tcp 443\n- tcp 80', 'In\n- tcp 443\n- tcp 80'],
    ['_Which of them is told by docs/a.md._', 'Which of them is told by docs/a.md.'],
    ['a\n\n_One key_here, and two._', 'a\n\nOne key_here, and two.'],
    ['s3_bucket and slim_handler stay', 's3_bucket and slim_handler stay'],
    ['2 * 3 * 4 and *', '2 * 3 * 4 and *'],
    ['C:\\a', 'C:\\a'],
    ['(Acl, [line 25](file:///a.yaml#L25))', '(Acl, line 25)'],
    ['a \\[b\\](c)', 'a [b](c)'],
    ['[ and ] alone', '[ and ] alone'],
  ] as const) {
    assert.deepEqual(plain(markdown), { kind: 'plaintext', value: text });
    const same = { kind: 'markdown' as const, value: markdown };
    assert.equal(inFormat(same, 'markdown'), same);
  }
});

test('a text of a file reads as it is written, wherever it stands in Markdown', () => {
  const letters = fc.constantFrom(
    'a',
    ' ',
    '_',
    '*',
    '`',
    '\\',
    '[',
    ']',
    '(',
    ')',
    '<',
    '#',
    '|',
    '1',
    '.',
    '-',
    '@',
    'é',
  );
  const texts = fc.array(letters, { minLength: 1, maxLength: 12 }).map((all) => all.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      const { markdown } = md`**x${text}y** is ${text}, in _one of ${text} here_: ${md`- ${text}`}.`;
      assert.equal(plain(markdown).value, `x${text}y is ${text}, in one of ${text} here: - ${text}.`);
    }),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(texts, (text) => {
      if (text.trim() === text) assert.equal(plain(`see ${code(text).markdown}.`).value, `see ${text}.`);
    }),
    { numRuns: 2000 },
  );
});
