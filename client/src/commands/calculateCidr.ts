import * as vscode from 'vscode';

/**
 * "VPC Lens: Calculate CIDR", the calculator of the command palette: facts about the block that is typed, live;
 * Enter copies the chosen one. Started with a text, as by a key binding, it begins with that.
 */
export function registerCalculateCidr(): vscode.Disposable {
  return vscode.commands.registerCommand('vpcLens.calculateCidr', async (text?: unknown) => {
    // Loaded on first use: reading addresses is most of what the extension would have to load when it starts.
    const { calculate } = await import('./cidrSteps.ts');
    await calculate(typeof text === 'string' ? text : textAtCursor());
  });
}

/** The selected text, else the block or address that the cursor is in, else nothing. */
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
