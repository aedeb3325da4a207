import { addTo } from '../../../multimap.ts';
import { perNetwork } from '../../lookup.ts';
import type { Network } from '../../model.ts';

/**
 * Workloads that differ only by name. A cluster is a few workloads with their groups and rules; `roles[r][n]` is the id
 * of the workload with role `r` in the nth of several equal clusters. Swapping two clusters gives the same network, so
 * an answer for workloads of one cluster holds for those with the same roles in the other.
 */
export interface Interchangeable {
  readonly roles: readonly (readonly string[])[];
}

/** Partitions the workloads: each is in exactly one kind, alone if it is interchangeable with no other. */
export const kindsOfWorkloads = perNetwork((network): readonly Interchangeable[] => {
  const names = namesOf(network);
  const kinds = new Map<string, string[][]>();
  for (const cluster of clustersOf(network, names)) {
    const ids = cluster.flatMap((one) => (isWorkload(one, network) ? [one.id] : []));
    if (ids.length === 0) continue;
    const key = canonicalText(cluster, names);
    const roles = kinds.get(key) ?? ids.map(() => []);
    for (const [role, id] of ids.entries()) roles[role]!.push(id);
    kinds.set(key, roles);
  }
  return [...kinds.values()].map((roles) => ({ roles }));
});

/** Parts of a network that do not affect packets: they refer to many objects, and reach/ does not read them. */
const BESIDE: ReadonlySet<string> = new Set<keyof Network>([
  'statedCidrs',
  'grants',
  'eventSourceMappings',
  'taskDefinitions',
  'flowLogs',
]);

/** Keys of a workload that do not affect packets, and texts for people. */
const BESIDE_KEYS: ReadonlySet<string> = new Set(['mentions', 'why', 'decidedBy', 'assumed', 'defaults']);

/**
 * An object that refers to more objects than this is not part of a cluster: for example a database that a hundred
 * functions use.
 */
const MOST_NAMED = 8;

/** The parts whose objects can belong to clusters. */
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
  /** The workloads and groups by key; an EKS cluster and the group that EKS creates with it have the same key. */
  readonly movable: ReadonlyMap<string, readonly Movable[]>;
  /** By key: the workloads, groups and rules that refer to it; undefined represents every other object that does. */
  readonly by: ReadonlyMap<string, ReadonlySet<Movable | undefined>>;
  /** The keys that are objects of the network. */
  readonly objects: ReadonlySet<string>;
}

function namesOf(network: Network): Names {
  const by = new Map<string, Set<Movable | undefined>>();
  const objects = new Set<string>();
  for (const [part, content] of Object.entries(network)) {
    if (BESIDE.has(part)) continue;
    if (content instanceof Map) for (const key of content.keys()) objects.add(key);
    for (const [key, object] of content.entries()) {
      const from = MOVABLE.has(part) ? object : undefined;
      // The keys of a set, and of `incomplete`, are names themselves.
      const names = typeof object === 'object' ? namesIn(object) : [String(key)];
      for (const name of names) by.set(name, (by.get(name) ?? new Set()).add(from));
    }
  }
  return { movable: movableByKey(network), by, objects };
}

function movableByKey({ workloads, securityGroups }: Network): Names['movable'] {
  const movable = new Map<string, Movable[]>();
  for (const [key, one] of [...workloads, ...securityGroups]) addTo(movable, key, one);
  return movable;
}

/**
 * Groups workloads, groups and rules that refer to each other. Objects that anything else refers to are excluded, and
 * so is everything that these refer to.
 */
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
  crossStackOf: (one: Movable) => readonly Movable[],
): Movable[][] {
  const componentOf = new Map(nodes.map((one) => [one, [one]]));
  const join = (a: Movable[], b: Movable[] | undefined) => {
    if (!b || a === b) return;
    const [large, small] = a.length >= b.length ? [a, b] : [b, a];
    for (const one of small) componentOf.set(one, large);
    large.push(...small);
  };
  for (const one of nodes)
    for (const other of crossStackOf(one)) join(componentOf.get(one)!, componentOf.get(other));
  return [...new Set(componentOf.values())];
}

function isWorkload(one: Movable, network: Network): one is Movable & { readonly id: string } {
  return 'id' in one && network.workloads.get(one.id) === one;
}

/**
 * A cluster as a text in which names that only occur in the cluster are replaced by numbers, so that equal clusters
 * have equal texts.
 */
function canonicalText(cluster: readonly Movable[], { by, objects, movable }: Names): string {
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

/** The names in a value, including its own. */
function namesIn(value: object): ReadonlySet<string> {
  const names = new Set<string>();
  writtenOut(value, (name) => {
    names.add(name);
    return '';
  });
  return names;
}

/** A value as a text, with its names as `write` returns them. Spans are left out. */
export function writtenOut(value: unknown, write: (name: string) => string): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => writtenOut(item, write)).join()}]`;
  if ('start' in value && 'end' in value) return '';
  // An AWS id is more than a name: its prefix tells the kind of the object.
  const isAws = 'kind' in value && value.kind === 'id';
  const entries = Object.entries(value).flatMap(([key, item]) => {
    if (BESIDE_KEYS.has(key)) return [];
    const isName = typeof item === 'string' && (key === 'id' || key === 'resource');
    const text = isName ? `${isAws ? item : ''}${write(item)}` : writtenOut(item, write);
    return [`${key}:${text}`];
  });
  return `{${entries.join()}}`;
}
