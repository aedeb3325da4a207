import * as vscode from 'vscode';
import { notificationText } from '../../../server/src/escape/notification.ts';
import { choosePlace } from './steps.ts';
import { confirmation, readFailureText, writtenText } from './words.ts';

const { t } = vscode.l10n;

/** The folder that VPC Lens looks for in a workspace. */
const FOLDER = '.vpc-lens';

/** The exports of the bundle with AWS's SDK, which is loaded when the user first calls AWS. */
export interface Aws {
  readonly PERMISSIONS: readonly string[];
  profiles(): Promise<readonly { readonly name: string; readonly region: string | undefined }[]>;
  readNetwork(
    account: { readonly profile: string | undefined; readonly region: string | undefined },
    reportProgress: (done: number, total: number) => void,
    cancelled: AbortSignal,
  ): Promise<{ readonly region: string }>;
  writeNetwork(
    network: { readonly region: string },
    how: { output: string; cwd: string; now: Date; vpc: readonly string[]; mask: boolean },
  ):
    | {
        readonly written: readonly { readonly part: string; readonly count: number }[];
        readonly denied: readonly string[];
        readonly shown: string;
      }
    | { readonly problem: string };
  wordsOf(error: unknown): string;
}

/** "VPC Lens: Read Network from AWS…": writes an inventory, as `vpc-lens inventory` does. */
export function registerReadNetwork(log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand('vpcLens.readNetwork', () => readNetworkFromAws(log));
}

async function readNetworkFromAws(log: vscode.LogOutputChannel): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    const manage = t('Manage Workspace Trust');
    const chosen = await vscode.window.showWarningMessage(
      t('VPC Lens asks AWS only from a workspace that you trust.'),
      manage,
    );
    if (chosen === manage) await vscode.commands.executeCommand('workbench.trust.manage');
    return;
  }
  const folder = await chooseFolder();
  if (!folder) return;
  // The SDK warns of versions of Node that its next releases will not support; that concerns us, not the user.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const aws: Aws = await import('./aws.cjs' as string);
  const place = await choosePlace(await aws.profiles());
  if (!place) return;
  const { message, detail } = confirmation(place, aws.PERMISSIONS, `${folder.name}/${FOLDER}`, t);
  const read = t('Read');
  if ((await vscode.window.showInformationMessage(message, { modal: true, detail }, read)) !== read) return;
  const network = await withProgress(place.region, (reportProgress, cancelled) =>
    aws.readNetwork(place, reportProgress, cancelled),
  ).catch((error: unknown) => {
    log.warn(`AWS could not be asked: ${aws.wordsOf(error)}`);
    void vscode.window.showErrorMessage(notificationText(readFailureText(aws.wordsOf(error), t)));
    return undefined;
  });
  if (!network) return;
  const result = aws.writeNetwork(network, {
    output: FOLDER,
    cwd: folder.uri.fsPath,
    now: new Date(),
    vpc: [],
    mask: false,
  });
  if ('problem' in result) {
    void vscode.window.showErrorMessage(notificationText(result.problem));
    return;
  }
  const show = t('Show Folder');
  const notice = notificationText(writtenText(result, t));
  const chosen = await (result.denied.length > 0
    ? vscode.window.showWarningMessage(notice, show)
    : vscode.window.showInformationMessage(notice, show));
  if (chosen === show)
    await vscode.commands.executeCommand('revealInExplorer', vscode.Uri.joinPath(folder.uri, FOLDER));
}

/** The folder to write into; undefined if the user cancels, or if it is in a virtual workspace and not on a disk. */
async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = folders.length > 1 ? await vscode.window.showWorkspaceFolderPick() : folders[0];
  if (folder?.uri.scheme === 'file') return folder;
  if (folder || folders.length === 0)
    void vscode.window.showInformationMessage(
      t('VPC Lens writes what AWS answers into a folder on a disk. Open one first.'),
    );
  return undefined;
}

/** Undefined if the user cancels, which also aborts the call in progress. */
async function withProgress<T>(
  region: string,
  work: (reportProgress: (done: number, total: number) => void, cancelled: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: t('Reading the networks of {0} from AWS', region),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    try {
      return await work(
        (done, total) => progress.report({ message: t('{0} of {1}', done, total), increment: 100 / total }),
        abort.signal,
      );
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    }
  });
}
