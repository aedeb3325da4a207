import * as vscode from 'vscode';
import {
  type BoundTemplate,
  type HostMessage,
  isPageMessage,
  type PageMessage,
} from '../../webview/calculator/messages.ts';
import type { LanguageServer } from '../languageServer.ts';
import { choosePlanFile, exportAs, nameOf, readPlanFile, savePlanAs, writeText } from './files.ts';
import { calculatorHtml, pageOptions } from './page.ts';
import { pickTemplate } from './pickTemplate.ts';
import { rangeOfResource, readTemplate, resourceAt, writeSubnets } from './template.ts';

export interface Start {
  readonly template?: vscode.Uri;
  readonly vpc?: string;
  /** A block to plan in. */
  readonly block?: string;
  /** A plan file to open. */
  readonly plan?: vscode.Uri;
}

/** An open calculator. */
export interface Calculator {
  readonly template: string | undefined;
  readonly panel: vscode.WebviewPanel;
  /** Shows a VPC of the template that the calculator is bound to. */
  show(vpc: string): Promise<void>;
}

/** Milliseconds after a keystroke until the template is read again. */
const PAUSE = 150;

/** Runs the calculator in a panel and handles the page's requests to the extension. */
export function runCalculator(
  panel: vscode.WebviewPanel,
  extension: vscode.Uri,
  server: LanguageServer,
  start: Start,
): Calculator {
  let uri = start.template;
  let template: BoundTemplate | undefined;
  let planFile: vscode.Uri | undefined;
  let timer: NodeJS.Timeout | undefined;
  /** The selection that the page has set, until the user moves it. */
  let revealed: vscode.Selection | undefined;
  const { webview } = panel;
  const tell = (message: HostMessage) => webview.postMessage(message);
  const say = (text: string, failed = false) => tell({ type: 'said', text, failed });

  async function refresh(vpc: string | null): Promise<void> {
    if (!uri) return;
    const read = await readTemplate(server, uri);
    if (!read) return;
    template = read;
    if (vpc !== null) panel.title = `Subnets of ${vpc}`;
    await tell({ type: 'template', template, vpc });
  }

  async function open(file: vscode.Uri): Promise<void> {
    const { name, text } = await readPlanFile(file);
    planFile = file;
    await tell({ type: 'opened', name, text, uri: file.toString() });
  }

  async function begin(): Promise<void> {
    template = uri && (await readTemplate(server, uri));
    await tell({
      type: 'begin',
      vpc: start.vpc ?? null,
      template: template ?? null,
      block: start.block ?? null,
    });
    if (start.plan) await open(start.plan);
  }

  async function save(text: string, as: boolean): Promise<void> {
    const known = as ? undefined : planFile;
    if (known) await writeText(known, text);
    const file = known ?? (await savePlanAs(text));
    if (!file) return;
    planFile = file;
    await tell({ type: 'saved', name: nameOf(file), uri: file.toString() });
  }

  /** Reveals a resource in an editor that shows the template; with `focus` an editor is opened. */
  async function reveal(id: string, focus: boolean): Promise<void> {
    const range = template && rangeOfResource(template, id);
    if (!uri || !range) return;
    const key = uri.toString();
    const shown = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === key);
    if (!focus && !shown) return;
    const editor =
      shown && !focus
        ? shown
        : await vscode.window.showTextDocument(uri, {
            viewColumn: shown?.viewColumn ?? vscode.ViewColumn.Beside,
          });
    revealed = new vscode.Selection(range.start, range.start);
    editor.selection = revealed;
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  async function receive(message: PageMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        return begin();
      case 'reveal':
        return reveal(message.id, message.focus);
      case 'write': {
        if (!uri) return;
        const { type: _, ...request } = message;
        const { text, failed } = await writeSubnets(server, uri, request);
        await refresh(null);
        await say(text, failed);
        return;
      }
      case 'save':
        return save(message.text, message.as);
      case 'export': {
        const file = await exportAs(message.format, message.text);
        if (file) await say(`Written to ${nameOf(file)}.`);
        return;
      }
      case 'copy':
        await vscode.env.clipboard.writeText(message.text);
        await say('Copied.');
        return;
      case 'open': {
        const file = await choosePlanFile();
        if (file) await open(file);
        return;
      }
      case 'pickTemplate': {
        const picked = await pickTemplate(server);
        if (!picked) return;
        uri = picked.uri;
        await refresh(picked.vpc);
        return;
      }
    }
  }

  const isOurs = (document: vscode.TextDocument) =>
    uri !== undefined && document.uri.toString() === uri.toString();
  const disposables = [
    webview.onDidReceiveMessage(async (message: unknown) => {
      if (!isPageMessage(message)) return;
      // Errors of files and the server are shown in the page that made the request.
      await receive(message).catch((error: unknown) => say(sentenceOf(error), true));
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (!isOurs(document)) return;
      clearTimeout(timer);
      timer = setTimeout(() => void refresh(null), PAUSE);
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor: { document, selection }, kind }) => {
      if (!template || kind === undefined || !isOurs(document)) return;
      // A selection that the page has set must not come back to it: by then it may have moved on.
      if (revealed?.isEqual(selection)) return;
      revealed = undefined;
      const id = resourceAt(template, selection.active);
      if (id !== undefined) void tell({ type: 'select', id });
    }),
  ];
  panel.onDidDispose(() => {
    clearTimeout(timer);
    for (const one of disposables) one.dispose();
  });
  webview.options = pageOptions(extension);
  webview.html = calculatorHtml(webview, extension);
  return {
    panel,
    get template() {
      return uri?.toString();
    },
    show: (vpc) => refresh(vpc),
  };
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
