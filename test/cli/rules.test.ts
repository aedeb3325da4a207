import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import type { Result } from '../../server/src/cli/result.ts';
import { registerRules } from '../../server/src/cli/rules.ts';
import { rules } from '../../server/src/languageService.ts';
import { inFolder } from './folder.ts';

/** `vpc-lens rules ARGS` with these pages. */
function run(args: readonly string[], pages: Record<string, string> = {}): Promise<Result> {
  return inFolder(pages, (folder) => {
    let result: Result | undefined;
    const program = new Command();
    registerRules(program, pathToFileURL(join(folder, '/')), (given) => {
      result = given;
    });
    program.parse(['rules', ...args], { from: 'user' });
    return result!;
  });
}

test('the list has a line for each rule: id, severity, title', async () => {
  const { status, stdout, stderr } = await run([]);
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

test("a rule's page is printed as it is", async () => {
  const result = await run(['subnet-size'], { 'subnet-size.md': '# subnet-size\n\nText\n' });
  assert.deepEqual(result, { status: 0, stdout: '# subnet-size\n\nText\n', stderr: '' });
});

test('a rule that there is none of, and a page that is missing', async () => {
  assert.deepEqual(await run(['nothing'], { 'nothing.md': 'page' }), {
    status: 2,
    stdout: '',
    stderr: 'Unknown rule "nothing". vpc-lens rules lists all rules.\n',
  });
  assert.deepEqual(await run(['subnet-size']), {
    status: 2,
    stdout: '',
    stderr: 'The page of subnet-size is missing from this installation.\n',
  });
});
