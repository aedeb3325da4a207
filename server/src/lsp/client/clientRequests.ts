import {
  type ConfigurationItem,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { ClientFeatures } from './capabilities.ts';

/** Settings, parameter files, nested templates, and files beside Zappa settings. */
const WATCHED = ['**/*.{json,jsonc,yaml,yml,template,cfn}', '**/zappa_settings.*'];

/** The server's requests to its client, which may refuse any of them. */
export function createClientRequests(
  connection: Pick<Connection, 'sendRequest'>,
  onError: (method: string, error: unknown) => void,
) {
  function ask(method: string, params?: object): void {
    connection.sendRequest(method, params).catch((error: unknown) => onError(method, error));
  }

  function register(method: string, registerOptions: object): void {
    ask('client/registerCapability', { registrations: [{ id: method, method, registerOptions }] });
  }

  return {
    refreshDiagnostics: () => ask('workspace/diagnostic/refresh'),
    refreshLenses: () => ask('workspace/codeLens/refresh'),
    refreshHints: () => ask('workspace/inlayHint/refresh'),
    configuration: (items: readonly ConfigurationItem[]): Promise<unknown> =>
      connection.sendRequest('workspace/configuration', { items }),
    /** Resolves to true if the client has applied the edit. */
    async applyEdit(label: string, edit: WorkspaceEdit): Promise<boolean> {
      const answer: unknown = await connection.sendRequest('workspace/applyEdit', { label, edit });
      return (answer as { applied?: unknown } | null)?.applied === true;
    },
    /** Registers for notifications about changes, as far as the client supports it. */
    registerFor({ registersConfiguration, registersWatchers }: ClientFeatures): void {
      if (registersConfiguration) register(DidChangeConfigurationNotification.method, { section: 'vpcLens' });
      if (registersWatchers)
        register(DidChangeWatchedFilesNotification.method, {
          watchers: WATCHED.map((globPattern) => ({ globPattern })),
        });
    },
  };
}
