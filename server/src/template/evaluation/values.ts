import type { Node } from '../../syntax/tree.ts';
import { ITSELF, type Read, readsSince } from './reads.ts';
import { unknown, type Value } from './value.ts';

/** A value that was worked out, and what from. */
interface Worked {
  readonly value: Value;
  readonly reads: readonly Read[];
}

/**
 * Values that were worked out already. Most nodes of a template come to the same in every scenario, so scenarios have these
 * in common, and a template with thirty scenarios costs little more than one with two.
 */
export interface Values extends SharedValues {
  readonly inThis: Map<Node, Worked>;
  /** What was looked up, in its order. Whoever works something out takes what it rests on from the end. */
  readonly reads: Read[];
}

/** What the scenarios of one version of a document have in common. */
export interface SharedValues {
  /** Another number for each version: what is kept of one must not hold on to the rest of it. */
  readonly version: number;
  /** The same for all versions of a document. */
  readonly history: History;
  /** What the scenarios differ in, by the names of its reads. */
  readonly varying: ReadonlySet<string>;
  readonly inAll: Map<Node, Worked>;
}

/** Stands for a document through all of its versions: what is kept for the next one is found by it. */
export interface History {
  readonly began: number;
}

export function newHistory(): History {
  return { began: versions };
}

export function sharedValues(varying: ReadonlySet<string>, history = newHistory()): SharedValues {
  return { version: ++versions, history, varying, inAll: new Map() };
}

let versions = 0;

/** For one of several scenarios, or for one that stands alone. */
export function valuesOf(shared: SharedValues = sharedValues(new Set())): Values {
  return { ...shared, inThis: new Map(), reads: [] };
}

/** The value of a node, worked out once. A node inside an alias of itself, or that a call within it leads back to, finds itself unknown. */
export function memoizedValue(node: Node, values: Values, work: () => Value): Value {
  const known = values.inAll.get(node) ?? values.inThis.get(node);
  if (known) {
    for (const read of known.reads) values.reads.push(read);
    return known.value;
  }
  const before = values.reads.length;
  values.inThis.set(node, { value: unknown('it refers to itself', node), reads: [ITSELF] });
  const value = work();
  const reads = readsSince(values, before);
  if (varies(reads, values)) {
    values.inThis.set(node, { value, reads });
  } else {
    values.inThis.delete(node);
    values.inAll.set(node, { value, reads });
  }
  return value;
}

/** Whether what rests on these reads may be something else in another scenario of the same version. */
export function varies(reads: readonly Read[], { varying }: SharedValues): boolean {
  return reads.some((read) => read === ITSELF || varying.has(read.of));
}
