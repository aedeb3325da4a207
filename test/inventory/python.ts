import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The name of a Python that has the packages, or undefined. */
export function pythonWith(...packages: string[]): string | undefined {
  return ['python3', 'python'].find(
    (name) => spawnSync(name, ['-c', `import ${packages.join(', ')}`]).status === 0,
  );
}

/** What a script of the folder `python` prints. */
export function run(python: string, script: string, args: readonly string[] = [], input = ''): string {
  const path = fileURLToPath(new URL(`./python/${script}`, import.meta.url));
  const { status, stdout, stderr } = spawnSync(python, [path, ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    maxBuffer: 1e9,
  });
  assert.equal(status, 0, stderr);
  return stdout;
}
