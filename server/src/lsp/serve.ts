import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server.ts';

/** Serves in a process of its own. */
export function serve(): void {
  // The transport is chosen by the arguments: --stdio, --node-ipc, --socket or --pipe.
  const connection = createConnection(ProposedFeatures.all);

  // Requests return their errors. An error elsewhere, such as a request that the editor refuses, must not end the
  // server, and by default Node would end it.
  process.on('unhandledRejection', (error) => connection.console.error(`VPC Lens failed: ${String(error)}`));

  startServer(connection);
}
