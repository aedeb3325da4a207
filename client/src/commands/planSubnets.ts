import * as vscode from 'vscode';
import { fileKindOf } from '../../../server/src/fileKind.ts';
import { PLAN_SUBNETS_COMMAND } from '../../../server/src/protocol.ts';
import type { CalculatorHost } from '../calculator/panel.ts';
import type { LanguageServer } from '../languageServer.ts';

/**
 * "VPC Lens: Plan Subnets of This VPC": by a lens or the lightbulb with the document and the VPC, from the menu of the
 * editor for the VPC that the cursor is in or, where it is in none, the first one.
 */
export function registerPlanSubnets(host: CalculatorHost): vscode.Disposable {
  tellWhetherTemplate(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    vscode.commands.registerCommand(PLAN_SUBNETS_COMMAND, async (document?: unknown, vpc?: unknown) => {
      const named = typeof document === 'string' ? vscode.Uri.parse(document) : undefined;
      const template = named ?? vscode.window.activeTextEditor?.document.uri;
      const wanted = typeof vpc === 'string' ? vpc : template && (await vpcAtCursor(host.server, template));
      if (!template || wanted === undefined) {
        void vscode.window.showInformationMessage('No VPC whose block is known stands in this file.');
        return;
      }
      await host.open({ template, vpc: wanted });
    }),
    vscode.window.onDidChangeActiveTextEditor(tellWhetherTemplate),
  );
}

async function vpcAtCursor(server: LanguageServer, uri: vscode.Uri): Promise<string | undefined> {
  const { readTemplate, resourceAt } = await import('../calculator/template.ts');
  const template = await readTemplate(server, uri);
  if (!template) return undefined;
  const cursor = vscode.window.activeTextEditor?.selection.active;
  const at = cursor && resourceAt(template, cursor);
  const vpcs = template.vpcs.filter(({ blocks }) => blocks.length > 0);
  const own = vpcs.find(({ id, subnets }) => id === at || subnets.some((subnet) => subnet.id === at));
  return (own ?? vpcs[0])?.id;
}

/** For the menu of the editor, which offers the command in templates alone. */
function tellWhetherTemplate(editor: vscode.TextEditor | undefined): void {
  const document = editor?.document;
  const head = document?.getText(new vscode.Range(0, 0, 200, 0));
  const isTemplate = document !== undefined && fileKindOf(document.uri.path, head ?? '') === 'template';
  void vscode.commands.executeCommand('setContext', 'vpcLens.isTemplate', isTemplate);
}
