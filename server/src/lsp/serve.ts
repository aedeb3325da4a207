import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server.ts';

/** Serves in a process. */
export function serve(): void {
  // The transport is chosen by the arguments: --stdio, --node-ipc, --socket or --pipe.
  const connection = createConnection(ProposedFeatures.all);

  // Requests answer with their errors. What fails elsewhere, such as a question that the editor refuses, must not end
  // the server, and Node would end it.
  process.on('unhandledRejection', (error) => connection.console.error(`VPC Lens failed: ${String(error)}`));

  startServer(connection);
}
