import * as vscode from 'vscode';
import { STATUS_REQUEST, type StatusAnswer, type StatusParams } from '../../../server/src/protocol.ts';
import { isOurs } from '../documents/documents.ts';
import type { LanguageServer } from '../languageServer/languageServer.ts';
import { statusText } from './statusText.ts';

/** An item of the status bar for files that are checked: its hover shows the settings that apply, a click lists the commands. */
export function registerStatus(server: LanguageServer): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('vpcLens.status', vscode.StatusBarAlignment.Right, 90);
  item.name = 'VPC Lens';
  item.text = 'VPC Lens';
  item.command = {
    title: vscode.l10n.t('Show the commands'),
    command: 'workbench.action.quickOpen',
    arguments: ['>VPC Lens: '],
  };
  const update = async () => {
    const document = vscode.window.activeTextEditor?.document;
    const isShown = document !== undefined && server.isStarted && isOurs(document);
    const status = isShown ? await statusOf(server, document) : null;
    // Another editor may be active by now; its own update follows.
    if (document !== vscode.window.activeTextEditor?.document) return;
    if (!document || !status) {
      item.hide();
      return;
    }
    const findings = vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ source }) => source === 'VPC Lens');
    const files = status.parameterFiles.map((file) =>
      vscode.workspace.asRelativePath(vscode.Uri.parse(file)),
    );
    item.tooltip = statusText(status, files, findings.length, vscode.l10n.t);
    item.show();
  };
  void update();
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      const active = vscode.window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) void update();
    }),
  );
}

async function statusOf(server: LanguageServer, document: vscode.TextDocument): Promise<StatusAnswer | null> {
  try {
    const params: StatusParams = { uri: document.uri.toString() };
    return await server.ask<StatusAnswer | null>(STATUS_REQUEST, params);
  } catch {
    return null;
  }
}
