import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { root } from './read.ts';

// A second opinion on every template that we hand out. A shim of pyenv can be there without a cfn-lint behind it.
const version = spawnSync('cfn-lint', ['--version'], { encoding: 'utf8' });
const skip = version.status === 0 ? false : 'cfn-lint is not installed; "pip install cfn-lint" brings it';

const folder = mkdtempSync(join(tmpdir(), 'vpc-lens-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('cfn-lint has nothing to say on the fixed templates', { skip }, () => {
  const files = copyFixed();
  assert.ok(files.length >= 4, files.join());
  // I: what it only mentions by the way, too.
  const { stdout, stderr } = spawnSync('cfn-lint', ['-c', 'I', '--format', 'parseable', '--', ...files], {
    cwd: folder,
    encoding: 'utf8',
  });
  assert.equal(stdout + stderr, '');
});

test('cfn-lint does find something in a template that is broken', { skip }, () => {
  const file = 'broken.yaml';
  const whole = readFileSync(join(root, 'examples/fixed/network-yaml/network.yaml'), 'utf8');
  writeFileSync(join(folder, file), whole.replace('CidrBlock: 10.0.1.0', 'CidrBlok: 10.0.1.0'));
  const { stdout } = spawnSync('cfn-lint', ['--format', 'parseable', '--', file], {
    cwd: folder,
    encoding: 'utf8',
  });
  assert.match(stdout, /E3002/);
});

function copyFixed(): string[] {
  const fixed = join(root, 'examples/fixed');
  return readdirSync(fixed, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ya?ml|json|template)$/.test(name) && !/zappa_settings|nettest/.test(name))
    .map((name) => {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      cpSync(join(fixed, name), join(folder, name));
      return name;
    });
}
