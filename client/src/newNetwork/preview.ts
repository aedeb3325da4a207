import * as vscode from 'vscode';

const SCHEME = 'vpc-lens-new';

/** The template of the current choice: a read-only document next to the editor, which is closed at the end. */
export class TemplatePreview {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration: vscode.Disposable;
  private text = '';
  private uri: vscode.Uri | undefined;

  constructor() {
    this.registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: this.changed.event,
      provideTextDocumentContent: () => this.text,
    });
  }

  /** Shows a text; another format is another document, so that it has the right colours. */
  async show(text: string, format: string): Promise<void> {
    this.text = text;
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/New network.${format}` });
    if (this.uri?.path === uri.path) {
      this.changed.fire(uri);
      return;
    }
    await this.closeTab();
    this.uri = uri;
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  }

  async close(): Promise<void> {
    await this.closeTab();
    this.registration.dispose();
    this.changed.dispose();
  }

  private async closeTab(): Promise<void> {
    const tabs = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === SCHEME);
    this.uri = undefined;
    if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
  }
}
