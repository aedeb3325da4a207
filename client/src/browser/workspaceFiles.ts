import * as vscode from 'vscode';
import type { SentFile } from '../../../server/src/protocol.ts';

/** The files that decide how others are checked. They are read before anything is checked. */
export const DECIDING_FILES = '{**/vpc-lens.json,**/.vpc-lens/*.json,**/zappa_settings.*,**/.gitignore}';

/** The other files that an answer may depend on: templates, network tests, values of parameters, policies. */
export const WORKSPACE_FILES = '**/*.{json,jsonc,yaml,yml,template,cfn}';

const NOT_IN = '**/{node_modules,.git,cdk.out}/**';

/** How many files are read at once: in a browser each is a request, perhaps to another continent. */
const MOST_FILES = 1000;
const AT_ONCE = 16;

/** The largest file that the language server reads, and the total size that a worker can reasonably hold, in bytes. */
const MOST_BYTES = 6_000_002;
const MOST_BYTES_IN_ALL = 64_000_000;

/** The files of the workspace that match a glob; undefined if there are too many. */
export async function filesFound(glob: string): Promise<readonly SentFile[] | undefined> {
  const found = await vscode.workspace.findFiles(glob, NOT_IN, MOST_FILES + 1);
  if (found.length > MOST_FILES) return undefined;
  const files: SentFile[] = [];
  let bytes = 0;
  for (let next = 0; next < found.length; next += AT_ONCE) {
    for (const file of await Promise.all(found.slice(next, next + AT_ONCE).map(readSentFile))) {
      if (!file) continue;
      bytes += file.content.bytes.length;
      files.push(file);
    }
    if (bytes > MOST_BYTES_IN_ALL) return undefined;
  }
  return files;
}

/** The content of a file; undefined if it is no file, is too large, or cannot be read. */
export async function readSentFile(uri: vscode.Uri): Promise<Required<SentFile> | undefined> {
  try {
    const { type, size, mtime } = await vscode.workspace.fs.stat(uri);
    if (!(type & vscode.FileType.File) || size > MOST_BYTES) return undefined;
    const bytes = await vscode.workspace.fs.readFile(uri);
    return { uri: uri.toString(), content: { bytes, writtenAt: mtime } };
  } catch {
    return undefined;
  }
}
