import * as vscode from 'vscode';
import { pageIn, type RulePages } from '../../../server/src/rulePages.ts';
import { rulePageId } from './rulePageId.ts';

const scheme = 'vpc-lens-rule';

/**
 * URI template of rule pages, for the server, which replaces `{id}`. Links in hovers and in Problems open the page that
 * is packaged with the extension, offline. Such a link must not be a command, hence a URI scheme of our own;
 * package.json makes VS Code show it as rendered Markdown.
 */
export const rulePage = `${scheme}:/{id}.md`;

/** Serves these URIs from the extension's file of pages, an object from rule id to page. */
export function registerRulePages(extension: vscode.Uri): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent({ path }) {
      const id = rulePageId(path);
      if (!id) return undefined;
      const file = vscode.Uri.joinPath(extension, 'dist', 'rulePages.json');
      const pages: RulePages = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
      return pageIn(pages, id);
    },
  });
}
