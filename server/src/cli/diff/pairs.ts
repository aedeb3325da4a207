import { relative, resolve, sep } from 'node:path';
import { commitOf, filesAt } from '../../files/git.ts';
import { readText } from '../../files/readFile.ts';
import { isCandidate } from '../../files/walk.ts';
import { matcherOf } from '../../glob.ts';
import { absolutePath, type FoundFiles, findFiles, kindOfPath, shownName } from '../input/files.ts';

/** One version of all files: their names and contents. */
export interface FileVersions {
  /** By the name that identifies a file in both versions: its displayed name in this version. */
  readonly names: ReadonlyMap<string, string>;
  /** By absolute path with forward slashes, for templates that refer to each other. */
  readonly read: (path: string) => string | undefined;
}

/** The files to compare. */
export interface ComparedFiles {
  readonly before: FileVersions;
  readonly after: FileVersions;
  /** The names of the old and the new version. */
  readonly titles: readonly [before: string, after: string];
  readonly opened: readonly string[];
  readonly notes: readonly string[];
  /** True if the user named each file, so that it has to be of a supported kind. */
  readonly isNamed: boolean;
}

export interface ComparisonProblem {
  readonly problem: string;
}

/** Two files or two folders. */
export function comparisonOfPaths(old: string, now: string, cwd: string): ComparedFiles | ComparisonProblem {
  const found = [old, now].map((path) => findFiles([path], cwd));
  const [before, after] = found;
  for (const one of found) if ('problem' in one) return one;
  const kinds = [old, now].map((path) => kindOfPath(resolve(cwd, path)));
  if (kinds[0] !== kinds[1]) return { problem: 'OLD and NEW must both be files, or both folders.' };
  const isFile = kinds[0] === 'file';
  const sideOf = ({ files }: FoundFiles, path: string): FileVersions => ({
    names: new Map(
      files.map(({ name }) => [
        isFile ? '' : slashed(relative(resolve(cwd, path), resolve(cwd, name))),
        name,
      ]),
    ),
    read: readText,
  });
  const [one, other] = [before as FoundFiles, after as FoundFiles];
  return {
    before: sideOf(one, old),
    after: sideOf(other, now),
    titles: [old, now],
    opened: [...one.opened, ...other.opened],
    notes: [...one.unread, ...one.notes, ...other.unread, ...other.notes],
    isNamed: isFile,
  };
}

/** Compares the working tree with a revision of its repository. */
export async function comparisonOfRevision(
  revision: string,
  paths: readonly string[],
  cwd: string,
): Promise<ComparedFiles | ComparisonProblem> {
  const commit = await commitOf(cwd, revision);
  if ('problem' in commit) return commit;
  const old = await filesAt(commit, isCandidate);
  if ('problem' in old) return old;
  const texts = new Map([...old.files].map(([path, text]) => [slashed(resolve(old.root, path)), text]));
  const isAsked = matcherOfPaths(paths, cwd);
  const gone = paths.filter(
    (path) => kindOfPath(resolve(cwd, path)) === 'missing' && texts.has(slashed(resolve(cwd, path))),
  );
  const rest = paths.filter((path) => !gone.includes(path));
  const now =
    paths.length > 0 && rest.length === 0
      ? { files: [], unread: [], notes: [], opened: [] }
      : findFiles(rest, cwd);
  if ('problem' in now) return now;
  const asked = [...texts.keys()].filter(isAsked).map((path) => shownName(path, cwd));
  return {
    before: { names: new Map(asked.map((name) => [name, name])), read: (path) => texts.get(path) },
    after: { names: new Map(now.files.map(({ name }) => [name, name])), read: readText },
    titles: [revision, 'the working tree'],
    opened: [...now.opened, old.root],
    notes: [...now.unread, ...now.notes],
    isNamed: false,
  };
}

/**
 * Whether a path is one of the given paths, is below one, or matches a glob among them. Without paths: whether it is
 * below the current folder.
 */
function matcherOfPaths(paths: readonly string[], cwd: string): (path: string) => boolean {
  const wanted = (paths.length > 0 ? paths : ['.']).map((path) => absolutePath(path, cwd));
  const isMatch = matcherOf(wanted);
  return (path) =>
    isMatch(path) ||
    wanted.some((one) => path === one || path.startsWith(one.endsWith('/') ? one : `${one}/`));
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}
