import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Longer than this is hanging. */
const PATIENCE_MS = 20_000;

/** `vpc-lens ARGS` as a process that must end by itself. */
export function vpcLens(args: readonly string[], cwd: string, input?: string): Run {
  assert.ok(existsSync(cli), 'dist/cli.js is missing; npm run build makes it');
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    input,
    encoding: 'utf8',
    timeout: PATIENCE_MS,
    maxBuffer: 100_000_000,
  });
  // It may have read as much as it wanted to.
  const isHanging = error !== undefined && !String(error).includes('EPIPE');
  assert.ok(!isHanging, `vpc-lens ${args.join(' ')} does not end`);
  return { status, stdout, stderr };
}
