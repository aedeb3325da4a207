// What both editor tests start from: a copy of the example workspace, and what the command line finds in it.

import { execFile } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { node24, outFolder, root } from '../host/paths.mjs';

export const workspace = join(outFolder, 'examples');

/** Copies the examples to where the tests may change them. */
export async function copyExamples() {
  await rm(workspace, { recursive: true, force: true });
  await cp(join(root, 'examples'), workspace, { recursive: true });
}

/** What `vpc-lens check` finds in the examples: the editor has to show the same. */
export async function expectedFindings() {
  const args = ['dist/cli.js', 'check', 'examples', '--format', 'json', '--fail-on', 'never'];
  const { stdout } = await promisify(execFile)(node24, args, { cwd: root, maxBuffer: 2 ** 26 });
  return JSON.parse(stdout).map((finding) => ({ ...finding, file: finding.file.replace(/^examples\//, '') }));
}
