import type { Span } from '../../syntax/span.ts';
import type { Scalar } from '../../syntax/tree.ts';

/** What a node of a template stands for in one scenario. `at` is always the place of use. */
export type Value = Known | List | Fields | ResourceReference | ZoneValue | Zones | Unknown | NoValue;

/** A string, number or boolean. CloudFormation keeps all of them as text; booleans are `true` and `false`. */
export interface Known {
  readonly kind: 'known';
  readonly text: string;
  readonly at: Span;
  /** The one literal that the text stands in, where changing it changes the value: here, or a parameter's default. */
  readonly origin?: Scalar;
  /** Parameters whose defaults the value rests on; another value given at deployment may change it. */
  readonly defaults: readonly string[];
  /**
   * A pseudo parameter's value that the scenario supposes, or made of one. Nobody has to deploy the stack in a region
   * only because a condition names it, so no call is refused for it.
   */
  readonly isSupposed?: true;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Value[];
  /** `AWS::NoValue` or an empty entry stood among the items and is left out: which item is which is then AWS's choice. */
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
  readonly at: Span;
}

/** Decided at deployment, or beyond what is understood. Neither empty nor false. */
export interface Unknown {
  readonly kind: 'unknown';
  /** Ends the sentence "the value is not known: …". */
  readonly why: string;
  /**
   * A text whose unknown parts stand as `${Name}`. Parts of one name are equal: a parameter's, `ImportValue net-Vpc`,
   * `Nested.Outputs.VpcId`, `resolve:ssm:/a/b`. A part without a name stands as `${?}`.
   */
  readonly partial?: string;
  /** An item that Fn::Select takes of a list that is not known: equal texts are equal values. */
  readonly selected?: string;
  /**
   * AWS refuses the call whatever is given at deployment; `why` is the sentence that says so. `stated` by AWS's
   * documentation, or `inferred` from what it says.
   */
  readonly refusal?: 'stated' | 'inferred';
  readonly at: Span;
}

/** Not written, empty, or `AWS::NoValue`. */
export interface NoValue {
  readonly kind: 'absent';
}

export const NO_VALUE: NoValue = { kind: 'absent' };

export function known(text: string, at: Span, from: readonly Value[] = []): Known {
  const defaults = new Set(from.flatMap((value) => (value.kind === 'known' ? value.defaults : [])));
  const isSupposed = from.some((value) => value.kind === 'known' && value.isSupposed);
  return { kind: 'known', text, at, defaults: [...defaults], ...(isSupposed && { isSupposed }) };
}

export function unknown(why: string, at: Span, partial?: string): Unknown {
  return { kind: 'unknown', why, at, ...(partial !== undefined && { partial }) };
}

/** A call that AWS refuses, with the reason as a clause without a full stop. */
export function refusedCall(why: string, at: Span, refusal: 'stated' | 'inferred' = 'stated'): Unknown {
  return { kind: 'unknown', why, at, refusal };
}

/** A text that is the same wherever and with whatever parameters the stack is deployed. */
export function isCertainValue(value: Value | undefined): value is Known {
  return value?.kind === 'known' && value.defaults.length === 0 && !value.isSupposed;
}

/** The same value, used at another place. */
export function usedAt(value: Value, at: Span): Value {
  return value.kind === 'absent' ? value : { ...value, at };
}

/** The parameters whose defaults a value or a part of it rests on. */
export function defaultsOfValue(value: Value): readonly string[] {
  switch (value.kind) {
    case 'known':
      return value.defaults;
    case 'list':
      return value.items.flatMap(defaultsOfValue);
    case 'fields':
      return [...value.fields.values()].flatMap(defaultsOfValue);
    default:
      return [];
  }
}
