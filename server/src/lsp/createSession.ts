import type { Workspace } from '../languageService.ts';
import { isPath, normalizeUri, uriOf } from './client/uris.ts';
import type { DocumentStates } from './documents/documentStates.ts';
import type { Documents } from './documents/documents.ts';
import type { ServerState } from './serverState.ts';
import type { AnalyzedState, Session } from './session.ts';
import { namingFiles } from './workspace/namingFiles.ts';
import type { NetworkTests } from './workspace/networkTests.ts';
import type { WorkspaceTemplates } from './workspace/workspaceTemplates.ts';

/** The parts of the server that answer a session's questions. */
interface SessionParts extends Pick<Session, 'configuration' | 'hasSchema' | 'applyEdit'> {
  readonly state: Pick<ServerState, 'client' | 'options' | 'folders'>;
  readonly documents: Documents;
  readonly states: DocumentStates;
  readonly workspace: Workspace;
  readonly templates: WorkspaceTemplates;
  readonly networkTests: NetworkTests;
}

/** Answers a session's questions from the parts of the server, always as they are at that moment. */
export function createSession({
  state: server,
  configuration,
  documents,
  states,
  workspace,
  templates,
  networkTests,
  hasSchema,
  applyEdit,
}: SessionParts): Session {
  return {
    get client() {
      return server.client;
    },
    get options() {
      return server.options;
    },
    configuration,
    documents,
    stateOf(uri) {
      const document = documents.get(uri);
      const state = document && states.stateOf(document);
      return state?.analysis && (state as AnalyzedState);
    },
    async checkedStateOf(uri) {
      // Edits in between restart the check; what was found until then can be reused.
      for (let document = documents.get(uri); document; document = documents.get(uri)) {
        const state = await states.checkedStateOf(document);
        if (state) return state;
      }
      return undefined;
    },
    versionOf(uri, text) {
      const document = documents.get(uri);
      return document && states.versionOf(document, text);
    },
    hasSchema,
    templatesFound: templates.found,
    templatesWith: (words, uri) =>
      workspace.templatesWith(words, normalizeUri(uri)).map(({ path, name, text }) => {
        // With the editor's version, since it refuses edits of another version.
        const open = documents.at(path);
        return { uri: open?.uri ?? uriOf(path), version: open?.version ?? null, name, text };
      }),
    outputsOf: (uri, path) => workspace.outputsOf(normalizeUri(uri), path),
    exportsFor: (uri) => workspace.exportsFor(normalizeUri(uri)),
    fileNamed(uri, path) {
      const found = workspace.namedBy(normalizeUri(uri), path);
      return found === undefined
        ? undefined
        : (documents.at(found)?.uri ?? (isPath(found) ? uriOf(found) : found));
    },
    filesNaming: (uri) => namingFiles(uri, server.folders.map(normalizeUri), documents),
    runNetworkTests: networkTests.runAll,
    applyEdit,
  };
}
