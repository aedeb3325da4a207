import * as vscode from 'vscode';
import { notificationText } from '../../../server/src/escape/notification.ts';
import { isNetworkTestName } from '../../../server/src/fileKind.ts';
import {
  RECORD_TESTS_REQUEST,
  type RecordedTests,
  type RecordTestsParams,
} from '../../../server/src/protocol.ts';
import { isOurs } from '../documents.ts';
import type { LanguageServer } from '../languageServer.ts';
import { tellToOpenFile } from '../notifications.ts';
import { createTestController, type NetworkTestController } from './testController.ts';
import { findTestTexts, isTestText, onTestTextChange } from './testTexts.ts';

/**
 * The Testing view and "Record What Holds Today as Tests". Where the workspace has no network tests there is no controller, with
 * which VS Code would show an empty view to everyone.
 */
export function registerNetworkTests(server: LanguageServer): vscode.Disposable {
  let controller: NetworkTestController | undefined;
  const update = async (uri: vscode.Uri): Promise<void> => {
    if (!controller && !(await hasTests(uri))) return;
    controller ??= createTestController(server);
    await controller.update(uri);
  };
  findTestTexts().then(
    async (texts) => {
      for (const uri of texts) await update(uri);
    },
    () => {},
  );
  return vscode.Disposable.from(
    onTestTextChange(update),
    vscode.workspace.onDidOpenTextDocument(({ uri }) => (isTestText(uri) ? update(uri) : undefined)),
    vscode.commands.registerCommand('vpcLens.recordTests', () => record(server)),
    new vscode.Disposable(() => controller?.dispose()),
  );
}

/** A settings file mostly says other things. */
async function hasTests(uri: vscode.Uri): Promise<boolean> {
  if (isNetworkTestName(uri.path)) return true;
  try {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    return /"expect"\s*:/.test(text);
  } catch {
    return false;
  }
}

/** Writes what holds today as tests beside the file of the editor, and shows them. */
async function record(server: LanguageServer): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document || !isOurs(document)) return void tellToOpenFile();
  server.start();
  const params: RecordTestsParams = { uri: document.uri.toString() };
  const recorded = await server.ask<RecordedTests>(RECORD_TESTS_REQUEST, params);
  if ('refused' in recorded) return void tellToOpenFile(recorded.refused);
  if (document.isUntitled) {
    const unsaved = await vscode.workspace.openTextDocument({ language: 'yaml', content: recorded.text });
    await vscode.window.showTextDocument(unsaved);
    return;
  }
  const uri = vscode.Uri.parse(recorded.uri);
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { contents: new TextEncoder().encode(recorded.text) });
  if (!(await vscode.workspace.applyEdit(edit))) {
    const name = notificationText(vscode.workspace.asRelativePath(uri));
    void vscode.window.showInformationMessage(`${name} exists already; delete it to record anew.`);
  }
  await vscode.window.showTextDocument(uri);
}
