import {
  type Connection,
  ErrorCodes,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
} from 'vscode-languageserver';
import { mayName } from '../files/repository.ts';
import { createWorkspace, ZAPPA_FILES } from '../languageService.ts';
import { clientFeatures, serverCapabilities } from './client/capabilities.ts';
import { createClientRequests } from './client/clientRequests.ts';
import { initializationOptions, workspaceFoldersOf } from './client/initialize.ts';
import { encodePositions } from './client/positions.ts';
import { isPath, normalizeUri, uriOf } from './client/uris.ts';
import { createSession } from './createSession.ts';
import { createDocumentStates } from './documents/documentStates.ts';
import { createDocuments } from './documents/documents.ts';
import { createInvalidation } from './documents/invalidation.ts';
import { diagnosticsFor } from './handlers/diagnostics.ts';
import { listenForNotifications } from './notifications.ts';
import { createQuiet } from './quiet.ts';
import { createRequests, type Phase, refusal } from './requests.ts';
import { createConfiguration } from './workspace/configuration.ts';
import { asSettings, createEditorSettings } from './workspace/editorSettings.ts';
import { createFileChanges } from './workspace/fileChanges.ts';
import { createNetworkTests } from './workspace/networkTests.ts';
import { createTimeStamps } from './workspace/timeStamps.ts';
import { createWorkspaceTemplates } from './workspace/workspaceTemplates.ts';

