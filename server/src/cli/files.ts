import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';
import { ZAPPA_FILES } from '../languageService.ts';

/** A file to check. `isNamed` is false for one that was found by walking a folder. */
export interface FoundFile {
  /** As it is shown: relative to the current folder, with forward slashes. */
  readonly name: string;
  readonly isNamed: boolean;
}

/** Names of a path that is no file, no folder and no glob with a match. */
export interface NotFound {
  readonly notFound: string;
}

/** Never walked into unless named: what they hold is made by others or by a build. */
const SKIPPED_FOLDERS = new Set(['node_modules', '.git', 'cdk.out']);

/** Endings of files that may hold a template or settings. */
const CANDIDATE = /\.(json|jsonc|ya?ml|template|cfn|toml)$/i;

/** The files that the paths of a command line mean, each once, in the order of their names. */
export function findFiles(paths: readonly string[], cwd: string): readonly FoundFile[] | NotFound {
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
      for (const file of walk(absolute)) add(file, false);
    } else if (picomatch.scan(path).isGlob) {
      const pattern = path.split(sep).join('/');
      const { base } = picomatch.scan(pattern);
      const matches = picomatch(pattern.replace(/^\.\//, ''), { dot: true });
      let hasMatch = false;
      const root = resolve(cwd, base || '.');
      if (kindOf(root) !== 'folder') return { notFound: path };
      for (const file of walk(root)) {
        if (!matches(pattern.startsWith('/') ? file.split(sep).join('/') : shownName(file, cwd))) continue;
        hasMatch = true;
        add(file, false);
      }
      if (!hasMatch) return { notFound: path };
    } else {
      return { notFound: path };
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function shownName(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return (short.startsWith('..') ? path : short).split(sep).join('/');
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return undefined;
  return stat.isDirectory() ? 'folder' : 'file';
}

interface IgnoreFile {
  readonly folder: string;
  readonly rules: Ignore;
}

/** Candidates below a folder, leaving out what `.gitignore` files of it and of the folders above it leave out. */
function* walk(root: string): Generator<string> {
  yield* walkFolder(root, ignoreFilesAbove(root));
}

function* walkFolder(folder: string, above: readonly IgnoreFile[]): Generator<string> {
  const ignores = [...above, ...ignoreFileOf(folder)];
  for (const entry of readFolder(folder)) {
    const path = join(folder, entry.name);
    if (isIgnored(path, entry.isDirectory(), ignores)) continue;
    if (entry.isDirectory()) {
      if (!SKIPPED_FOLDERS.has(entry.name)) yield* walkFolder(path, ignores);
    } else if (entry.isFile() && (CANDIDATE.test(entry.name) || ZAPPA_FILES.includes(entry.name))) {
      yield path;
    }
  }
}

/** A folder that may not be read has no files for us; it was not named. */
function readFolder(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function ignoreFileOf(folder: string): readonly IgnoreFile[] {
  const path = join(folder, '.gitignore');
  if (kindOf(path) !== 'file') return [];
  return [{ folder, rules: ignore().add(readFileSync(path, 'utf8')) }];
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

function isIgnored(path: string, isFolder: boolean, ignores: readonly IgnoreFile[]): boolean {
  return ignores.some(({ folder, rules }) => {
    const inside = relative(folder, path).split(sep).join('/');
    return inside !== '' && !inside.startsWith('..') && rules.ignores(isFolder ? `${inside}/` : inside);
  });
}
