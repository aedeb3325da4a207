export interface CompletionOptions {
  /** True if the editor completes from the file's JSON schema. Only what a schema cannot contain is offered then. */
  readonly areKeysDescribed?: boolean;
  /** The current time in milliseconds since 1970, for the age of an inventory. */
  readonly now?: number;
  /** Another extension completes types, properties and names of templates: what follows from AWS's schemas is left to it. */
  readonly isGeneralElsewhere?: boolean;
  /** The character that was typed; undefined where a person asked. */
  readonly trigger?: string | undefined;
  /** The editor understands snippets: parts of what it inserts can be typed over. */
  readonly hasSnippets?: boolean;
  /** What other templates of the workspace export. */
  readonly exports?: () => readonly ExportedValue[];
  /** The templates of the workspace that have subnets. */
  readonly templates?: () => readonly { readonly name: string; readonly text: string }[];
  /** The outputs of the template at a path from this one. */
  readonly outputs?: (file: string) => readonly OutputValue[];
}

/** An output of a nested template. */
export interface OutputValue {
  readonly name: string;
  /** As of an exported value. */
  readonly gives?: string;
}

/** An export of another template. */
export interface ExportedValue {
  readonly name: string;
  /** The template, as a path from this one. */
  readonly file: string;
  /** The type whose `Ref` it is, or `Type.Attribute`: `AWS::EC2::EIP.AllocationId`. */
  readonly gives?: string;
}
