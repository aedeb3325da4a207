import * as vscode from 'vscode';
import {
  ADD_VPC_CONFIG_REQUEST,
  type AddVpcConfigAnswer,
  type AddVpcConfigParams,
  type NewNetworkParams,
  type StageEdits,
} from '../../../server/src/protocol.ts';
import { vscodeRange } from '../documents/editors.ts';
import type { LanguageServer } from '../languageServer/languageServer.ts';

/** The largest number of settings files that are read. */
const MOST_FILES = 20;

interface Choice extends vscode.QuickPickItem {
  readonly stage?: StageEdits;
  readonly document?: vscode.TextDocument;
  readonly version?: number;
}

/** Lets the user choose a stage of the workspace that gets the network's `vpc_config`; asks nothing if there is none. */
export async function offerVpcConfig(server: LanguageServer, network: NewNetworkParams): Promise<void> {
  const files = await vscode.workspace.findFiles(
    '**/zappa_settings.{json,yml,yaml,toml}',
    '**/node_modules/**',
    MOST_FILES,
  );
  const choices = (await Promise.all(files.map((file) => choicesIn(server, file, network)))).flat();
  if (choices.length === 0) return;
  const chosen = await vscode.window.showQuickPick<Choice>(
    [...choices, { label: vscode.l10n.t('Leave the Zappa settings as they are') }],
    {
      title: vscode.l10n.t('New Network'),
      placeHolder: vscode.l10n.t('Add vpc_config to a stage of the Zappa settings'),
      ignoreFocusOut: true,
    },
  );
  const { stage, document, version } = chosen ?? {};
  if (!stage || !document || document.version !== version) return;
  const edit = new vscode.WorkspaceEdit();
  edit.set(
    document.uri,
    stage.edits.map(({ range, newText }) => new vscode.TextEdit(vscodeRange(range), newText)),
  );
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document);
}

async function choicesIn(
  server: LanguageServer,
  file: vscode.Uri,
  network: NewNetworkParams,
): Promise<readonly Choice[]> {
  try {
    // The server knows only open documents.
    const document = await vscode.workspace.openTextDocument(file);
    const params: AddVpcConfigParams = { textDocument: { uri: document.uri.toString() }, network };
    const answer = await server.ask<AddVpcConfigAnswer | null>(ADD_VPC_CONFIG_REQUEST, params);
    return (answer?.stages ?? []).map((stage) => ({
      label: stage.stage,
      description: vscode.workspace.asRelativePath(file),
      stage,
      document,
      version: answer?.version ?? -1,
    }));
  } catch {
    return [];
  }
}
