import * as vscode from 'vscode';
import {
  CHANGE_REQUEST,
  type ChangeAnswer,
  type ChangeRow,
  DRIFT_REQUEST,
  type DriftAnswer,
} from '../../../server/src/protocol.ts';
import { editorOn, selectRange } from '../documents/editors.ts';
import { refreshWhenSeen } from '../documents/refreshWhenSeen.ts';
import type { LanguageServer } from '../languageServer/languageServer.ts';
import type { DocumentRepository } from './git.ts';

const VIEW = 'vpcLens.change';

/** The command of a row; not in any menu. */
const ACT = 'vpcLens.actOnChange';

/** What a document is compared with. */
export type ComparedWith = ComparisonWithRevision | { readonly kind: 'aws'; readonly uri: vscode.Uri };

interface ComparisonWithRevision {
  readonly kind: 'revision';
  readonly uri: vscode.Uri;
  /** `HEAD`, or a branch. */
  readonly revision: string;
  readonly repository: DocumentRepository;
}

/** The view "What This Change Does", or "Template and AWS", in the panel, kept up to date with its file. */
export interface ChangeView extends vscode.Disposable {
  compare(comparison: ComparedWith): Promise<void>;
}

interface Node {
  readonly label: string;
  readonly row: ChangeRow | undefined;
  readonly children: readonly Node[];
}

export function createChangeView(server: LanguageServer): ChangeView {
  const changed = new vscode.EventEmitter<undefined>();
  let comparison: ComparedWith | undefined;
  let roots: readonly Node[] = [];

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
    const { answer, against, same } = await (asked.kind === 'aws'
      ? againstAws(asked.uri, server)
      : againstRevision(asked, server));
    if (asked !== comparison) return;
    const name = vscode.workspace.asRelativePath(asked.uri);
    const isSame = answer.sections.length === 0;
    // The last answer stays while the file is broken, and the view says so.
    view.message = `${name} against ${against}: ${answer.sentence ?? (isSame ? same : countText(answer))}`;
    if (answer.sentence === undefined)
      roots = answer.sections.map(({ title, rows }) => ({
        label: title,
        row: undefined,
        children: rows.map(nodeOf),
      }));
    changed.fire(undefined);
  }

  async function go({ row }: Node): Promise<void> {
    if (!comparison || !row) return;
    if (row.range) selectRange(await editorOn(comparison.uri, true), row.range);
    else if (row.oldLine !== undefined && comparison.kind === 'revision') {
      const { revision, repository } = comparison;
      const place = { line: row.oldLine, character: 0 };
      selectRange(await editorOn(repository.uriAt(revision), true), { start: place, end: place });
    }
  }

  const listeners = [
    vscode.commands.registerCommand(ACT, go),
    refreshWhenSeen(view, () => comparison?.uri.toString(), refresh),
  ];

  return {
    async compare(asked) {
      comparison = asked;
      roots = [];
      view.title =
        asked.kind === 'aws' ? vscode.l10n.t('Template and AWS') : vscode.l10n.t('What This Change Does');
      await vscode.commands.executeCommand('setContext', 'vpcLens.hasChange', true);
      await vscode.commands.executeCommand(`${VIEW}.focus`);
      await refresh();
    },
    dispose: () => vscode.Disposable.from(view, changed, ...listeners).dispose(),
  };
}

interface Compared {
  readonly answer: ChangeAnswer;
  /** What the document is compared with. */
  readonly against: string;
  /** The message if nothing differs. */
  readonly same: string;
}

async function againstRevision(
  { uri, revision, repository }: ComparisonWithRevision,
  server: LanguageServer,
): Promise<Compared> {
  const before = await repository.textAt(revision);
  const answer = await server.askAbout<ChangeAnswer>(uri, CHANGE_REQUEST, {
    uri: uri.toString(),
    ...(before !== undefined && { before }),
  });
  const against = `${revision}${before === undefined ? ', which does not have it' : ''}`;
  return { answer, against, same: 'nothing of the network changes.' };
}

async function againstAws(uri: vscode.Uri, server: LanguageServer): Promise<Compared> {
  const answer = await server.askAbout<DriftAnswer>(uri, DRIFT_REQUEST, { uri: uri.toString() });
  return { answer, against: answer.against ?? 'AWS', same: 'no differences in what was compared.' };
}

/** The number of differences, for headings that may be scrolled out of sight. */
function countText({ sections }: ChangeAnswer): string {
  return sections.map(({ title, rows }) => `${title} ${rows.length}`).join(' · ');
}

function nodeOf(row: ChangeRow): Node {
  return { label: row.text, row, children: row.rows.map(nodeOf) };
}

function itemOf({ label, row, children }: Node): vscode.TreeItem {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  // The resources that would be replaced too are collapsed; everything else is what the reader came for.
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
  'changed-in-aws': ['diff-modified', 'list.warningForeground', 'Changed'],
  'only-in-aws': ['diff-added', 'list.warningForeground', 'Only in AWS'],
  'only-in-template': ['diff-removed', 'list.warningForeground', 'Only in the template'],
  other: ['symbol-numeric', '', 'Address'],
};
