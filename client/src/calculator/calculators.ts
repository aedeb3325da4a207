import * as vscode from 'vscode';
import type { LanguageServer } from '../languageServer.ts';
import { pageOptions } from './page.ts';
import { type Calculator, runCalculator, type Start } from './panel.ts';
import { VIEW_TYPE } from './viewType.ts';

/** The open calculators. */
const open = new Set<Calculator>();

/** Opens a calculator. If one is open for the same template, it shows the VPC instead. */
export async function openCalculator(
  extension: vscode.Uri,
  server: LanguageServer,
  start: Start,
): Promise<void> {
  const key = start.template?.toString();
  const same = [...open].find(({ template }) => key !== undefined && template === key);
  if (same) {
    same.panel.reveal();
    if (start.vpc !== undefined) await same.show(start.vpc);
    return;
  }
  const column = start.template ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
  const title = start.vpc === undefined ? 'Subnet Calculator' : `Subnets of ${start.vpc}`;
  const panel = vscode.window.createWebviewPanel(VIEW_TYPE, title, column, pageOptions(extension));
  keep(panel, extension, server, start);
}

/** Restores a panel after a restart of the window; its page remembers the plan. */
export function restoreCalculator(
  panel: vscode.WebviewPanel,
  state: unknown,
  extension: vscode.Uri,
  server: LanguageServer,
): void {
  keep(panel, extension, server, startOf(state));
}

function keep(panel: vscode.WebviewPanel, extension: vscode.Uri, server: LanguageServer, start: Start): void {
  panel.iconPath = vscode.Uri.joinPath(extension, 'client', 'icon.png');
  const calculator = runCalculator(panel, extension, server, start);
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
