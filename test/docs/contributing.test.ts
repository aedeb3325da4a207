// Every file and folder that CONTRIBUTING names exists, by its whole path or by the end of it.

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '../..');

const IS_PATH = /^[\w.@][\w.@/-]*(?:\/|\.(?:ts|mjs|cjs|json|txt|md))$/;

/** What a run writes. */
const WRITTEN = ['dist/', 'dist/site/', 'dist/program.cjs', '.vscode-test/'];

const PLACES = ['bench', 'client', 'docs', 'examples', 'l10n', 'packaging', 'server', 'test'];

test('every path in CONTRIBUTING exists', () => {
  const files = [...globSync('*', { cwd: root }), ...PLACES.flatMap(filesBelow)].map((file) => `/${file}`);
  const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
  const named = [...text.matchAll(/`([^`\n]+)`/g)].map(([, path = '']) => path.replace(/^server\/src\//, ''));
  const missing = named
    .filter((path) => IS_PATH.test(path) && !WRITTEN.includes(path))
    .filter(
      (path) =>
        !files.some((file) => (path.endsWith('/') ? file.includes(`/${path}`) : file.endsWith(`/${path}`))),
    );
  assert.deepEqual(missing, []);
});

function filesBelow(folder: string): readonly string[] {
  return globSync(`${folder}/**/*.*`, { cwd: root, exclude: ['**/node_modules/**'] }).map((file) =>
    file.replaceAll('\\', '/'),
  );
}
