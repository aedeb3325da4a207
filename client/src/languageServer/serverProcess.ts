import {
  LanguageClient,
  type LanguageClientOptions,
  type NodeModule,
  TransportKind,
} from 'vscode-languageclient/node';
import { CLIENT_ID, CLIENT_NAME } from './createClient.ts';
import { SERVER_ENVIRONMENT } from './serverEnvironment.ts';

/** The client of a server that runs as a separate process, connected by Node's IPC. */
export function createProcessClient(module: string, options: LanguageClientOptions): LanguageClient {
  const env = SERVER_ENVIRONMENT;
  const run: NodeModule = { module, transport: TransportKind.ipc, options: { env } };
  const debug: NodeModule = { ...run, options: { env, execArgv: ['--nolazy', '--inspect=6009'] } };
  return new LanguageClient(CLIENT_ID, CLIENT_NAME, { run, debug }, options);
}
