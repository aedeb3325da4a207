import * as vscode from 'vscode';
import { pageOptions } from '../webviewPage.ts';
import { type Calculator, type CalculatorHost, runCalculator, type Start } from './panel.ts';
import { VIEW_TYPE } from './viewType.ts';

/** The open calculators. */
const open = new Set<Calculator>();

/** Opens a calculator. If one is open for the same template, it shows the VPC instead. */
export async function openCalculator(host: CalculatorHost, start: Start): Promise<void> {
  const key = start.template?.toString();
  const same = [...open].find(({ template }) => key !== undefined && template === key);
  if (same) {
    same.panel.reveal();
    if (start.vpc !== undefined) await same.show(start.vpc);
    return;
  }
  const column = start.template ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
  const title =
    start.vpc === undefined ? vscode.l10n.t('Subnet Calculator') : vscode.l10n.t('Subnets of {0}', start.vpc);
  const panel = vscode.window.createWebviewPanel(VIEW_TYPE, title, column, pageOptions(host.extension));
  keepCalculator(panel, host, start);
}

/** Restores a panel after a restart of the window; its page remembers the plan. */
export function restoreCalculator(panel: vscode.WebviewPanel, state: unknown, host: CalculatorHost): void {
  keepCalculator(panel, host, startOf(state));
}

/** Runs a calculator in a panel, which is known as long as it is open. */
export function keepCalculator(panel: vscode.WebviewPanel, host: CalculatorHost, start: Start): void {
  panel.iconPath = vscode.Uri.joinPath(host.extension, 'client', 'icon.png');
  const calculator = runCalculator(panel, host, start);
  open.add(calculator);
  panel.onDidDispose(() => open.delete(calculator));
}

/** The template that a page remembered, if it is still readable. */
function startOf(state: unknown): Start {
  const template = typeof state === 'object' && state !== null && 'template' in state ? state.template : null;
  if (typeof template !== 'string') return {};
  try {
    return { template: vscode.Uri.parse(template, true) };
  } catch {
    return {};
  }
}
