import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { ZAPPA_FILES } from '../languageService.ts';

/** Never walked into unless named: what they hold is made by others or by a build. */
const SKIPPED_FOLDERS = new Set(['node_modules', '.git', 'cdk.out']);

/** Endings of files that may hold a template; settings have names of their own. */
const CANDIDATE = /\.(json|jsonc|ya?ml|template|cfn)$/i;

/** Whether a file may be a template or settings, by its name. */
export function isCandidate(path: string): boolean {
  const name = basename(path);
  return CANDIDATE.test(name) || ZAPPA_FILES.includes(name);
}

/** With forward slashes. */
export function relativeName(path: string, cwd: string): string {
  return relative(cwd, path).split(sep).join('/');
}

interface IgnoreFile {
  readonly folder: string;
  readonly rules: Ignore;
}

/**
 * Files below a folder, leaving out what the `.gitignore` files of it and of the folders above it leave out. A folder
 * that is left out itself was named all the same, so the files above it do not count.
 */
export function* walk(root: string, isWanted: (path: string) => boolean): Generator<string> {
  const above = ignoreFilesAbove(root);
  yield* walkFolder(root, isIgnored(root, true, above) ? [] : above, isWanted);
}

function* walkFolder(
  folder: string,
  above: readonly IgnoreFile[],
  isWanted: (path: string) => boolean,
): Generator<string> {
  const ignores = [...above, ...ignoreFileOf(folder)];
  for (const entry of readFolder(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (SKIPPED_FOLDERS.has(entry.name) || isIgnored(path, true, ignores)) continue;
      yield* walkFolder(path, ignores, isWanted);
    } else if (entry.isFile() && isWanted(path) && !isIgnored(path, false, ignores)) {
      yield path;
    }
  }
}

/** A folder that may not be read has no files for us; it was not named. */
function readFolder(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function ignoreFileOf(folder: string): readonly IgnoreFile[] {
  try {
    return [{ folder, rules: ignore().add(readFileSync(join(folder, '.gitignore'), 'utf8')) }];
  } catch {
    return [];
  }
}

/** From the top of the repository down to, and without, the folder itself. */
function ignoreFilesAbove(folder: string): readonly IgnoreFile[] {
  const files: IgnoreFile[] = [];
  for (let current = folder; !existsSync(join(current, '.git')); ) {
    const parent = resolve(current, '..');
    if (parent === current) return []; // outside of any repository
    files.unshift(...ignoreFileOf(parent));
    current = parent;
  }
  return files;
}

/** The nearest `.gitignore` with an opinion decides, as in git. */
function isIgnored(path: string, isFolder: boolean, ignores: readonly IgnoreFile[]): boolean {
  for (const { folder, rules } of ignores.toReversed()) {
    const inside = relativeName(path, folder);
    const { ignored, unignored } = rules.test(isFolder ? `${inside}/` : inside);
    if (ignored || unignored) return ignored;
  }
  return false;
}
