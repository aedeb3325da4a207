import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { putFile, remove } from '../browser/fileSystem.ts';
import { FILES_NOTIFICATION, type FilesParams } from '../protocol.ts';
import { normalizeUri } from './client/uris.ts';
import { startServer } from './server.ts';

/** What we use of the scope of a dedicated worker. */
declare const self: {
  onmessage: ((event: { readonly data: FilesParams }) => void) | null;
  close(): void;
};

// A worker has no such function. A timer is the next turn for the protocol library too.
globalThis.setImmediate ??= ((next: () => void) => setTimeout(next, 0)) as unknown as typeof setImmediate;

// The first message has the files that decide how others are checked; everything after it is the protocol.
self.onmessage = ({ data }) => {
  take(data);
  const scope = self as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
  const connection = createConnection(
    ProposedFeatures.all,
    new BrowserMessageReader(scope),
    new BrowserMessageWriter(scope),
  );
  connection.onNotification(FILES_NOTIFICATION, take);
  connection.onExit(() => self.close());
  startServer(connection);
};

function take({ files }: FilesParams): void {
  for (const { uri, content } of files) {
    const path = normalizeUri(uri);
    if (content) putFile(path, content.bytes, content.writtenAt);
    else remove(path);
  }
}
