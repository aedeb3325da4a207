import {
  LanguageClient,
  type LanguageClientOptions,
  type NodeModule,
  TransportKind,
} from 'vscode-languageclient/node';
import { CLIENT_ID, CLIENT_NAME } from './createClient.ts';

/** The client of a server that runs as a separate process, connected by Node's IPC. */
export function createProcessClient(module: string, options: LanguageClientOptions): LanguageClient {
  const run: NodeModule = { module, transport: TransportKind.ipc };
  const debug: NodeModule = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  return new LanguageClient(CLIENT_ID, CLIENT_NAME, { run, debug }, options);
}
