import type * as vscode from 'vscode';
import { pageOptions } from '../webviewPage.ts';
import { keepCalculator } from './calculators.ts';
import type { CalculatorHost } from './panel.ts';
import { planDocument } from './planDocument.ts';
import type { TemplatesOfPlans } from './templatesOfPlans.ts';

/**
 * The editor of `*.subnets.json`: its document is text, so that saving, undo, revert, hot exit and comparing are VS Code's own.
 * https://code.visualstudio.com/api/extension-guides/custom-editors#custom-text-editor
 */
export function editPlan(
  document: vscode.TextDocument,
  panel: vscode.WebviewPanel,
  host: CalculatorHost,
  templates: TemplatesOfPlans,
): void {
  panel.webview.options = pageOptions(host.extension);
  const template = templates.get(document.uri);
  keepCalculator(panel, host, { plan: planDocument(document), ...(template && { template }) });
}
