import * as vscode from 'vscode';

/**
 * "VPC Lens: Calculate CIDR…": shows facts about a block while it is typed; Enter copies the selected one. A text
 * argument, for example from a key binding, is the initial value.
 */
export function registerCalculateCidr(): vscode.Disposable {
  return vscode.commands.registerCommand('vpcLens.calculateCidr', async (text?: unknown) => {
    // Loaded on first use, because parsing addresses would be most of the code that activation loads.
    const { calculate } = await import('./cidrSteps.ts');
    await calculate(typeof text === 'string' ? text : textAtCursor());
  });
}

/** The selected text, else the block or address at the cursor, else an empty string. */
function textAtCursor(): string {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return '';
  const { document, selection } = editor;
  if (selection.isSingleLine && !selection.isEmpty) return document.getText(selection).trim();
  const address = document.getWordRangeAtPosition(
    selection.active,
    /[0-9a-fA-F]{0,4}[.:][0-9a-fA-F.:]{1,45}(\/[0-9]{1,3})?/,
  );
  return address ? document.getText(address) : '';
}
