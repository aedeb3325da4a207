import * as vscode from 'vscode';
import { fileKindOf } from '../../../server/src/fileKind.ts';
import { PLAN_SUBNETS_COMMAND } from '../../../server/src/protocol.ts';
import { vpcToPlan } from '../calculator/boundResources.ts';
import type { CalculatorHost } from '../calculator/panel.ts';
import type { LanguageServer } from '../languageServer/languageServer.ts';

/**
 * "VPC Lens: Plan Subnets in This VPC". A lens or code action passes the document and the VPC; from the editor's menu
 * it uses the VPC at the cursor, or else the first one.
 */
export function registerPlanSubnets(host: CalculatorHost): vscode.Disposable {
  setIsTemplate(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    vscode.commands.registerCommand(PLAN_SUBNETS_COMMAND, async (document?: unknown, vpc?: unknown) => {
      const named = typeof document === 'string' ? vscode.Uri.parse(document) : undefined;
      const template = named ?? vscode.window.activeTextEditor?.document.uri;
      const wanted = typeof vpc === 'string' ? vpc : template && (await vpcAtCursor(host.server, template));
      if (!template || wanted === undefined) {
        const open = vscode.l10n.t('Open Subnet Calculator');
        const sentence = vscode.l10n.t('This file has no VPC with a known CIDR block.');
        const chosen = await vscode.window.showInformationMessage(sentence, open);
        if (chosen === open) await vscode.commands.executeCommand('vpcLens.subnetCalculator');
        return;
      }
      await host.open({ template, vpc: wanted });
    }),
    vscode.window.onDidChangeActiveTextEditor(setIsTemplate),
  );
}

async function vpcAtCursor(server: LanguageServer, uri: vscode.Uri): Promise<string | undefined> {
  const { readBoundTemplate } = await import('../calculator/template.ts');
  const template = await readBoundTemplate(server, uri);
  return template && vpcToPlan(template, vscode.window.activeTextEditor?.selection.active);
}

/** Sets the context key for the editor's menu, which shows the command only in templates. */
function setIsTemplate(editor: vscode.TextEditor | undefined): void {
  const document = editor?.document;
  const head = document?.getText(new vscode.Range(0, 0, 200, 0));
  const isTemplate = document !== undefined && fileKindOf(document.uri.path, head ?? '') === 'template';
  void vscode.commands.executeCommand('setContext', 'vpcLens.isTemplate', isTemplate);
}
