import { lstatSync, statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { type Unread, unreadWords } from '../../files/readFile.ts';
import { isCandidate, relativeName, type WalkListener, walk } from '../../files/walk.ts';
import { globProblem, type Matcher, matcherOf } from '../../glob.ts';

/** A file to check. `isNamed` is false for a file that was found by searching a folder. */
export interface FoundFile {
  /** Relative to the current folder, with forward slashes. */
  readonly name: string;
  readonly isNamed: boolean;
}

/** A sentence about a path that is no file, no folder and no glob with a match. */
export interface FilesProblem {
  readonly problem: string;
}

/** The files that the paths of a command line denote. */
export interface FoundFiles {
  /** Without duplicates, sorted by name. */
  readonly files: readonly FoundFile[];
  /** A sentence for each given file or folder that cannot be read. */
  readonly unread: readonly string[];
  /** Sentences about why there may be more files. */
  readonly notes: readonly string[];
  /** The given folders, and those that contain the given files. */
  readonly opened: readonly string[];
}

/**
 * Finds the files that the paths denote. `isOurs` decides about files that the search finds, by more than their names.
 */
export function findFiles(
  paths: readonly string[],
  cwd: string,
  isOurs: (path: string, opened: readonly string[]) => boolean = () => false,
): FoundFiles | FilesProblem {
  const byName = new Map<string, FoundFile>();
  const unread: string[] = [];
  const notes: string[] = [];
  const add = (path: string, isNamed: boolean) => {
    const name = shownName(path, cwd);
    if (!byName.get(name)?.isNamed) byName.set(name, { name, isNamed });
  };
  const listener: WalkListener = {
    unread: (path, words) => unread.push(`${shownName(path, cwd)} ${words}.`),
    note: (path, words) => notes.push(`${shownName(path, cwd)} ${words}.`),
  };
  const given = paths.length > 0 ? paths : ['.'];
  if (given.includes('')) return { problem: 'A PATH is empty.' };
  const opened = given.map((path) => openedBy(path, cwd));
  for (const path of given) {
    const absolute = resolve(cwd, path);
    const kind = kindOfPath(absolute);
    if (kind === 'file') {
      add(absolute, true);
    } else if (kind === 'folder') {
      const isWanted = (path: string) => isCandidate(path) || isOurs(path, opened);
      for (const file of walk(absolute, isWanted, listener)) add(file, false);
    } else if (kind !== 'missing') {
      return { problem: `${path} ${unreadWords(kind)}.` };
    } else {
      const matches = filesOfGlob(path, cwd, listener);
      if (typeof matches === 'string') return { problem: matches };
      for (const file of matches) add(file, false);
    }
  }
  const files = [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { files, unread, notes, opened };
}

/** A glob names its files, so their extensions do not matter. A sentence if nothing matches. */
function filesOfGlob(path: string, cwd: string, listener: WalkListener): readonly string[] | string {
  const pattern = path.split(sep).join('/').replace(/^\.\//, '');
  const root = resolve(cwd, folderOfGlob(pattern));
  const isGlob = GLOB.test(pattern);
  const problem = isGlob ? globProblem(pattern) : undefined;
  if (problem !== undefined) return `The glob ${path.slice(0, 100)} ${problem}.`;
  if (!isGlob || kindOfPath(root) !== 'folder') return `${path} does not exist.`;
  const matches: Matcher = matcherOf([pattern]);
  const isAbsolute = pattern === resolve(pattern).split(sep).join('/');
  const isWanted = (file: string) =>
    matches(isAbsolute ? file.split(sep).join('/') : relativeName(file, cwd));
  const files = [...walk(root, isWanted, listener)];
  return files.length > 0 ? files : `${path} does not exist.`;
}

const GLOB = /[*?[{]/;

/** The folders before the first part with a wildcard. */
function folderOfGlob(pattern: string): string {
  const parts = pattern.split('/');
  const first = parts.findIndex((part) => GLOB.test(part));
  const folder = parts.slice(0, first < 0 ? -1 : first).join('/');
  return folder === '' && pattern.startsWith('/') ? '/' : folder || '.';
}

/** The folder that a given path opens. */
function openedBy(path: string, cwd: string): string {
  const absolute = resolve(cwd, path);
  const kind = kindOfPath(absolute);
  if (kind === 'folder') return absolute;
  return kind === 'file' ? dirname(absolute) : resolve(cwd, folderOfGlob(path.split(sep).join('/')));
}

/** A path for display: relative to the current folder if it is below, with forward slashes. */
export function shownName(path: string, cwd: string): string {
  const short = relativeName(path, cwd);
  return short.startsWith('../') || short === '' ? path.split(sep).join('/') : short;
}

/** The absolute path of a file that is named from the current folder, with forward slashes. */
export function absolutePath(name: string, cwd: string): string {
  return resolve(cwd, name).split(sep).join('/');
}

/** The kind of the path's target. */
export function kindOfPath(path: string): 'file' | 'folder' | Unread {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) return isLink(path) ? 'unreadable' : 'missing';
    if (stat.isDirectory()) return 'folder';
    return stat.isFile() ? 'file' : 'no file';
  } catch {
    return 'unreadable';
  }
}

/** True for a broken symbolic link. */
function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
