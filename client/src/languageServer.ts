import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  CFN_LINT_NOTIFICATION,
  type CfnLintParams,
  TRUST_NOTIFICATION,
  type TrustParams,
} from '../../server/src/protocol.ts';
import { onCfnLintChange } from './cfnLint.ts';

/** The language server's process: not started, or started once and then kept running. */
export class LanguageServer {
  private readonly module: string;
  private readonly log: vscode.LogOutputChannel;
  private readonly changes: readonly vscode.Disposable[];
  private client: Promise<LanguageClient> | undefined;

  /** `module` is the path of the bundled server. */
  constructor(module: string, log: vscode.LogOutputChannel) {
    this.module = module;
    this.log = log;
    this.changes = [
      onCfnLintChange((isActive) => this.tell(CFN_LINT_NOTIFICATION, { isActive })),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.tell(TRUST_NOTIFICATION, { isTrusted: true })),
    ];
  }

  get isStarted(): boolean {
    return this.client !== undefined;
  }

  /** Starts it, unless it was started. The protocol library is loaded only now, to keep activation cheap. */
  start(): void {
    if (this.client) return;
    const begin = Date.now();
    this.client = import('./languageClient.ts').then(({ startClient }) => startClient(this.module, this.log));
    this.client.then(
      () => this.log.info(`The language server is ready after ${Date.now() - begin} ms.`),
      (error) => this.log.error(`The language server did not start: ${error}`),
    );
  }

  /** Ends the process and starts another; one that was not running is started. */
  async restart(): Promise<void> {
    await this.end();
    this.start();
    await this.client;
  }

  /** Ends it for good. */
  async stop(): Promise<void> {
    for (const change of this.changes) change.dispose();
    await this.end();
  }

  /** A client that never came up has nothing to end. */
  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await (await client?.catch(() => undefined))?.dispose();
  }

  /** Asks the server, once it is ready; fails where it was never started. */
  async ask<Answer>(method: string, params: unknown): Promise<Answer> {
    const client = await this.client;
    if (!client) throw new Error('The language server does not run.');
    return client.sendRequest<Answer>(method, params);
  }

  /** A message for a server that runs; one that is started later asks for itself. */
  private async tell(method: string, params: CfnLintParams | TrustParams): Promise<void> {
    const client = await this.client?.catch(() => undefined);
    if (client?.isRunning()) await client.sendNotification(method, params);
  }
}
