import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Command } from 'commander';
import { rulePagesAsJson } from '../../packaging/rulePages.mjs';
import type { Result } from '../../server/src/cli/result.ts';
import { rulePagesIn } from '../../server/src/cli/rulePages.ts';
import { registerRules } from '../../server/src/cli/rules.ts';
import { rules } from '../../server/src/languageService.ts';
import { pageIn } from '../../server/src/rulePages.ts';
import { inFolder } from './folder.ts';

/** `vpc-lens rules ARGS` with these pages, by rule id. */
function run(args: readonly string[], pages: Record<string, string> = {}): Result | undefined {
  let result: Result | undefined;
  const program = new Command();
  const rulePage = (id: string) => pages[id];
  registerRules(program, rulePage, (given) => {
    result = given;
  });
  program.parse(['rules', ...args], { from: 'user' });
  return result;
}

test('the list has a line for each rule: id, severity, title', () => {
  const { status, stdout, stderr } = run([])!;
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  const lines = stdout.trimEnd().split('\n');
  assert.equal(lines.length, rules.length);
  assert.deepEqual(lines, lines.toSorted());
  for (const { id, severity, title } of rules) {
    assert.ok(
      lines.some((line) => line.split(/ {2,}/).join('|') === `${id}|${severity}|${title}`),
      id,
    );
  }
});

test("a rule's page is printed as it is", () => {
  const result = run(['subnet-size'], { 'subnet-size': '# subnet-size\n\nText\n' });
  assert.deepEqual(result, { status: 0, stdout: '# subnet-size\n\nText\n', stderr: '' });
});

test('a rule that there is none of, and a page that is missing', () => {
  assert.deepEqual(run(['nothing'], { nothing: 'page' }), {
    status: 2,
    stdout: '',
    stderr: 'Unknown rule "nothing". vpc-lens rules lists all rules.\n',
  });
  assert.deepEqual(run(['subnet-size']), {
    status: 2,
    stdout: '',
    stderr: 'The page of subnet-size is missing from this installation.\n',
  });
});

test('pages are looked up in one file, and one that cannot be read has none', () =>
  inFolder({ 'pages.json': '{"subnet-size":"# {id}"}', 'broken.json': '{"subnet' }, (folder) => {
    const page = (file: string) => rulePagesIn(join(folder, file))('subnet-size');
    assert.deepEqual(['pages.json', 'broken.json', 'none.json'].map(page), [
      '# subnet-size',
      undefined,
      undefined,
    ]);
  }));

test('the packaged pages read as those in docs/rules', async () => {
  const pages = JSON.parse(await rulePagesAsJson());
  const folder = new URL('../../docs/rules/', import.meta.url);
  const names = readdirSync(folder);
  assert.equal(Object.keys(pages).length, names.length);
  for (const name of names) {
    // The packaged list has no padding between the columns of its tables.
    const page = readFileSync(new URL(name, folder), 'utf8').replaceAll(/ {2,}\|/g, ' |');
    assert.equal(pageIn(pages, name.replace('.md', ''))?.replaceAll(/ {2,}\|/g, ' |'), page, name);
  }
});
