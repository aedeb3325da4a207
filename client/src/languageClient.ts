import * as vscode from 'vscode';
import { LanguageClient, type NodeModule, TransportKind, vsdiag } from 'vscode-languageclient/node';
import {
  type InitializationOptions,
  PLAN_SUBNETS_COMMAND,
  SHOW_TRACE_COMMAND,
} from '../../server/src/protocol.ts';
import { isCfnLintActive, isToolkitActive } from './cfnLint.ts';
import { documentSelector } from './documents.ts';
import { rulePage } from './rulePages.ts';
import { schemaLanguages } from './schemaLanguages.ts';

/** Starts the server as a separate process, connected by Node's IPC. Resolves when it is ready. */
export async function startClient(module: string, log: vscode.LogOutputChannel): Promise<LanguageClient> {
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
        commands: [PLAN_SUBNETS_COMMAND, SHOW_TRACE_COMMAND],
      }),
      outputChannel: log,
      diagnosticPullOptions: { onChange: true, onSave: true },
      middleware: {
        // The old side of a diff cannot be edited, so its diagnostics are dropped.
        provideDiagnostics: (document, previous, token, next) =>
          schemeOf(document) === 'git'
            ? { kind: vsdiag.DocumentDiagnosticReportKind.full, items: [] }
            : next(document, previous, token),
      },
    },
  );
  await client.start();
  return client;
}

function schemeOf(document: vscode.TextDocument | vscode.Uri): string {
  return document instanceof vscode.Uri ? document.scheme : document.uri.scheme;
}
