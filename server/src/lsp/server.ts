import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type Analysis,
  analyze,
  codeActions,
  definition,
  diagnosticsOf,
  documentHighlights,
  documentSymbols,
  FIX_ALL,
  type Finding,
  findingsOf,
  hover,
  reachNames,
  references,
  SETTINGS_FILE,
  traceOf,
} from '../languageService.ts';
import {
  CFN_LINT_NOTIFICATION,
  type CfnLintParams,
  type InitializationOptions,
  REACH_NAMES_REQUEST,
  type ReachNames,
  TRACE_REQUEST,
  type Trace,
  type TraceRequest,
} from '../protocol.ts';
import { createConfiguration } from './configuration.ts';

/** Why a question about a document has no answer. */
const NOT_OURS = 'This file is neither a CloudFormation template nor Zappa settings.';

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
  const configuration = createConfiguration((message) => connection.console.warn(message));
  let options: InitializationOptions = {};
  let can = {
    pull: false,
    refresh: false,
    configuration: false,
    folders: false,
    watch: false,
    change: false,
  };
  /** Settles when the editor's settings are known; nothing is checked before that. */
  let configured = Promise.resolve();

  connection.onInitialize(({ capabilities, initializationOptions, workspaceFolders, rootUri }) => {
    const { textDocument, workspace } = capabilities;
    options = (initializationOptions as InitializationOptions | undefined) ?? {};
    can = {
      pull: textDocument?.diagnostic !== undefined,
      refresh: workspace?.diagnostics?.refreshSupport === true,
      configuration: workspace?.configuration === true,
      change: workspace?.didChangeConfiguration?.dynamicRegistration === true,
      folders: workspace?.workspaceFolders === true,
      watch: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    };
    configuration.setFolders(workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []));
    configuration.setCfnLintActive(options.isCfnLintActive === true);
    return {
      serverInfo: { name: 'VPC Lens' },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        ...(can.pull && {
          diagnosticProvider: {
            identifier: 'vpc-lens',
            interFileDependencies: false,
            workspaceDiagnostics: false,
          },
        }),
        hoverProvider: true,
        // They answer nothing unless the setting `navigation` is on.
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        documentSymbolProvider: true,
        codeActionProvider: { codeActionKinds: ['quickfix', FIX_ALL] },
      },
    };
  });

  connection.onInitialized(() => {
    configured = readEditorSettings();
    if (can.change) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'vpcLens' });
    }
    if (can.watch) {
      const watchers = [{ globPattern: `**/${SETTINGS_FILE}` }];
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (can.folders) {
      connection.workspace.onDidChangeWorkspaceFolders(async () => {
        const folders = await connection.workspace.getWorkspaceFolders();
        configuration.setFolders(folders?.map(({ uri }) => uri) ?? []);
        checkAgain();
      });
    }
  });

  /** An editor that cannot tell its settings is served with those that are known. */
  async function readEditorSettings(): Promise<void> {
    if (!can.configuration) return;
    try {
      configuration.setEditor(await connection.workspace.getConfiguration('vpcLens'));
    } catch (error) {
      connection.console.warn(`The editor's settings cannot be read: ${String(error)}`);
    }
  }

  connection.onDidChangeConfiguration(({ settings }) => {
    if (!can.configuration) configuration.setEditor(settings?.vpcLens ?? null);
    configured = readEditorSettings();
    void configured.then(checkAgain);
  });
  connection.onDidChangeWatchedFiles(() => {
    configuration.forgetFiles();
    checkAgain();
  });
  connection.onNotification(CFN_LINT_NOTIFICATION, ({ isActive }: CfnLintParams) => {
    configuration.setCfnLintActive(isActive);
    checkAgain();
  });

  /** The settings are other than they were: what was found under the old ones is forgotten. */
  function checkAgain(): void {
    understood.clear();
    if (can.refresh) connection.languages.diagnostics.refresh();
    if (!can.pull) for (const document of documents.all()) push(document);
  }

  /** The current version's analysis, made when it is first asked for and kept until the text changes. */
  function understand(document: TextDocument): Understood {
    const known = understood.get(document.uri);
    if (known?.version === document.version) return known;
    const settings = configuration.forDocument(document.uri);
    const analysis = settings && analyze(document.uri, document.getText(), {}, known?.analysis);
    const findings = analysis
      ? findingsOf(analysis, {
          profile: settings.profile ?? 'recommended',
          severities: settings.rules ?? {},
          defersToCfnLint: settings.defersToCfnLint,
          // The rule's name and the error, never the document's content.
          onFailure: (rule, error) =>
            connection.console.error(`The rule ${rule.id} failed: ${String(error)}`),
        })
      : [];
    const current = { version: document.version, analysis, findings };
    understood.set(document.uri, current);
    return current;
  }

  /** An open document of ours; undefined for any other. */
  async function open(uri: string): Promise<(Understood & { analysis: Analysis }) | undefined> {
    await configured;
    const document = documents.get(uri);
    const current = document && understand(document);
    return current?.analysis && { ...current, analysis: current.analysis };
  }

  /** As `open`, while the editor wants its names to lead somewhere; they are left to other extensions otherwise. */
  async function navigable(uri: string): Promise<(Understood & { analysis: Analysis }) | undefined> {
    await configured;
    return configuration.wantsNavigation() ? open(uri) : undefined;
  }

  function push(document: TextDocument): void {
    const { uri, version } = document;
    const { analysis, findings } = understand(document);
    const diagnostics = analysis ? diagnosticsOf(analysis, findings, uri, options.rulePage) : [];
    void connection.sendDiagnostics({ uri, version, diagnostics });
  }

  documents.onDidChangeContent(async ({ document }) => {
    if (can.pull) return;
    const { version } = document;
    await configured;
    // A newer version has its own turn.
    if (documents.get(document.uri)?.version === version) push(document);
  });
  documents.onDidClose(({ document: { uri } }) => {
    understood.delete(uri);
    if (!can.pull) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });

  connection.languages.diagnostics.on(async ({ textDocument: { uri } }) => {
    const current = await open(uri);
    const items = current ? diagnosticsOf(current.analysis, current.findings, uri, options.rulePage) : [];
    return { kind: DocumentDiagnosticReportKind.Full, items };
  });

  connection.onHover(async ({ textDocument: { uri }, position }) => {
    const current = await open(uri);
    return current ? hover(current.analysis, position) : null;
  });

  connection.onDefinition(async ({ textDocument: { uri }, position }) => {
    const current = await navigable(uri);
    return current ? definition(current.analysis, position).map((range) => ({ uri, range })) : null;
  });

  connection.onReferences(async ({ textDocument: { uri }, position, context }) => {
    const current = await navigable(uri);
    const ranges = current && references(current.analysis, position, context.includeDeclaration);
    return ranges?.map((range) => ({ uri, range })) ?? null;
  });

  connection.onDocumentHighlight(async ({ textDocument: { uri }, position }) => {
    const current = await navigable(uri);
    return current ? documentHighlights(current.analysis, position) : null;
  });

  connection.onDocumentSymbol(async ({ textDocument: { uri } }) => {
    const current = await open(uri);
    return current ? documentSymbols(current.analysis) : null;
  });

  connection.onRequest(TRACE_REQUEST, async (request: TraceRequest): Promise<Trace> => {
    const current = await open(request.uri);
    if (!current) return { sentence: NOT_OURS, answers: [] };
    return traceOf(current.analysis, request, { uri: request.uri, version: current.version });
  });
  connection.onRequest(REACH_NAMES_REQUEST, async ({ uri }: { uri: string }): Promise<ReachNames> => {
    const current = await open(uri);
    return current ? reachNames(current.analysis) : { sources: [], destinations: [] };
  });

  connection.onCodeAction(async ({ textDocument: { uri }, range, context }) => {
    const current = await open(uri);
    if (!current) return null;
    const { analysis, findings, version } = current;
    return codeActions(analysis, findings, { range, only: context.only, document: { uri, version } });
  });

  documents.listen(connection);
  connection.listen();
}
