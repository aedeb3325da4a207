import * as vscode from 'vscode';
import { baseName } from '../../../server/src/fileKind.ts';
import {
  VPCS_REQUEST,
  type VpcsAnswer,
  type VpcsParams,
  WRITE_SUBNETS_REQUEST,
  type WriteSubnetsAnswer,
  type WriteSubnetsParams,
} from '../../../server/src/protocol.ts';
import type { BoundTemplate, Preview, SubnetsToWrite } from '../../webview/calculator/messages.ts';
import { vscodeRange } from '../documents/editors.ts';
import type { LanguageServer } from '../languageServer/languageServer.ts';
import { previewText } from './boundResources.ts';

/** The template as the server reads it now; undefined if the document is not a template or cannot be opened. */
export async function readBoundTemplate(
  server: LanguageServer,
  uri: vscode.Uri,
): Promise<BoundTemplate | undefined> {
  try {
    server.start();
    const params: VpcsParams = { textDocument: { uri: uri.toString() } };
    const answer = await server.askAbout<VpcsAnswer | null>(uri, VPCS_REQUEST, params);
    if (!answer) return undefined;
    return { uri: uri.toString(), name: baseName(uri.path), version: answer.version, vpcs: answer.vpcs };
  } catch {
    return undefined;
  }
}

/** The text that a request would write into the template. */
export async function previewSubnets(
  server: LanguageServer,
  uri: vscode.Uri,
  { version, ...wanted }: SubnetsToWrite,
): Promise<Preview> {
  const params: WriteSubnetsParams = { ...wanted, textDocument: { uri: uri.toString(), version } };
  const answer = await server.askAbout<WriteSubnetsAnswer>(uri, WRITE_SUBNETS_REQUEST, params);
  if ('refused' in answer) return answer;
  const { edits, subnets } = answer;
  return { text: previewText(edits), subnets };
}

/**
 * Writes subnets into the template as one undo step. Returns a sentence that says what was written or why nothing was,
 * and the first new subnet.
 */
export async function writeIntoTemplate(
  server: LanguageServer,
  uri: vscode.Uri,
  { version, ...wanted }: SubnetsToWrite,
): Promise<{ readonly text: string; readonly failed: boolean; readonly first?: string }> {
  const failed = (text: string) => ({ text, failed: true });
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.version !== version)
    return failed('The template has changed in the meantime; nothing was written.');
  const params: WriteSubnetsParams = { ...wanted, textDocument: { uri: uri.toString(), version } };
  const answer = await server.ask<WriteSubnetsAnswer>(WRITE_SUBNETS_REQUEST, params);
  if ('refused' in answer) return failed(answer.refused);
  const edit = new vscode.WorkspaceEdit();
  edit.set(
    uri,
    answer.edits.map(({ range, newText }) => new vscode.TextEdit(vscodeRange(range), newText)),
  );
  if (document.version !== version)
    return failed('The template has changed in the meantime; nothing was written.');
  const isApplied = await vscode.workspace.applyEdit(edit);
  if (!isApplied) return failed('The editor rejected the edit.');
  const [first] = answer.subnets;
  return { text: answer.message, failed: false, ...(first && { first: first.id }) };
}
