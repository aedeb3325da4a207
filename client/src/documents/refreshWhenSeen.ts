import * as vscode from 'vscode';
import { afterPause } from './afterPause.ts';

/** Milliseconds after a keystroke until the server is asked again. */
const PAUSE = 300;

/** Refreshes a view after edits of its document, whose URI is `uriOf`; while it is hidden, once it is seen again. */
export function refreshWhenSeen(
  view: vscode.TreeView<unknown>,
  uriOf: () => string | undefined,
  refresh: () => Promise<void>,
): vscode.Disposable {
  let isOutdated = false;
  const refreshIfSeen = async () => {
    if (!isOutdated || !view.visible) return;
    isOutdated = false;
    await refresh();
  };
  const later = afterPause(PAUSE, refreshIfSeen);
  return vscode.Disposable.from(
    later,
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.uri.toString() !== uriOf() || contentChanges.length === 0) return;
      isOutdated = true;
      later.soon();
    }),
    // If the file was deleted, the last answer stays.
    view.onDidChangeVisibility(() => void refreshIfSeen().catch(() => {})),
  );
}
