import * as vscode from 'vscode';
import { CHANGE_REQUEST, type Change, type ChangeRow } from '../../../server/src/protocol.ts';
import type { LanguageServer } from '../languageServer.ts';
import { editorOn, select } from '../reach/traceFix.ts';
import type { DocumentRepository } from './git.ts';

const VIEW = 'vpcLens.change';

/** The command of a row; not in any menu. */
const ACT = 'vpcLens.actOnChange';

/** Milliseconds after a keystroke until the versions are compared again. */
const PAUSE = 300;

/** What is compared. */
export interface Comparison {
  readonly uri: vscode.Uri;
  /** `HEAD`, or a branch. */
  readonly revision: string;
  readonly repository: DocumentRepository;
}

/** The view "What This Change Does" in the panel, kept up to date with its file. */
export interface ChangeView extends vscode.Disposable {
  compare(comparison: Comparison): Promise<void>;
}

interface Node {
  readonly label: string;
  readonly row: ChangeRow | undefined;
  readonly children: readonly Node[];
}

export function createChangeView(server: LanguageServer): ChangeView {
  const changed = new vscode.EventEmitter<undefined>();
  let comparison: Comparison | undefined;
  let roots: readonly Node[] = [];
  let timer: NodeJS.Timeout | undefined;
  /** Hidden since the file was changed. */
  let isOutdated = false;

  const view = vscode.window.createTreeView<Node>(VIEW, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (node) => [...(node ? node.children : roots)],
      getTreeItem: itemOf,
    },
  });

  async function refresh(): Promise<void> {
    const asked = comparison;
    if (!asked) return;
    const { uri, revision, repository } = asked;
    const before = await repository.textAt(revision);
    const answer = await server.ask<Change>(CHANGE_REQUEST, {
      uri: uri.toString(),
      ...(before !== undefined && { before }),
    });
    if (asked !== comparison) return;
    const name = vscode.workspace.asRelativePath(uri);
    const against = `${name} against ${revision}${before === undefined ? ', which does not have it' : ''}`;
    const isSame = answer.sections.length === 0;
    // The last answer stays while the file is broken, and the view says so.
    view.message = `${against}: ${answer.sentence ?? (isSame ? 'nothing of the network changes.' : countText(answer))}`;
    if (answer.sentence === undefined)
      roots = answer.sections.map(({ title, rows }) => ({
        label: title,
        row: undefined,
        children: rows.map(nodeOf),
      }));
    changed.fire(undefined);
  }

  function refreshIfSeen(): void {
    if (!isOutdated || !view.visible) return;
    isOutdated = false;
    void refresh();
  }

  async function go({ row }: Node): Promise<void> {
    if (!comparison || !row) return;
    const { uri, revision, repository } = comparison;
    if (row.range) select(await editorOn(uri, true), row.range);
    else if (row.oldLine !== undefined) {
      const place = { line: row.oldLine, character: 0 };
      select(await editorOn(repository.uriAt(revision), true), { start: place, end: place });
    }
  }

  const listeners = [
    vscode.commands.registerCommand(ACT, go),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.uri.toString() !== comparison?.uri.toString() || contentChanges.length === 0) return;
      isOutdated = true;
      clearTimeout(timer);
      timer = setTimeout(refreshIfSeen, PAUSE);
    }),
    view.onDidChangeVisibility(refreshIfSeen),
  ];

  return {
    async compare(asked) {
      comparison = asked;
      roots = [];
      await vscode.commands.executeCommand('setContext', 'vpcLens.hasChange', true);
      await vscode.commands.executeCommand(`${VIEW}.focus`);
      await refresh();
    },
    dispose() {
      clearTimeout(timer);
      vscode.Disposable.from(view, changed, ...listeners).dispose();
    },
  };
}

/** How much there is to look at below headings that may be out of sight. */
function countText({ sections }: Change): string {
  return sections.map(({ title, rows }) => `${title} ${rows.length}`).join(' · ');
}

function nodeOf(row: ChangeRow): Node {
  return { label: row.text, row, children: row.rows.map(nodeOf) };
}

function itemOf({ label, row, children }: Node): vscode.TreeItem {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  // What is replaced along is a list to look into; everything else is what the reader came for.
  const state = row?.mark === 'replaced' ? Collapsed : Expanded;
  const item = new vscode.TreeItem(label, children.length === 0 ? None : state);
  if (!row) return item;
  const line = row.range ? `line ${row.range.start.line + 1}` : undefined;
  const old = row.oldLine === undefined ? undefined : `line ${row.oldLine + 1} of the old version`;
  item.description = line ?? old ?? '';
  item.tooltip = label;
  const isHeading = children.length > 0 && row.mark !== 'replaced';
  const [icon, colour, spoken] = LOOKS[row.mark];
  if (!isHeading)
    item.iconPath = new vscode.ThemeIcon(icon, colour === '' ? undefined : new vscode.ThemeColor(colour));
  item.accessibilityInformation = { label: isHeading ? label : `${spoken}: ${label}` };
  if (line ?? old)
    item.command = { command: ACT, title: 'Go to Line', arguments: [{ label, row, children }] };
  return item;
}

const LOOKS: Readonly<Record<ChangeRow['mark'], readonly [icon: string, colour: string, spoken: string]>> = {
  exposure: ['warning', 'list.errorForeground', 'Exposed'],
  fails: ['error', 'list.errorForeground', 'Fails'],
  loss: ['debug-disconnect', 'list.errorForeground', 'Lost'],
  uncertain: ['question', 'list.warningForeground', 'No longer known'],
  opening: ['add', 'testing.iconPassed', 'New'],
  closing: ['remove', '', 'Closed'],
  replaced: ['replace-all', 'list.warningForeground', 'Replaced'],
  interrupted: ['debug-pause', 'list.warningForeground', 'Interrupted'],
  new: ['add', 'list.warningForeground', 'New finding'],
  gone: ['remove', '', 'Gone'],
  other: ['symbol-numeric', '', 'Address'],
};
