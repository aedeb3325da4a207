import type { Command } from 'vscode-languageserver-types';

export interface CompletionOptions {
  /** True if the editor completes from the file's JSON schema. Then only what a schema cannot contain is offered. */
  readonly areKeysDescribed?: boolean;
  /** The current time in milliseconds since 1970, for the age of an inventory. */
  readonly now?: number;
  /**
   * Another extension completes types, properties and names of templates, so everything that follows from AWS's schemas
   * is left to it.
   */
  readonly isGeneralElsewhere?: boolean;
  /** The trigger character; undefined if a person requested completion. */
  readonly trigger?: string | undefined;
  /** The editor supports snippets, that is, placeholders in inserted text. */
  readonly hasSnippets?: boolean;
  /** The editor's command that opens suggestions. */
  readonly suggest?: Command | undefined;
  /** The exports of other templates in the workspace. */
  readonly exports?: () => readonly ExportedValue[];
  /** The templates of the workspace that have subnets. */
  readonly templates?: () => readonly { readonly name: string; readonly text: string }[];
  /** The outputs of the template at a path relative to this one. */
  readonly outputs?: (file: string) => readonly OutputValue[];
}

/** An output of a nested template. */
export interface OutputValue {
  readonly name: string;
  /** As in `ExportedValue`. */
  readonly gives?: string;
}

/** An export of another template. */
export interface ExportedValue {
  readonly name: string;
  /** The template's path relative to this one. */
  readonly file: string;
  /** The type if the value is its `Ref`, or `Type.Attribute`: `AWS::EC2::EIP.AllocationId`. */
  readonly gives?: string;
}
