import * as vscode from 'vscode';
import { activateWith, type VpcLensApi } from './activate.ts';

export { deactivate } from './activate.ts';
export type { VpcLensApi };

/** The entry on a desktop, on a machine that VS Code is connected to, and in a browser. */
export async function activate(context: vscode.ExtensionContext): Promise<VpcLensApi> {
  const file = (name: string) => vscode.Uri.joinPath(context.extensionUri, 'dist', name);
  if (isBrowser()) {
    return activateWith(context, async (options) =>
      (await import('./browser/serverWorker.ts')).createWorkerClient(
        { entry: file('serverInWorker.js'), program: file('program.cjs') },
        options,
      ),
    ).api;
  }
  const { api, log } = activateWith(context, async (options) =>
    (await import('./languageServer/serverProcess.ts')).createProcessClient(
      context.asAbsolutePath('dist/server.cjs'),
      options,
    ),
  );
  // Both run the command line in a process, which is not possible in a browser.
  const { registerLanguageModelTools } = await import('./assistants/languageModelTools.ts');
  const { registerReadNetwork } = await import('./inventory/readNetwork.ts');
  context.subscriptions.push(registerReadNetwork(log), registerLanguageModelTools(context));
  return api;
}

/** As on vscode.dev. The extension host is a worker there, and in a process everywhere else. */
function isBrowser(): boolean {
  return typeof process === 'undefined';
}
