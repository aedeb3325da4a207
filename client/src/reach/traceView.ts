import * as vscode from 'vscode';
import { notificationText } from '../../../server/src/escape/notification.ts';
import {
  COPY_INVENTORY_COMMANDS,
  SHOW_PAGE_COMMAND,
  TRACE_REQUEST,
  type Trace,
  type TraceRequest,
} from '../../../server/src/protocol.ts';
import { editorOn, selectRange } from '../documents/editors.ts';
import { refreshWhenSeen } from '../documents/refreshWhenSeen.ts';
import type { LanguageServer } from '../languageServer/languageServer.ts';
import { applyFix } from './traceFix.ts';
import {
  nodeAtLine,
  parentsOf,
  type RowState,
  reversed,
  type TraceNode,
  traceNodes,
  traceText,
} from './traceNodes.ts';

const VIEW = 'vpcLens.trace';

/** The command of a row; not in any menu. */
const ACT = 'vpcLens.actOnTrace';

/** The view "Reachability" in the panel: the answer to one question, kept up to date with its file. */
export interface TraceView extends vscode.Disposable {
  /** Asks, and shows the answer; a question that cannot be asked is answered by a notification. */
  ask(request: TraceRequest): Promise<void>;
  /** Asks the question of the view once more. */
  askAgain(): Promise<void>;
  /** Asks about the opposite direction. */
  askReversed(): Promise<void>;
  /** The answer as text; undefined before the first. */
  text(): string | undefined;
}

export function createTraceView(server: LanguageServer): TraceView {
  const changed = new vscode.EventEmitter<undefined>();
  let request: TraceRequest | undefined;
  let title = '';
  let roots: readonly TraceNode[] = [];
  let parents: ReadonlyMap<TraceNode, TraceNode> = new Map();

  const view = vscode.window.createTreeView<TraceNode>(VIEW, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (node) => [...(node ? node.children : roots)],
      getParent: (node) => parents.get(node),
      getTreeItem: itemOf,
    },
  });

  function show(trace: Trace, asked: TraceRequest): void {
    request = asked;
    title = trace.answers.length === 1 ? trace.answers[0]!.title : `${asked.from} → ${asked.to}`;
    roots = traceNodes(trace);
    parents = parentsOf(roots);
    view.description = title;
    changed.fire(undefined);
  }

  /** Undefined if the question cannot be asked; the user has seen the reason. */
  async function answerTo(asked: TraceRequest): Promise<Trace | undefined> {
    const trace = await server.askAbout<Trace>(vscode.Uri.parse(asked.uri), TRACE_REQUEST, asked);
    if (trace.answers.length > 0) return trace;
    void showRefusal(trace.sentence ?? 'No answer.');
    return undefined;
  }

  async function ask(asked: TraceRequest): Promise<void> {
    const trace = await answerTo(asked);
    if (!trace) return;
    await vscode.commands.executeCommand('setContext', 'vpcLens.hasTrace', true);
    await vscode.commands.executeCommand(`${VIEW}.focus`);
    // Not earlier: VS Code cannot select a row of a tree that it is drawing.
    show(trace, asked);
    const [first] = roots;
    if (first) await selectRow(first, true);
  }

  /** Selecting a row fails while the view is being drawn; the answer is right nevertheless. */
  async function selectRow(node: TraceNode, focus: boolean): Promise<void> {
    await view.reveal(node, { select: true, focus }).then(undefined, () => {});
  }

  /** A change of the file may remove a party of the question: then the last answer stays, and the view says so. */
  async function refresh(): Promise<void> {
    const asked = request;
    if (!asked) return;
    const trace = await server.askAbout<Trace>(vscode.Uri.parse(asked.uri), TRACE_REQUEST, asked);
    if (asked !== request) return;
    if (trace.answers.length > 0) show(trace, asked);
    view.message = trace.answers.length > 0 ? '' : (trace.sentence ?? '');
  }

  async function act({ action }: TraceNode): Promise<void> {
    if (!action || !request) return;
    const uri = vscode.Uri.parse(request.uri);
    switch (action.kind) {
      case 'go':
        selectRange(await editorOn(uri, true), action.range);
        return;
      case 'fix':
        if (!(await applyFix(action, await editorOn(uri, true))))
          void vscode.window.showWarningMessage(
            vscode.l10n.t('The file has changed. The answer is brought up to date.'),
          );
        return refresh();
      case 'page':
        await vscode.commands.executeCommand(SHOW_PAGE_COMMAND, action.address);
        return;
      case 'step':
        if (action.step === 'parameters') await editorOn(uri, false);
        await vscode.commands.executeCommand(STEPS[action.step]);
        return refresh();
    }
  }

  const listeners = [
    vscode.commands.registerCommand(ACT, act),
    refreshWhenSeen(view, () => request?.uri, refresh),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections, kind }) => {
      const isOfUser = kind !== undefined && textEditor === vscode.window.activeTextEditor;
      if (!view.visible || !isOfUser || textEditor.document.uri.toString() !== request?.uri) return;
      const node = nodeAtLine(roots, selections[0]!.active.line);
      if (node) void selectRow(node, false);
    }),
  ];

  return {
    ask,
    askAgain: refresh,
    async askReversed() {
      if (request) await ask(reversed(request));
    },
    text: () => (request ? traceText(title, roots) : undefined),
    dispose: () => vscode.Disposable.from(view, changed, ...listeners).dispose(),
  };
}

async function showRefusal(sentence: string): Promise<void> {
  const ask = vscode.l10n.t('Ask Another Question…');
  const chosen = await vscode.window.showInformationMessage(notificationText(sentence), ask);
  if (chosen === ask) await vscode.commands.executeCommand('vpcLens.canReach');
}

const STEPS = {
  inventory: COPY_INVENTORY_COMMANDS,
  parameters: 'vpcLens.chooseParameterFile',
} as const;

function itemOf(node: TraceNode): vscode.TreeItem {
  const { label, description, state, accessibleLabel, tooltip, action, children, isCollapsed } = node;
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, children.length === 0 ? None : isCollapsed ? Collapsed : Expanded);
  const text = description === '' ? label : `${label}: ${description}`;
  item.description = description;
  item.tooltip = tooltip === undefined ? text : `${text}\n${tooltip}`;
  const iconPath = ICONS[state];
  if (iconPath) item.iconPath = iconPath;
  item.accessibilityInformation = { label: accessibleLabel === '' ? text : `${accessibleLabel}: ${text}` };
  if (action) item.command = { command: ACT, title: TITLES[action.kind], arguments: [node] };
  return item;
}

const TITLES = {
  go: 'Go to Line',
  fix: 'Apply Fix',
  page: 'Open Documentation',
  step: 'Do This',
} as const;

const ICONS: Readonly<Record<RowState, vscode.ThemeIcon | undefined>> = {
  reachable: icon('pass', 'testing.iconPassed'),
  partial: icon('warning', 'list.warningForeground'),
  blocked: icon('error', 'testing.iconFailed'),
  unknown: icon('question', 'list.warningForeground'),
  fix: icon('lightbulb', 'editorLightBulb.foreground'),
  'by-hand': icon('book'),
  info: icon('info'),
  step: icon('arrow-right', 'textLink.foreground'),
  group: undefined,
};

function icon(name: string, colour?: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name, colour === undefined ? undefined : new vscode.ThemeColor(colour));
}
