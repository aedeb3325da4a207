// Paths in the repository.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** Downloads, and files that an editor writes while it runs; ignored by git, safe to delete. */
export const editorFolder = join(root, '.vscode-test');

/** Output of test runs: bundled suites, results, screenshots; ignored by git, safe to delete. */
export const outFolder = join(root, 'test', '.out');

/** Node 24 from the npm package `node`: it runs TypeScript and the embedded VS Code, whatever Node is installed. */
export const node24 =
  process.platform === 'win32'
    ? join(root, 'node_modules', 'node', 'bin', 'node.exe')
    : join(root, 'node_modules', 'node', 'bin', 'node');
