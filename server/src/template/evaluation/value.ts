import type { Span } from '../../syntax/span.ts';
import type { Scalar } from '../../syntax/tree.ts';

/** The value of a node of a template in one scenario. `at` is always the position at which the value is used. */
export type Value = Known | List | Fields | ResourceReference | ZoneValue | Zones | Unknown | NoValue;

/** A string, number or boolean. CloudFormation treats all of them as text; booleans are `true` and `false`. */
export interface Known {
  readonly kind: 'known';
  readonly text: string;
  readonly at: Span;
  /**
   * The one literal that contains the text, if editing that literal changes the value: the node itself or a parameter's
   * default.
   */
  readonly origin?: Scalar;
  /** Parameters whose defaults the value depends on; a deployment with other arguments may change it. */
  readonly defaults: readonly string[];
  /**
   * True if the value is, or is built from, a pseudo parameter's value that the scenario assumes. That a condition
   * compares `AWS::Region` with a region does not mean that the stack is deployed there, so no call is reported for
   * such a value.
   */
  readonly isSupposed?: true;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Value[];
  /** True if `AWS::NoValue` or an empty entry among the items was left out: the items' indexes are then up to AWS. */
  readonly hasGaps?: true;
  readonly at: Span;
}

export interface Fields {
  readonly kind: 'fields';
  readonly fields: ReadonlyMap<string, Value>;
  readonly at: Span;
}

/** `Ref` (no attribute) or `Fn::GetAtt` of a resource of this template. */
export interface ResourceReference {
  readonly kind: 'reference';
  readonly resource: string;
  readonly attribute?: string;
  readonly at: Span;
}

/** `Fn::GetAZs`: which zones these are differs from account to account, but equal indexes are equal zones. */
export interface Zones {
  readonly kind: 'zones';
  /** A region's code, or `AWS::Region`. */
  readonly region: string;
  readonly at: Span;
}

export interface ZoneValue {
  readonly kind: 'zone';
  readonly region: string;
  /** From 0, as in `Fn::Select`. */
  readonly index: number;
  /** Parameters whose defaults the index depends on. */
  readonly defaults: readonly string[];
  readonly at: Span;
}

/** Known only at deployment, or not understood. This is neither an empty nor a false value. */
export interface Unknown {
  readonly kind: 'unknown';
  /** Ends the sentence "the value is not known: …". */
  readonly why: string;
  /** Parameters without a value: as soon as they have one, the value is known. */
  readonly decidedBy?: readonly string[];
  /**
   * A text with its unknown parts as `${Name}`. Parts with the same name are equal; a name is that of a parameter, or
   * `ImportValue net-Vpc`, `Nested.Outputs.VpcId`, `resolve:ssm:/a/b`. A part without a name is `${?}`.
   */
  readonly partial?: string;
  /** A key of the item that Fn::Select returns from an unknown list: equal keys are equal values. */
  readonly selected?: string;
  /** The number of host bits of a block from Fn::Cidr, whichever block it is. */
  readonly hostBits?: number;
  /**
   * Set if AWS refuses the call; `why` is the sentence about it. `stated` by AWS's documentation, or `inferred` from it.
   */
  readonly refusal?: 'stated' | 'inferred';
  /** The kind of a value from another template: the type whose `Ref` it is, or `Type.Attribute`. */
  readonly gives?: string;
  /** The kinds of references that another template joins with commas, in their order, as in `gives`. */
  readonly joined?: readonly string[];
  /** Parameters at whose defaults AWS refuses the call, or it is that; other arguments at deployment may be accepted. */
  readonly defaults?: readonly string[];
  readonly at: Span;
}

/** Not written, empty, or `AWS::NoValue`. */
export interface NoValue {
  readonly kind: 'absent';
}

export const NO_VALUE: NoValue = { kind: 'absent' };

/** A text; `from`: the values that it is computed from, whose defaults it then depends on. */
export function known(text: string, at: Span, from: readonly Value[] = []): Known {
  const defaults = new Set(from.flatMap((value) => (value.kind === 'known' ? value.defaults : [])));
  const isSupposed = from.some((value) => value.kind === 'known' && value.isSupposed);
  return { kind: 'known', text, at, defaults: [...defaults], ...(isSupposed && { isSupposed }) };
}

/** `from`: the values that it depends on. */
export function unknown(why: string, at: Span, partial?: string, from: readonly Value[] = []): Unknown {
  const decidedBy = new Set(from.flatMap((value) => (value.kind === 'unknown' && value.decidedBy) || []));
  return {
    kind: 'unknown',
    why,
    at,
    ...(partial !== undefined && { partial }),
    ...(decidedBy.size > 0 && { decidedBy: [...decidedBy] }),
  };
}

/** A call that AWS refuses, with the reason as a clause without a full stop. */
export function refusedCall(why: string, at: Span, refusal: 'stated' | 'inferred' = 'stated'): Unknown {
  return { kind: 'unknown', why, at, refusal };
}

/** A call that AWS refuses because of values that may rest on defaults; unknown if a value is one that the scenario assumes. */
export function refusedFor(
  from: readonly Value[],
  why: string,
  at: Span,
  refusal: 'stated' | 'inferred' = 'stated',
): Unknown {
  const { defaults, isSupposed } = known('', at, from);
  if (isSupposed) return unknown(why, at);
  return { ...refusedCall(why, at, refusal), ...(defaults.length > 0 && { defaults }) };
}

/** True for a text that is the same wherever the stack is deployed and whatever its arguments are. */
export function isCertainValue(value: Value | undefined): value is Known {
  return value?.kind === 'known' && value.defaults.length === 0 && !value.isSupposed;
}

/** The same value, used at another place. */
export function usedAt(value: Value, at: Span): Value {
  return value.kind === 'absent' ? value : { ...value, at };
}

/** The parameters whose defaults a value or a part of it depends on. */
export function defaultsOfValue(value: Value): readonly string[] {
  switch (value.kind) {
    case 'known':
    case 'zone':
      return value.defaults;
    case 'list':
      return value.items.flatMap(defaultsOfValue);
    case 'fields':
      return [...value.fields.values()].flatMap(defaultsOfValue);
    default:
      return [];
  }
}

/** The text of a value, and of one that is known in part what is `partial`; undefined for any other value. */
export function textOrPartial(value: Value): string | undefined {
  if (value.kind === 'known') return value.text;
  return value.kind === 'unknown' ? value.partial : undefined;
}

/** True if the value certainly is this text, which is compared exactly. */
export function hasText<Text extends string>(
  value: Value | undefined,
  text: Text,
): value is Known & { readonly text: Text } {
  return value?.kind === 'known' && value.text === text;
}

/** The same text, parameter or resource, whatever it is at deployment. */
export function isSameValue(one: Value, other: Value): boolean {
  if (one.kind === 'known') return other.kind === 'known' && one.text === other.text;
  if (one.kind === 'reference')
    return other.kind === 'reference' && one.resource === other.resource && one.attribute === other.attribute;
  const partial = one.kind === 'unknown' ? one.partial : undefined;
  if (partial === undefined || partial.includes('${?}')) return false;
  return other.kind === 'unknown' && other.partial === partial;
}
