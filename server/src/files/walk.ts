import { type Dirent, existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { platform } from 'node:process';
import { ZAPPA_FILES } from '../languageService.ts';
import { type IgnoreRules, readGitignore } from './gitignore.ts';
import { readWhole, type Unread, unreadWords } from './readFile.ts';

/** Folders that are walked only if they are named: their content comes from package managers or from a build. */
const SKIPPED_FOLDERS = new Set(['node_modules', '.git', 'cdk.out']);

/** Extensions of files that may be templates; settings files are recognised by their names. */
const CANDIDATE = /\.(json|jsonc|ya?ml|template|cfn)$/i;

/** The most that is read of a `.gitignore`. */
const MOST_GITIGNORE_BYTES = 1_000_000;

/** Git's `core.ignorecase`, as it sets it on these systems. */
const IGNORES_CASE = platform === 'win32' || platform === 'darwin';

/** Whether a file may be a template or settings, by its name. */
export function isCandidate(path: string): boolean {
  const name = basename(path);
  return CANDIDATE.test(name) || ZAPPA_FILES.includes(name);
}

/** With forward slashes. */
export function relativeName(path: string, cwd: string): string {
  return relative(cwd, path).split(sep).join('/');
}

/** Called with each path that cannot be read. */
export interface WalkListener {
  /** A wanted file, or a folder; `words` follow its name. */
  unread(path: string, words: string): void;
  /** A `.gitignore` that is not applied, so that files may be listed that Git ignores. */
  note(path: string, words: string): void;
}

const NOBODY: WalkListener = { unread() {}, note() {} };

interface IgnoreFile {
  readonly folder: string;
  readonly rules: IgnoreRules;
}

/**
 * The files below a folder, without those that `.gitignore` files in it and in the folders above it exclude. A folder
 * that is itself excluded was named by the user, so the files above it are not applied. Links are not followed.
 */
export function* walk(
  root: string,
  isWanted: (path: string) => boolean,
  listener = NOBODY,
): Generator<string> {
  const above = ignoreFilesAbove(root, listener);
  yield* walkFolder(root, isIgnored(root, true, above) ? [] : above, isWanted, listener);
}

function* walkFolder(
  root: string,
  above: readonly IgnoreFile[],
  isWanted: (path: string) => boolean,
  listener: WalkListener,
): Generator<string> {
  // No recursion: a stranger's folders may nest as deep as names can be long.
  const folders: [folder: string, above: readonly IgnoreFile[]][] = [[root, above]];
  for (let next = folders.pop(); next; next = folders.pop()) {
    const [folder, outer] = next;
    const entries = readFolder(folder, listener);
    const hasRules = entries.some(({ name }) => name === '.gitignore');
    const ignores = hasRules ? [...outer, ...ignoreFileOf(folder, listener)] : outer;
    for (const entry of entries) {
      const path = join(folder, entry.name);
      const isFolder = entry.isDirectory();
      const isSkipped = isFolder ? SKIPPED_FOLDERS.has(entry.name) : !isWanted(path);
      if (isSkipped || isIgnored(path, isFolder, ignores)) continue;
      if (isFolder) folders.push([path, ignores]);
      else if (entry.isFile()) yield path;
      else noteUnread(entry, path, listener);
    }
  }
}

function noteUnread(entry: Dirent, path: string, listener: WalkListener): void {
  const why = entry.isSymbolicLink() ? whyLinkFails(path) : 'no file';
  if (why) listener.unread(path, unreadWords(why));
}

function readFolder(folder: string, listener: WalkListener) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    listener.unread(folder, unreadWords('unreadable'));
    return [];
  }
}

/**
 * Why a link leads to no file and no folder; undefined if it does, and for the lock files of Emacs, which are links to
 * a user's name.
 */
function whyLinkFails(path: string): Unread | undefined {
  if (basename(path).startsWith('.#')) return undefined;
  try {
    const stat = statSync(path);
    return stat.isFile() || stat.isDirectory() ? undefined : 'no file';
  } catch {
    return 'unreadable';
  }
}

function ignoreFileOf(folder: string, listener: WalkListener): readonly IgnoreFile[] {
  const path = join(folder, '.gitignore');
  const read = isLink(path) ? 'no file' : readWhole(path, MOST_GITIGNORE_BYTES);
  if (typeof read === 'object') return [{ folder, rules: readGitignore(read.text, IGNORES_CASE) }];
  if (read !== 'missing') listener.note(path, unreadWords(read));
  return [];
}

/** Git follows none for this file. */
function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

/** From the top of the repository down to, and without, the folder itself. */
function ignoreFilesAbove(folder: string, listener: WalkListener): readonly IgnoreFile[] {
  const files: IgnoreFile[] = [];
  for (let current = folder; !existsSync(join(current, '.git')); ) {
    const parent = resolve(current, '..');
    if (parent === current) return []; // outside of any repository
    files.unshift(...ignoreFileOf(parent, listener));
    current = parent;
  }
  return files;
}

/** The nearest `.gitignore` with an opinion decides, as in git. */
function isIgnored(path: string, isFolder: boolean, ignores: readonly IgnoreFile[]): boolean {
  for (const { folder, rules } of ignores.toReversed()) {
    const said = rules(relativeName(path, folder), isFolder);
    if (said !== undefined) return said === 'ignored';
  }
  return false;
}
