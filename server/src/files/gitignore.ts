import { type GlobPattern, matchesParts, patternOf } from '../glob.ts';

/** No path is longer, so no line that is longer leaves anything out. */
const MOST_LETTERS = 4096;

interface Rule {
  readonly pattern: GlobPattern;
  readonly isNegated: boolean;
  readonly isForFolders: boolean;
  /** Most lines are plain names or endings, and a walk asks each of them for each file. */
  readonly isQuick: ((name: string) => boolean) | undefined;
}

/** What one `.gitignore` says of paths below its folder; undefined where no line of it has a say. */
export type IgnoreRules = (path: string, isFolder: boolean) => 'ignored' | 'kept' | undefined;

/**
 * Reads a `.gitignore` (https://git-scm.com/docs/gitignore). Its lines are matched as `glob.ts` does: matching a line
 * of an untrusted repository costs at most its length times that of the path.
 */
export function readGitignore(text: string, ignoresCase: boolean): IgnoreRules {
  const cased = ignoresCase ? (name: string) => name.toLowerCase() : (name: string) => name;
  // The last line with a say decides.
  const rules = text
    .split('\n')
    .flatMap((line) => ruleOf(cased(line)) ?? [])
    .reverse();
  const ofFolders = new Map<string, boolean>();

  function lineFor(path: string, isFolder: boolean): 'ignored' | 'kept' | undefined {
    const parts = path.split('/');
    const name = parts.at(-1)!;
    const rule = rules.find(
      ({ pattern, isQuick, isForFolders }) =>
        (isFolder || !isForFolders) && (isQuick ? isQuick(name) : matchesParts(pattern, parts)),
    );
    return rule && (rule.isNegated ? 'kept' : 'ignored');
  }

  /** A later line cannot include again what is in an excluded folder. */
  function isInIgnored(path: string): boolean {
    const slash = path.lastIndexOf('/');
    if (slash < 0) return false;
    const folder = path.slice(0, slash);
    const known = ofFolders.get(folder);
    if (known !== undefined) return known;
    const isIgnored = isInIgnored(folder) || lineFor(folder, true) === 'ignored';
    ofFolders.set(folder, isIgnored);
    return isIgnored;
  }

  return (path, isFolder) => {
    if (rules.length === 0) return undefined;
    const asked = cased(path);
    return isInIgnored(asked) ? 'ignored' : lineFor(asked, isFolder);
  };
}

function ruleOf(written: string): Rule | undefined {
  let line = withoutEnd(written);
  const isNegated = line.startsWith('!');
  if (isNegated) line = line.slice(1);
  const isForFolders = line.endsWith('/');
  if (isForFolders) line = line.slice(0, -1);
  if (line === '' || line.length > MOST_LETTERS || (written.startsWith('#') && !isNegated)) return undefined;
  const isBelowAnything = !line.includes('/');
  const anchored = line.replace(/^\//, '');
  return {
    pattern: patternOf(isBelowAnything ? `**/${line}` : anchored),
    isNegated,
    isForFolders,
    isQuick: isBelowAnything ? quickTest(line) : undefined,
  };
}

/** Trailing spaces are ignored unless a backslash precedes the last one. */
function withoutEnd(written: string): string {
  let end = written.endsWith('\r') ? written.length - 1 : written.length;
  while (end > 0 && written[end - 1] === ' ' && written[end - 2] !== '\\') end--;
  return written.slice(0, end);
}

function quickTest(line: string): ((name: string) => boolean) | undefined {
  const rest = line.startsWith('*') ? line.slice(1) : line;
  if (/[*?[\\]/.test(rest)) return undefined;
  return rest === line ? (name) => name === line : (name) => name.endsWith(rest);
}
