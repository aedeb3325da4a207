import * as vscode from 'vscode';
import { type BaseLanguageClient, DocumentDiagnosticRequest, vsdiag } from 'vscode-languageclient';
import {
  COPY_INVENTORY_COMMANDS,
  type InitializationOptions,
  PLAN_SUBNETS_COMMAND,
  SHOW_DRIFT_COMMAND,
  SHOW_MAP_COMMAND,
  SHOW_PAGE_COMMAND,
  SHOW_TRACE_COMMAND,
  SUGGEST_COMMAND,
  TURN_OFF_RULE_COMMAND,
} from '../../../server/src/protocol.ts';
import { documentSelector } from '../documents/documents.ts';
import { schemaLanguages } from '../documents/schemaLanguages.ts';
import { isCfnLintActive, isToolkitActive } from '../otherExtensions/cfnLint.ts';
import { rulePage } from '../rulePages/rulePages.ts';
import type { CreateClient } from './createClient.ts';
import type { TypingFilter } from './typing.ts';

/** Starts the server. Resolves when it is ready. */
export async function startClient(
  createClient: CreateClient,
  log: vscode.LogOutputChannel,
  typing: TypingFilter,
): Promise<BaseLanguageClient> {
  const client = await createClient({
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
        SHOW_DRIFT_COMMAND,
        SHOW_MAP_COMMAND,
        SHOW_PAGE_COMMAND,
        SHOW_TRACE_COMMAND,
        SUGGEST_COMMAND,
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
  });
  await client.start();
  return client;
}

/** Asks the server for the diagnostics of the open documents again. */
export function pullAgain(client: BaseLanguageClient, document: vscode.TextDocument): void {
  const diagnostics = client.getFeature(DocumentDiagnosticRequest.method);
  diagnostics.getProvider(document)?.onDidChangeDiagnosticsEmitter.fire();
}
