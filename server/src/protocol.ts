/** What client and server agree on beyond the Language Server Protocol. Types and names only. */

/** Sent by the client in `initialize`. An editor that sends none of it gets everything that needs none of it. */
export interface InitializationOptions {
  /** The address that shows a rule's page, with `{id}` in place of the rule's id. */
  readonly rulePage?: string;
  /** An extension that runs cfn-lint is active in the editor. */
  readonly isCfnLintActive?: boolean;
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
  readonly parameters?: Readonly<Record<string, string>> | null;
  readonly deferTo?: 'auto' | 'never' | 'always' | null;
}
