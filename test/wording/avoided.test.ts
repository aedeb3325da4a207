import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { AVOIDED_EVERYWHERE } from './avoided.ts';

const root = new URL('../../', import.meta.url);

/** What users read besides findings, which test/rules/catalogue.test.ts looks at: pages, and texts of VS Code's own parts. */
const files = globSync(
  [
    'README.md',
    'SUPPORT.md',
    'SECURITY.md',
    'action.yml',
    'package.nls.json',
    'l10n/*.json',
    'docs/*.md',
    'docs/rules/*.md',
    'snippets/*.json',
    'examples/**/*.{yaml,yml,json,toml}',
  ],
  { cwd: root },
);

test('no page and no text of the extension has words of translated English', () => {
  assert.ok(files.length > 300);
  const found = files.flatMap((file) =>
    readFileSync(new URL(file.replaceAll('\\', '/'), root), 'utf8')
      .split('\n')
      .flatMap((line, i) =>
        AVOIDED_EVERYWHERE.filter(([words]) => words.test(line)).map(
          ([, instead]) => `${file}:${i + 1}: write "${instead}": ${line.trim()}`,
        ),
      ),
  );
  assert.deepEqual(found, []);
});

/** Literals and templates of a source: what a page, a message or the help of a command may show. */
const LITERAL = /'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|>[^<>{}\n]+</g;

test('no literal of the client, its pages and the command line has them', () => {
  const sources = globSync(
    ['client/{src,webview}/**/*.{ts,tsx}', 'server/src/{cli,features,wording,changes}/**/*.ts'],
    { cwd: root },
  );
  assert.ok(sources.length > 200);
  const found = sources.flatMap((file) =>
    [
      ...readFileSync(new URL(file.replaceAll('\\', '/'), root), 'utf8')
        .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
        .matchAll(LITERAL),
    ].flatMap(([text]) =>
      AVOIDED_EVERYWHERE.filter(([words]) => words.test(text)).map(
        ([, instead]) => `${file}: write "${instead}": ${text}`,
      ),
    ),
  );
  assert.deepEqual(found, []);
});
