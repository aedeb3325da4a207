import { PassThrough } from 'node:stream';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from '../../server/src/lsp/server.ts';

/** A server within this process, and the client's end of the connection to it. Only `exit` needs a process of its own. */
export async function withServerHere(use: (client: MessageConnection) => Promise<void>): Promise<void> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const server = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  );
  startServer(server);
  const client = createMessageConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  client.listen();
  try {
    await use(client);
  } finally {
    // The server's end stays as it is: what it still has to say is said to nobody.
    client.dispose();
  }
}
