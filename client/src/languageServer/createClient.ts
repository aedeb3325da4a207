import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';

/** Also the prefix of the client's own setting, vpcLens.trace.server. */
export const CLIENT_ID = 'vpcLens';

export const CLIENT_NAME = 'VPC Lens';

/** Makes the client of a server where the extension runs. Neither is started yet. */
export type CreateClient = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;
