import * as vscode from 'vscode';
import { notificationText } from '../../../server/src/escape/notification.ts';
import {
  SHOW_TRACE_COMMAND,
  TRACE_REQUEST,
  type Trace,
  type TraceFix,
  type TraceRequest,
} from '../../../server/src/protocol.ts';
import type { LanguageServer } from '../languageServer.ts';
import { type TraceItem, traceItems, traceTitle } from './traceItems.ts';

/** The command of a code lens: shows the path between two parties with every hop, the blockers and their fixes. */
export function registerShowTrace(server: LanguageServer): vscode.Disposable {
  return vscode.commands.registerCommand(SHOW_TRACE_COMMAND, (request: TraceRequest) =>
    showTrace(server, request),
  );
}

/** Returns when a line is chosen or the list is closed. After a fix the list is shown again, until the path is open. */
export async function showTrace(server: LanguageServer, request: TraceRequest): Promise<void> {
  let trace = await server.ask<Trace>(TRACE_REQUEST, request);
  let note = '';
  for (;;) {
    if (trace.answers.length === 0) {
      void vscode.window.showInformationMessage(notificationText(trace.sentence ?? 'No answer.'));
      return;
    }
    const editor = await editorOn(vscode.Uri.parse(request.uri));
    const chosen = await choose(editor, trace, request, note);
    if (!chosen) return;
    if (!chosen.edit) {
      if (chosen.range) select(editor, chosen.range);
      return;
    }
    const made = await makeFix(chosen.edit, editor);
    if (made === 'failed') return;
    trace = await server.ask<Trace>(TRACE_REQUEST, request);
    note = made === 'outdated' ? 'The file has changed in the meantime. ' : '';
    if (made === 'made' && trace.answers.every(({ verdict }) => verdict === 'reachable')) {
      vscode.window.setStatusBarMessage(`$(pass) ${trace.answers[0]?.summary ?? ''}`, 8000);
      return;
    }
  }
}

/**
 * Shows the list. The editor follows the active line; when the list is closed, the editor returns to its former place.
 */
async function choose(
  editor: vscode.TextEditor,
  trace: Trace,
  request: TraceRequest,
  note: string,
): Promise<TraceItem | undefined> {
  const pick = vscode.window.createQuickPick<TraceItem>();
  const mark = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.rangeHighlightBackground'),
  });
  const [before] = editor.visibleRanges;
  pick.title = traceTitle(trace, request);
  pick.placeholder = `${note}${trace.answers[0]?.summary ?? ''}.`;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  // Proposed API, ignored where it is unknown. Without it VS Code sorts the lines while typing.
  Object.assign(pick, { sortByLabel: false });
  pick.items = traceItems(trace);
  pick.onDidChangeActive(([item]) => {
    editor.setDecorations(mark, item?.range ? [rangeOf(item.range)] : []);
    if (item?.range) reveal(editor, item.range);
  });
  const chosen = await new Promise<TraceItem | undefined>((resolve) => {
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item?.range) resolve(item);
    });
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  });
  pick.dispose();
  mark.dispose();
  if (!chosen && before) editor.revealRange(before, vscode.TextEditorRevealType.AtTop);
  return chosen;
}

/** An editor that shows the document, brought to the front. */
async function editorOn(uri: vscode.Uri): Promise<vscode.TextEditor> {
  const shown = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === uri.toString(),
  );
  const document = shown?.document ?? (await vscode.workspace.openTextDocument(uri));
  const column = shown?.viewColumn;
  return vscode.window.showTextDocument(document, column === undefined ? {} : { viewColumn: column });
}

function rangeOf({ start, end }: NonNullable<TraceFix['range']>): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** Scrolls the range to the middle, unless it is visible below the list. */
function reveal(editor: vscode.TextEditor, place: NonNullable<TraceFix['range']>): void {
  const range = rangeOf(place);
  const [shown] = editor.visibleRanges;
  const isClear =
    shown?.contains(range) && range.start.line > shown.start.line + (shown.end.line - shown.start.line) / 2;
  if (!isClear) editor.revealRange(range, vscode.TextEditorRevealType.InCenter);
}

function select(editor: vscode.TextEditor, place: NonNullable<TraceFix['range']>): void {
  const range = rangeOf(place);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Applies a fix only to the document version that it was made for. */
async function makeFix(
  edit: NonNullable<TraceItem['edit']>,
  editor: vscode.TextEditor,
): Promise<'made' | 'outdated' | 'failed'> {
  const { document } = editor;
  const [change] = edit.documentChanges ?? [];
  if (!change || !('textDocument' in change)) return 'failed';
  if (change.textDocument.version !== document.version) return 'outdated';
  const edits = change.edits.flatMap((one) =>
    'newText' in one ? [new vscode.TextEdit(rangeOf(one.range), one.newText)] : [],
  );
  const made = new vscode.WorkspaceEdit();
  made.set(document.uri, edits);
  if (!(await vscode.workspace.applyEdit(made))) {
    void vscode.window.showWarningMessage('The editor rejected the edit.');
    return 'failed';
  }
  const [first] = edits;
  if (first) select(editor, { start: first.range.start, end: first.range.start });
  return 'made';
}
