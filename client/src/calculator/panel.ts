import * as vscode from 'vscode';
import { baseName } from '../../../server/src/fileKind.ts';
import {
  type BoundTemplate,
  type CalculatorHostMessage,
  type CalculatorPageMessage,
  isCalculatorPageMessage,
} from '../../webview/calculator/messages.ts';
import { afterPause } from '../documents/afterPause.ts';
import { vscodeRange } from '../documents/editors.ts';
import type { LanguageServer } from '../languageServer/languageServer.ts';
import { onPageMessage, pageHtml, pageOptions } from '../webviewPage.ts';
import { rangeOfResource, resourceAt } from './boundResources.ts';
import { choosePlanFile, exportAs, savePlanAs } from './files.ts';
import { pickTemplate } from './pickTemplate.ts';
import type { PlanDocument } from './planDocument.ts';
import { previewSubnets, readBoundTemplate, writeIntoTemplate } from './template.ts';

export interface Start {
  readonly template?: vscode.Uri;
  readonly vpc?: string;
  /** A block to plan in. */
  readonly block?: string;
  /** The document that the page edits. */
  readonly plan?: PlanDocument;
  /** An unsaved plan to start with. */
  readonly unsaved?: string;
}

/** The dependencies of a calculator. */
export interface CalculatorHost {
  readonly extension: vscode.Uri;
  readonly server: LanguageServer;
  /** Opens another calculator. */
  readonly open: (start: Start) => Promise<void>;
  /** Opens a plan's file in its editor; `template` is the one that it was made for. */
  readonly openPlan: (file: vscode.Uri, template?: vscode.Uri, column?: vscode.ViewColumn) => Promise<void>;
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
export function runCalculator(panel: vscode.WebviewPanel, host: CalculatorHost, start: Start): Calculator {
  const { extension, server } = host;
  const { plan } = start;
  let uri = start.template;
  let template: BoundTemplate | undefined;
  /** True for a plan without a file, which closing the panel would lose. */
  let unsaved: string | undefined;
  /** The selection that the page has set, until the user moves it. */
  let revealed: vscode.Selection | undefined;
  const { webview } = panel;
  const post = (message: CalculatorHostMessage) => webview.postMessage(message);
  const showNotice = (text: string, failed = false) => post({ type: 'notice', text, failed });

  async function refresh(vpc: string | null): Promise<void> {
    if (!uri) return;
    const read = await readBoundTemplate(server, uri);
    if (!read) return;
    template = read;
    if (vpc !== null && !plan) panel.title = vscode.l10n.t('Subnets of {0}', vpc);
    await post({ type: 'template', template, vpc });
  }

  async function showDocument(): Promise<void> {
    if (plan)
      await post({ type: 'document', name: baseName(plan.document.uri.path), text: plan.document.getText() });
  }

  async function begin(): Promise<void> {
    template = uri && (await readBoundTemplate(server, uri));
    await post({
      type: 'begin',
      vpc: start.vpc ?? null,
      template: template ?? null,
      block: start.block ?? null,
      plan: start.unsaved ?? null,
    });
    await showDocument();
  }

  async function save(text: string, as: boolean): Promise<void> {
    if (plan && !as) {
      await plan.write(text);
      if (!(await plan.document.save()))
        throw new Error(`${baseName(plan.document.uri.path)} was not saved.`);
      return;
    }
    const file = await savePlanAs(text);
    if (!file) return;
    unsaved = undefined;
    const column = panel.viewColumn;
    // The plan is now shown in the editor of its file.
    if (!plan) panel.dispose();
    await host.openPlan(file, uri, column);
  }

  /** Reveals a resource in an editor that shows the template. If there is none, it is opened unless `ifShown`. */
  async function reveal(id: string, how: 'ifShown' | 'open' | 'focus'): Promise<void> {
    const found = template && rangeOfResource(template, id);
    if (!uri || !found) return;
    const range = vscodeRange(found);
    const key = uri.toString();
    const shown = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === key);
    if (how === 'ifShown' && !shown) return;
    const editor =
      shown && how !== 'focus'
        ? shown
        : await vscode.window.showTextDocument(uri, {
            viewColumn: shown?.viewColumn ?? vscode.ViewColumn.Beside,
            preserveFocus: how !== 'focus',
          });
    revealed = new vscode.Selection(range.start, range.start);
    editor.selection = revealed;
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  async function write(
    template: vscode.Uri,
    { type: _, ...request }: Extract<CalculatorPageMessage, { type: 'write' }>,
  ): Promise<void> {
    const { text, failed, first } = await writeIntoTemplate(server, template, request);
    await refresh(null);
    await showNotice(text, failed);
    if (first !== undefined) await reveal(first, 'open');
  }

  async function preview(
    template: vscode.Uri,
    { type, ...request }: Extract<CalculatorPageMessage, { type: 'preview' }>,
  ): Promise<void> {
    await post({ type, preview: await previewSubnets(server, template, request) });
  }

  async function receive(message: CalculatorPageMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        return begin();
      case 'reveal':
        return reveal(message.id, message.focus ? 'focus' : 'ifShown');
      case 'write':
        return uri && write(uri, message);
      case 'preview':
        return uri && preview(uri, message);
      case 'changed':
        unsaved = !plan && message.isPlanned ? message.text : undefined;
        return plan?.write(message.text);
      case 'undo':
      case 'redo':
        await vscode.commands.executeCommand(message.type);
        return;
      case 'save':
        return save(message.text, message.as);
      case 'export': {
        const file = await exportAs(message.format, message.text);
        if (file) await showNotice(`Written to ${baseName(file.path)}.`);
        return;
      }
      case 'copy':
        await vscode.env.clipboard.writeText(message.text);
        await showNotice('Copied.');
        return;
      case 'open': {
        const file = await choosePlanFile();
        if (file) await host.openPlan(file, undefined, panel.viewColumn);
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
  const refreshing = afterPause(PAUSE, () => refresh(null));
  const disposables = [
    refreshing,
    onPageMessage(webview, isCalculatorPageMessage, receive, (sentence) => showNotice(sentence, true)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (isOurs(document)) refreshing.soon();
    }),
    ...(plan ? [plan.onForeignChange(() => void showDocument())] : []),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor: { document, selection }, kind }) => {
      if (!template || kind === undefined || !isOurs(document)) return;
      // A selection that the page has set must not be sent back to it: by then it may have another one.
      if (revealed?.isEqual(selection)) return;
      revealed = undefined;
      const id = resourceAt(template, selection.active);
      if (id !== undefined) void post({ type: 'select', id });
    }),
  ];
  panel.onDidDispose(() => {
    for (const one of disposables) one.dispose();
    if (unsaved !== undefined) void offerBack(unsaved, uri, host);
  });
  webview.options = pageOptions(extension);
  webview.html = pageHtml(webview, extension, { file: 'calculator', title: 'Subnet Calculator' });
  return {
    panel,
    get template() {
      return uri?.toString();
    },
    show: (vpc) => refresh(vpc),
  };
}

/** A panel cannot ask before it is closed, as a document can; so the user can get the plan back afterwards. */
async function offerBack(
  text: string,
  template: vscode.Uri | undefined,
  host: Pick<CalculatorHost, 'open' | 'openPlan'>,
): Promise<void> {
  const [save, reopen] = [vscode.l10n.t('Save…'), vscode.l10n.t('Reopen')];
  const wanted = await vscode.window.showWarningMessage(
    vscode.l10n.t('The subnet plan was closed without being saved.'),
    save,
    reopen,
  );
  if (wanted === save) {
    const file = await savePlanAs(text);
    if (file) await host.openPlan(file, template);
  }
  if (wanted === reopen) await host.open({ ...(template && { template }), unsaved: text });
}
