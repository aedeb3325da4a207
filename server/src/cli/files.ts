import { readdirSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { isCandidate, relativeName, walk } from '../files/walk.ts';

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

/**
 * The files that the paths of a command line mean, each once, in the order of their names. `isOurs` knows files that the
 * walk finds by more than their names.
 */
export function findFiles(
  paths: readonly string[],
  cwd: string,
  isOurs: (path: string) => boolean = () => false,
): readonly FoundFile[] | FilesProblem {
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
      for (const file of walk(absolute, (path) => isCandidate(path) || isOurs(path))) add(file, false);
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

/** The absolute path of a file that is named from the current folder, with forward slashes. */
export function pathOf(name: string, cwd: string): string {
  return resolve(cwd, name).split(sep).join('/');
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
