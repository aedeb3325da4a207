// The workspace of tests in the editor: a copy of the examples, and the findings of the command line in it.

import { execFile } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { node24, outFolder, root } from '../host/paths.mjs';

export const workspace = join(outFolder, 'examples');

/** Copies the examples to a folder that tests may change. */
export async function copyExamples() {
  await rm(workspace, { recursive: true, force: true });
  await cp(join(root, 'examples'), workspace, { recursive: true });
}

/** The findings of `vpc-lens check` in the examples: the editor has to show the same. */
export async function expectedFindings() {
  const args = ['dist/cli.js', 'check', 'examples', '--format', 'json', '--fail-on', 'never'];
  const { stdout } = await promisify(execFile)(node24, args, { cwd: root, maxBuffer: 2 ** 26 });
  return JSON.parse(stdout).map((finding) => ({ ...finding, file: finding.file.replace(/^examples\//, '') }));
}
