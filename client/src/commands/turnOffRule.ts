import * as vscode from 'vscode';
import { TURN_OFF_RULE_COMMAND } from '../../../server/src/protocol.ts';
import { withRule } from './settingsValues.ts';

/** Turns a rule off in the workspace's settings for a code action of the server; not in any menu. */
export function registerTurnOffRule(): vscode.Disposable {
  return vscode.commands.registerCommand(TURN_OFF_RULE_COMMAND, async (id: string) => {
    await setRule(id, 'off');
    const [undo, open] = [vscode.l10n.t('Undo'), vscode.l10n.t('Open Settings')];
    const message = vscode.l10n.t('{0} is off in this workspace.', id);
    const chosen = await vscode.window.showInformationMessage(message, undo, open);
    if (chosen === undo) await setRule(id, undefined);
    if (chosen === open)
      await vscode.commands.executeCommand('workbench.action.openSettings', 'vpcLens.rules');
  });
}

/** A window without a folder has no workspace settings; the user's own are changed then. */
async function setRule(id: string, severity: 'off' | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration('vpcLens');
  const written = settings.inspect<Readonly<Record<string, string>>>('rules');
  const hasWorkspace = vscode.workspace.workspaceFolders !== undefined;
  const rules = (hasWorkspace ? written?.workspaceValue : written?.globalValue) ?? {};
  await settings.update(
    'rules',
    withRule(rules, id, severity),
    hasWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global,
  );
}
