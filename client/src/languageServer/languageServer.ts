import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  CFN_LINT_NOTIFICATION,
  type CfnLintParams,
  TRUST_NOTIFICATION,
  type TrustParams,
} from '../../../server/src/protocol.ts';
import { isCfnLintActive, isToolkitActive, onCfnLintChange } from '../otherExtensions/cfnLint.ts';
import type { CreateClient } from './createClient.ts';
import { createTypingFilter } from './typing.ts';

/** The language server. It is started once and then kept running. */
export class LanguageServer {
  private readonly createClient: CreateClient;
  private readonly log: vscode.LogOutputChannel;
  private readonly changes: readonly vscode.Disposable[];
  private readonly typing = createTypingFilter((document) => this.pullAgain(document));
  private client: Promise<BaseLanguageClient> | undefined;

  constructor(createClient: CreateClient, log: vscode.LogOutputChannel) {
    this.createClient = createClient;
    this.log = log;
    this.changes = [
      this.typing,
      onCfnLintChange(() =>
        this.notify(CFN_LINT_NOTIFICATION, {
          isActive: isCfnLintActive(),
          isToolkitActive: isToolkitActive(),
        }),
      ),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.notify(TRUST_NOTIFICATION, { isTrusted: true })),
    ];
  }

  get isStarted(): boolean {
    return this.client !== undefined;
  }

  /** Starts the server unless it is running. The protocol library is loaded only now, to keep activation fast. */
  start(): void {
    if (this.client) return;
    const begin = Date.now();
    this.client = import('./languageClient.ts').then(({ startClient }) =>
      startClient(this.createClient, this.log, this.typing),
    );
    this.client.then(
      () => this.log.info(`The language server is ready after ${Date.now() - begin} ms.`),
      (error) => this.log.error(`The language server did not start: ${error}`),
    );
  }

  /** Stops the server, if it is running, and starts a new one. */
  async restart(): Promise<void> {
    await this.end();
    this.start();
    await this.client;
  }

  /** Stops the server for good. */
  async stop(): Promise<void> {
    for (const change of this.changes) change.dispose();
    await this.end();
  }

  /** If the client failed to start, there is nothing to stop. */
  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await (await client?.catch(() => undefined))?.dispose();
  }

  /** Sends a request once the server is ready. Rejects if the server was never started. */
  async ask<Answer>(method: string, params: unknown): Promise<Answer> {
    const client = await this.client;
    if (!client) throw new Error('The language server is not running.');
    return client.sendRequest<Answer>(method, params);
  }

  /** As `ask`, about a document: the server knows only open ones, and VS Code closes those that no editor shows. */
  async askAbout<Answer>(document: vscode.Uri, method: string, params: unknown): Promise<Answer> {
    await vscode.workspace.openTextDocument(document);
    return this.ask<Answer>(method, params);
  }

  /** Requests the diagnostics that were held back during typing. */
  private async pullAgain(document: vscode.TextDocument): Promise<void> {
    const client = await this.client?.catch(() => undefined);
    if (client?.isRunning()) (await import('./languageClient.ts')).pullAgain(client, document);
  }

  /** Sends a notification to a running server. A server that starts later reads the state itself. */
  private async notify(method: string, params: CfnLintParams | TrustParams): Promise<void> {
    const client = await this.client?.catch(() => undefined);
    if (client?.isRunning()) await client.sendNotification(method, params);
  }
}
