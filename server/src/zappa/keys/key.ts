/** Documentation of one key of the settings: the source for hover, completion and the JSON schema. */
export interface KeyInfo {
  /** The types that Zappa accepts, in the terms of JSON schema; the first is the usual one. */
  readonly type: readonly KeyType[];
  /** What it does: one sentence. */
  readonly description: string;
  /** The default: a value of Zappa's, or a description of it. */
  readonly default?: { readonly value: string | number | boolean | null } | { readonly text: string };
  /** A common mistake with this key. Every network key has one. */
  readonly pitfall?: string;
  /** The only accepted values. */
  readonly values?: readonly string[];
  /** Keys of the mapping, or of each mapping in the list. */
  readonly keys?: Readonly<Record<string, KeyInfo>>;
  /** The type of a list's items. */
  readonly items?: KeyType;
  /** The type of the values of a mapping whose keys are chosen by the user. */
  readonly entries?: KeyType;
  /** A rule of ours reports wrong values, so the schema does not. */
  readonly isChecked?: true;
  /** AWS pages and places in Zappa's source. */
  readonly sources: readonly string[];
}

export type KeyType = 'string' | 'boolean' | 'integer' | 'number' | 'array' | 'object' | 'null';

export const AWS_DOCS = 'https://docs.aws.amazon.com/';

/** zappa/cli.py and zappa/core.py are cited from 0.63.0. */
export const README = 'https://github.com/zappa/Zappa#advanced-settings';
