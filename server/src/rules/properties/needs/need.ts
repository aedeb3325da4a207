import type { ResourceReader } from '../../../network/template/readResource.ts';
import type { Known, Value } from '../../../template/evaluation/value.ts';
import type { CheckedFile } from '../../defineRule.ts';

/** What the kind of a resource requires or does not accept. */
export interface Need {
  /** As a sentence names the resource. */
  readonly kind: string;
  readonly all?: readonly string[];
  /** One of these, of which a sentence names two. */
  readonly any?: readonly string[];
  readonly none?: readonly string[];
  /** Lists that have to be empty. */
  readonly noneListed?: readonly string[];
  /** The property that has a value of another kind, and the value. */
  readonly ofOther?: readonly [string, Known];
  /** The property that decides the kind. */
  readonly rests?: readonly Value[];
  /** The only value that a property may have, if nothing else is missing. */
  readonly only?: Readonly<Record<string, string>>;
}

/** By type. Undefined where the kind is not known, or needs nothing more. */
export type Needs = Readonly<Record<string, (reader: ResourceReader, file: CheckedFile) => Need | undefined>>;

/** Not written, or a list without items. */
export function isMissing(value: Value): boolean {
  return value.kind === 'absent' || (value.kind === 'list' && value.items.length === 0 && !value.hasGaps);
}

export function isFilledList(value: Value): boolean {
  return value.kind === 'list' && value.items.length > 0;
}

/** A dynamic reference has some value, whichever it is. */
export function isWritten(value: Value): boolean {
  const { kind } = value;
  if (kind === 'unknown') return /^\$\{resolve:/.test(value.partial ?? '');
  return kind === 'known' || kind === 'reference' || kind === 'fields';
}
