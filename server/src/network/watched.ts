import type { Network } from './model.ts';

/**
 * Is notified of what is read from a network: the whole network, a list or map, the value of a key, or a derived
 * result.
 */
export interface Watcher {
  readonly whole: () => void;
  readonly part: (part: keyof Network) => void;
  readonly key: (part: keyof Network, key: string) => void;
  readonly derived: (name: string, derive: (network: Network) => unknown) => unknown;
}

/** The same network behind a proxy that notifies a watcher of every read. */
export function watchedNetwork(network: Network, watcher: Watcher): Network {
  const maps = new Map<string, unknown>();
  const watched = new Proxy(network, {
    get(_, name) {
      const part = name as keyof Network;
      const content = network[part];
      if (!(content instanceof Map || content instanceof Set)) {
        watcher.part(part);
        return content;
      }
      const known =
        maps.get(part) ??
        watchedMap(content, {
          whole: () => watcher.part(part),
          key: (key) => watcher.key(part, key),
        });
      maps.set(part, known);
      return known;
    },
  });
  originals.set(watched, { network, watcher });
  return watched;
}

const originals = new WeakMap<object, { readonly network: Network; readonly watcher: Watcher }>();

/** The network itself, as a key for memoized results; a watcher is notified that all of it is read. */
export function originalOf(network: Network): Network {
  const watched = originals.get(network);
  watched?.watcher.whole();
  return watched?.network ?? network;
}

/**
 * A result that is derived from a network, and that is the same object for networks that share everything it depends
 * on.
 */
export function derivedFrom<N extends object, T>(network: N, name: string, derive: (network: N) => T): T {
  const watched = originals.get(network);
  if (!watched) return derive(network);
  return watched.watcher.derived(name, derive as unknown as (network: Network) => unknown) as T;
}

/** The same map or set behind a proxy that notifies a watcher of every read. */
export function watchedMap<T extends ReadonlyMap<string, unknown> | ReadonlySet<string>>(
  map: T,
  { whole, key }: { readonly whole: () => void; readonly key: (key: string) => void },
): T {
  return new Proxy(map, {
    get(_, name) {
      if (name === 'get' || name === 'has') {
        const look = Reflect.get(map, name) as (of: string) => unknown;
        return (of: string) => {
          key(of);
          return look.call(map, of);
        };
      }
      whole();
      const member: unknown = Reflect.get(map, name);
      return typeof member === 'function' ? member.bind(map) : member;
    },
  });
}
