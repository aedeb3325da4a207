import * as vscode from 'vscode';

export const OPEN_EXAMPLE_COMMAND = 'vpcLens.openExample';

/** The name of the untitled document. */
const NAME = vscode.Uri.from({ scheme: 'untitled', path: 'example.yaml' });

/** "VPC Lens: Open an Example": a template with two mistakes as an untitled file, for users without one of their own. */
export function registerOpenExample(extension: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand(OPEN_EXAMPLE_COMMAND, async () => {
    const document = await vscode.workspace.openTextDocument(NAME);
    if (document.getText() === '') {
      const file = vscode.Uri.joinPath(
        extension,
        'examples',
        'with-mistakes',
        'can-it-get-there',
        'shop.yaml',
      );
      const edit = new vscode.WorkspaceEdit();
      const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
      edit.insert(NAME, new vscode.Position(0, 0), content);
      await vscode.workspace.applyEdit(edit);
    }
    await vscode.window.showTextDocument(document);
  });
}
