import * as vscode from 'vscode';
import { type ChangeRequest, REPLACED_REQUEST, type ReplacedResource } from '../../../server/src/protocol.ts';
import { documentSelector, isOurs } from '../documents/documents.ts';
import type { LanguageServer } from '../languageServer/languageServer.ts';
import { repositoryOf } from './git.ts';
import { COMPARE_WITH_HEAD } from './whatChanges.ts';

/** The text of a document in a commit. */
interface Committed {
  readonly commit: string;
  readonly text: string | undefined;
}

/** A lens over each resource of a template that the edits since the last commit replace; none where there is none. */
export function registerReplacedLens(server: LanguageServer): vscode.Disposable {
  const known = new Map<string, Committed>();

  async function committedText(uri: vscode.Uri): Promise<string | undefined> {
    const repository = await repositoryOf(uri);
    const commit = repository?.commit();
    if (!repository || commit === undefined) return undefined;
    const key = uri.toString();
    const before = known.get(key);
    if (before?.commit === commit) return before.text;
    const text = await repository.textAt(commit);
    known.set(key, { commit, text });
    return text;
  }

  return vscode.Disposable.from(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => known.delete(uri.toString())),
    vscode.languages.registerCodeLensProvider(documentSelector, {
      async provideCodeLenses(document, token) {
        const isWanted = vscode.workspace.getConfiguration('vpcLens', document).get('codeLens.enabled', true);
        if (!isWanted || document.uri.scheme !== 'file' || !server.isStarted || !isOurs(document)) return [];
        const before = await committedText(document.uri);
        if (before === undefined || before === document.getText() || token.isCancellationRequested) return [];
        const request: ChangeRequest = { uri: document.uri.toString(), before };
        const replaced = await server.ask<readonly ReplacedResource[]>(REPLACED_REQUEST, request);
        return replaced.map(
          ({ range: { start, end }, title }) =>
            new vscode.CodeLens(new vscode.Range(start.line, start.character, end.line, end.character), {
              title,
              command: COMPARE_WITH_HEAD,
              tooltip: vscode.l10n.t('Show what this change does, against the last commit'),
            }),
        );
      },
    }),
  );
}
