import type { CancellationToken, WorkspaceEdit } from 'vscode-languageserver';
import type { Analysis, NamedExport, NamedOutput, NamingFile, OtherTemplate } from '../languageService.ts';
import type { InitializationOptions } from '../protocol.ts';
import type { ClientFeatures } from './client/capabilities.ts';
import type { CheckParams } from './client/params.ts';
import type { CheckedState, DocumentState } from './documents/documentStates.ts';
import type { Documents } from './documents/documents.ts';
import type { OtherVersion } from './documents/otherVersions.ts';
import type { Configuration } from './workspace/configuration.ts';
import type { NetworkTests } from './workspace/networkTests.ts';

/** What the answers to requests are made from. */
export interface Session {
  readonly client: ClientFeatures;
  readonly options: InitializationOptions;
  readonly configuration: Configuration;
  readonly documents: Pick<Documents, 'get'>;
  /** The state of an open document of ours, as its text and everything around it are now; undefined for any other. */
  stateOf(uri: string): AnalyzedState | undefined;
  /** As `stateOf` of the newest text, with what the rules found in it. */
  checkedStateOf(uri: string): Promise<CheckedState | undefined>;
  /** Another text of an open document, read and checked as the document is; undefined where that is none of ours. */
  versionOf(uri: string, text: string): OtherVersion | undefined;
  /** Whether the editor explains and completes the document's keys by the JSON schema that came with us. */
  hasSchema(uri: string): boolean;
  /** Settles when the templates of the workspace are known. */
  templatesFound(): Promise<unknown>;
  /** The templates of the workspace in which all of the words stand, seen from the document. */
  templatesWith(words: readonly string[], uri: string): readonly OtherTemplate[];
  /** What the other templates of the workspace export. */
  exportsFor(uri: string): readonly NamedExport[];
  /** The outputs of the template that a document names relative to its folder. */
  outputsOf(uri: string, path: string): readonly NamedOutput[];
  /** The address of a file that a document names relative to its folder, where it may read it. */
  fileNamed(uri: string, path: string): string | undefined;
  /** Files that may name a document beside templates: tests, SAM's settings, settings files. */
  filesNaming(uri: string): readonly NamingFile[];
  /** The tests of a text of tests on each file that they are about. */
  runNetworkTests(uri: string, isRun: boolean): ReturnType<NetworkTests['runAll']>;
  /** Asks the client to apply an edit; tells whether it did. */
  applyEdit(label: string, edit: WorkspaceEdit): Promise<boolean>;
}

export type AnalyzedState = DocumentState & { readonly analysis: Analysis };

/** A request of the protocol, or one of our own. */
export interface RequestHandler {
  /** Whether the parameters are what `answer` takes. */
  readonly check: CheckParams;
  answer(params: never, session: Session, token: CancellationToken): unknown;
}

/** `answer` may take the parameters as their type says, once `check` has let them through. */
export function requestHandler<P>(
  check: CheckParams,
  answer: (params: P, session: Session, token: CancellationToken) => unknown,
): RequestHandler {
  return { check, answer };
}
