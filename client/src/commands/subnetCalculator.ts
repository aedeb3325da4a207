import * as vscode from 'vscode';
import { VIEW_TYPE } from '../calculator/panel.ts';
import type { LanguageServer } from '../languageServer.ts';

/** "VPC Lens: Subnet Calculator", from the palette, and from the menus of a saved plan with its address. */
export function registerSubnetCalculator(extension: vscode.Uri, server: LanguageServer): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('vpcLens.subnetCalculator', async (plan?: unknown) => {
      // Loaded on first use, to keep activation cheap.
      const { openCalculator } = await import('../calculator/calculators.ts');
      await openCalculator(extension, server, plan instanceof vscode.Uri ? { plan } : {});
    }),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(panel, state) {
        const { restoreCalculator } = await import('../calculator/calculators.ts');
        restoreCalculator(panel, state, extension, server);
      },
    }),
  );
}
