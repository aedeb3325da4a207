import {
  type Connection,
  Disposable,
  type FileEvent,
  type NotificationHandler,
  Range,
  TextDocumentItem,
  VersionedTextDocumentIdentifier,
} from 'vscode-languageserver';
import {
  CFN_LINT_NOTIFICATION,
  type CfnLintParams,
  TRUST_NOTIFICATION,
  type TrustParams,
} from '../protocol.ts';
import { urisOf } from './client/initialize.ts';
import { all, type CheckParams, inDocument, isObject } from './client/params.ts';
import type { Documents } from './documents/documents.ts';
import type { Quiet } from './quiet.ts';
import type { OtherExtensions } from './workspace/configuration.ts';

export interface NotificationsHost {
  /** Notifications are ignored before the server is initialized and after it is shut down. */
  readonly isRunning: () => boolean;
  readonly quiet: Pick<Quiet, 'arrived'>;
  readonly warn: (message: string) => void;
  readonly documents: Pick<Documents, 'listen'>;
  readonly initialized: () => void;
  readonly settingsChanged: (settings: unknown) => void;
  readonly othersChanged: (others: OtherExtensions) => void;
  readonly trustChanged: (isTrusted: boolean) => void;
  readonly foldersChanged: (added: readonly string[], removed: readonly string[]) => void;
  readonly filesChanged: (changes: readonly FileEvent[]) => void;
}

/** Handles the protocol's notifications. One with invalid parameters is ignored as a whole, and logged. */
export function listenForNotifications(connection: Connection, host: NotificationsHost): void {
  function on<P>(method: string, check: CheckParams, handle: NotificationHandler<P>): Disposable {
    return connection.onNotification(method, (params: unknown) => {
      if (!host.isRunning()) return;
      host.quiet.arrived();
      const problem = isObject(params) ? check(params) : 'needs parameters by their names';
      if (problem === undefined) handle(params as P);
      else host.warn(`${method} ${problem}.`);
    });
  }
  const anything: CheckParams = () => undefined;

  connection.onInitialized(() => {
    if (host.isRunning()) host.initialized();
  });
  on<{ settings?: unknown }>('workspace/didChangeConfiguration', anything, ({ settings }) =>
    host.settingsChanged(settings),
  );
  on<{ event?: { added?: unknown; removed?: unknown } }>(
    'workspace/didChangeWorkspaceFolders',
    anything,
    ({ event }) => host.foldersChanged(urisOf(event?.added), urisOf(event?.removed)),
  );
  on<Partial<CfnLintParams>>(CFN_LINT_NOTIFICATION, anything, ({ isActive, isToolkitActive }) =>
    host.othersChanged({ isCfnLintActive: isActive === true, isToolkitActive: isToolkitActive === true }),
  );
  on<Partial<TrustParams>>(TRUST_NOTIFICATION, anything, ({ isTrusted }) =>
    host.trustChanged(isTrusted === true),
  );
  on<{ changes: readonly FileEvent[] }>('workspace/didChangeWatchedFiles', hasChanges, ({ changes }) =>
    host.filesChanged(changes),
  );
  host.documents.listen({
    onDidOpenTextDocument: (handle) => on('textDocument/didOpen', hasText, handle),
    onDidChangeTextDocument: (handle) => on('textDocument/didChange', hasContentChanges, handle),
    onDidSaveTextDocument: (handle) => on('textDocument/didSave', inDocument, handle),
    onDidCloseTextDocument: (handle) => on('textDocument/didClose', inDocument, handle),
    // Not among the server's capabilities, so clients do not send it.
    onWillSaveTextDocument: () => NOTHING,
    onWillSaveTextDocumentWaitUntil: () => NOTHING,
  } satisfies Parameters<Documents['listen']>[0]);
}

const NOTHING = Disposable.create(() => {});

const hasText: CheckParams = ({ textDocument }) =>
  isObject(textDocument) && TextDocumentItem.is(textDocument)
    ? undefined
    : 'needs a textDocument with uri, languageId, version and text';

const hasContentChanges = all(
  ({ textDocument }) =>
    isObject(textDocument) && VersionedTextDocumentIdentifier.is(textDocument)
      ? undefined
      : 'needs a textDocument with uri and version',
  ({ contentChanges }) =>
    Array.isArray(contentChanges) && contentChanges.every(isContentChange)
      ? undefined
      : 'needs contentChanges, each with a text and, unless it is the whole text, a range',
);

function isContentChange(change: unknown): boolean {
  return (
    isObject(change) &&
    typeof change.text === 'string' &&
    (change.range === undefined || Range.is(change.range))
  );
}

const hasChanges: CheckParams = ({ changes }) =>
  Array.isArray(changes) && changes.every((change) => isObject(change) && typeof change.uri === 'string')
    ? undefined
    : 'needs changes, each with a uri and a type';
