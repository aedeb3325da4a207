/** What client and server agree on beyond the Language Server Protocol. Types and names only. */
import type { Range, WorkspaceEdit } from 'vscode-languageserver-types';

/** Sent by the client in `initialize`. An editor that sends none of it gets everything that needs none of it. */
export interface InitializationOptions {
  /** The address that shows a rule's page, with `{id}` in place of the rule's id. */
  readonly rulePage?: string;
  /** An extension that runs cfn-lint is active in the editor. */
  readonly isCfnLintActive?: boolean;
  /** Languages whose settings files of Zappa the editor explains and completes by the JSON schema. */
  readonly schemaLanguages?: readonly string[];
  /** The client has the command `COPY_COMMAND`. */
  readonly canCopy?: boolean;
}

/** The client's command that copies a text; its one argument is `CopyParams`. */
export const COPY_COMMAND = 'vpcLens.copy';

export interface CopyParams {
  readonly text: string;
  /** Said once it is copied. */
  readonly told: string;
}

/** From the client, when an extension that runs cfn-lint appears or goes. */
export const CFN_LINT_NOTIFICATION = 'vpcLens/cfnLint';

export interface CfnLintParams {
  readonly isActive: boolean;
}

/** The editor's settings below `vpcLens`, as `workspace/configuration` answers them. */
export interface EditorSettings {
  readonly profile?: string | null;
  readonly rules?: Readonly<Record<string, string>> | null;
  readonly exclude?: readonly string[] | null;
  readonly parameters?: Readonly<Record<string, unknown>> | null;
  /** By a glob of templates, relative to the workspace folder, as the files are. */
  readonly parameterFiles?: Readonly<Record<string, unknown>> | null;
  readonly zappa?: { readonly files?: readonly string[] | null } | null;
  /** A file or folder, relative to the workspace folder. */
  readonly inventory?: string | null;
  readonly deferTo?: 'auto' | 'never' | 'always' | null;
  /** Whether names in templates lead to their declarations and uses; off, that is left to other extensions. */
  readonly navigation?: boolean | null;
}

// ---- Reachability

/** The client's command that shows a trace; its one argument is a `TraceRequest`. */
export const SHOW_TRACE_COMMAND = 'vpcLens.showTrace';

/** From the client: can it get there? Answered by a `Trace`. */
export const TRACE_REQUEST = 'vpcLens/trace';

export interface TraceRequest {
  readonly uri: string;
  /** A logical id, a Zappa stage, an address or block, or `internet`. */
  readonly from: string;
  /** The same, or a service of AWS. */
  readonly to: string;
  readonly protocol?: 'tcp' | 'udp' | 'icmp';
  readonly port?: number;
}

export interface Trace {
  /** Why there is no answer. */
  readonly sentence?: string;
  /** One for each way in which the conditions of the template change the answer. */
  readonly answers: readonly TraceAnswer[];
}

export interface TraceAnswer {
  readonly title: string;
  readonly verdict: 'reachable' | 'partial' | 'blocked' | 'unknown';
  readonly summary: string;
  readonly hops: readonly TraceHop[];
  readonly blockers: readonly TraceBlocker[];
  readonly assumptions: readonly string[];
}

export interface TraceHop {
  readonly label: string;
  readonly text: string;
  readonly allows: boolean;
  readonly range: Range;
}

export interface TraceBlocker {
  readonly message: string;
  /** AWS's own name for the case. */
  readonly code: string | null;
  readonly range: Range;
  readonly fix: string;
  /** Absent where it takes more than an edit. */
  readonly edit?: WorkspaceEdit;
}

/** From the client: what can be asked about in a document. Answered by `ReachNames`. */
export const REACH_NAMES_REQUEST = 'vpcLens/reachNames';

export interface ReachNames {
  /** The likeliest first. */
  readonly sources: readonly ReachName[];
  readonly destinations: readonly ReachName[];
}

export interface ReachName {
  readonly name: string;
  /** What it is: "function", "database, tcp 5432". */
  readonly what: string;
}
