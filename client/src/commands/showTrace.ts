import * as vscode from 'vscode';
import {
  SHOW_TRACE_COMMAND,
  TRACE_REQUEST,
  type Trace,
  type TraceAnswer,
  type TraceHop,
  type TraceRequest,
} from '../../../server/src/protocol.ts';
import type { LanguageServer } from '../languageServer.ts';

/** What a lens calls: the way from one thing to another, with every hop, what is in the way, and its fixes. */
export function registerShowTrace(server: LanguageServer): vscode.Disposable {
  return vscode.commands.registerCommand(SHOW_TRACE_COMMAND, (request: TraceRequest) =>
    showTrace(server, request),
  );
}

type Range = TraceHop['range'];

/** A line of the trace: jumps to its place, or makes a fix. */
interface TraceItem extends vscode.QuickPickItem {
  readonly range?: Range;
  readonly fix?: TraceAnswer['blockers'][number];
}

export async function showTrace(server: LanguageServer, request: TraceRequest): Promise<void> {
  const trace = await server.ask<Trace>(TRACE_REQUEST, request);
  const [first] = trace.answers;
  if (!first) {
    void vscode.window.showInformationMessage(trace.sentence ?? 'There is no answer.');
    return;
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(request.uri));
  const editor = await vscode.window.showTextDocument(document, { preserveFocus: false });
  const pick = vscode.window.createQuickPick<TraceItem>();
  pick.title = trace.answers.length === 1 ? first.title : `${request.from} → ${request.to}`;
  pick.placeholder = trace.answers.map(({ summary }) => summary).join(' · ');
  pick.matchOnDescription = true;
  // Proposed API, and harmless where it is not known: else typing sorts the lines.
  Object.assign(pick, { sortByLabel: false });
  pick.items = trace.answers.flatMap((answer) => itemsOf(answer, trace.answers.length > 1));
  const before = editor.selection;
  pick.onDidChangeActive(([item]) => {
    if (item?.range) reveal(editor, item.range);
  });
  const chosen = await new Promise<TraceItem | undefined>((resolve) => {
    pick.onDidAccept(() => resolve(pick.selectedItems[0]));
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  });
  pick.dispose();
  if (!chosen) {
    editor.selection = before;
    editor.revealRange(before);
  } else if (chosen.fix?.edit) await makeFix(chosen.fix, document);
  else if (chosen.range) reveal(editor, chosen.range);
}

const VERDICT_ICONS = {
  reachable: 'pass',
  partial: 'warning',
  blocked: 'error',
  unknown: 'question',
} as const;

function itemsOf(answer: TraceAnswer, isOneOfMany: boolean): TraceItem[] {
  const fixes = answer.blockers.filter(({ edit }) => edit !== undefined);
  return [
    { label: isOneOfMany ? answer.title : answer.summary, kind: vscode.QuickPickItemKind.Separator },
    ...(isOneOfMany ? [{ label: `$(${VERDICT_ICONS[answer.verdict]}) ${answer.summary}` }] : []),
    ...answer.hops.map(({ label, text, allows, range }) => ({
      label: `${allows ? '$(check)' : '$(error)'} ${label}`,
      description: `${text} · line ${range.start.line + 1}`,
      range,
    })),
    ...(answer.blockers.length > 0 ? [separator('In the way')] : []),
    ...answer.blockers.map(({ message, code, range }) => ({
      label: `$(circle-slash) ${message}`,
      ...(code !== null && { description: `AWS calls this ${code}` }),
      range,
    })),
    ...(answer.blockers.length > 0 ? [separator('Fixes')] : []),
    ...fixes.map((fix) => ({ label: `$(lightbulb) ${fix.fix}`, fix })),
    ...answer.blockers
      .filter(({ edit }) => edit === undefined)
      .map(({ fix, range }) => ({ label: `$(info) ${fix}`, description: 'by hand', range })),
    ...(answer.assumptions.length > 0
      ? [separator(answer.verdict === 'unknown' ? 'Not known' : 'Taken for granted')]
      : []),
    ...answer.assumptions.map((text) => ({ label: `$(info) ${text}` })),
  ];
}

function separator(label: string): TraceItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function reveal(editor: vscode.TextEditor, { start, end }: Range): void {
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** The edits were made for one version of the text; another is left alone. */
async function makeFix(
  { edit }: TraceAnswer['blockers'][number],
  document: vscode.TextDocument,
): Promise<void> {
  const [change] = edit?.documentChanges ?? [];
  if (!change || !('textDocument' in change)) return;
  if (change.textDocument.version !== null && change.textDocument.version !== document.version) {
    void vscode.window.showInformationMessage('The file has changed meanwhile; ask again for its fix.');
    return;
  }
  const made = new vscode.WorkspaceEdit();
  for (const one of change.edits) {
    if (!('range' in one) || !('newText' in one)) continue;
    const { start, end } = one.range;
    made.replace(
      document.uri,
      new vscode.Range(start.line, start.character, end.line, end.character),
      one.newText,
    );
  }
  await vscode.workspace.applyEdit(made);
}
