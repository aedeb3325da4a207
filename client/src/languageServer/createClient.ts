import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';

/** Also the prefix of the client's own setting, vpcLens.trace.server. */
export const CLIENT_ID = 'vpcLens';

export const CLIENT_NAME = 'VPC Lens';

/** Creates the client of a server for the extension's host, a process or a browser. Neither is started yet. */
export type CreateClient = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;
