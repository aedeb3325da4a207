import * as vscode from 'vscode';
import { isOurs } from '../documents/documents.ts';
import type { LanguageServer } from '../languageServer/languageServer.ts';
import { askToOpenFile } from '../notifications.ts';
import type { ChangeView } from './changeView.ts';
import { type DocumentRepository, repositoryOf } from './git.ts';

/** The command of a lens; in no menu. */
export const COMPARE_WITH_HEAD = 'vpcLens.compareWithHead';

/** "VPC Lens: What Does This Change Do?": compares the document with a revision, and shows the effects on its network. */
export function registerWhatChanges(server: LanguageServer, view: ChangeView): vscode.Disposable {
  /** Without a revision, the user is asked for one. */
  const compare = async (wanted?: string) => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isOurs(document)) return askToOpenFile();
    server.start();
    const repository = await repositoryOf(document.uri);
    if (!repository) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('This file is in no Git repository that VS Code has open.'),
      );
      return;
    }
    const revision = wanted ?? (await chooseRevision(repository));
    if (revision !== undefined)
      await view.compare({ kind: 'revision', uri: document.uri, revision, repository });
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('vpcLens.whatChanges', () => compare()),
    vscode.commands.registerCommand(COMPARE_WITH_HEAD, () => compare('HEAD')),
  );
}

/** `HEAD` is the first, so that Enter compares with the last commit. */
async function chooseRevision(repository: DocumentRepository): Promise<string | undefined> {
  const branches = await repository.branches();
  const items: vscode.QuickPickItem[] = [
    { label: 'HEAD', description: vscode.l10n.t('the last commit') },
    { label: vscode.l10n.t('Branches'), kind: vscode.QuickPickItemKind.Separator },
    ...branches.map((label) => ({ label })),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('What does this change do?'),
    placeHolder: vscode.l10n.t('Compare the file with its version in'),
  });
  return chosen?.label;
}
