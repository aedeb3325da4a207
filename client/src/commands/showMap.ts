import * as vscode from 'vscode';
import { SHOW_MAP_COMMAND } from '../../../server/src/protocol.ts';
import { isOurs } from '../documents.ts';
import type { MapHost } from '../map/host.ts';
import { MAP_VIEW } from '../map/viewType.ts';
import { tellToOpenFile } from '../notifications.ts';

/**
 * "VPC Lens: Show Network Map": of the active document from the palette and the editor's title, of a VPC from a lens. Panels are
 * restored after a restart of the window.
 */
export function registerShowMap(host: MapHost): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(SHOW_MAP_COMMAND, async (from?: unknown, vpc?: unknown) => {
      const named =
        typeof from === 'string' ? vscode.Uri.parse(from) : from instanceof vscode.Uri ? from : undefined;
      const active = vscode.window.activeTextEditor?.document;
      const document = named ?? (active && isOurs(active) ? active.uri : undefined);
      if (!document) return tellToOpenFile();
      const { openMap } = await import('../map/maps.ts');
      openMap(host, document, typeof vpc === 'string' ? vpc : undefined);
    }),
    vscode.window.registerWebviewPanelSerializer(MAP_VIEW, {
      async deserializeWebviewPanel(panel, state) {
        const { restoreMap } = await import('../map/maps.ts');
        restoreMap(panel, state, host);
      },
    }),
  );
}
