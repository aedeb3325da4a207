import type { Network } from '../model.ts';
import { type Contribution, PARTS } from './contributions.ts';
import { isNetworkObject, lasting, takeProperties } from './ownProperties.ts';

/**
 * The same network, with the very objects, lists and maps of an earlier one wherever they say the same, and the earlier one
 * itself where all of them do: what was worked out from these is then known already. So it is after a letter in a
 * function's code, in a description or in a tag.
 */
export function settledOn(earlier: Network, network: Network): Network {
  const parts = PARTS.map((name) => [name, settledPart(earlier[name], network[name])] as const);
  if (parts.every(([name, part]) => part === earlier[name])) return earlier;
  return { ...network, ...Object.fromEntries(parts) };
}

type NetworkPart = Network[keyof Network];

function settledPart(before: NetworkPart, part: NetworkPart): NetworkPart {
  if (before === part) return before;
  if (Array.isArray(before) && Array.isArray(part)) {
    return settledList<unknown>(before, part, settledThing) as unknown as NetworkPart;
  }
  const settled = before instanceof Map && part instanceof Map ? settledMap(before, part) : part;
  if (holdTheSame(before.entries(), settled.entries())) return before;
  return holdTheSame(part.entries(), settled.entries()) ? part : settled;
}

function settledMap(before: ReadonlyMap<string, unknown>, part: ReadonlyMap<string, unknown>): NetworkPart {
  return new Map([...part].map(([id, thing]) => [id, settledThing(before.get(id), thing)])) as NetworkPart;
}

/** What a resource adds to the network, with the very pieces that it added in an earlier version. */
export function settledContributions(
  before: readonly Contribution[] | undefined,
  pieces: readonly Contribution[],
): readonly Contribution[] {
  if (!before || before === pieces) return pieces;
  return settledList(before, pieces, (old, piece) => {
    if (old.of !== piece.of || old.id !== piece.id) return piece;
    return settledThing(old.thing, piece.thing) === old.thing ? old : piece;
  });
}

/**
 * What is new stands together: before and behind it everything is as it was. A list that has its things from an earlier one
 * already is returned itself.
 */
function settledList<T>(
  before: readonly T[],
  list: readonly T[],
  settled: (old: T, item: T) => T,
): readonly T[] {
  let result: T[] | undefined;
  const most = Math.min(before.length, list.length);
  const by = list.length - before.length;
  /** Whether the new list has at a place what the old one has there, but for the shift. */
  const settle = (old: number, at: number): boolean => {
    const [mine, item] = [before[old]!, list[at]!];
    if (mine === item) return true;
    if (settled(mine, item) !== mine) return false;
    result ??= [...list];
    result[at] = mine;
    return true;
  };
  let start = 0;
  while (start < most && settle(start, start)) start++;
  if (start === before.length && by === 0) return before;
  let end = before.length;
  while (end > start && end + by > start && settle(end - 1, end - 1 + by)) end--;
  if (by === 0) for (let i = start; i < end; i++) settle(i, i);
  return result ?? list;
}

/** Whether two maps, sets or lists have the same under the same keys, in the same order. */
export function holdTheSame(a: Iterator<[unknown, unknown]>, b: Iterator<[unknown, unknown]>): boolean {
  for (;;) {
    const [mine, yours] = [a.next(), b.next()];
    if (mine.done || yours.done) return mine.done === yours.done;
    if (mine.value[0] !== yours.value[0] || mine.value[1] !== yours.value[1]) return false;
  }
}

/** An earlier object that says the same, with the properties of the new one. */
function settledThing(before: unknown, thing: unknown): unknown {
  if (before === thing || !isRecord(before) || !isRecord(thing)) return thing;
  const names = Object.keys(thing);
  if (names.length !== Object.keys(before).length) return thing;
  if (!names.every((name) => name === 'properties' || isSame(before[name], thing[name]))) return thing;
  if (isNetworkObject(before) && isNetworkObject(thing)) takeProperties(before, thing);
  return before;
}

/** A node, or another place in the text, is the same or another one. */
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

/** Lets the objects of a network outlive their version. */
export function lastingNetwork(network: Network): Network {
  for (const name of PARTS) for (const thing of network[name].values() as Iterable<unknown>) lasting(thing);
  return network;
}
