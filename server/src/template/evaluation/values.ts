import type { Node } from '../../syntax/tree.ts';
import { ITSELF, readsSince } from './reads.ts';
import type { History, Read, SharedValues, Values } from './scenario.ts';
import { setOf } from './scenarioSet.ts';
import { unknown, type Value } from './value.ts';

export function newHistory(): History {
  return { kept: [] };
}

/** What the scenarios of one version share. `varying`: the names of the inputs in which they differ. */
export function sharedValues(varying: ReadonlySet<string>, history = newHistory()): SharedValues {
  return { version: ++versions, history, varying, scenarios: [], sharedCache: new Map() };
}

let versions = 0;

/** For one of several scenarios, by its place among them, or for one that stands alone. */
export function valuesOf(shared: SharedValues = sharedValues(new Set()), index = 0): Values {
  return { ...shared, self: setOf(index), ownCache: new Map(), reads: [] };
}

/** The value of a node, worked out once. A node inside an alias of itself, or that a call within it leads back to, finds itself unknown. */
export function memoizedValue(node: Node, values: Values, work: () => Value): Value {
  const known = values.sharedCache.get(node) ?? values.ownCache.get(node);
  if (known) {
    for (const read of known.reads) values.reads.push(read);
    return known.value;
  }
  const before = values.reads.length;
  values.ownCache.set(node, { value: unknown('it refers to itself', node), reads: [ITSELF] });
  const value = work();
  const reads = readsSince(values, before);
  if (varies(reads, values)) {
    values.ownCache.set(node, { value, reads });
  } else {
    values.ownCache.delete(node);
    values.sharedCache.set(node, { value, reads });
  }
  return value;
}

/** Whether what rests on these reads may be something else in another scenario of the same version. */
export function varies(reads: readonly Read[], { varying }: SharedValues): boolean {
  return reads.some((read) => read === ITSELF || varying.has(read.source.of));
}
