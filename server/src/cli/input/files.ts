import { lstatSync, statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { type Unread, unreadWords } from '../../files/readFile.ts';
import { isCandidate, relativeName, type WalkListener, walk } from '../../files/walk.ts';
import { globProblem, type Matcher, matcherOf } from '../../glob.ts';

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

/** What the paths of a command line mean. */
export interface FoundFiles {
  /** Each once, in the order of their names. */
  readonly files: readonly FoundFile[];
  /** A sentence for each file and folder that was asked for and cannot be looked at. */
  readonly unread: readonly string[];
  /** Sentences on what has more found than there would be. */
  readonly notes: readonly string[];
  /** The folders that the paths are, or lie in. */
  readonly opened: readonly string[];
}

/** The files that the paths mean. `isOurs` knows files that the walk finds by more than their names. */
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

/** A glob names its files, so their endings do not matter. A sentence where there are none. */
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

/** The folders before the first part that is more than a name. */
function folderOfGlob(pattern: string): string {
  const parts = pattern.split('/');
  const first = parts.findIndex((part) => GLOB.test(part));
  const folder = parts.slice(0, first < 0 ? -1 : first).join('/');
  return folder === '' && pattern.startsWith('/') ? '/' : folder || '.';
}

/** The folder that a person opens with a path. */
function openedBy(path: string, cwd: string): string {
  const absolute = resolve(cwd, path);
  const kind = kindOfPath(absolute);
  if (kind === 'folder') return absolute;
  return kind === 'file' ? dirname(absolute) : resolve(cwd, folderOfGlob(path.split(sep).join('/')));
}

/** A path as it is told to people: relative to the current folder where it lies below, with forward slashes. */
export function shownName(path: string, cwd: string): string {
  const short = relativeName(path, cwd);
  return short.startsWith('../') || short === '' ? path.split(sep).join('/') : short;
}

/** The absolute path of a file that is named from the current folder, with forward slashes. */
export function absolutePath(name: string, cwd: string): string {
  return resolve(cwd, name).split(sep).join('/');
}

/** What there is at a path. */
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

/** One that leads nowhere. */
function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
