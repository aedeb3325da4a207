import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../', import.meta.url);
const OURS = '{*.*,{.ci,bench,client,docs,examples,server,snippets,syntaxes,test}/**/*.*}';

test('no file holds the marks of a merge that was not finished', () => {
  const files = globSync(OURS, { cwd: root }).filter((file) =>
    /\.(md|tsx?|mjs|jsonc?|ya?ml|toml|txt|css)$/.test(file),
  );
  const marked = files.filter((file) => /^(<{7}|>{7}) /m.test(readFileSync(new URL(file, root), 'utf8')));
  assert.deepEqual(marked, []);
  assert.ok(files.length > 500, `Only ${files.length} files were seen.`);
});
