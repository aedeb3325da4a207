import type { ResourceReader } from '../../../network/template/readResource.ts';
import type { Known, Value } from '../../../template/evaluation/value.ts';
import type { CheckedFile } from '../../defineRule.ts';

/** What the kind of a resource requires or does not accept. */
export interface Need {
  /** The resource with its kind, as the subject of a sentence. */
  readonly kind: string;
  readonly all?: readonly string[];
  /** Properties of which one is required; the sentence names two of them. */
  readonly any?: readonly string[];
  readonly none?: readonly string[];
  /** Lists that have to be empty. */
  readonly noneListed?: readonly string[];
  /** A property with a value that only another kind accepts. */
  readonly ofOther?: readonly [string, Known];
  /** The values that decide the kind. */
  readonly rests?: readonly Value[];
  /** The only value that a property may have, if nothing else is missing. */
  readonly only?: Readonly<Record<string, string>>;
}

/** What a resource needs, by its type. Undefined if its kind is unknown, or needs nothing more. */
export type Needs = Readonly<Record<string, (reader: ResourceReader, file: CheckedFile) => Need | undefined>>;

/** Whether a property is not written, or is a list without items. */
export function isMissing(value: Value): boolean {
  return value.kind === 'absent' || (value.kind === 'list' && value.items.length === 0 && !value.hasGaps);
}

export function isFilledList(value: Value): boolean {
  return value.kind === 'list' && value.items.length > 0;
}

/** Whether a property has a value. A dynamic reference has one, whichever it is. */
export function isWritten(value: Value): boolean {
  const { kind } = value;
  if (kind === 'unknown') return /^\$\{resolve:/.test(value.partial ?? '');
  return kind === 'known' || kind === 'reference' || kind === 'fields';
}
