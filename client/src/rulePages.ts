import * as vscode from 'vscode';

const scheme = 'vpc-lens-rule';

/**
 * The address of a rule's page, for the server: the id goes where `{id}` stands. Behind the id in a hover or in
 * Problems, it shows the page that came with the extension, without a connection. A link there must not be a
 * command, hence a scheme of our own; package.json makes VS Code show it as rendered Markdown.
 */
export const rulePage = `${scheme}:/{id}.md`;

/** Answers for these addresses with the files of docs/rules/. */
export function registerRulePages(extension: vscode.Uri): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent({ path }) {
      // Anybody may write such a link, and it must not lead out of the folder.
      const [, id] = /(?<![a-z0-9-])([a-z0-9-]+)\.md$/.exec(path) ?? [];
      if (!id) return undefined;
      const page = vscode.Uri.joinPath(extension, 'docs', 'rules', `${id}.md`);
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(page));
    },
  });
}
