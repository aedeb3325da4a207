import * as vscode from 'vscode';
import { type ChangeRequest, REPLACED_REQUEST, type ReplacedResource } from '../../../server/src/protocol.ts';
import { documentSelector, isOurs } from '../documents/documents.ts';
import { vscodeRange } from '../documents/editors.ts';
import type { LanguageServer } from '../languageServer/languageServer.ts';
import { repositoryOf } from './git.ts';
import { COMPARE_WITH_HEAD } from './whatChanges.ts';

/** The text of a document in a commit; undefined before the first commit. */
interface Committed {
  readonly commit: string | undefined;
  readonly text: string | undefined;
}

/**
 * A lens over each resource of a template that the edits since the last commit replace; none where there is none.
 *
 * No answer waits for Git. VS Code shows lenses once every provider has answered, and asks again only after as long as the answers took
 * on average, up to a minute (`languageFeatureDebounce.ts` in its source): one slow start of Git would hold up all lenses for long.
 */
export function registerReplacedLens(server: LanguageServer): vscode.Disposable {
  const known = new Map<string, Committed>();
  const watched = new Map<string, vscode.Disposable>();
  const changed = new vscode.EventEmitter<void>();

  /** Asks again for the lenses if the committed text is another one than before. */
  async function look(document: vscode.TextDocument): Promise<void> {
    const repository = await repositoryOf(document.uri);
    if (!repository || document.isClosed) return;
    const key = document.uri.toString();
    if (!watched.has(key))
      watched.set(
        key,
        repository.onDidChange(() => void look(document)),
      );
    const commit = repository.commit();
    if (commit === known.get(key)?.commit) return;
    const text = commit === undefined ? undefined : await repository.textAt(commit);
    if (document.isClosed) return;
    known.set(key, { commit, text });
    changed.fire();
  }

  return vscode.Disposable.from(
    changed,
    new vscode.Disposable(() => {
      for (const one of watched.values()) one.dispose();
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      const key = uri.toString();
      known.delete(key);
      watched.get(key)?.dispose();
      watched.delete(key);
    }),
    vscode.languages.registerCodeLensProvider(documentSelector, {
      onDidChangeCodeLenses: changed.event,
      async provideCodeLenses(document) {
        const isWanted = vscode.workspace.getConfiguration('vpcLens', document).get('codeLens.enabled', true);
        if (!isWanted || document.uri.scheme !== 'file' || !server.isStarted || !isOurs(document)) return [];
        const key = document.uri.toString();
        if (!watched.has(key)) void look(document);
        const before = known.get(key)?.text;
        if (before === undefined || before === document.getText()) return [];
        const request: ChangeRequest = { uri: key, before };
        const replaced = await server.ask<readonly ReplacedResource[]>(REPLACED_REQUEST, request);
        return replaced.map(
          ({ range, title }) =>
            new vscode.CodeLens(vscodeRange(range), {
              title,
              command: COMPARE_WITH_HEAD,
              tooltip: vscode.l10n.t('Show what this change does, against the last commit'),
            }),
        );
      },
    }),
  );
}
