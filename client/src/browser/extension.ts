import * as vscode from 'vscode';
import { activateWith, type VpcLensApi } from '../activate.ts';

export { deactivate } from '../activate.ts';

/** The entry in a browser, as on vscode.dev. */
export function activate(context: vscode.ExtensionContext): VpcLensApi {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'serverInWorker.js');
  return activateWith(context, async (options) =>
    (await import('./serverWorker.ts')).createClient(script, options),
  ).api;
}
