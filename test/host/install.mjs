// Brings node_modules and dist/ up to date. Runs on a fresh clone: Node's own modules only.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './children.mjs';
import { Failure, main } from './failure.mjs';
import { node24, root } from './paths.mjs';

export async function installAndBuild() {
  requireNode(20, 19);
  if (!dependenciesAreCurrent()) {
    console.log('Installing dependencies (once, about half a minute) …');
    if ((await npm('ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error')) !== 0) {
      throw new Failure('The dependencies could not be installed: "npm ci" failed, its reason is above.');
    }
  }
  // The package `node` fetches its program in an install script, which an npm setting may have skipped.
  if (!existsSync(node24)) await npm('rebuild', 'node', 'esbuild', '--ignore-scripts=false');
  if (!existsSync(node24)) {
    throw new Failure(
      'Node 24 is missing in node_modules/node: run "npm rebuild node --ignore-scripts=false".',
    );
  }
  if ((await run(process.execPath, ['build.mjs'], { cwd: root })) !== 0) {
    throw new Failure('The build failed, its reason is above.');
  }
}

function npm(...args) {
  return npmIn(root, ...args);
}

/** Runs npm in a folder, the one that started this process if one did, and returns its exit code. */
export function npmIn(folder, ...args) {
  const started = process.env.npm_execpath;
  if (started?.endsWith('.js')) return run(process.execPath, [started, ...args], { cwd: folder });
  return run('npm', args, { cwd: folder, shell: process.platform === 'win32' });
}

/** npm keeps a copy of the lock file beside what it installed; both must name the same versions. */
function dependenciesAreCurrent() {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const installed = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted) throw new Failure('package-lock.json is missing or broken: restore it with git.');
  if (!installed) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true; // this package itself
    const found = installed[path];
    return found ? found.version === version : optional === true; // optional: made for another platform
  });
}

function packagesIn(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function requireNode(major, minor) {
  const [ourMajor, ourMinor] = process.versions.node.split('.').map(Number);
  if (ourMajor > major || (ourMajor === major && ourMinor >= minor)) return;
  throw new Failure(`Node ${major}.${minor} or newer is needed; this is Node ${process.versions.node}.`);
}

// node test/host/install.mjs: for .vscode/tasks.json.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(installAndBuild);
}
