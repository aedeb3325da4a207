import type * as vscode from 'vscode';
import type { LanguageServer } from '../languageServer/languageServer.ts';

/** The dependencies of maps. */
export interface MapHost {
  readonly extension: vscode.Uri;
  readonly server: LanguageServer;
  /** Opens the subnet calculator on a VPC of a document. */
  readonly plan: (document: vscode.Uri, vpc: string) => Promise<void>;
}
