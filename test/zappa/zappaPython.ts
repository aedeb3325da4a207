import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SettingsText } from './settingsFiles.ts';

const loader = fileURLToPath(new URL('./python/load.py', import.meta.url));

export interface Answer {
  readonly settings?: unknown;
  readonly error?: string;
  readonly load?: string | null;
  readonly boto3?: string | null;
}

const python = ['python3', 'python'].find((name) => spawnSync(name, ['-c', 'import zappa.cli']).status === 0);
/** Why Zappa cannot be asked; false where it can. */
export const skip = python ? false : 'no python3 with the package zappa';

/** What Zappa makes of each file, by its stages; one Python process loads them all. */
export function loadWithZappa(files: readonly SettingsText[]): Record<string, Answer>[] {
  const { status, stdout, stderr } = spawnSync(python!, [loader], {
    input: files.map((file) => JSON.stringify(file)).join('\n'),
    encoding: 'utf8',
    env: { ...process.env, PYTHONIOENCODING: 'utf-8', AWS_DEFAULT_REGION: 'eu-central-1' },
    maxBuffer: 1e9,
  });
  assert.equal(status, 0, stderr);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, Answer>);
}
