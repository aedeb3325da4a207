import * as vscode from 'vscode';
import type { CalculatorHost } from '../calculator/panel.ts';
import type { TemplatesOfPlans } from '../calculator/templatesOfPlans.ts';
import { PLAN_EDITOR, VIEW_TYPE } from '../calculator/viewType.ts';

/**
 * "VPC Lens: Open Subnet Calculator": from the palette, from the menu of a saved plan with its URI, or with a block. Panels are
 * restored after a restart of the window, and saved plans are edited as documents.
 */
export function registerSubnetCalculator(
  host: CalculatorHost,
  templates: TemplatesOfPlans,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('vpcLens.subnetCalculator', (from?: unknown) =>
      from instanceof vscode.Uri
        ? host.openPlan(from)
        : host.open(typeof from === 'string' ? { block: from } : {}),
    ),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(panel, state) {
        const { restoreCalculator } = await import('../calculator/calculators.ts');
        restoreCalculator(panel, state, host);
      },
    }),
    vscode.window.registerCustomEditorProvider(PLAN_EDITOR, {
      async resolveCustomTextEditor(document: vscode.TextDocument, panel: vscode.WebviewPanel) {
        const { editPlan } = await import('../calculator/planEditor.ts');
        editPlan(document, panel, host, templates);
      },
    }),
  );
}
