import * as vscode from 'vscode';
import { baseName } from '../../../server/src/fileKind.ts';
import {
  MAP_MERMAID_REQUEST,
  MAP_REACH_REQUEST,
  MAP_REQUEST,
  type MapParams,
  type MapReachAnswer,
  type MapReachParams,
  type MapReply,
  TRACE_REQUEST,
  type Trace,
  type TraceRequest,
} from '../../../server/src/protocol.ts';
import {
  isMapPageMessage,
  type MapFinding,
  type MapHostMessage,
  type MapPageMessage,
  type MapSelection,
} from '../../webview/map/messages.ts';
import { afterPause } from '../documents/afterPause.ts';
import { editorOn } from '../documents/editors.ts';
import { applyFix } from '../reach/traceFix.ts';
import { onPageMessage, pageHtml, pageOptions } from '../webviewPage.ts';
import type { MapHost } from './host.ts';
import { pngBytes, saveBeside } from './save.ts';

/** An open map. */
export interface MapPanel {
  readonly uri: string;
  readonly panel: vscode.WebviewPanel;
  /** Marks a thing by its key, such as a VPC's. */
  show(key: string): void;
}

/** Milliseconds after a keystroke until the map is drawn again. */
const PAUSE = 120;

/** Runs the map of a document in a panel: follows its text and cursor, and handles the page's requests. */
export function runMap(
  panel: vscode.WebviewPanel,
  { extension, server, plan }: MapHost,
  document: vscode.Uri,
  marked: string | undefined,
): MapPanel {
  const uri = document.toString();
  const name = baseName(document.path);
  const { webview } = panel;
  let choice: MapSelection = { scenario: null, unfolded: [] };
  let trace: Trace | undefined;
  /** Which line of the text the page has revealed, until the user moves the cursor. */
  let revealed: number | undefined;
  /** True once some version of the text had a map. */
  let isShown = false;
  /** What to mark as soon as there is a map. */
  let wanted = marked;
  const post = (message: MapHostMessage) => webview.postMessage(message);
  const showNotice = (text: string, failed = false) => post({ type: 'notice', text, failed });
  const params = (): MapParams => ({ textDocument: { uri }, ...choice });

  async function refresh(): Promise<void> {
    const { isBroken, map } = await server.askAbout<MapReply>(document, MAP_REQUEST, params());
    // While a line is typed, most of the picture would disappear and reappear.
    if (isBroken && isShown) {
      await showNotice('The text has a syntax error; the map is of the text before it.');
      return;
    }
    isShown = true;
    await post({ type: 'map', map: map && { ...map, uri, name } });
    const place = wanted === undefined ? undefined : map?.places[wanted]?.own;
    wanted = undefined;
    if (place) await post({ type: 'cursor', line: place.start.line });
  }

  async function postFindings(): Promise<void> {
    const all = vscode.languages.getDiagnostics(document).filter(({ source }) => source === 'VPC Lens');
    await post({ type: 'findings', findings: all.map(findingOf) });
  }

  async function begin(): Promise<void> {
    server.start();
    await refresh();
    await postFindings();
  }

  /** Reveals a line in an editor that shows the document. If there is none, one is opened only to move the focus there. */
  async function reveal(line: number, focus: boolean): Promise<void> {
    const shown = vscode.window.visibleTextEditors.some((one) => one.document.uri.toString() === uri);
    if (!focus && !shown) return;
    const editor = await editorOn(document, !focus);
    const at = new vscode.Position(line, editor.document.lineAt(line).firstNonWhitespaceCharacterIndex);
    revealed = line;
    editor.selection = new vscode.Selection(at, at);
    editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  async function fix(answer: number, number: number): Promise<void> {
    const edit = trace?.answers[answer]?.fixes[number]?.edit;
    if (!edit) return;
    const editor = await editorOn(document, true);
    const isDone = await applyFix({ kind: 'fix', edit, range: undefined }, editor);
    if (isDone) await showNotice('The file is changed; Undo in the editor takes it back.');
    else await showNotice('The file has changed meanwhile; nothing was written.', true);
  }

  async function receive(message: MapPageMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        isShown = false;
        choice = { scenario: message.scenario, unfolded: message.unfolded };
        return begin();
      case 'choose':
        isShown = false;
        choice = { scenario: message.scenario, unfolded: message.unfolded };
        return refresh();
      case 'reveal':
        return reveal(message.line, message.focus);
      case 'reach': {
        const { from } = message;
        const request: MapReachParams = { ...params(), from };
        const answer = await server.askAbout<MapReachAnswer>(document, MAP_REACH_REQUEST, request);
        if ('sentence' in answer) await showNotice(answer.sentence, true);
        else await post({ type: 'reached', from, verdicts: answer.verdicts });
        return;
      }
      case 'ask': {
        const { from, to } = message;
        trace = await server.askAbout<Trace>(document, TRACE_REQUEST, {
          uri,
          from,
          to,
          scenario: choice.scenario,
        } satisfies TraceRequest);
        await post({ type: 'trace', from, to, trace });
        return;
      }
      case 'fix':
        return fix(message.answer, message.fix);
      case 'quickFix':
        await reveal(message.line, true);
        await vscode.commands.executeCommand('editor.action.marker.next');
        await vscode.commands.executeCommand('editor.action.quickFix');
        return;
      case 'save': {
        const { format, text } = message;
        const content = format === 'png' ? pngBytes(text) : text;
        if (content === undefined) return;
        await sayWritten(await saveBeside(document, format, content));
        return;
      }
      case 'mermaid': {
        const chart = await server.askAbout<string | null>(document, MAP_MERMAID_REQUEST, params());
        if (chart === null) return;
        const text = `# Network of ${name}\n\n\`\`\`mermaid\n${chart}\`\`\`\n\n${message.outline}`;
        await sayWritten(await saveBeside(document, 'md', text));
        return;
      }
      case 'calculator':
        return plan(document, message.vpc);
    }
  }

  async function sayWritten(file: vscode.Uri | undefined): Promise<void> {
    if (file) await showNotice(`Written to ${baseName(file.path)}.`);
  }

  const isOurs = (one: vscode.TextDocument) => one.uri.toString() === uri;
  const refreshing = afterPause(PAUSE, refresh);
  const disposables = [
    refreshing,
    onPageMessage(webview, isMapPageMessage, receive, (sentence) => showNotice(sentence, true)),
    vscode.workspace.onDidChangeTextDocument((event) => {
      if (isOurs(event.document) && event.contentChanges.length > 0) refreshing.soon();
    }),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((one) => one.toString() === uri)) void postFindings();
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections, kind }) => {
      if (kind === undefined || !isOurs(textEditor.document)) return;
      const { line } = selections[0]!.active;
      // A selection that the page has set must not be sent back to it: by then it may have another one.
      if (line === revealed) return;
      revealed = undefined;
      void post({ type: 'cursor', line });
    }),
  ];
  panel.onDidDispose(() => {
    for (const one of disposables) one.dispose();
  });

  webview.options = pageOptions(extension);
  webview.html = pageHtml(webview, extension, { file: 'map', title: 'Network Map', drawsPictures: true });
  return {
    uri,
    panel,
    show(key) {
      wanted = key;
      void refresh();
    },
  };
}

const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;

function findingOf({ message, severity, range }: vscode.Diagnostic): MapFinding {
  return { message, severity: SEVERITIES[severity] ?? 'info', line: range.start.line };
}
