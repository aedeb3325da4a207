/** What is known of one key of the settings. Hover, completion and the JSON schema are made from it. */
export interface KeyInfo {
  /** The types that Zappa takes, in the words of JSON schema; the first is the usual one. */
  readonly type: readonly KeyType[];
  /** What it does: one sentence. */
  readonly says: string;
  /** What holds where it is left out: a value that Zappa names, or a word on it. */
  readonly default?: { readonly value: string | number | boolean | null } | { readonly text: string };
  /** What people run into. Every key that touches the network has one. */
  readonly trap?: string;
  /** The only values that are taken. */
  readonly values?: readonly string[];
  /** Keys within a mapping, or within each mapping of a list. */
  readonly keys?: Readonly<Record<string, KeyInfo>>;
  /** The type of the items of a list. */
  readonly items?: KeyType;
  /** The type of every value of a mapping whose keys are the user's own. */
  readonly entries?: KeyType;
  /** A rule of ours reports a wrong value, and so the schema does not. */
  readonly isChecked?: true;
  /** Pages of AWS and places in Zappa. */
  readonly sources: readonly string[];
}

export type KeyType = 'string' | 'boolean' | 'integer' | 'number' | 'array' | 'object' | 'null';

export const AWS_DOCS = 'https://docs.aws.amazon.com/';

/** zappa/cli.py and zappa/core.py are those of 0.63.0. */
export const README = 'https://github.com/zappa/Zappa#advanced-settings';
