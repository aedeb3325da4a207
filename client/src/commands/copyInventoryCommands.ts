import * as vscode from 'vscode';
import { COPY_INVENTORY_COMMANDS, INVENTORY_COMMANDS_REQUEST } from '../../../server/src/protocol.ts';
import type { LanguageServer } from '../languageServer/languageServer.ts';

/** "VPC Lens: Copy Inventory Commands": the AWS CLI commands that describe the networks of an account. */
export function registerCopyInventoryCommands(server: LanguageServer): vscode.Disposable {
  return vscode.commands.registerCommand(COPY_INVENTORY_COMMANDS, async () => {
    server.start();
    const commands = await server.ask<string>(INVENTORY_COMMANDS_REQUEST, {});
    await vscode.env.clipboard.writeText(commands);
    const open = vscode.l10n.t('Open Terminal');
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t(
        'The AWS CLI commands of an inventory are copied. They only read, and write into the folder .vpc-lens.',
      ),
      open,
    );
    if (chosen === open) await vscode.commands.executeCommand('workbench.action.terminal.new');
  });
}
