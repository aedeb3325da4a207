import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  FileChangeType,
  RequestType,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { diskAround, noting } from '../files/disk.ts';
import { readText } from '../files/readFile.ts';
import { mayName } from '../files/repository.ts';
import {
  type Analysis,
  analyze,
  codeActions,
  codeLenses,
  completion,
  createWorkspace,
  definition,
  diagnosticsOf,
  documentHighlights,
  documentSymbols,
  type Earlier,
  earlierOf,
  FIX_ALL,
  type Finding,
  findingsOf,
  hover,
  type LensHost,
  type NamedText,
  type OtherTemplate,
  planActions,
  reachNames,
  references,
  SETTINGS_FILE,
  surroundingsOf,
  traceOf,
  type Uses,
  usesNothing,
  vpcsOf,
  writeSubnets,
  ZAPPA_FILES,
} from '../languageService.ts';
import {
  CFN_LINT_NOTIFICATION,
  type CfnLintParams,
  type EditorSettings,
  type InitializationOptions,
  REACH_NAMES_REQUEST,
  type ReachNames,
  type ReachNamesParams,
  TRACE_REQUEST,
  TRUST_NOTIFICATION,
  type Trace,
  type TraceRequest,
  type TrustParams,
  VPCS_REQUEST,
  type VpcsAnswer,
  type VpcsParams,
  WRITE_SUBNETS_REQUEST,
  type WriteSubnetsAnswer,
  type WriteSubnetsParams,
} from '../protocol.ts';
import { addressOf, isPath, uriOf } from './addresses.ts';
import { createConfiguration } from './configuration.ts';
import { settingsDiagnostics } from './settingsDiagnostics.ts';
import { createWorkspaceTemplates } from './workspaceTemplates.ts';

/** Why a question about a document has no answer. */
const NOT_OURS = 'This file is neither a CloudFormation template nor Zappa settings.';

/** Milliseconds between the question for lenses and the work on it. */
const LENS_PAUSE = 100;

/** A document as it was understood last. `analysis` is undefined for one that is none of our business. */
interface Understood {
  readonly version: number;
  readonly analysis: Analysis | undefined;
  readonly findings: readonly Finding[];
  /** The other files that it rests on. */
  readonly uses: Uses;
  /** The paths that were looked at around settings of Zappa. */
  readonly beside: ReadonlySet<string>;
  /** One of those has changed. */
  isStale: boolean;
  /** The editor was told that these have changed. */
  isOutdated: boolean;
}

