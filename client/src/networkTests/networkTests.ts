import * as vscode from 'vscode';
import { notificationText } from '../../../server/src/escape/notification.ts';
import { isNetworkTestName } from '../../../server/src/fileKind.ts';
import {
  RECORD_TESTS_REQUEST,
  type RecordedTests,
  type RecordTestsParams,
} from '../../../server/src/protocol.ts';
import { isOurs } from '../documents/documents.ts';
import type { LanguageServer } from '../languageServer/languageServer.ts';
import { askToOpenFile } from '../notifications.ts';
import { createTestController, type NetworkTestController } from './testController.ts';
import { findTestTexts, isTestText, onTestTextChange } from './testTexts.ts';

/**
 * The Testing view and "Record What Holds Today as Tests". The controller is created with the first network test of the
 * workspace: with a controller, VS Code shows the view even if it is empty.
 */
export function registerNetworkTests(server: LanguageServer): vscode.Disposable {
  let controller: NetworkTestController | undefined;
  const update = async (uri: vscode.Uri): Promise<void> => {
    const hasAnyTest = await hasTests(uri);
    if (!hasAnyTest && (!controller || !server.isStarted)) return;
    controller ??= createTestController(server);
    // Test files alone do not start the server: their text is read when the user opens them in the view.
    if (server.isStarted) await controller.update(uri);
    else controller.list(uri);
  };
  const updateAll = async (): Promise<void> => {
    for (const uri of await findTestTexts()) await update(uri);
  };
  // If the server has stopped meanwhile, the user has been told already.
  const quietly = (updating: Promise<void>) => void updating.catch(() => {});
  quietly(updateAll());
  return vscode.Disposable.from(
    onTestTextChange((uri) => quietly(update(uri))),
    vscode.workspace.onDidOpenTextDocument(({ uri }) => {
      if (isTestText(uri)) quietly(update(uri));
    }),
    vscode.commands.registerCommand('vpcLens.recordTests', () => record(server)),
    new vscode.Disposable(() => controller?.dispose()),
  );
}

/** Most settings files contain no tests. */
async function hasTests(uri: vscode.Uri): Promise<boolean> {
  if (isNetworkTestName(uri.path)) return true;
  try {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    return /"expect"\s*:/.test(text);
  } catch {
    return false;
  }
}

/** Writes tests of today's reachability beside the file of the active editor, and shows them. */
async function record(server: LanguageServer): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document || !isOurs(document)) return void askToOpenFile();
  server.start();
  const params: RecordTestsParams = { uri: document.uri.toString() };
  const recorded = await server.ask<RecordedTests>(RECORD_TESTS_REQUEST, params);
  if ('refused' in recorded) return void askToOpenFile(recorded.refused);
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
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} exists already; delete it to record anew.', name),
    );
  }
  await vscode.window.showTextDocument(uri);
}
