import type * as vscode from 'vscode';
import { activateWith, type VpcLensApi } from './activate.ts';
import { registerLanguageModelTools } from './assistants/languageModelTools.ts';
import { registerReadNetwork } from './inventory/readNetwork.ts';

export { deactivate } from './activate.ts';
export type { VpcLensApi };

/** The entry on a desktop, and on a machine that VS Code is connected to. */
export function activate(context: vscode.ExtensionContext): VpcLensApi {
  const module = context.asAbsolutePath('dist/server.cjs');
  const { api, log } = activateWith(context, async (options) =>
    (await import('./serverProcess.ts')).createClient(module, options),
  );
  // Both run the command line, which a browser cannot.
  context.subscriptions.push(registerReadNetwork(log), registerLanguageModelTools(context));
  return api;
}