/** Speaks the Language Server Protocol on a connection until it closes. Makes no decisions about networks. */
export function startServer(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  const understood = new Map<string, Understood>();
  const warn = (message: string) => connection.console.warn(message);
  const configuration = createConfiguration(warn, read);
  let folders: readonly string[] = [];
  const templates = createWorkspaceTemplates({
    folders: openedFolders,
    prepare: (path) => workspace.prepare(path),
    changed: () => checkDependents(),
    log: warn,
  });
  const workspace = createWorkspace({ read, mayRead, templates: templates.current });
  let options: InitializationOptions = {};
  let can = {
    pull: false,
    refresh: false,
    refreshLenses: false,
    configuration: false,
    folders: false,
    watch: false,
    change: false,
    rename: false,
  };
  /** Settles when the editor's settings are known; nothing is checked before that. */
  let configured = Promise.resolve();

  connection.onInitialize(({ capabilities, initializationOptions, workspaceFolders, rootUri }) => {
    const { textDocument, workspace } = capabilities;
    options = (initializationOptions as InitializationOptions | undefined) ?? {};
    can = {
      pull: textDocument?.diagnostic !== undefined,
      refresh: workspace?.diagnostics?.refreshSupport === true,
      refreshLenses: workspace?.codeLens?.refreshSupport === true,
      configuration: workspace?.configuration === true,
      change: workspace?.didChangeConfiguration?.dynamicRegistration === true,
      folders: workspace?.workspaceFolders === true,
      rename: workspace?.workspaceEdit?.resourceOperations?.includes('rename') === true,
      watch: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    };
    setFolders(workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []));
    configuration.setCfnLintActive(options.isCfnLintActive === true);
    configuration.setTrusted(options.isTrusted !== false);
    return {
      serverInfo: { name: 'VPC Lens' },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        ...(can.pull && {
          diagnosticProvider: {
            identifier: 'vpc-lens',
            interFileDependencies: true,
            workspaceDiagnostics: false,
          },
        }),
        hoverProvider: true,
        completionProvider: { triggerCharacters: ['"'] },
        // They answer nothing unless the setting `navigation` is on.
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        documentSymbolProvider: true,
        codeActionProvider: { codeActionKinds: ['quickfix', 'refactor', FIX_ALL] },
        codeLensProvider: {},
      },
    };
  });

  connection.onInitialized(() => {
    configured = readEditorSettings();
    if (can.change) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'vpcLens' });
    }
    if (can.watch) {
      // Settings, parameter files, the templates that others name, and what may lie beside settings of Zappa.
      const globs = ['*.{json,jsonc,yaml,yml,template,cfn}', 'zappa_settings.*'];
      const watchers = globs.map((glob) => ({ globPattern: `**/${glob}` }));
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (can.folders) {
      connection.workspace.onDidChangeWorkspaceFolders(async () => {
        setFolders((await connection.workspace.getWorkspaceFolders())?.map(({ uri }) => uri) ?? []);
        configured = readEditorSettings();
        await configured;
        checkAgain();
      });
    }
  });

  /** An editor that cannot tell its settings is served with those that are known. */
  async function readEditorSettings(): Promise<void> {
    if (!can.configuration) return;
    try {
      const asked = [undefined, ...folders].map((scopeUri) => ({
        section: 'vpcLens',
        ...(scopeUri !== undefined && { scopeUri }),
      }));
      const [settings, ...ofFolders] = await connection.workspace.getConfiguration(asked);
      configuration.setEditor(
        settings,
        new Map(ofFolders.map((one: EditorSettings | null, i: number) => [folders[i]!, one])),
      );
    } catch (error) {
      connection.console.warn(`The editor's settings cannot be read: ${String(error)}`);
    }
  }

  connection.onDidChangeConfiguration(({ settings }) => {
    if (!can.configuration) configuration.setEditor(settings?.vpcLens ?? null);
    configured = readEditorSettings();
    void configured.then(checkAgain);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri, type } of changes) {
      const address = addressOf(uri);
      workspace.forget(address);
      for (const known of understood.values()) if (known.beside.has(address)) known.isStale = true;
      if (type !== FileChangeType.Changed) templates.lookAgain();
    }
    const isSettings = ({ uri }: { uri: string }) =>
      uri.endsWith(`/${SETTINGS_FILE}`) ||
      configuration.isParameterFile(uri) ||
      configuration.isInventory(uri);
    if (changes.some(isSettings)) {
      configuration.forgetFiles();
      checkAgain();
    } else checkDependents();
  });
  connection.onNotification(CFN_LINT_NOTIFICATION, ({ isActive }: CfnLintParams) => {
    configuration.setCfnLintActive(isActive);
    checkAgain();
  });

  connection.onNotification(TRUST_NOTIFICATION, ({ isTrusted }: TrustParams) => {
    configuration.setTrusted(isTrusted);
    checkAgain();
  });

  /** The settings are other than they were: what was found under the old ones is forgotten. */
  function checkAgain(): void {
    understood.clear();
    if (can.refresh) connection.languages.diagnostics.refresh();
    if (can.refreshLenses) void connection.sendRequest('workspace/codeLens/refresh');
    if (!can.pull) for (const document of documents.all()) push(document);
  }

  function setFolders(uris: readonly string[]): void {
    folders = uris;
    configuration.setFolders(uris);
    templates.lookAgain();
  }

  /** As the editor knows it, which refuses edits of another version than it has. */
  function otherTemplate({ path, name, text }: NamedText): OtherTemplate {
    const open = documents.all().find(({ uri }) => addressOf(uri) === path);
    return { uri: open?.uri ?? uriOf(path), version: open?.version ?? null, name, text };
  }

  /** The text that the editor has of a file, else the one on disk; takes what `addressOf` gives. */
  function read(address: string): string | undefined {
    const open = documents.all().find(({ uri }) => addressOf(uri) === address);
    return open ? open.getText() : isPath(address) ? readText(address) : undefined;
  }

  function openedFolders(): readonly string[] {
    return folders.map(addressOf).filter(isPath);
  }

  /** Documents that are no files on disk have a file system of the editor's around them. */
  function mayRead(from: string, address: string): boolean {
    return !isPath(address) || mayName(from, address, openedFolders());
  }

  /** Whether what it rests on outside of the document is as it was. */
  function isCurrent({ isStale, uses }: Understood): boolean {
    return !isStale && workspace.isCurrent(uses);
  }

  /** Other files are other than they were: what rests on these is looked at again, and nothing else. */
  function checkDependents(changed?: TextDocument): void {
    const outdated = documents.all().filter((document) => {
      const known = understood.get(document.uri);
      return document !== changed && known && !known.isOutdated && !isCurrent(known);
    });
    if (outdated.length === 0) return;
    if (can.refreshLenses) void connection.sendRequest('workspace/codeLens/refresh');
    if (!can.pull) outdated.forEach(push);
    else if (can.refresh) connection.languages.diagnostics.refresh();
    // The editor is told once, however long it takes to ask.
    for (const { uri } of can.pull ? outdated : []) understood.get(uri)!.isOutdated = true;
  }

  /** The current version's analysis, made when it is first asked for and kept until the text changes. */
  function understand(document: TextDocument): Understood {
    const known = understood.get(document.uri);
    if (known?.version === document.version && isCurrent(known)) return known;
    const { uri, version } = document;
    const settings = configuration.forDocument(uri);
    const address = addressOf(uri);
    const uses = usesNothing();
    const beside = new Set<string>();
    const options = settings && {
      parameters: settings.values,
      neighbours: workspace.neighboursOf(address, uses),
      surroundings: surroundingsOf(address, noting(diskAround(address, openedFolders()), beside)),
      inventory: settings.answers,
      ...(settings.kind && { kind: settings.kind }),
    };
    const analysis = options && analyze(uri, document.getText(), options, takeEarlier(understood, uri));
    const findings = analysis
      ? findingsOf(analysis, {
          profile: settings.profile ?? 'recommended',
          severities: settings.rules ?? {},
          defersToCfnLint: settings.defersToCfnLint,
          defersToSchema: hasSchema(uri),
          // The rule's name and the error, never the document's content.
          onFailure: (rule, error) =>
            connection.console.error(`The rule ${rule.id} failed: ${String(error)}`),
        })
      : [];
    const current = {
      version,
      analysis,
      findings,
      uses,
      beside,
      isStale: false,
      isOutdated: false,
    };
    understood.set(uri, current);
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

  /** Whether the editor explains and completes the document's keys by the JSON schema that came with us. */
  function hasSchema(uri: string): boolean {
    const language = documents.get(uri)?.languageId ?? '';
    const name = uri.slice(uri.lastIndexOf('/') + 1);
    return options.schemaLanguages?.includes(language) === true && ZAPPA_FILES.includes(name);
  }

  /** What is wrong in settings of our own. */
  function ofSettings(document: TextDocument | undefined) {
    const isChecked = options.schemaLanguages?.includes(document?.languageId ?? '') === true;
    return document && settingsDiagnostics(document.uri, document.getText(), isChecked);
  }

  function push(document: TextDocument): void {
    const { uri, version } = document;
    const { analysis, findings } = understand(document);
    const diagnostics =
      ofSettings(document) ?? (analysis ? diagnosticsOf(analysis, findings, uri, options.rulePage) : []);
    void connection.sendDiagnostics({ uri, version, diagnostics });
  }

  /** The editor's text of a file is another than it was, or no longer counts. */
  function changed(uri: string, document?: TextDocument): void {
    workspace.forget(addressOf(uri));
    if (configuration.isParameterFile(uri)) {
      configuration.forgetFiles();
      checkAgain();
    } else checkDependents(document);
  }

  documents.onDidChangeContent(async ({ document }) => {
    const { version } = document;
    changed(document.uri, document);
    await configured;
    // A newer version has its own turn.
    if (!can.pull && documents.get(document.uri)?.version === version) push(document);
  });
  documents.onDidClose(({ document: { uri } }) => {
    understood.delete(uri);
    changed(uri);
    if (!can.pull) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });

  connection.languages.diagnostics.on(async ({ textDocument: { uri } }) => {
    const current = await open(uri);
    const items =
      ofSettings(documents.get(uri)) ??
      (current ? diagnosticsOf(current.analysis, current.findings, uri, options.rulePage) : []);
    return { kind: DocumentDiagnosticReportKind.Full, items };
  });

  connection.onHover(async ({ textDocument: { uri }, position }) => {
    const current = await open(uri);
    return current
      ? hover(current.analysis, position, { areKeysDescribed: hasSchema(uri), now: Date.now() })
      : null;
  });

  connection.onCompletion(async ({ textDocument: { uri }, position }) => {
    const current = await open(uri);
    const options = { areKeysDescribed: hasSchema(uri), now: Date.now() };
    return current ? [...completion(current.analysis, position, options)] : null;
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
  connection.onRequest(REACH_NAMES_REQUEST, async (params: ReachNamesParams): Promise<ReachNames> => {
    const current = await open(params.uri);
    return current ? reachNames(current.analysis, params) : { sources: [], destinations: [] };
  });

  connection.onCodeAction(async ({ textDocument: { uri }, range, context }) => {
    const current = await open(uri);
    if (!current) return null;
    const { analysis, findings, version } = current;
    const address = addressOf(uri);
    if (findings.some(({ remedies }) => remedies.length > 0)) await templates.found();
    const actions = codeActions(analysis, findings, {
      range,
      only: context.only,
      document: { uri, version },
      canRename: can.rename,
      canCopy: options.canCopy === true,
      templates: (words) => workspace.templatesWith(words, address).map(otherTemplate),
    });
    const wantsPlans = context.only === undefined || context.only.includes('refactor');
    return wantsPlans ? [...actions, ...planActions(analysis, hostOf(uri), range)] : actions;
  });

  connection.onCodeLens(async ({ textDocument: { uri } }, token) => {
    // They can wait, and cost more than all else where many things may talk to each other. While somebody types, each
    // version cancels the question of the one before.
    await new Promise((resolve) => setTimeout(resolve, LENS_PAUSE));
    const current = token.isCancellationRequested ? undefined : await open(uri);
    return current && configuration.showsLenses() ? codeLenses(current.analysis, hostOf(uri)) : null;
  });

  connection.onRequest(
    VPCS_REQUEST,
    async ({ textDocument: { uri } }: VpcsParams): Promise<VpcsAnswer | null> => {
      const current = await open(uri);
      return current ? { version: current.version, vpcs: vpcsOf(current.analysis) } : null;
    },
  );

  connection.onRequest(
    new RequestType<WriteSubnetsParams, WriteSubnetsAnswer, void>(WRITE_SUBNETS_REQUEST),
    async (params): Promise<WriteSubnetsAnswer> => {
      const current = await open(params.textDocument.uri);
      if (!current) return { refused: 'The template is not open.' };
      if (current.version !== params.textDocument.version)
        return { refused: 'The template changed meanwhile.' };
      return writeSubnets(current.analysis, params);
    },
  );

  function hostOf(uri: string): LensHost {
    return { uri, commands: options.commands ?? [] };
  }

  documents.listen(connection);
  connection.listen();
}

/** What the next version can use of the last. The rest, most of the memory, is given up before the next is made. */
function takeEarlier(understood: Map<string, Understood>, uri: string): Earlier | undefined {
  const analysis = understood.get(uri)?.analysis;
  understood.delete(uri);
  return analysis && earlierOf(analysis);
}
