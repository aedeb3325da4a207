import type { Connection } from 'vscode-languageserver';
import { mayName } from '../files/repository.ts';
import { createWorkspace, ZAPPA_FILES } from '../languageService.ts';
import { createClientRequests } from './client/clientRequests.ts';
import { encodePositions } from './client/positions.ts';
import { isPath, uriOf } from './client/uris.ts';
import { createSession } from './createSession.ts';
import { createDocumentStates } from './documents/documentStates.ts';
import { createDocuments } from './documents/documents.ts';
import { createInvalidation } from './documents/invalidation.ts';
import { diagnosticsFor } from './handlers/diagnostics.ts';
import { createQuiet } from './quiet.ts';
import { openedFolders, type ServerState } from './serverState.ts';
import { createConfiguration } from './workspace/configuration.ts';
import { createEditorSettings } from './workspace/editorSettings.ts';
import { createFileChanges } from './workspace/fileChanges.ts';
import { createNetworkTests } from './workspace/networkTests.ts';
import { createTimeStamps } from './workspace/timeStamps.ts';
import { createWorkspaceTemplates } from './workspace/workspaceTemplates.ts';

export type ServerParts = ReturnType<typeof createServerParts>;

/**
 * Creates the parts of the server and connects them. Some need each other, so they get functions that are called only
 * when all are there. Each sees `state` as it is at that moment.
 */
export function createServerParts(connection: Connection, state: ServerState) {
  const warn = (message: string) => connection.console.warn(message);
  const fail = (what: string, error: unknown) => connection.console.error(`${what} failed: ${String(error)}`);
  const opened = () => openedFolders(state);
  const requests = createClientRequests(connection, fail);
  const quiet = createQuiet();
  const stamps = createTimeStamps();
  /** A client that watches files sends notifications about them itself. */
  const reading = (path: string) => {
    if (!state.client.registersWatchers) stamps.note(path);
  };
  /** Whether the editor offers hover and completion for the document's keys from our JSON schema. */
  const hasSchema = (uri: string): boolean => {
    const language = documents.get(uri)?.languageId ?? '';
    const name = uri.slice(uri.lastIndexOf('/') + 1);
    return state.options.schemaLanguages?.includes(language) === true && ZAPPA_FILES.includes(name);
  };

  const documents = createDocuments(() => state.client.encoding, reading);
  const configuration = createConfiguration(warn, documents.read, reading, (read) =>
    connection.console.info(read),
  );
  const templates = createWorkspaceTemplates({
    folders: opened,
    prepare: (path) => workspace.prepare(path),
    changed: () => invalidation.textsChanged(),
    quiet,
    log: warn,
  });
  const workspace = createWorkspace({
    read: documents.read,
    // Documents that are not files on disk are in a virtual file system of the editor.
    mayRead: (from, path) => !isPath(path) || mayName(from, path, opened()),
    templates: templates.current,
  });
  const states = createDocumentStates({
    configuration,
    workspace,
    hasSchema,
    openedFolders: opened,
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
      const known = document ? states.stateOf(document) : unopened && states.unkeptStateOf(unopened);
      if (!known?.analysis) return undefined;
      return { analysis: known.analysis, isCurrent: () => !document || states.stateOf(document) === known };
    },
    templates: templates.found,
    quiet,
  });
  const session = createSession({
    state,
    configuration,
    documents,
    states,
    workspace,
    templates,
    networkTests,
    hasSchema,
    applyEdit: requests.applyEdit,
  });
  const invalidation = createInvalidation({
    client: () => state.client,
    documents: documents.all,
    states,
    quiet,
    configured: () => state.configured,
    diagnosticsOf: (document, checked) => diagnosticsFor(document, checked, session),
    send(uri, version, diagnostics) {
      const params = { uri, ...(version !== undefined && { version }), diagnostics };
      const encoded = encodePositions(params, uri, state.client.encoding, documents.found);
      void connection.sendNotification('textDocument/publishDiagnostics', encoded as object);
    },
    refreshDiagnostics: requests.refreshDiagnostics,
    refreshLenses: requests.refreshLenses,
    refreshHints: requests.refreshHints,
    onError: (error) => fail('The analysis of a document', error),
  });
  const files = createFileChanges({
    workspace,
    states,
    templates,
    configuration,
    invalidation,
    quiet,
    onError: (error) => fail('Reading changed files', error),
  });
  const readEditorSettings = createEditorSettings({
    configuration,
    folders: () => state.folders,
    ask: () => (state.client.hasConfiguration ? requests.configuration : undefined),
    changedLate: invalidation.invalidateAll,
    log: warn,
  });
  return {
    warn,
    fail,
    requests,
    quiet,
    stamps,
    documents,
    configuration,
    templates,
    states,
    session,
    invalidation,
    files,
    readEditorSettings,
  };
}
