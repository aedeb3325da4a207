import type * as vscode from 'vscode';

/**
 * Calls a function once, `pause` milliseconds after the last request for it. Its errors are not shown: if the server has
 * stopped meanwhile, the user has been told already, and if the file was deleted, what is shown stays.
 */
export function afterPause(
  pause: number,
  act: () => Promise<unknown>,
): vscode.Disposable & { readonly soon: () => void } {
  let timer: NodeJS.Timeout | undefined;
  return {
    soon() {
      clearTimeout(timer);
      timer = setTimeout(() => void act().catch(() => {}), pause);
    },
    dispose: () => clearTimeout(timer),
  };
}
