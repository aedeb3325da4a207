export interface CompletionOptions {
  /** The editor completes by the JSON schema of the file; then only what the schema cannot know is offered. */
  readonly areKeysDescribed?: boolean;
  /** The time, in milliseconds since 1970, so that the age of an inventory can be told. */
  readonly now?: number;
}
