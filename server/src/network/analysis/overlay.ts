import { memoized } from '../../memo.ts';
import { perNetwork } from '../lookup.ts';
import type { Network } from '../model.ts';

/**
 * A file's network together with one that exists already, in which what the file names by AWS's ids is found. Where both
 * have an object, the file's counts. Places of the other's objects are not in the file. The same object for the same
 * two, so that what is derived from it is derived once.
 */
export function overlayOnInventory(own: Network, existing: Network | undefined): Network {
  return existing ? unionsOf(own)(existing) : own;
}

const unionsOf = perNetwork((own) =>
  memoized((existing: Network) => {
    const union = join(own, existing);
    parts.set(union, { own, existing });
    return union;
  }),
);

/** What a union was made from. */
const parts = new WeakMap<Network, { readonly own: Network; readonly existing: Network }>();

/** Whether an object of a union is none of the file's, so that its place is in another text. */
export function isExisting(id: string, union: Network): boolean {
  const of = parts.get(union);
  // `Vpc.DefaultSecurityGroup` stands where its VPC does.
  const [owner = id] = id.split('.');
  return of !== undefined && !idsIn(of.own).has(owner) && idsIn(of.existing).has(owner);
}

const idsIn = perNetwork(
  ({ exportedIds: _, incomplete: __, statedCidrs: ___, ...lists }): ReadonlySet<string> => {
    const ids = Object.values(lists).flatMap((list: unknown) =>
      list instanceof Map
        ? [...list.keys()]
        : (list as readonly { readonly id?: string; readonly resource?: string }[]).flatMap(
            ({ id, resource }) => id ?? resource ?? [],
          ),
    );
    return new Set<string>(ids);
  },
);

function join(own: Network, existing: Network): Network {
  const lists = Object.keys(own) as (keyof Network)[];
  const joined = lists.map((name) => [name, joinLists(own[name], existing[name])]);
  // What others may change, and what stands in the text, is the file's own matter.
  return {
    ...(Object.fromEntries(joined) as unknown as Network),
    exportedIds: own.exportedIds,
    statedCidrs: own.statedCidrs,
  };
}

function joinLists(own: Network[keyof Network], existing: Network[keyof Network]): unknown {
  if (own instanceof Map)
    return new Map([...own, ...[...(existing as typeof own)].filter(([id]) => !own.has(id))]);
  return Array.isArray(own) ? [...own, ...(existing as readonly unknown[])] : own;
}
