import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { allPages, FOLDER } from '../../docs/generator/generate.ts';
import { SCHEMA_FILE, settingsSchema } from '../../docs/generator/settingsSchema.ts';
import { ZAPPA_SCHEMA_FILES, zappaSchema } from '../../docs/generator/zappaSchema.ts';

test('the pages in docs/rules/ are what npm run docs writes', () => {
  const pages = allPages();
  const written = readdirSync(FOLDER).filter((file) => file.endsWith('.md'));
  assert.deepEqual(written.sort(), [...pages.keys()].sort());
  for (const [file, text] of pages) {
    assert.equal(readFileSync(new URL(file, FOLDER), 'utf8').replaceAll('\r\n', '\n'), text, file);
  }
});

test('the schema of vpc-lens.json is what npm run docs writes', () => {
  assert.equal(readFileSync(SCHEMA_FILE, 'utf8').replaceAll('\r\n', '\n'), settingsSchema());
});

test('the schemas of Zappa\'s settings are what npm run docs writes', () => {
  for (const format of ['json', 'yaml'] as const) {
    const written = readFileSync(ZAPPA_SCHEMA_FILES[format], 'utf8').replaceAll('\r\n', '\n');
    assert.equal(written, zappaSchema(format));
  }
});