/** Serves the Language Server Protocol on a connection until it closes. Contains no knowledge of networks. */
export function startServer(connection: Connection): void {
  let phase: Phase = 'uninitialized';
  let client = clientFeatures(undefined);
  let options = initializationOptions(undefined);
  let folders: readonly string[] = [];
  /** Resolves when the editor's settings are known; nothing is analyzed before that. */
  let configured: Promise<unknown> = Promise.resolve();

  const warn = (message: string) => connection.console.warn(message);
  const fail = (what: string, error: unknown) => connection.console.error(`${what} failed: ${String(error)}`);
  const requests = createClientRequests(connection, fail);

  const quiet = createQuiet();
  const stamps = createTimeStamps();
  /** A client that watches files sends notifications about them itself. */
  const reading = (path: string) => {
    if (!client.registersWatchers) stamps.note(path);
  };
  const documents = createDocuments(() => client.encoding, reading);
  const configuration = createConfiguration(warn, documents.read, reading, (read) =>
    connection.console.info(read),
  );
  const templates = createWorkspaceTemplates({
    folders: openedFolders,
    prepare: (path) => workspace.prepare(path),
    changed: () => invalidation.textsChanged(),
    log: warn,
  });
  const workspace = createWorkspace({ read: documents.read, mayRead, templates: templates.current });
  const states = createDocumentStates({
    configuration,
    workspace,
    hasSchema,
    openedFolders,
    reading,
    networkTests: {
      suitesOf: (uri) => networkTests.suitesOf(uri),
      mistakesIn: (...asked) => networkTests.mistakesIn(...asked),
    },
    quiet,
    // The rule's name and the error, never the document's content.
    onFailure: (rule, error) => fail(`The rule ${rule}`, error),
  });
  const networkTests = createNetworkTests({
    documents,
    configuration,
    analysisAt(path) {
      const document = documents.at(path);
      const unopened = document ? undefined : documents.found(uriOf(path));
      const state = document ? states.stateOf(document) : unopened && states.unkeptStateOf(unopened);
      if (!state?.analysis) return undefined;
      return { analysis: state.analysis, isCurrent: () => !document || states.stateOf(document) === state };
    },
    templates: templates.found,
    quiet,
  });
  const invalidation = createInvalidation({
    client: () => client,
    documents: documents.all,
    states,
    quiet,
    configured: () => configured,
    diagnosticsOf: (document, state) => diagnosticsFor(document, state, session),
    send: (uri, version, diagnostics) =>
      void connection.sendNotification(
        'textDocument/publishDiagnostics',
        encodePositions(
          { uri, ...(version !== undefined && { version }), diagnostics },
          uri,
          client.encoding,
          documents.found,
        ) as object,
      ),
    refreshDiagnostics: requests.refreshDiagnostics,
    refreshLenses: requests.refreshLenses,
    refreshHints: requests.refreshHints,
    onError: (error) => fail('The analysis of a document', error),
  });
  const files = createFileChanges({ workspace, states, templates, configuration, invalidation });
  const readEditorSettings = createEditorSettings({
    configuration,
    folders: () => folders,
    ask: () => (client.hasConfiguration ? requests.configuration : undefined),
    changedLate: invalidation.invalidateAll,
    log: warn,
  });

  const session = createSession({
    client: () => client,
    options: () => options,
    folders: () => folders,
    configuration,
    documents,
    states,
    workspace,
    templates,
    networkTests,
    hasSchema,
    applyEdit: requests.applyEdit,
  });

  /** Whether the editor offers hover and completion for the document's keys from our JSON schema. */
  function hasSchema(uri: string): boolean {
    const language = documents.get(uri)?.languageId ?? '';
    const name = uri.slice(uri.lastIndexOf('/') + 1);
    return options.schemaLanguages?.includes(language) === true && ZAPPA_FILES.includes(name);
  }

  function openedFolders(): readonly string[] {
    return folders.map(normalizeUri).filter(isPath);
  }

  /** Documents that are not files on disk are in a virtual file system of the editor. */
  function mayRead(from: string, path: string): boolean {
    return !isPath(path) || mayName(from, path, openedFolders());
  }

  function setFolders(uris: readonly string[]): void {
    folders = uris;
    configuration.setFolders(uris);
    templates.invalidate();
  }

  function readSettingsAnew(): void {
    configured = readEditorSettings();
    void configured.then(invalidation.invalidateAll);
  }

  /**
   * A client that watches no files sends no notifications, so the files that answers depend on are checked on open and
   * save.
   */
  function lookAtFiles(uri: string): void {
    if (client.registersWatchers) return;
    files.onDisk(stamps.changed());
    templates.noteFile(normalizeUri(uri));
  }

  function listen(): void {
    listenForNotifications(connection, {
      isRunning: () => phase === 'running',
      quiet,
      warn,
      documents,
      initialized() {
        configured = readEditorSettings();
        requests.registerFor(client);
      },
      settingsChanged(settings) {
        if (!client.hasConfiguration)
          configuration.setEditor(asSettings(asSettings(settings)?.['vpcLens' as never]));
        readSettingsAnew();
      },
      othersChanged(others) {
        configuration.setOthers(others);
        invalidation.invalidateAll();
      },
      trustChanged(isTrusted) {
        configuration.setTrusted(isTrusted);
        invalidation.invalidateAll();
      },
      foldersChanged(added, removed) {
        setFolders([...new Set([...folders.filter((folder) => !removed.includes(folder)), ...added])]);
        readSettingsAnew();
      },
      filesChanged: (changes) =>
        files.onDisk(
          changes.map(({ uri, type }) => ({
            path: normalizeUri(uri),
            isCreatedOrDeleted: type !== FileChangeType.Changed,
          })),
        ),
    });
  }

  connection.onInitialize((params: InitializeParams): InitializeResult | ResponseError<never> => {
    if (phase !== 'uninitialized')
      return new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.');
    client = clientFeatures(params.capabilities);
    options = initializationOptions(params.initializationOptions);
    setFolders(workspaceFoldersOf(params));
    const { isCfnLintActive = false, isToolkitActive = false } = options;
    configuration.setOthers({ isCfnLintActive, isToolkitActive });
    configuration.setTrusted(options.isTrusted !== false);
    phase = 'running';
    // Not earlier: the library registers its own listener for changed folders as soon as a client supports them.
    listen();
    return { serverInfo: { name: 'VPC Lens' }, capabilities: serverCapabilities(client) };
  });
  connection.onShutdown(() => {
    const refused = refusal(phase);
    if (!refused) phase = 'shutDown';
    // The library's type does not allow an error here, but its code does.
    return refused as undefined;
  });
  connection.onRequest(
    createRequests({
      session,
      phase: () => phase,
      documents,
      quiet,
      configured: () => configured,
      onError: fail,
    }),
  );

  documents.onDidOpen(({ document: { uri } }) => lookAtFiles(uri));
  documents.onDidSave(({ document: { uri } }) => lookAtFiles(uri));
  documents.onDidChangeContent(({ document: { uri } }) => {
    states.edited(uri);
    files.inClient(normalizeUri(uri));
  });
  documents.onDidClose(({ document: { uri } }) => {
    states.forget(uri);
    invalidation.closed(uri);
    files.inClient(normalizeUri(uri));
  });

  connection.listen();
}
