import * as vscode from 'vscode';

export const OPEN_EXAMPLE_COMMAND = 'vpcLens.openExample';

/** "VPC Lens: Open an Example": a template with two mistakes as an untitled file, for those who have none of their own at hand. */
export function registerOpenExample(extension: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand(OPEN_EXAMPLE_COMMAND, async () => {
    const file = vscode.Uri.joinPath(extension, 'examples', 'with-mistakes', 'can-it-get-there', 'shop.yaml');
    const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const document = await vscode.workspace.openTextDocument({ language: 'yaml', content });
    await vscode.window.showTextDocument(document);
  });
}
