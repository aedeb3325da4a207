import * as vscode from 'vscode';

/** "VPC Lens: Show Output": versions, the files that were read, and problems. */
export function registerShowOutput(log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand('vpcLens.showOutput', () => log.show());
}
