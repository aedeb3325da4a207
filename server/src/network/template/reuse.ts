import { memoized } from '../../memo.ts';
import type { Network } from '../model.ts';
import { COLLECTIONS, type Contribution } from './contributions.ts';
import { isNetworkObject, lasting, takeProperties } from './ownProperties.ts';

/**
 * An equal network that reuses the objects, lists and maps of an earlier network wherever they are equal, and the
 * earlier network itself if all are. Everything memoized by these objects then stays valid. This is so after an edit in
 * a function's code, in a description or in a tag.
 */
export function reuseNetwork(earlier: Network, network: Network): Network {
  const parts = COLLECTIONS.map((name) => [name, reusePart(earlier[name], network[name])] as const);
  if (parts.every(([name, part]) => part === earlier[name])) return earlier;
  return { ...network, ...Object.fromEntries(parts) };
}

type NetworkPart = Network[keyof Network];

function reusePart(before: NetworkPart, part: NetworkPart): NetworkPart {
  if (before === part) return before;
  if (before instanceof Map && part instanceof Map) return reuseMap(before, part) as NetworkPart;
  if (before instanceof Set && part instanceof Set) return holdTheSame(before, part) ? before : part;
  return reuseList(before as readonly unknown[], part as readonly unknown[], reuseThing) as NetworkPart;
}

function reuseMap(before: Map<string, unknown>, part: Map<string, unknown>): Map<string, unknown> {
  if (holdTheSame(before, part)) return before;
  const reused = new Map([...part].map(([id, thing]) => [id, reuseThing(before.get(id), thing)]));
  if (holdTheSame(before, reused)) return before;
  return holdTheSame(part, reused) ? part : reused;
}

/** What a resource contributes to the network, reusing the equal objects that it contributed in an earlier version. */
export function reuseContributions(
  before: readonly Contribution[] | undefined,
  pieces: readonly Contribution[],
): readonly Contribution[] {
  if (!before || before === pieces) return pieces;
  return reuseList(before, pieces, (old, piece) => {
    if (old.of !== piece.of || old.id !== piece.id) return piece;
    return reuseThing(old.thing, piece.thing) === old.thing ? old : piece;
  });
}

/**
 * New items are contiguous: all items before and after them are unchanged. A list whose items are all of an earlier list
 * already is returned as it is.
 */
function reuseList<T>(
  before: readonly T[],
  list: readonly T[],
  reused: (old: T, item: T) => T,
): readonly T[] {
  let result: T[] | undefined;
  const most = Math.min(before.length, list.length);
  const by = list.length - before.length;
  /** Reuses an old item at the shifted position if it is equal; false otherwise. */
  const reuseAt = (old: number, at: number): boolean => {
    const [mine, item] = [before[old]!, list[at]!];
    if (mine === item) return true;
    if (reused(mine, item) !== mine) return false;
    result ??= [...list];
    result[at] = mine;
    return true;
  };
  let start = 0;
  while (start < most && reuseAt(start, start)) start++;
  if (start === before.length && by === 0) return before;
  let end = before.length;
  while (end > start && end + by > start && reuseAt(end - 1, end - 1 + by)) end--;
  if (by === 0) for (let i = start; i < end; i++) reuseAt(i, i);
  return result ?? list;
}

/** Whether two maps or sets have the same values under the same keys, in the same order. */
export function holdTheSame(
  a: ReadonlyMap<string, unknown> | ReadonlySet<string>,
  b: ReadonlyMap<string, unknown> | ReadonlySet<string>,
): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  const others = keysOf(a);
  let at = 0;
  if (a instanceof Map && b instanceof Map) {
    // Iterators that are advanced by hand leave an object behind at each step.
    for (const [key, value] of b) if (key !== others[at++] || value !== a.get(key)) return false;
  } else for (const key of b.keys()) if (key !== others[at++]) return false;
  return true;
}

/** What is compared with is the network of an earlier version, and mostly stays it for long. */
const keysOf = memoized((one: ReadonlyMap<string, unknown> | ReadonlySet<string>) => [...one.keys()]);

/** An earlier object that is equal, with the properties of the new one. */
function reuseThing(before: unknown, thing: unknown): unknown {
  if (before === thing || !isRecord(before) || !isRecord(thing)) return thing;
  const names = Object.keys(thing);
  if (names.length !== Object.keys(before).length) return thing;
  if (!names.every((name) => name === 'properties' || isSame(before[name], thing[name]))) return thing;
  if (isNetworkObject(before) && isNetworkObject(thing)) takeProperties(before, thing);
  return before;
}

/** Nodes and spans are compared by identity, everything else by value. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  if (!isRecord(a) || !isRecord(b) || 'start' in a || a.constructor !== Object || b.constructor !== Object)
    return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => isSame(a[name], b[name]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Prepares the objects of a network for reuse in later versions. */
export function lastingNetwork(network: Network): Network {
  for (const name of COLLECTIONS)
    for (const thing of network[name].values() as Iterable<unknown>) lasting(thing);
  return network;
}
