import type { Network } from './model.ts';

/**
 * A file's network together with one that exists already, in which what the file names by AWS's ids is found. Where both
 * have an object, the file's counts. Places of the other's objects are not in the file. The same object for the same
 * two, so that what is derived from it is derived once.
 */
export function unionOf(own: Network, existing: Network | undefined): Network {
  if (!existing) return own;
  let known = made.get(own);
  if (known?.existing !== existing) {
    known = { existing, union: join(own, existing) };
    made.set(own, known);
  }
  return known.union;
}

const made = new WeakMap<Network, { readonly existing: Network; readonly union: Network }>();

function join(own: Network, existing: Network): Network {
  const lists = Object.keys(own) as (keyof Network)[];
  const joined = lists.map((name) => [name, joinLists(own[name], existing[name])]);
  // What others may change, and what stands in the text, is the file's own matter.
  return {
    ...(Object.fromEntries(joined) as unknown as Network),
    shared: own.shared,
    statedCidrs: own.statedCidrs,
  };
}

function joinLists(own: Network[keyof Network], existing: Network[keyof Network]): unknown {
  if (own instanceof Map)
    return new Map([...own, ...[...(existing as typeof own)].filter(([id]) => !own.has(id))]);
  return Array.isArray(own) ? [...own, ...(existing as readonly unknown[])] : own;
}
