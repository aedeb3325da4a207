import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { decode } from './encoding.ts';
import { MOST_BYTES } from './readFile.ts';

/** The files of a revision of a repository. */
export interface Revision {
  /** The repository's folder. */
  readonly root: string;
  /** The commit's full name. */
  readonly commit: string;
  /** Texts by their paths from the root, with forward slashes. */
  readonly files: ReadonlyMap<string, string>;
}

export interface GitProblem {
  /** A sentence. */
  readonly problem: string;
}

/**
 * More than the output of any repository of templates; a command with more output, or one that runs longer, is stopped.
 */
const MOST_OUTPUT = 200_000_000;
const LONGEST_MS = 30_000;

/** The commit that a revision means in the repository that a folder is in, and the repository's own folder. */
export async function commitOf(
  folder: string,
  revision: string,
): Promise<Pick<Revision, 'root' | 'commit'> | GitProblem> {
  // Relative to the folder, because Git follows the links in an absolute path.
  const top = await git(folder, ['rev-parse', '--show-cdup']);
  if ('problem' in top) return top;
  if (top.status !== 0) return { problem: 'This folder is in no Git repository.' };
  const found = await git(folder, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  ]);
  if ('problem' in found) return found;
  if (found.status !== 0) return { problem: `Git knows no revision "${revision}" here.` };
  return { root: resolve(folder, line(top.output)), commit: line(found.output) };
}

/** The files of a commit that are wanted, by their paths from the root. A file that is larger than any document is left out. */
export async function filesAt(
  { root, commit }: Pick<Revision, 'root' | 'commit'>,
  isWanted: (path: string) => boolean,
): Promise<Revision | GitProblem> {
  const listed = await git(root, ['ls-tree', '-r', '-z', '-l', '--full-tree', commit]);
  if ('problem' in listed) return listed;
  if (listed.status !== 0) return { problem: `Git cannot list the files of ${commit}.` };
  const wanted = decode(listed.output)
    .split('\0')
    .flatMap((entry) => {
      const [, mode = '', name = '', size = '', path = ''] = ENTRY.exec(entry) ?? [];
      // Links and submodules are no files.
      const isFile = mode.startsWith('100') && Number(size) <= MOST_BYTES;
      return isFile && isWanted(path) ? [{ name, path }] : [];
    });
  if (wanted.length === 0) return { root, commit, files: new Map() };
  const read = await git(root, ['cat-file', '--batch'], wanted.map(({ name }) => `${name}\n`).join(''));
  if ('problem' in read) return read;
  const files = new Map<string, string>();
  let at = 0;
  for (const { path } of wanted) {
    const end = read.output.indexOf(LINE_FEED, at);
    const size = Number(/ blob (\d+)$/.exec(read.output.toString('latin1', at, end))?.[1]);
    if (end < 0 || Number.isNaN(size)) return { problem: `Git cannot read ${path} of ${commit}.` };
    files.set(path, decode(read.output.subarray(end + 1, end + 1 + size)));
    at = end + 1 + size + 1;
  }
  return { root, commit, files };
}

/** `100644 blob 1234567    890<tab>net.yaml`: https://git-scm.com/docs/git-ls-tree#_output_format */
const ENTRY = /^(\d+) blob ([0-9a-f]+) +(\d+)\t(.+)$/s;

const LINE_FEED = 10;

function line(output: Buffer): string {
  return decode(output).trimEnd();
}

interface Output {
  readonly status: number | null;
  readonly output: Buffer;
}

/**
 * Runs git without a shell. Only commands that read objects are used: they run no hooks, no filters and no program that
 * the repository's own configuration names, and fetch nothing.
 */
function git(folder: string, args: readonly string[], input = ''): Promise<Output | GitProblem> {
  return new Promise((settle) => {
    const child = spawn('git', ['--no-optional-locks', '--no-replace-objects', ...args], {
      cwd: folder,
      env: {
        ...process.env,
        GIT_NO_LAZY_FETCH: '1',
        GIT_TERMINAL_PROMPT: '0',
        // Windows looks for a program in the current folder first, and that may be anybody's.
        NoDefaultCurrentDirectoryInExePath: '1',
      },
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: LONGEST_MS,
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    let length = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > MOST_OUTPUT) child.kill();
    });
    child.on('error', () => settle({ problem: 'Git is not installed, or not on PATH.' }));
    child.on('close', (status, signal) => {
      if (signal !== null) settle({ problem: 'Git took too long, or the revision has too many files.' });
      else settle({ status, output: Buffer.concat(chunks) });
    });
    // Git may end before it has read all.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
