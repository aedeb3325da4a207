import * as vscode from 'vscode';
import { VIEW_TYPE } from '../calculator/viewType.ts';
import type { LanguageServer } from '../languageServer.ts';

/**
 * "VPC Lens: Open Subnet Calculator": from the palette, from the menu of a saved plan with its URI, or with a block.
 */
export function registerSubnetCalculator(extension: vscode.Uri, server: LanguageServer): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('vpcLens.subnetCalculator', async (from?: unknown) => {
      // Loaded on first use, to keep activation fast.
      const { openCalculator } = await import('../calculator/calculators.ts');
      const start =
        from instanceof vscode.Uri ? { plan: from } : typeof from === 'string' ? { block: from } : {};
      await openCalculator(extension, server, start);
    }),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(panel, state) {
        const { restoreCalculator } = await import('../calculator/calculators.ts');
        restoreCalculator(panel, state, extension, server);
      },
    }),
  );
}
