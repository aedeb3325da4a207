import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { FILES_NOTIFICATION, type FilesParams, type SentFile } from '../protocol.ts';
import { normalizeUri } from './client/uris.ts';
import { startServer } from './server.ts';

/** The part of a dedicated worker's global scope that we use. */
declare const self: { close(): void };

/** The storage of the workspace's files, which the server reads. */
export interface FileSystem {
  readonly putFile: (path: string, bytes: Uint8Array, writtenAt: number) => void;
  readonly remove: (path: string) => void;
}

/** Serves in a browser's worker. The first files decide how others are checked. */
export function serveInWorker(first: readonly SentFile[], fileSystem: FileSystem): void {
  // Workers lack this function. A timer also gives the protocol library a turn.
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
