import type { CancellationToken, WorkspaceEdit } from 'vscode-languageserver';
import type { Analysis, NamedExport, NamedOutput, NamingFile, OtherTemplate } from '../languageService.ts';
import type { InitializationOptions } from '../protocol.ts';
import type { ClientFeatures } from './client/capabilities.ts';
import type { CheckParams } from './client/params.ts';
import type { CheckedState } from './documents/checkState.ts';
import type { DocumentState } from './documents/documentState.ts';
import type { Documents } from './documents/documents.ts';
import type { OtherVersion } from './documents/otherVersions.ts';
import type { Configuration } from './workspace/configuration.ts';
import type { NetworkTests } from './workspace/networkTests.ts';

/** The input of request handlers. */
export interface Session {
  readonly client: ClientFeatures;
  readonly options: InitializationOptions;
  readonly configuration: Configuration;
  readonly documents: Pick<Documents, 'get'>;
  /** The current state of an open document that is checked; undefined for any other. */
  stateOf(uri: string): AnalyzedState | undefined;
  /** As `stateOf` for the newest text, with its findings. */
  checkedStateOf(uri: string): Promise<CheckedState | undefined>;
  /**
   * Another text of an open document, analyzed and checked as the document is; undefined if the document is not
   * checked.
   */
  versionOf(uri: string, text: string): OtherVersion | undefined;
  /** Whether the editor offers hover and completion for the document's keys from our JSON schema. */
  hasSchema(uri: string): boolean;
  /** Resolves when the templates of the workspace are known. */
  templatesFound(): Promise<unknown>;
  /** The templates of the workspace that contain all of the words, with paths relative to the document. */
  templatesWith(words: readonly string[], uri: string): readonly OtherTemplate[];
  /** The exports of the workspace's other templates. */
  exportsFor(uri: string): readonly NamedExport[];
  /** The outputs of the template at a path relative to the document's folder. */
  outputsOf(uri: string, path: string): readonly NamedOutput[];
  /** The URI of a file at a path relative to the document's folder, if the document may read it. */
  fileNamed(uri: string, path: string): string | undefined;
  /** Files other than templates that may refer to a document: tests, SAM's settings, settings files. */
  filesNaming(uri: string): readonly NamingFile[];
  /** The tests in a text, for each file that they are about. */
  runNetworkTests(uri: string, isRun: boolean): ReturnType<NetworkTests['runAll']>;
  /** Requests the client to apply an edit; resolves to true if it did. */
  applyEdit(label: string, edit: WorkspaceEdit): Promise<boolean>;
}

export type AnalyzedState = DocumentState & { readonly analysis: Analysis };

/** The handler of a request of the protocol, or of one of our own. */
export interface RequestHandler {
  /** Checks the parameters before `answer` gets them. */
  readonly check: CheckParams;
  answer(params: never, session: Session, token: CancellationToken): unknown;
}

/** Types a handler: `check` guarantees that the parameters are what `answer` accepts. */
export function requestHandler<P>(
  check: CheckParams,
  answer: (params: P, session: Session, token: CancellationToken) => unknown,
): RequestHandler {
  return { check, answer };
}
