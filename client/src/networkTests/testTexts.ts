import * as vscode from 'vscode';
import { isNetworkTestName } from '../../../server/src/fileKind.ts';

const TESTS = '**/*.nettest.{yaml,yml}';
const SETTINGS = '**/vpc-lens.json';

/** The largest number of files of each kind that are searched for. */
const MOST_FILES = 500;

/** Whether a file may hold network tests, by its name. */
export function isTestText(uri: vscode.Uri): boolean {
  return isNetworkTestName(uri.path) || uri.path.endsWith('/vpc-lens.json');
}

/** Every file of the workspace that may hold network tests. */
export async function findTestTexts(): Promise<readonly vscode.Uri[]> {
  const [tests, settings] = await Promise.all(
    [TESTS, SETTINGS].map((glob) => vscode.workspace.findFiles(glob, '**/node_modules/**', MOST_FILES)),
  );
  return [...tests!, ...settings!].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Calls `changed` with each file that may hold network tests when it is created, changed on disk or deleted. */
export function onTestTextChange(changed: (uri: vscode.Uri) => void): vscode.Disposable {
  const watchers = [TESTS, SETTINGS].map((glob) => vscode.workspace.createFileSystemWatcher(glob));
  return vscode.Disposable.from(
    ...watchers,
    ...watchers.flatMap((watcher) => [
      watcher.onDidCreate(changed),
      watcher.onDidChange(changed),
      watcher.onDidDelete(changed),
    ]),
  );
}
