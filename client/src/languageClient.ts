import * as vscode from 'vscode';
import {
  DocumentDiagnosticRequest,
  LanguageClient,
  type NodeModule,
  TransportKind,
  vsdiag,
} from 'vscode-languageclient/node';
import {
  COPY_INVENTORY_COMMANDS,
  type InitializationOptions,
  PLAN_SUBNETS_COMMAND,
  SHOW_MAP_COMMAND,
  SHOW_PAGE_COMMAND,
  SHOW_TRACE_COMMAND,
  TURN_OFF_RULE_COMMAND,
} from '../../server/src/protocol.ts';
import { isCfnLintActive, isToolkitActive } from './cfnLint.ts';
import { documentSelector } from './documents.ts';
import { rulePage } from './rulePages.ts';
import { schemaLanguages } from './schemaLanguages.ts';
import type { TypingFilter } from './typing.ts';

/** Starts the server as a separate process, connected by Node's IPC. Resolves when it is ready. */
export async function startClient(
  module: string,
  log: vscode.LogOutputChannel,
  typing: TypingFilter,
): Promise<LanguageClient> {
  const run: NodeModule = { module, transport: TransportKind.ipc };
  const debug: NodeModule = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  // The id is also the prefix of the client's own setting, vpcLens.trace.server.
  const client = new LanguageClient(
    'vpcLens',
    'VPC Lens',
    { run, debug },
    {
      documentSelector,
      // Evaluated at every start, including restarts after a crash.
      initializationOptions: (): InitializationOptions => ({
        rulePage,
        isCfnLintActive: isCfnLintActive(),
        isToolkitActive: isToolkitActive(),
        schemaLanguages: schemaLanguages(),
        canCopy: true,
        isTrusted: vscode.workspace.isTrusted,
        commands: [
          COPY_INVENTORY_COMMANDS,
          PLAN_SUBNETS_COMMAND,
          SHOW_MAP_COMMAND,
          SHOW_PAGE_COMMAND,
          SHOW_TRACE_COMMAND,
          TURN_OFF_RULE_COMMAND,
        ],
      }),
      // A hover may offer these commands, and no other.
      markdown: { isTrusted: { enabledCommands: [COPY_INVENTORY_COMMANDS, SHOW_MAP_COMMAND] } },
      outputChannel: log,
      diagnosticPullOptions: { onChange: true, onSave: true },
      middleware: {
        // The old side of a diff cannot be edited, so its diagnostics are dropped.
        async provideDiagnostics(document, previous, token, next) {
          const { full } = vsdiag.DocumentDiagnosticReportKind;
          const uri = document instanceof vscode.Uri ? document : document.uri;
          if (uri.scheme === 'git') return { kind: full, items: [] };
          const report = await next(document, previous, token);
          return report?.kind === full ? { ...report, items: typing.filter(uri, report.items) } : report;
        },
      },
    },
  );
  await client.start();
  return client;
}

/** Asks the server for the diagnostics of the open documents again. */
export function pullAgain(client: LanguageClient, document: vscode.TextDocument): void {
  const diagnostics = client.getFeature(DocumentDiagnosticRequest.method);
  diagnostics.getProvider(document)?.onDidChangeDiagnosticsEmitter.fire();
}
