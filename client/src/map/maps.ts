import * as vscode from 'vscode';
import { baseName } from '../../../server/src/fileKind.ts';
import { pageOptions } from '../webviewPage.ts';
import type { MapHost } from './host.ts';
import { type MapPanel, runMap } from './panel.ts';
import { MAP_VIEW } from './viewType.ts';

/** The open maps. */
const open = new Set<MapPanel>();

/** Opens the map of a document beside it; one that is open already comes to the front. */
export function openMap(host: MapHost, document: vscode.Uri, marked: string | undefined): void {
  const same = [...open].find(({ uri }) => uri === document.toString());
  if (same) {
    same.panel.reveal();
    if (marked !== undefined) same.show(marked);
    return;
  }
  const title = vscode.l10n.t('Map of {0}', baseName(document.path));
  const panel = vscode.window.createWebviewPanel(
    MAP_VIEW,
    title,
    vscode.ViewColumn.Beside,
    pageOptions(host.extension),
  );
  keep(panel, host, document, marked);
}

/** Restores a panel after a restart of the window, or closes it if it has not remembered its document. */
export function restoreMap(panel: vscode.WebviewPanel, state: unknown, host: MapHost): void {
  const uri = typeof state === 'object' && state !== null && 'uri' in state ? state.uri : null;
  if (typeof uri === 'string') keep(panel, host, vscode.Uri.parse(uri), undefined);
  else panel.dispose();
}

function keep(
  panel: vscode.WebviewPanel,
  host: MapHost,
  document: vscode.Uri,
  marked: string | undefined,
): void {
  panel.iconPath = vscode.Uri.joinPath(host.extension, 'client', 'icon.png');
  const map = runMap(panel, host, document, marked);
  open.add(map);
  panel.onDidDispose(() => open.delete(map));
}
