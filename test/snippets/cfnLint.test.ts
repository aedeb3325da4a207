import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { languageOf, place } from './place.ts';
import { root, snippets } from './read.ts';

// A second opinion on every template that we hand out. A shim of pyenv can be there without a cfn-lint behind it.
const version = spawnSync('cfn-lint', ['--version'], { encoding: 'utf8' });
const skip = version.status === 0 ? false : 'cfn-lint is not installed; "pip install cfn-lint" brings it';

const folder = mkdtempSync(join(tmpdir(), 'vpc-lens-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('cfn-lint has nothing to say on the snippets and the fixed templates', { skip }, () => {
  const files = [...writeSnippets(), ...copyMended()];
  assert.ok(files.length >= 6, files.join());
  // I: what it only mentions by the way, too.
  const { stdout, stderr } = spawnSync('cfn-lint', ['-c', 'I', '--format', 'parseable', '--', ...files], {
    cwd: folder,
    encoding: 'utf8',
  });
  assert.equal(stdout + stderr, '');
});

test('cfn-lint does find something in a snippet that is broken', { skip }, () => {
  const [file] = writeSnippets((text) => text.replace('.1.0/24', '.0.128/25'));
  assert.ok(file);
  const { stdout } = spawnSync('cfn-lint', ['--format', 'parseable', '--', file], {
    cwd: folder,
    encoding: 'utf8',
  });
  assert.match(stdout, /E3060/);
});

/** Each template snippet with its defaults, as a file; `alter` spoils it. */
function writeSnippets(alter = (text: string) => text): string[] {
  return snippets
    .filter(({ prefix }) => prefix.startsWith('vpc-'))
    .map((snippet) => {
      const name = `${snippet.prefix}.${languageOf(snippet)}`;
      writeFileSync(join(folder, name), alter(place(snippet)?.text ?? ''));
      return name;
    });
}

function copyMended(): string[] {
  const fixed = join(root, 'examples/fixed');
  return readdirSync(fixed, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ya?ml|json|template)$/.test(name) && !name.includes('zappa_settings'))
    .map((name) => {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      cpSync(join(fixed, name), join(folder, name));
      return name;
    });
}
