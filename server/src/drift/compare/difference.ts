import type { Field, Target } from '../../network/field.ts';
import type { Network } from '../../network/model.ts';
import type { Truth } from '../../network/truth.ts';
import type { Span } from '../../syntax/span.ts';
import { KINDS } from '../deployed/kinds.ts';
import type { Matches } from '../deployed/matches.ts';

/** Something that the template and AWS do not say alike. */
export interface Difference {
  /** The logical id of the object that differs; AWS's id if the template does not have the object. */
  readonly resource: string;
  readonly change: 'changed' | 'only-aws' | 'only-template';
  /** A property, or an item such as `route to 0.0.0.0/0`. */
  readonly what: string;
  /** Null where that side does not have it. */
  readonly template: string | null;
  readonly aws: string | null;
  /** True if other stacks refer to the object, and may have added what differs. */
  readonly mayBeOfOtherStack: boolean;
  /** Where the template states the value, or names the object; undefined if the template does not have the object. */
  readonly at: Span | undefined;
}

/** A step from the template's network to the one that exists: `was` becomes `is`, either of which may be missing. */
export interface ModelEdit {
  readonly part: Exclude<keyof Network, 'incomplete' | 'exportedIds'>;
  readonly was?: object;
  readonly is?: object;
}

/** What is compared, and what has been found so far. Both networks have the template's names. */
export interface Comparison {
  readonly own: Network;
  readonly existing: Network;
  readonly matches: Matches;
  readonly differences: Difference[];
  readonly edits: ModelEdit[];
}

/** Whether a target of the template and one of what exists are the same thing. */
export function isSameObject({ own, matches }: Comparison, ours: Target, theirs: Target): Truth<'unknown'> {
  const awsId = theirs.kind === 'resource' ? matches.awsIds.get(theirs.id) : theirs.id;
  if (ours.kind === 'outside' || awsId === undefined) return 'unknown';
  if (ours.kind === 'id') return ours.id === awsId ? 'yes' : 'no';
  if (ours.attribute?.startsWith('Default')) return 'unknown';
  const matched = matches.awsIds.get(ours.id);
  if (matched !== undefined) return matched === awsId ? 'yes' : 'no';
  // `ours` is not in the inventory, so an id of another resource of the template is not its id.
  return theirs.kind === 'resource' && isCompared(own, ours.id) ? 'no' : 'unknown';
}

/** As `isSameObject`, for two fields. */
export function targetsMatch(
  comparison: Comparison,
  ours: Field<Target>,
  theirs: Field<Target>,
): Truth<'unknown'> {
  if (ours.kind !== 'known' || theirs.kind !== 'known') return 'unknown';
  return isSameObject(comparison, ours.value, theirs.value);
}

function isCompared(network: Network, id: string): boolean {
  return KINDS.some(({ list }) => network[list].has(id));
}

/** Items of either side that certainly have no equal on the other. */
export function unmatched<A, B>(
  ours: readonly A[],
  theirs: readonly B[],
  same: (one: A, other: B) => Truth<'unknown'>,
): readonly [onlyOurs: readonly A[], onlyTheirs: readonly B[]] {
  return [
    ours.filter((one) => theirs.every((other) => same(one, other) === 'no')),
    theirs.filter((other) => ours.every((one) => same(one, other) === 'no')),
  ];
}

/** As a message names it: the logical id, or the id that is written or that AWS gave. */
export function targetText(field: Field<Target>): string {
  return field.kind === 'known' ? field.value.id : 'something that is not known';
}

/** Adds a difference: AWS does not have it. */
export function onlyInTemplate(
  comparison: Comparison,
  resource: string,
  what: string,
  template: string,
  at: Span | undefined,
): void {
  differs(comparison, { resource, change: 'only-template', what, template, aws: null, at });
}

/** Adds a difference: the template does not have it. */
export function onlyInAws(
  comparison: Comparison,
  resource: string,
  what: string,
  aws: string,
  at: Span | undefined,
): void {
  differs(comparison, { resource, change: 'only-aws', what, template: null, aws, at });
}

/** Adds a difference, and tells whether it may be of another stack. */
export function differs({ differences, own }: Comparison, one: Omit<Difference, 'mayBeOfOtherStack'>): void {
  const mayBeOfOtherStack = one.change === 'only-aws' && own.exportedIds.has(one.resource);
  differences.push({ ...one, mayBeOfOtherStack });
}
