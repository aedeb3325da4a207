import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';
import { ZAPPA_FILES } from '../languageService.ts';

/** A file to check. `isNamed` is false for one that was found by walking a folder. */
export interface FoundFile {
  /** As it is shown: relative to the current folder, with forward slashes. */
  readonly name: string;
  readonly isNamed: boolean;
}

/** A sentence about a path that is no file, no folder and no glob with a match. */
export interface FilesProblem {
  readonly problem: string;
}

/** Never walked into unless named: what they hold is made by others or by a build. */
const SKIPPED_FOLDERS = new Set(['node_modules', '.git', 'cdk.out']);

/** Endings of files that may hold a template; settings have names of their own. */
const CANDIDATE = /\.(json|jsonc|ya?ml|template|cfn)$/i;

/** The files that the paths of a command line mean, each once, in the order of their names. */
export function findFiles(paths: readonly string[], cwd: string): readonly FoundFile[] | FilesProblem {
  const found = new Map<string, FoundFile>();
  const add = (path: string, isNamed: boolean) => {
    const name = shownName(path, cwd);
    if (!found.get(name)?.isNamed) found.set(name, { name, isNamed });
  };
  for (const path of paths.length > 0 ? paths : ['.']) {
    const absolute = resolve(cwd, path);
    const kind = kindOf(absolute);
    if (kind === 'file') {
      add(absolute, true);
    } else if (kind === 'folder') {
      if (!canList(absolute)) return { problem: `${path} cannot be read.` };
      for (const file of walk(absolute, isCandidate)) add(file, false);
    } else if (kind === 'unreadable') {
      return { problem: `${path} cannot be read.` };
    } else {
      const matches = filesOfGlob(path, cwd);
      if (matches.length === 0) return { problem: `${path} does not exist.` };
      for (const file of matches) add(file, false);
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** None where the path is no glob. A glob names its files, so their endings do not matter. */
function filesOfGlob(path: string, cwd: string): readonly string[] {
  const pattern = path.split(sep).join('/').replace(/^\.\//, '');
  const { base, isGlob } = picomatch.scan(pattern);
  const root = resolve(cwd, base || '.');
  if (!isGlob || kindOf(root) !== 'folder') return [];
  const matches = picomatch(pattern, { dot: true });
  const isAbsolute = pattern === resolve(pattern).split(sep).join('/');
  return [...walk(root, (file) => matches(isAbsolute ? file.split(sep).join('/') : relativeName(file, cwd)))];
}

/** A path as it is told to people: relative to the current folder where it lies below, with forward slashes. */
export function shownName(path: string, cwd: string): string {
  const short = relativeName(path, cwd);
  return short.startsWith('../') || short === '' ? path.split(sep).join('/') : short;
}

function relativeName(path: string, cwd: string): string {
  return relative(cwd, path).split(sep).join('/');
}

function kindOf(path: string): 'file' | 'folder' | 'unreadable' | undefined {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) return undefined;
    return stat.isDirectory() ? 'folder' : 'file';
  } catch {
    return 'unreadable';
  }
}

function canList(folder: string): boolean {
  try {
    readdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

function isCandidate(path: string): boolean {
  const name = basename(path);
  return CANDIDATE.test(name) || ZAPPA_FILES.includes(name);
}

interface IgnoreFile {
  readonly folder: string;
  readonly rules: Ignore;
}

/**
 * Files below a folder, leaving out what the `.gitignore` files of it and of the folders above it leave out. A folder
 * that is left out itself was named all the same, so the files above it do not count.
 */
function* walk(root: string, isWanted: (path: string) => boolean): Generator<string> {
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
  for (let current = folder; kindOf(join(current, '.git')) === undefined; ) {
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
