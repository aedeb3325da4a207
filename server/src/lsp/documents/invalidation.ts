import type { Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ClientFeatures } from '../client/capabilities.ts';
import type { Quiet } from '../quiet.ts';
import type { CheckedState } from './checkState.ts';
import type { DocumentStates } from './documentStates.ts';

export interface InvalidationHost {
  readonly client: () => ClientFeatures;
  readonly documents: () => readonly TextDocument[];
  readonly states: DocumentStates;
  readonly quiet: Pick<Quiet, 'settled'>;
  /** Resolves when the editor's settings are known; nothing is analyzed before that. */
  readonly configured: () => Promise<unknown>;
  readonly diagnosticsOf: (document: TextDocument, state: CheckedState) => readonly Diagnostic[];
  readonly send: (uri: string, version: number | undefined, diagnostics: readonly Diagnostic[]) => void;
  readonly refreshDiagnostics: () => void;
  readonly refreshLenses: () => void;
  readonly refreshHints: () => void;
  readonly onError: (error: unknown) => void;
}

/** Updates the client's diagnostics when they are outdated: by pushing them, or by requesting a refresh. */
export interface Invalidation {
  /** Texts or files have changed: the documents that depend on them are updated, and no others. */
  textsChanged(): void;
  /** The settings have changed: every document is analyzed again. */
  invalidateAll(): void;
  closed(uri: string): void;
}

export function createInvalidation(host: InvalidationHost): Invalidation {
  const { states, quiet } = host;
  /** By document: the revision that was sent last, so that only new results are sent. */
  const sent = new Map<string, number>();
  let isDue = false;
  let isNotifying = false;

  function schedule(): void {
    isDue = true;
    if (!isNotifying) void notifyWhileDue();
  }

  async function notifyWhileDue(): Promise<void> {
    isNotifying = true;
    try {
      while (isDue) {
        await host.configured();
        await quiet.settled();
        isDue = false;
        refreshOutdated();
        if (!host.client().pullsDiagnostics) await sendAll();
      }
    } catch (error) {
      host.onError(error);
    } finally {
      isNotifying = false;
    }
  }

  function refreshOutdated(): void {
    // The client is notified once, however long it takes to request diagnostics. Documents that it edited itself need
    // no notification.
    const outdated = host.documents().filter(({ uri }) => states.takeOutdated(uri));
    if (outdated.length === 0) return;
    const { pullsDiagnostics, refreshesLenses, refreshesHints } = host.client();
    if (refreshesLenses) host.refreshLenses();
    if (refreshesHints) host.refreshHints();
    if (pullsDiagnostics) host.refreshDiagnostics();
  }

  async function sendAll(): Promise<void> {
    for (const document of host.documents()) {
      // Between two documents the client may have closed or edited any of them.
      if (host.documents().includes(document) && (await sendDiagnostics(document))) await quiet.settled();
    }
  }

  /** Returns whether there was something to send. A document that cannot be analyzed does not block the others. */
  async function sendDiagnostics(document: TextDocument): Promise<boolean> {
    const { uri } = document;
    try {
      if (sent.get(uri) === states.stateOf(document).revision) return false;
      const state = await states.checkedStateOf(document);
      // A document that was edited or closed meanwhile is handled in the next round.
      if (!state || !host.documents().includes(document)) return true;
      const { version } = state;
      sent.set(uri, state.revision);
      host.send(uri, version, host.diagnosticsOf(document, state));
    } catch (error) {
      host.onError(error);
    }
    return true;
  }

  return {
    textsChanged: schedule,
    invalidateAll() {
      states.forgetAll();
      if (host.client().pullsDiagnostics) host.refreshDiagnostics();
      if (host.client().refreshesLenses) host.refreshLenses();
      if (host.client().refreshesHints) host.refreshHints();
      schedule();
    },
    closed(uri) {
      const wasSent = sent.delete(uri);
      if (!host.client().pullsDiagnostics && wasSent) host.send(uri, undefined, []);
      schedule();
    },
  };
}
