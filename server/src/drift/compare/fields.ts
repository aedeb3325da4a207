import { type Cidr, equals } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import type { Field } from '../../network/field.ts';
import { type Truth, truth } from '../../network/truth.ts';

/** Whether two values are equal, as data; two that are absent are. */
export function sameValue<T>(ours: Field<T>, theirs: Field<T>): Truth<'unknown'> {
  if (ours.kind === 'absent' && theirs.kind === 'absent') return 'yes';
  if (ours.kind !== 'known' || theirs.kind !== 'known') return 'unknown';
  return truth(JSON.stringify(ours.value) === JSON.stringify(theirs.value));
}

/** AWS stores a block without host bits (fact CIDR-06). */
export function sameBlock(ours: Field<Cidr>, theirs: Field<Cidr>): Truth<'unknown'> {
  if (ours.kind !== 'known' || theirs.kind !== 'known') return 'unknown';
  return truth(equals(ours.value, theirs.value));
}

/** A block as a message names it. */
export function blockText(field: Field<Cidr>): string {
  return field.kind === 'known' ? formatCidr(field.value) : 'a block that is not known';
}
