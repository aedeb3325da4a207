import {
  type Connection,
  DocumentDiagnosticReportKind,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type Analysis,
  analyze,
  diagnosticsOf,
  documentSymbols,
  type Finding,
  findingsOf,
  hover,
  quickFixes,
  type RunOptions,
} from '../languageService.ts';
import type { InitializationOptions } from '../protocol.ts';

/** A document as it was understood last. `analysis` is undefined for one that is none of our business. */
interface Understood {
  readonly version: number;
  readonly analysis: Analysis | undefined;
  readonly findings: readonly Finding[];
}

/** Speaks the Language Server Protocol on a connection until it closes. Makes no decisions about networks. */
export function startServer(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  const understood = new Map<string, Understood>();
  let options: InitializationOptions = {};
  let isPulled = false;

  const runOptions: RunOptions = {
    profile: 'recommended',
    severities: {},
    // The rule's name and the error, never the document's content.
    onFailure: (rule, error) => connection.console.error(`Rule ${rule.id} failed: ${String(error)}`),
  };

  connection.onInitialize(({ capabilities, initializationOptions }) => {
    options = (initializationOptions as InitializationOptions | undefined) ?? {};
    isPulled = capabilities.textDocument?.diagnostic !== undefined;
    return {
      serverInfo: { name: 'VPC Lens' },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        ...(isPulled && {
          diagnosticProvider: {
            identifier: 'vpc-lens',
            interFileDependencies: false,
            workspaceDiagnostics: false,
          },
        }),
        hoverProvider: true,
        documentSymbolProvider: true,
        codeActionProvider: { codeActionKinds: ['quickfix'] },
      },
    };
  });

  /** The current version's analysis, made when it is first asked for and kept until the text changes. */
  function understand(document: TextDocument): Understood {
    const known = understood.get(document.uri);
    if (known?.version === document.version) return known;
    const analysis = analyze(document.uri, document.getText(), {}, known?.analysis);
    const findings = analysis ? findingsOf(analysis, runOptions) : [];
    const current = { version: document.version, analysis, findings };
    understood.set(document.uri, current);
    return current;
  }

  function diagnose(document: TextDocument) {
    const { analysis, findings } = understand(document);
    return analysis ? diagnosticsOf(analysis, findings, document.uri, options.rulePage) : [];
  }

  documents.onDidChangeContent(({ document }) => {
    if (isPulled) return;
    const { uri, version } = document;
    void connection.sendDiagnostics({ uri, version, diagnostics: diagnose(document) });
  });
  documents.onDidClose(({ document: { uri } }) => {
    understood.delete(uri);
    if (!isPulled) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });

  connection.languages.diagnostics.on(({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    return { kind: DocumentDiagnosticReportKind.Full, items: document ? diagnose(document) : [] };
  });

  connection.onHover(({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    const analysis = document && understand(document).analysis;
    return analysis ? hover(analysis, document.offsetAt(position)) : null;
  });

  connection.onDocumentSymbol(({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    const analysis = document && understand(document).analysis;
    return analysis ? documentSymbols(analysis) : null;
  });

  connection.onCodeAction(({ textDocument, range, context }) => {
    const document = documents.get(textDocument.uri);
    if (!document) return null;
    const { analysis, findings, version } = understand(document);
    if (!analysis || (context.only && !context.only.some((kind) => 'quickfix'.startsWith(kind)))) return null;
    return quickFixes(analysis, findings, range, { uri: document.uri, version });
  });

  documents.listen(connection);
  connection.listen();
}
