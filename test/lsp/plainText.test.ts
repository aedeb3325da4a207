import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inFormat } from '../../server/src/lsp/plainText.ts';

test('what Markdown says, without its marks', () => {
  for (const [markdown, plain] of [
    ['**10.0.0.0/16** — 65,536 addresses', '10.0.0.0/16 — 65,536 addresses'],
    ['**a** and **b**', 'a and b'],
    ['the key `vpc_config` of `dev`', 'the key vpc_config of dev'],
    ['In\n- tcp 443\n- tcp 80', 'In\n- tcp 443\n- tcp 80'],
    ['_Which of them is told by docs/a.md._', 'Which of them is told by docs/a.md.'],
    ['a\n\n_One key_here, and two._', 'a\n\nOne key_here, and two.'],
    ['s3_bucket and slim_handler stay', 's3_bucket and slim_handler stay'],
    ['_private and __init__', '_private and __init__'],
    ['[the page](https://docs.aws.amazon.com/x_y)', 'the page (https://docs.aws.amazon.com/x_y)'],
    ['2 * 3 * 4 and *', '2 * 3 * 4 and *'],
  ] as const) {
    assert.deepEqual(inFormat({ kind: 'markdown', value: markdown }, 'plaintext'), {
      kind: 'plaintext',
      value: plain,
    });
    assert.equal(inFormat({ kind: 'markdown', value: markdown }, 'markdown').value, markdown);
  }
});
