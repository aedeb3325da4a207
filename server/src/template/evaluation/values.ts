import type { Node } from '../../syntax/tree.ts';
import { unknown, type Value } from './value.ts';

/** The names of what scenarios of a template differ in. */
export interface Varying {
  readonly conditions: ReadonlySet<string>;
  readonly parameters: ReadonlySet<string>;
}

/**
 * Values that were worked out already. Most nodes of a template come to the same in every scenario, so scenarios have these
 * in common, and a template with thirty scenarios costs little more than one with two.
 */
export interface Values {
  readonly varying: Varying;
  readonly inAll: Map<Node, Value>;
  readonly inThis: Map<Node, Value>;
  /** Whether anything that varies was looked at since this was last set to false. */
  hasVaried: boolean;
}

/** For a scenario that stands alone. */
export function ownValues(): Values {
  return valuesOf({ conditions: new Set(), parameters: new Set() }, new Map());
}

/** For one of several scenarios, which have `inAll` in common. */
export function valuesOf(varying: Varying, inAll: Map<Node, Value>): Values {
  return { varying, inAll, inThis: new Map(), hasVaried: false };
}

export function noteVarying(values: Values): void {
  values.hasVaried = true;
}

/** The value of a node, worked out once. A node inside an alias of itself, or that a call within it leads back to, finds itself unknown. */
export function memoizedValue(node: Node, values: Values, work: () => Value): Value {
  const common = values.inAll.get(node);
  if (common) return common;
  const own = values.inThis.get(node);
  if (own) {
    values.hasVaried = true;
    return own;
  }
  const hadVaried = values.hasVaried;
  values.hasVaried = false;
  values.inThis.set(node, unknown('it refers to itself', node));
  const value = work();
  if (values.hasVaried) values.inThis.set(node, value);
  else {
    values.inThis.delete(node);
    values.inAll.set(node, value);
    values.hasVaried = hadVaried;
  }
  return value;
}
