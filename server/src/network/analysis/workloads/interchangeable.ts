import { perNetwork } from '../../lookup.ts';
import type { Network } from '../../model.ts';

/**
 * Workloads that differ in nothing but names. `roles[r][n]` is the id of a workload of the nth of several clusters: a few workloads
 * with their groups and rules. Swapping two clusters of one kind gives the same network, so whatever holds for some
 * workloads of the one holds for those with the same roles in the other.
 */
export interface Interchangeable {
  readonly roles: readonly (readonly string[])[];
}

/** Every workload is in one kind; one that is like no other is in a kind by itself, or with those that it has to do with. */
export const kindsOfWorkloads = perNetwork((network): readonly Interchangeable[] => {
  const names = namesOf(network);
  const kinds = new Map<string, string[][]>();
  for (const cluster of clustersOf(network, names)) {
    const ids = cluster.flatMap((one) => (isWorkload(one, network) ? [one.id] : []));
    if (ids.length === 0) continue;
    const key = textOf(cluster, names);
    const roles = kinds.get(key) ?? ids.map(() => []);
    for (const [role, id] of ids.entries()) roles[role]!.push(id);
    kinds.set(key, roles);
  }
  return [...kinds.values()].map((roles) => ({ roles }));
});

/** What packets take no notice of: these parts name many things, and reach/ looks at none of them. */
const BESIDE: ReadonlySet<string> = new Set<keyof Network>([
  'statedCidrs',
  'grants',
  'eventSourceMappings',
  'taskDefinitions',
  'flowLogs',
]);

/** The same of a workload, and texts for people. */
const BESIDE_KEYS: ReadonlySet<string> = new Set(['mentions', 'why', 'assumed', 'defaults']);

/** Objects that name more than this are not moved with what they name: a database that a hundred functions use is one. */
const MOST_NAMED = 8;

/** The parts whose objects can be exchanged for others of their kind. */
const MOVABLE: ReadonlySet<string> = new Set<keyof Network>([
  'workloads',
  'securityGroups',
  'securityGroupRules',
]);

type Movable =
  Network['workloads'] | Network['securityGroups'] extends ReadonlyMap<string, infer T>
    ? T | Network['securityGroupRules'][number]
    : never;

interface Names {
  /** The workloads and groups by their keys; a cluster of EKS and the group that EKS makes with it have one key. */
  readonly movable: ReadonlyMap<string, readonly Movable[]>;
  /** Which of the workloads, groups and rules name a thing; undefined as the one that does for every other object. */
  readonly by: ReadonlyMap<string, ReadonlySet<Movable | undefined>>;
  /** The things that are objects of the network. */
  readonly objects: ReadonlySet<string>;
}

function namesOf(network: Network): Names {
  const movable = new Map<string, readonly Movable[]>();
  for (const [key, one] of [...network.workloads, ...network.securityGroups])
    movable.set(key, [...(movable.get(key) ?? []), one]);
  const by = new Map<string, Set<Movable | undefined>>();
  const objects = new Set<string>();
  for (const [part, content] of Object.entries(network)) {
    if (BESIDE.has(part)) continue;
    if (content instanceof Map) for (const key of content.keys()) objects.add(key);
    for (const [key, object] of content.entries()) {
      const from = MOVABLE.has(part) ? object : undefined;
      // The keys of a set, and of the reasons why a part is incomplete, are names themselves.
      const names = typeof object === 'object' ? namesIn(object) : [String(key)];
      for (const name of names) by.set(name, (by.get(name) ?? new Set()).add(from));
    }
  }
  return { movable, by, objects };
}

/** Workloads, groups and rules that name each other; those that anything else names stay out, and so does all that they name. */
function clustersOf(network: Network, { movable, by }: Names): readonly (readonly Movable[])[] {
  const fixed = new Set<Movable>();
  const fix = (some: readonly Movable[] = []) => {
    for (const one of some) {
      if (fixed.has(one)) continue;
      fixed.add(one);
      for (const name of namesIn(one)) fix(movable.get(name));
    }
  };
  for (const [name, some] of movable) {
    const from = by.get(name) ?? new Set();
    if (from.has(undefined) || from.size > MOST_NAMED) fix(some);
  }
  const all: readonly Movable[] = [...[...movable.values()].flat(), ...network.securityGroupRules];
  const alone = [...network.workloads.values()].filter((one) => fixed.has(one)).map((one) => [one]);
  const place = new Map(all.map((one, index) => [one, index]));
  const free = all.filter((one) => !fixed.has(one));
  const clusters = connected(free, (one) => [...namesIn(one)].flatMap((name) => movable.get(name) ?? []));
  return [...alone, ...clusters.map((cluster) => cluster.sort((a, b) => place.get(a)! - place.get(b)!))];
}

/** The connected components of a graph; neighbours that are not among its nodes do not count. The smaller joins the larger. */
function connected(
  nodes: readonly Movable[],
  neighboursOf: (one: Movable) => readonly Movable[],
): Movable[][] {
  const componentOf = new Map(nodes.map((one) => [one, [one]]));
  const join = (a: Movable[], b: Movable[] | undefined) => {
    if (!b || a === b) return;
    const [large, small] = a.length >= b.length ? [a, b] : [b, a];
    for (const one of small) componentOf.set(one, large);
    large.push(...small);
  };
  for (const one of nodes)
    for (const other of neighboursOf(one)) join(componentOf.get(one)!, componentOf.get(other));
  return [...new Set(componentOf.values())];
}

function isWorkload(one: Movable, network: Network): one is Movable & { readonly id: string } {
  return 'id' in one && network.workloads.get(one.id) === one;
}

/** Everything that a cluster is, without names that nothing outside of it knows. */
function textOf(cluster: readonly Movable[], { by, objects, movable }: Names): string {
  const own = new Set<Movable | undefined>(cluster);
  const renamed = new Map<string, string>();
  const write = (name: string) => {
    const isOwn = movable.get(name)?.every((one) => own.has(one)) ?? !objects.has(name);
    const isFree = isOwn && [...(by.get(name) ?? [])].every((from) => own.has(from));
    if (!isFree) return JSON.stringify(name);
    if (!renamed.has(name)) renamed.set(name, `#${renamed.size}`);
    return renamed.get(name)!;
  };
  return cluster.map((one) => writtenOut(one, write)).join('\n');
}

/** The names of things in a value, its own among them. */
function namesIn(value: object): ReadonlySet<string> {
  const names = new Set<string>();
  writtenOut(value, (name) => {
    names.add(name);
    return '';
  });
  return names;
}

/** A value as a text, its names as `write` has them. Places in the file are no part of it. */
export function writtenOut(value: unknown, write: (name: string) => string): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => writtenOut(item, write)).join()}]`;
  if ('start' in value && 'end' in value) return '';
  // An id of AWS's is more than a name: it tells what it is of.
  const isAws = 'kind' in value && value.kind === 'id';
  const entries = Object.entries(value).flatMap(([key, item]) => {
    if (BESIDE_KEYS.has(key)) return [];
    const isName = typeof item === 'string' && (key === 'id' || key === 'resource');
    const text = isName ? `${isAws ? item : ''}${write(item)}` : writtenOut(item, write);
    return [`${key}:${text}`];
  });
  return `{${entries.join()}}`;
}
