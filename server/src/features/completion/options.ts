export interface CompletionOptions {
  /** True if the editor completes from the file's JSON schema. Only what a schema cannot contain is offered then. */
  readonly areKeysDescribed?: boolean;
  /** The current time in milliseconds since 1970, for the age of an inventory. */
  readonly now?: number;
}
