import {
  type Connection,
  ErrorCodes,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
} from 'vscode-languageserver';
import { clientFeatures, serverCapabilities } from './client/capabilities.ts';
import { initializationOptions, workspaceFoldersOf } from './client/initialize.ts';
import { normalizeUri } from './client/uris.ts';
import { listenForNotifications, type NotificationsHost } from './notifications.ts';
import { createRequests, refusal } from './requests.ts';
import { createServerParts, type ServerParts } from './serverParts.ts';
import { initialState, type ServerState } from './serverState.ts';
import { asSettings } from './workspace/editorSettings.ts';

/**
 * Serves the Language Server Protocol on a connection until it closes. Contains no knowledge of networks: `handlers/`
 * answers requests by calling `languageService.ts`.
 */
export function startServer(connection: Connection): void {
  const state = initialState();
  const parts = createServerParts(connection, state);
  const { documents, states, invalidation, files } = parts;

  connection.onInitialize((params) => {
    const answer = initialize(params, state, parts);
    // Not earlier: the library registers its own listener for changed folders as soon as a client supports them.
    if (!(answer instanceof ResponseError))
      listenForNotifications(connection, notificationsHost(state, parts));
    return answer;
  });
  connection.onShutdown(() => {
    const refused = refusal(state.phase);
    if (!refused) state.phase = 'shutDown';
    // The library's type does not allow an error here, but its code does.
    return refused as undefined;
  });
  connection.onRequest(
    createRequests({
      session: parts.session,
      phase: () => state.phase,
      documents,
      quiet: parts.quiet,
      configured: () => state.configured,
      onError: parts.fail,
    }),
  );

  documents.onDidOpen(({ document: { uri } }) => lookAtFiles(uri, state, parts));
  documents.onDidSave(({ document: { uri } }) => lookAtFiles(uri, state, parts));
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

function initialize(
  params: InitializeParams,
  state: ServerState,
  parts: ServerParts,
): InitializeResult | ResponseError<never> {
  if (state.phase !== 'uninitialized')
    return new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.');
  state.client = clientFeatures(params.capabilities);
  state.options = initializationOptions(params.initializationOptions);
  setFolders(workspaceFoldersOf(params), state, parts);
  const { isCfnLintActive = false, isToolkitActive = false, isTrusted } = state.options;
  parts.configuration.setOthers({ isCfnLintActive, isToolkitActive });
  parts.configuration.setTrusted(isTrusted !== false);
  state.phase = 'running';
  return { serverInfo: { name: 'VPC Lens' }, capabilities: serverCapabilities(state.client) };
}

/** What each notification changes. */
function notificationsHost(state: ServerState, parts: ServerParts): NotificationsHost {
  const { configuration, invalidation, requests } = parts;
  const readSettingsAnew = () => {
    state.configured = parts.readEditorSettings();
    void state.configured.then(invalidation.invalidateAll);
  };
  return {
    isRunning: () => state.phase === 'running',
    quiet: parts.quiet,
    warn: parts.warn,
    documents: parts.documents,
    initialized() {
      state.configured = parts.readEditorSettings();
      requests.registerFor(state.client);
    },
    settingsChanged(settings) {
      if (!state.client.hasConfiguration)
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
      const kept = state.folders.filter((folder) => !removed.includes(folder));
      setFolders([...new Set([...kept, ...added])], state, parts);
      readSettingsAnew();
    },
    filesChanged: (changes) =>
      parts.files.onDisk(
        changes.map(({ uri, type }) => ({
          path: normalizeUri(uri),
          isCreatedOrDeleted: type !== FileChangeType.Changed,
        })),
      ),
  };
}

function setFolders(
  uris: readonly string[],
  state: ServerState,
  { configuration, templates }: Pick<ServerParts, 'configuration' | 'templates'>,
): void {
  state.folders = uris;
  configuration.setFolders(uris);
  templates.invalidate();
}

/**
 * A client that watches no files sends no notifications, so the files that answers depend on are checked on open and
 * save.
 */
function lookAtFiles(
  uri: string,
  { client }: ServerState,
  { files, stamps, templates }: Pick<ServerParts, 'files' | 'stamps' | 'templates'>,
): void {
  if (client.registersWatchers) return;
  files.onDisk(stamps.changed());
  templates.noteFile(normalizeUri(uri));
}
