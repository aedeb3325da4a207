import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';

/**
 * Whether a file of a repository may name another. Repositories of strangers are opened and checked, so what a file in
 * one names stays inside it, wherever symbolic links lead; what a person says may lie anywhere.
 *
 * The repository is the folder with the nearest `.git` above the file that names; without one, the widest of the folders
 * that a person opened and that hold the file; without those, the file's own folder. Paths are absolute.
 */
export function mayName(from: string, path: string, opened: readonly string[]): boolean {
  try {
    return holds(realpathSync(repositoryOf(from, opened)), realpathSync(path));
  } catch {
    // What is not there, or loops, cannot be read either.
    return true;
  }
}

function repositoryOf(from: string, opened: readonly string[]): string {
  const own = dirname(from);
  for (let folder = own; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) break;
  }
  const [widest] = opened.filter((folder) => holds(folder, own)).sort((a, b) => a.length - b.length);
  return widest ?? own;
}

function holds(folder: string, path: string): boolean {
  const subpath = relative(folder, path);
  return subpath !== '..' && !subpath.startsWith(`..${sep}`) && !isAbsolute(subpath);
}
