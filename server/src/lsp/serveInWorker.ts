import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { FILES_NOTIFICATION, type FilesParams, type SentFile } from '../protocol.ts';
import { normalizeUri } from './client/uris.ts';
import { startServer } from './server.ts';

/** What we use of the scope of a dedicated worker. */
declare const self: { close(): void };

/** Where the files of the workspace are put, for the server to read. */
export interface FileSystem {
  readonly putFile: (path: string, bytes: Uint8Array, writtenAt: number) => void;
  readonly remove: (path: string) => void;
}

/** Serves in a worker of a browser. The first files decide how others are checked. */
export function serveInWorker(first: readonly SentFile[], fileSystem: FileSystem): void {
  // A worker has no such function. A timer is the next turn for the protocol library too.
  globalThis.setImmediate ??= ((next: () => void) => setTimeout(next, 0)) as unknown as typeof setImmediate;
  take(first, fileSystem);
  const scope = self as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
  const connection = createConnection(
    ProposedFeatures.all,
    new BrowserMessageReader(scope),
    new BrowserMessageWriter(scope),
  );
  connection.onNotification(FILES_NOTIFICATION, ({ files }: FilesParams) => take(files, fileSystem));
  connection.onExit(() => self.close());
  startServer(connection);
}

function take(files: readonly SentFile[], { putFile, remove }: FileSystem): void {
  for (const { uri, content } of files) {
    const path = normalizeUri(uri);
    if (content) putFile(path, content.bytes, content.writtenAt);
    else remove(path);
  }
}
