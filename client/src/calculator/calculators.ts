import * as vscode from 'vscode';
import type { LanguageServer } from '../languageServer.ts';
import { pageOptions } from './page.ts';
import { type Calculator, runCalculator, type Start } from './panel.ts';
import { VIEW_TYPE } from './viewType.ts';

/** The calculators that are open. */
const open = new Set<Calculator>();

/** Opens a calculator; one that is open for the same template shows the VPC instead. */
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

/** Fills a panel that the window brought back, whose page remembers its plan. */
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

/** What a page remembered of its template, if that can still be read. */
function startOf(state: unknown): Start {
  const template = typeof state === 'object' && state !== null && 'template' in state ? state.template : null;
  if (typeof template !== 'string') return {};
  try {
    return { template: vscode.Uri.parse(template, true) };
  } catch {
    return {};
  }
}
