import * as vscode from 'vscode';
import { SHOW_MAP_COMMAND } from '../../../server/src/protocol.ts';
import { isOurs } from '../documents/documents.ts';
import type { MapHost } from '../map/host.ts';
import { MAP_VIEW } from '../map/viewType.ts';
import { askToOpenFile } from '../notifications.ts';

/**
 * "VPC Lens: Show Network Map": of the active document from the palette and the editor's title, with a VPC marked from a lens, with a
 * stage marked from a hover. Panels are restored after a restart of the window.
 */
export function registerShowMap(host: MapHost): vscode.Disposable {
  setIsMapped(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    vscode.commands.registerCommand(SHOW_MAP_COMMAND, async (from?: unknown, marked?: unknown) => {
      const named =
        typeof from === 'string' ? vscode.Uri.parse(from) : from instanceof vscode.Uri ? from : undefined;
      const active = vscode.window.activeTextEditor?.document;
      const document = named ?? (active && isOurs(active) ? active.uri : undefined);
      if (!document) return askToOpenFile();
      const { openMap } = await import('../map/maps.ts');
      openMap(host, document, typeof marked === 'string' ? marked : undefined);
    }),
    vscode.window.registerWebviewPanelSerializer(MAP_VIEW, {
      async deserializeWebviewPanel(panel, state) {
        const { restoreMap } = await import('../map/maps.ts');
        restoreMap(panel, state, host);
      },
    }),
    vscode.window.onDidChangeActiveTextEditor(setIsMapped),
  );
}

/** Sets the context key for the editor's title, which has the button only over a file of ours. */
function setIsMapped(editor: vscode.TextEditor | undefined): void {
  const isMapped = editor !== undefined && isOurs(editor.document);
  void vscode.commands.executeCommand('setContext', 'vpcLens.hasMap', isMapped);
}
